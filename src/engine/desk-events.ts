import type { Refusal } from '../refusal/refusal.ts';
import type { Actor } from '../ticket/actor.ts';
import type { EventType, TicketEvent } from '../ticket/ticket-event.ts';

/** A refusal, for the host's log. Refusals are never stored. */
export interface RefusedCall {
  readonly tenant: string;
  readonly actor: Actor;
  /** Name of the command or query, such as `tickets.transition`. */
  readonly call: string;
  readonly refusal: Refusal;
}

/** What `desk.on` hears: every event of this process after its commit, and refusals. */
export type DeskEvents = {
  readonly [T in EventType]: Extract<TicketEvent, { readonly type: T }> & { readonly tenant: string };
} & { readonly refused: RefusedCall };
