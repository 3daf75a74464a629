import type { ChangesRequest, StoredChange } from '../../src/ports/stored-change.ts';
import type { Space } from './space.ts';

/** A table keeps its rows in the order in which they came, and events never leave it. */
export const changes = (space: Space, { after, limit }: ChangesRequest): readonly StoredChange[] => {
  const start = after === undefined ? 0 : Number(after);
  return [...space.events.all()]
    .slice(start, start + limit)
    .map((event, index) => ({ event, position: String(start + index + 1) }));
};
