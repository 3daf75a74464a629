import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import type { TenantEvent } from '../../src/engine/queries/changes.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { helpdesk, printer } from '../rules/helpdesk.ts';
import { freshSchema, openPool } from '../servers/postgres-schema.ts';

const open = async () => {
  const pool = openPool({ max: 20 });
  const store = createPostgresStore({ pool, schema: freshSchema() });
  await store.migrate();
  const { desk, agent } = await createTestDesk({
    areas: [helpdesk],
    roles: { lead: { '*': ['*'] } },
    store,
  });
  const ada = agent('Ada', 'lead');
  const inTransaction = async <T>(
    work: (unit: ReturnType<typeof ada.in>, client: pg.PoolClient) => Promise<T>,
    end = 'commit',
  ) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const result = await work(ada.in(client as never), client);
      await client.query(end);
      return result;
    } finally {
      client.release();
    }
  };
  return { pool, desk, ada, inTransaction };
};
const incident = { workflow: 'incident', ...printer } as const;
const names = (events: readonly TenantEvent[]) => events.map(({ ticket, seq }) => `${ticket} ${seq}`);

describe('the feed of changes on PostgreSQL', () => {
  test('a transaction that began first and commits last is not passed over [CHG-01]', async () => {
    const { desk, ada, inTransaction } = await open();
    const [committed, early] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
    const slow = inTransaction(async (unit) => {
      const { ticket } = await unit.tickets.create(incident);
      early.resolve(ticket.id);
      await committed.promise;
    });
    const first = await early.promise;
    const { ticket: second } = await ada.tickets.create(incident);
    const during = await desk.changes();
    // It may not be handed out yet: whoever continued after it would never hear of the first.
    expect(names(during.events)).toEqual([]);
    committed.resolve();
    await slow;
    const after = await readAll(desk, 2, { after: during.next });
    expect(names(after)).toEqual([`${first} 1`, `${second.id} 1`]);
    expect(await readAll(desk, 2)).toEqual(after);
  });

  test('a transaction that is rolled back holds nothing up afterwards, and leaves nothing', async () => {
    const { desk, ada, inTransaction } = await open();
    await inTransaction((unit) => unit.tickets.create(incident), 'rollback');
    const { ticket } = await ada.tickets.create(incident);
    expect(names(await readAll(desk, 1))).toEqual([`${ticket.id} 1`]);
  });

  test('the history of a ticket keeps its order, also where an older transaction wrote the later part', async () => {
    const { desk, ada, inTransaction } = await open();
    const { id, older } = await inTransaction(async (unit) => {
      const { ticket: own } = await unit.tickets.create(incident);
      const { ticket } = await ada.tickets.create(incident);
      await unit.tickets.transition(ticket.id, 'start');
      return { id: ticket.id, older: own.id };
    });
    await ada.actions.add(id, { visibility: 'internal', description: 'A note' });
    const events = await readAll(desk, 4);
    expect(names(events).filter((name) => name.startsWith(id))).toEqual([`${id} 1`, `${id} 2`, `${id} 3`]);
    expect(names(events)).toContain(`${older} 1`);
    expect(events).toHaveLength(4);
  });

  test('readers beside many writers get every event once, in one and the same order [CHG-01]', async () => {
    const { desk, ada, inTransaction } = await open();
    const written = Promise.withResolvers<number>();
    const writer = async (own: number): Promise<void> => {
      for (let n = 0; n < 6; n += 1) {
        const { ticket } = await ada.tickets.create(incident);
        await inTransaction(
          async (unit) => {
            await unit.tickets.create(incident);
            await sleep((own * 7 + n * 3) % 11);
            await unit.tickets.transition(ticket.id, 'start');
          },
          (own + n) % 4 === 0 ? 'rollback' : 'commit',
        );
        await ada.actions.add(ticket, { visibility: 'internal', description: `${own}.${n}` });
      }
    };
    const readers = [1, 7, 1000].map((limit) => readAll(desk, written.promise, { limit }));
    await Promise.all(Array.from({ length: 8 }, (_, own) => writer(own)));
    const stored = await ada.tickets.list({ limit: 200 });
    written.resolve(stored.items.reduce((sum, { version }) => sum + version, 0));
    const [one = [], ...others] = await Promise.all([...readers, readAll(desk, written.promise, { limit: 10 })]);
    for (const other of others) expect(names(other)).toEqual(names(one));
    expect(new Set(names(one)).size).toBe(one.length);
    for (const { id, version } of stored.items) {
      const seqs = one.filter(({ ticket }) => ticket === id).map(({ seq }) => seq);
      expect(seqs).toEqual(Array.from({ length: version }, (_, index) => index + 1));
    }
  });
});

/**
 * Reads page by page until so many events came, and whatever else is there then. It has to wait, because a transaction of
 * another test on the same server holds the feed up as well.
 */
const readAll = async (
  { changes }: Pick<Awaited<ReturnType<typeof open>>['desk'], 'changes'>,
  expected: number | Promise<number>,
  query: { readonly after?: string; readonly limit?: number } = {},
): Promise<readonly TenantEvent[]> => {
  let wanted = Number.POSITIVE_INFINITY;
  void Promise.resolve(expected).then((count) => {
    wanted = count;
  });
  const read: TenantEvent[] = [];
  let page = await changes(query);
  read.push(...page.events);
  while (page.more || read.length < wanted) {
    await sleep(1);
    page = await changes({ ...query, after: page.next });
    read.push(...page.events);
  }
  return read;
};
