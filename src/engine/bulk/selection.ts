import type { Call } from '../call.ts';

/** Some tickets of a selection, and where the next ones begin. */
export interface SelectedChunk<Place> {
  readonly tickets: readonly string[];
  /** Null: there are no more. */
  readonly next: Place | null;
}

/** The tickets of a bulk command, a chunk at a time: reading one again from the same place gives the same or what is there now. */
export interface Selection<Place> {
  readonly total: number;
  readonly chunk: (from: Place | undefined, call: Call) => Promise<SelectedChunk<Place>>;
  /** Tickets that were selected by name and stand behind a place. */
  readonly rest: (from: Place | undefined) => readonly string[];
}

/** How many tickets are decided and written at once: locks are held, and the process is kept busy, for no longer than these take. */
export const chunkSize = 100;

/** Tickets that were selected by name. */
export const listed = (tickets: readonly string[]): Selection<number> => ({
  total: tickets.length,
  chunk: async (from = 0) => {
    const end = from + chunkSize;
    return { tickets: tickets.slice(from, end), next: end < tickets.length ? end : null };
  },
  rest: (from = 0) => tickets.slice(from),
});
