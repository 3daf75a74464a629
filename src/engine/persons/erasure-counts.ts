/** How much an erasure changes. */
export interface ErasureCounts {
  readonly tickets: number;
  /** Events whose actor or payload changes. */
  readonly events: number;
  readonly actions: number;
  readonly documents: number;
  /** Written and received ones. */
  readonly mails: number;
  /** Of the written mails: drafts and queued ones to him, which are not sent any more. */
  readonly discarded: number;
}

export const noErasure: ErasureCounts = { tickets: 0, events: 0, actions: 0, documents: 0, mails: 0, discarded: 0 };

export const addCounts = (a: ErasureCounts, b: ErasureCounts): ErasureCounts => ({
  tickets: a.tickets + b.tickets,
  events: a.events + b.events,
  actions: a.actions + b.actions,
  documents: a.documents + b.documents,
  mails: a.mails + b.mails,
  discarded: a.discarded + b.discarded,
});
