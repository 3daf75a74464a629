import type { Store } from '../../src/ports/store.ts';
import { applyBatch } from './apply-batch.ts';
import { checkBatch } from './check-batch.ts';
import { claim } from './claim.ts';
import { draw, peek } from './draw.ts';
import { load } from './load.ts';
import { page } from './page.ts';
import { createSpaces } from './spaces.ts';

/**
 * Keeps everything in this process: for tests, demos and first steps.
 *
 * It holds the same promises as the database: versions, unique keys, leases, tenants apart, rows that nobody can change
 * from outside. What it lacks is durability: with the process everything is gone.
 *
 * @example
 * ```ts
 * import { createDesk, defaultArea, rolePolicy } from 'ticketwerk';
 * import { createMemoryStore } from 'ticketwerk/memory';
 *
 * const desk = createDesk({
 *   areas: [defaultArea()],
 *   store: createMemoryStore(),
 *   authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
 * });
 * ```
 */
export const createMemoryStore = (): Store => {
  const spaces = createSpaces();
  return {
    load: async (request) => load(spaces.of(request.tenant), request),
    commit: async (batch) => {
      const space = spaces.of(batch.tenant);
      const refused = checkBatch(space, batch);
      if (refused !== null) return refused;
      applyBatch(space, batch);
      return { outcome: 'committed' };
    },
    draw: async (request) => draw(spaces.of(request.tenant), request),
    peek: async (request) => peek(spaces.of(request.tenant), request),
    claim: async (kind, request) => claim(spaces, kind, request),
    page: async (kind, request) => page(spaces.of(request.tenant), kind, request),
    rawMail: async ({ tenant, ticket, source }) => {
      const space = spaces.of(tenant);
      if (space.sources.get(source)?.ticket !== ticket) return null;
      const raw = space.raws.get(source);
      return raw === undefined ? null : Uint8Array.from(raw);
    },
    migrate: async () => {},
  };
};
