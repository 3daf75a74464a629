import type { Journal } from './journal.ts';
import { createSpace, type Space } from './space.ts';

/** What each tenant keeps. No operation but a claim ever sees two of them. */
export interface Spaces {
  of(tenant: string): Space;
  all(): Iterable<readonly [tenant: string, space: Space]>;
}

export const createSpaces = (journal: Journal): Spaces => {
  const spaces = new Map<string, Space>();
  return {
    of: (tenant) => {
      const known = spaces.get(tenant);
      if (known !== undefined) return known;
      const space = createSpace(journal);
      spaces.set(tenant, space);
      return space;
    },
    all: () => spaces,
  };
};
