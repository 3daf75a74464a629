import type { TimerView } from '../actions/timer-view.ts';
import type { Answered, TicketReference } from './agent.ts';
import type { ActionReference } from './agent-actions.ts';
import type { Outcome } from './answer.ts';
import type { CommandOptions } from './command-options.ts';
import type { TicketOf } from './inference.ts';
import type { Mode } from './mode.ts';
import type { CurrentTimers } from './queries/current-timers.ts';

/** A timer value, or its id. */
export type TimerReference = string | { readonly id: string };

/** What a timer is started for. */
export interface NewTimer {
  /** An action of the ticket that its time is added to. Default: stopping it adds an action. */
  readonly action?: ActionReference;
  /** Of the action that stopping it adds. Default: `'internal'`. */
  readonly visibility?: 'internal' | 'external';
}

/** What is written into the action that stopping a timer adds; of a timer on an action that is there already: nothing. */
export interface StoppedTimer {
  /** Default: as the timer was started for. */
  readonly visibility?: 'internal' | 'external';
  readonly description?: string;
  /** Default: the beginning of the description. */
  readonly shortDescription?: string;
  /** Hundredths of an hour beside what the timer counted. Default: 0. */
  readonly timeSpent?: number;
  /** A Date or an ISO 8601 text with its zone. Default: now. */
  readonly occurredAt?: Date | string;
  /** Users it concerns; they gain no access by it. Default: the user himself. */
  readonly concerns?: readonly string[];
}

/** What a command on a timer answers. */
export type TimerOutcome<T> = Outcome<T> & {
  readonly timer: TimerView;
  /** The timer that was paused, because a user has one running timer at a time. */
  readonly paused: TimerView | null;
  /** The action that got the time, once the timer is stopped; null where there was none to book. */
  readonly action: { readonly id: string } | null;
};

/** Commands on the user's own timers. They change no ticket until one is stopped; `expectedVersion` is that of the ticket. */
export interface TimerCommands<A, M extends Mode> {
  /** Starts a timer on a ticket, and pauses the one that runs. */
  start(
    ticket: TicketReference,
    timer?: NewTimer,
    options?: CommandOptions,
  ): Answered<M, TimerOutcome<TicketOf<A>>, TicketOf<A>>;
  /** Lets it stand; what it ran is kept to the millisecond. */
  pause(timer: TimerReference, options?: CommandOptions): Answered<M, TimerOutcome<TicketOf<A>>, TicketOf<A>>;
  /** Lets it run on, and pauses the one that runs instead. */
  resume(timer: TimerReference, options?: CommandOptions): Answered<M, TimerOutcome<TicketOf<A>>, TicketOf<A>>;
  /** Adds its whole hundredths of an hour to its action, or an action with them; the rest is dropped. */
  stop(
    timer: TimerReference,
    action?: StoppedTimer,
    options?: CommandOptions,
  ): Answered<M, TimerOutcome<TicketOf<A>>, TicketOf<A>>;
}

/** Stopwatches of the acting user. They run in the store: no window has to stay open. */
export interface Timers<A> extends TimerCommands<A, 'run'> {
  /** His timers that are not stopped, as they stand now. */
  current(): Promise<CurrentTimers>;
}
