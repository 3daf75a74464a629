import type { ActionFacts } from './ticket-event.ts';

/** An entry on a ticket: a note among agents, or an answer the requester may read. Append order is `seq`. */
export type Action = ActionFacts & {
  readonly ticket: string;
  /** The version of the ticket that this action made: breaks ties of equal times. */
  readonly seq: number;
};
