import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import type { Store } from '../../src/ports/store.ts';
import { sharedPglite } from '../servers/shared-pglite.ts';
import { act, playInTenants } from './tenants-world.ts';

/** Opens an empty store for the time of one play. */
type OnStore = <T>(play: (store: Store) => Promise<T>) => Promise<T>;
const onMemory: OnStore = (play) => play(createMemoryStore());
const onSql: OnStore = async (play) => {
  const { pglite, lend } = await sharedPglite();
  const { schema, giveBack } = await lend();
  const played = await play(createPostgresStore({ executor: fromPglite(pglite), schema }));
  await giveBack();
  return played;
};

const bytes = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (one instanceof Uint8Array ? [...one] : one), 1);

describe.each([
  { name: 'memory', onStore: onMemory, numRuns: 100 },
  { name: 'PGlite', onStore: onSql, numRuns: 20 },
])('on $name', ({ onStore, numRuns }) => {
  test('whatever happens in one tenant, another sees the same, byte for byte, as where nothing does [TEN-01]', async () => {
    const seen = { both: 0, sentInBoth: 0, sharedIds: 0 };
    const plain = { who: 'ada', at: 0, guessed: false, flag: false } as const;
    const begin = ['create', 'start', 'close', 'send'].flatMap((what) =>
      (['acme', 'globex'] as const).map((where) => ({ ...plain, where, what })),
    );
    // Before anybody can take them back.
    const leave = { ...plain, where: 'desk', what: 'deliver' } as const;
    const day = 24 * 60;
    const end = [{ what: 'wait', at: day }, { what: 'deliver' }].map((last) => ({
      ...plain,
      where: 'desk' as const,
      ...last,
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 60, size: 'max' }), async (random) => {
        const acts = [...begin, leave, ...random, ...end];
        const both = await onStore((store) => playInTenants(store, acts));
        for (const tenant of ['acme', 'globex'] as const) {
          const own = acts.filter(({ where }) => where === tenant || where === 'desk');
          const alone = await onStore((store) => playInTenants(store, own));
          expect(bytes(both[tenant])).toBe(bytes(alone[tenant]));
        }
        const { acme, globex } = both;
        if (acme.accepted > 3 && globex.accepted > 3) seen.both += 1;
        if (acme.sent.length > 0 && globex.sent.length > 0) seen.sentInBoth += 1;
        const tickets = new Set(acme.events.map(({ ticket }) => ticket));
        if (globex.events.some(({ ticket }) => tickets.has(ticket))) seen.sharedIds += 1;
      }),
      { numRuns },
    );
    // It says something only where much happens on both sides, under the same ids, and mails of both leave.
    expect(seen).toEqual({ both: numRuns, sentInBoth: numRuns, sharedIds: numRuns });
  });
});
