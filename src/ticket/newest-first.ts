import type { Instant } from './instant.ts';

/** Something with a place in the chronology of a ticket. */
export interface Dated {
  /** The moment that people see. */
  readonly occurredAt: Instant;
  readonly createdAt: Instant;
  /** The version of the ticket that it made: breaks ties of equal times. */
  readonly seq: number;
}

/** Newest first by the time people see; ties by when it was written, then by order of writing. Total and stable. */
export const newestFirst = <T extends Dated>(entries: readonly T[]): readonly T[] =>
  [...entries].sort(
    (a, b) => compare(b.occurredAt, a.occurredAt) || compare(b.createdAt, a.createdAt) || b.seq - a.seq,
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
