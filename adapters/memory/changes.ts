import type { ChangesRequest, StoredChange } from '../../src/ports/stored-change.ts';
import type { Space } from './space.ts';

/** In the order in which the events came; those of deleted tickets have left a gap. */
export const changes = (space: Space, { after, limit }: ChangesRequest): readonly StoredChange[] => {
  const found: StoredChange[] = [];
  for (let place = after === undefined ? 1 : Number(after) + 1; found.length < limit; place += 1) {
    const entry = space.feed.get(String(place));
    if (entry === undefined) break;
    const event = space.events.get(entry.event);
    if (event !== undefined) found.push({ event, position: String(place) });
  }
  return found;
};
