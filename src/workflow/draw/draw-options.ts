import type { TicketTrace } from './ticket-trace.ts';

/** How a picture of a workflow looks; a trace marks the way of one ticket in it. */
export interface DrawOptions extends TicketTrace {
  /** Where transitions lead on paper. Default: `'down'`. */
  readonly direction?: 'down' | 'right';
}
