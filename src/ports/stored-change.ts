import type { TicketEvent } from '../ticket/ticket-event.ts';

/** Reads what happened, in the order in which it can no longer change. */
export interface ChangesRequest {
  readonly tenant: string;
  /** Continue after this event. Left out: from the first. */
  readonly after?: string;
  readonly limit: number;
}

/** An event with its place among all of the tenant. */
export interface StoredChange {
  readonly event: TicketEvent;
  /** At most 18 digits, or twice as many with a dot between them; means something to the store alone. */
  readonly position: string;
}
