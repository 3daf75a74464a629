import type { Action } from './action.ts';

/** Newest first by the time people see; ties by when it was written, then by order of writing. Total and stable. */
export const newestFirst = (actions: readonly Action[]): readonly Action[] =>
  [...actions].sort(
    (a, b) => compare(b.occurredAt, a.occurredAt) || compare(b.createdAt, a.createdAt) || b.seq - a.seq,
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
