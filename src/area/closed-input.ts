/** What becomes of what a requester adds to a ticket that is closed. */
export interface ClosedInput {
  /**
   * `refuse`: it is refused; `append`: it is added, and the ticket stays closed; `reopen`: it is added, and the ticket is opened
   * again by `reopenBy`. Default: `'refuse'`.
   */
  readonly portal?: ClosedMode;
  /** The transition that opens tickets again; every workflow must have it, out of every closed step. Default: none. */
  readonly reopenBy?: string;
  /** For how many days after closing tickets are opened again; later what is added is refused. Default: for ever. */
  readonly reopenDays?: number;
}

/** The ways in which an area treats what is added to closed tickets. */
export const closedModes = ['refuse', 'append', 'reopen'] as const;
/** How an area treats what is added to closed tickets. */
export type ClosedMode = (typeof closedModes)[number];
