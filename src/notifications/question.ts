import type { Instant } from '../ticket/instant.ts';

/** Somebody whom a hand-over concerns. */
export interface HandOverCandidate {
  readonly user: string;
  readonly relation: 'new' | 'previous';
  /** What a dialog has ticked when it opens. */
  readonly preselected: boolean;
}

/** What the desk asks after a change: whom to inform. It is the asker's until he answers, or it expires. */
export interface Question {
  readonly id: string;
  readonly ticket: string;
  readonly kind: 'hand_over';
  /** The user whose change raised it. */
  readonly asker: string;
  /** Who was responsible before. */
  readonly previous: string;
  readonly candidates: readonly HandOverCandidate[];
  /** `superseded`: the ticket was handed over again before anybody answered. */
  readonly state: 'open' | 'answered' | 'superseded';
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
  readonly version: number;
}
