import type { ErasedContent } from '../../persons/redaction.ts';
import type { StopSignal } from '../../ports/clock.ts';
import type { Mode } from '../mode.ts';
import type { NotAllowed } from '../not-allowed.ts';
import type { ErasureCounts } from './erasure-counts.ts';
import type { PersonExport } from './person-export.ts';

/** A person of the host, as he is to be found. */
export interface PersonReference {
  /** His id in the host. */
  readonly person: string;
  /**
   * E-mail addresses under which he wrote. Those of tickets that name him are taken too, unless other persons have them as well. Default: none.
   */
  readonly addresses?: readonly string[];
}

/** How far an erasure has come. */
export interface ErasureProgress {
  /** Tickets that were looked at. */
  readonly done: number;
  /** Tickets that were found when it began. */
  readonly total: number;
}

/** How a person is erased. */
export interface EraseOptions {
  /** Default: false; it is refused with `confirmation_required`, and `data` counts what it would change. */
  readonly confirmed?: boolean;
  /**
   * What becomes of what he wrote and sent himself: subject and description of tickets that he opened, his actions, the mails that quote
   * them, and his files. `'keep'`: it stays, without what names him; `'remove'`: it goes. Default: `'keep'`.
   */
  readonly content?: ErasedContent;
  /** Ends the work after the ticket under way; calling again goes on. An `AbortSignal` fits. Default: it runs to its end. */
  readonly signal?: Pick<StopSignal, 'aborted'>;
  /** Hears after each ticket. Default: nobody does. */
  readonly onProgress?: (progress: ErasureProgress) => void;
}

/** What an erasure answers. */
export interface PersonErasure {
  /** False: it was stopped, or tickets kept changing meanwhile. Call again, with what you know of him; it goes on. */
  readonly done: boolean;
  /** What this call changed. */
  readonly counts: ErasureCounts;
  /** The addresses that were taken to be his. */
  readonly addresses: readonly string[];
}

/** What an erasure would change. */
export type ErasurePreview =
  | { readonly allowed: true; readonly counts: ErasureCounts; readonly addresses: readonly string[] }
  | NotAllowed;

/** Commands on persons of the host; they need `person.erase` of the desk. */
export interface PersonCommands<M extends Mode> {
  /**
   * Takes a person out of every ticket, its history included; the tickets stay. Ticket by ticket, each as a whole: what was done
   * is not done again, so calling again is harmless, and how a stopped or broken erasure goes on.
   */
  erase(person: PersonReference, options?: EraseOptions): Promise<M extends 'preview' ? ErasurePreview : PersonErasure>;
}

/** What the desk knows of persons of the host: to hand it out, and to erase it. */
export interface Persons extends PersonCommands<'run'> {
  /** Everything the desk holds of a person and he may know, as plain JSON; `contact` narrows it to tickets of that contact. */
  export(person: PersonReference & { readonly contact?: string }): Promise<PersonExport>;
}
