import type { Store } from '../../src/ports/store.ts';
import type { TransactionalStore } from '../../src/ports/transactional-store.ts';
import { compareText } from '../../src/text/compare-text.ts';
import { applyBatch } from './apply-batch.ts';
import { changes } from './changes.ts';
import { checkBatch } from './check-batch.ts';
import { claim } from './claim.ts';
import { draw, peek } from './draw.ts';
import { insides } from './insides.ts';
import { createJournal } from './journal.ts';
import { countTickets } from './list-tickets.ts';
import { load } from './load.ts';
import { createTransactions, type MemoryTransaction } from './memory-transaction.ts';
import { nextTimedTransition } from './next-timed-transition.ts';
import { page } from './page.ts';
import { createSpaces, type Spaces } from './spaces.ts';
import { splitStale } from './split-stale.ts';
import { stepCounts } from './step-counts.ts';

/** A store in this process, with transactions for the tests of a host. */
export interface MemoryStore extends TransactionalStore<MemoryTransaction> {
  /**
   * Begins what stands for the host's own transaction: `desk.as(…).in(transaction)`.
   *
   * It is as with one database connection: while a transaction is open, everything outside of it waits, other calls of
   * `begin` too. Only numbers are given out beside it. So never wait, inside, for something outside.
   */
  begin(): Promise<MemoryTransaction>;
}

/**
 * Keeps everything in this process: for tests, demos and first steps.
 *
 * It holds the same promises as the database: versions, unique keys, leases, tenants apart, transactions, rows that
 * nobody can change from outside. What it lacks is durability: with the process everything is gone.
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
export const createMemoryStore = (): MemoryStore => {
  const journal = createJournal();
  const spaces = createSpaces(journal);
  const { begin, outside, inside } = createTransactions(journal);
  const store: MemoryStore = {
    ...operations(spaces, outside, 'committed'),
    begin,
    within: (transaction) => {
      inside(transaction, () => {});
      return operations(spaces, async (work) => inside(transaction, work), 'last');
    },
  };
  insides.set(store, { journal, outside, inside, spaces });
  return store;
};

const operations = (
  spaces: Spaces,
  run: <T>(work: () => T) => Promise<T>,
  seenCounters: 'committed' | 'last',
): Store => ({
  load: (request) => run(() => load(spaces.of(request.tenant), request, spaces.of(''))),
  commit: (batch) =>
    run(() => {
      const space = spaces.of(batch.tenant);
      const { whole, stale } = batch.mode === 'each' ? splitStale(space, batch) : { whole: batch, stale: null };
      const refused = checkBatch(space, whole, spaces.of(''));
      if (refused !== null) return refused;
      applyBatch(space, whole);
      return { outcome: 'committed', ...(stale === null ? {} : { stale }) };
    }),
  // Numbers wait for nobody.
  draw: async (request) => draw(spaces.of(request.tenant), request),
  peek: async (request) => peek(spaces.of(request.tenant), request, seenCounters),
  claim: (kind, request) => run(() => claim(spaces, kind, request)),
  nextTimedTransition: () => run(() => nextTimedTransition(spaces)),
  page: (kind, request) => run(() => page(spaces.of(request.tenant), kind, request)),
  count: (request) => run(() => countTickets(spaces.of(request.tenant), request)),
  stepCounts: (request) => run(() => stepCounts(spaces.of(request.tenant), request)),
  changes: (request) => run(() => changes(spaces.of(request.tenant), request)),
  tenants: ({ after = '', limit }) =>
    run(() =>
      [...spaces.all()]
        .filter(([, space]) => space.tickets.size() > 0 || space.settings.size() > 0)
        .map(([tenant]) => tenant)
        .filter((tenant) => compareText(tenant, after) > 0)
        .sort(compareText)
        .slice(0, limit),
    ),
  rawMail: ({ tenant, ticket, source }) =>
    run(() => {
      const space = spaces.of(tenant);
      if (space.sources.get(source)?.ticket !== ticket) return null;
      const raw = space.raws.get(source)?.raw;
      return raw === undefined ? null : Uint8Array.from(raw);
    }),
  blobsInUse: ({ tenant, blobs }) =>
    run(() => blobs.filter((blob) => spaces.of(tenant).documents.where('blob', blob).length > 0)),
  migrate: async () => {},
});
