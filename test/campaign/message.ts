/** A kind of command that the writing process runs. */
export type Deed = 'create' | 'move' | 'close' | 'add action' | 'send' | 'host' | 'host rolls back' | 'deliver';

/** What a finished command says is written: it must be there whatever happens afterwards. */
export interface Acknowledged {
  readonly ticket?: string;
  readonly number?: string;
  /** The ticket as the command left it. */
  readonly version?: number;
  readonly step?: string;
  readonly action?: string;
  readonly mail?: string;
  /** Where the command was part of a host's transaction: the host's own row that was written with it. */
  readonly note?: string;
}

/** What can be sent again after a crash: the same input under the same key. */
export interface Repeatable {
  readonly key: string;
  readonly area?: string;
  /** For an action: the ticket it belongs to. */
  readonly ticket?: string;
  /** A text that only this command writes. */
  readonly marker: string;
}

/** A line of the writing process. Every command begins, and then it is done or refused, or the process is dead. */
export type Message =
  | {
      readonly kind: 'begin';
      readonly run: number;
      readonly deed: Deed;
      readonly repeat?: Repeatable;
      readonly marker?: string;
    }
  | { readonly kind: 'done'; readonly run: number; readonly deed: Deed; readonly result: Acknowledged }
  | { readonly kind: 'refused'; readonly run: number; readonly code: string }
  | { readonly kind: 'broken'; readonly run: number; readonly error: string };
