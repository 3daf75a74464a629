import type { StepLogEntry } from '../step-log.ts';

/** The way of a ticket through a workflow. Steps and transitions that the workflow does not have are passed over. */
export interface TicketTrace {
  /** The step the ticket is in. Default: no step is marked. */
  readonly current?: string;
  /** Steps it has been in. Default: none. */
  readonly visited?: readonly string[];
  /** Transitions it took, each with the step it took it from. Default: none. */
  readonly taken?: readonly { readonly from: string; readonly transition: string }[];
}

/** Reads the way of a ticket through one workflow off its step log; what it did in other workflows is left out. */
export const ticketTrace = (workflow: { readonly id: string }, log: readonly StepLogEntry[]): TicketTrace => {
  const here = log.filter(({ to }) => to.workflow === workflow.id);
  const last = log.at(-1);
  return {
    ...(last === undefined || last.to.workflow !== workflow.id ? {} : { current: last.to.step }),
    visited: [...new Set(here.map(({ to }) => to.step))],
    taken: log.flatMap(({ from, transition }) =>
      from?.workflow !== workflow.id || transition === null ? [] : [{ from: from.step, transition: transition.id }],
    ),
  };
};
