import type pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { at, deliveryRow, mailRow } from '../kit/store-contract/sample-rows.ts';
import { givenTicket } from '../kit/store-contract/store-steps.ts';
import { freshSchema, openPool } from '../servers/postgres-schema.ts';
import { startDeliverer } from './processes/start-deliverer.ts';

const now = at(10);
const tenants = ['acme', 'globex'];
const copies = 4;

/** So many deliveries, due, in two tenants; each to an address of its own. */
const openShared = async (count: number) => {
  const pool = openPool();
  const schema = freshSchema();
  const store = createPostgresStore({ pool, schema });
  await store.migrate();
  await pool.query(`create table ${schema}.arrived (process text, message_id text, recipient text)`);
  onTestFinished(async () => {
    await pool.query(`drop schema ${schema} cascade`);
  });
  for (let letter = 0; letter < count / copies; letter += 1) {
    const [ticket, mail, tenant] = [`t${letter}`, `m${letter}`, tenants[letter % 2] ?? ''];
    const to = Array.from({ length: copies }, (_, copy) => ({ name: '', address: `to-${letter}-${copy}@x.example` }));
    const letters = [mailRow(mail, ticket, { state: 'queued', messageId: `<${mail}@x.example>`, to })];
    const deliveries = to.map((recipient, copy) => deliveryRow(`d${letter}-${copy}`, mail, ticket, { recipient }));
    await givenTicket(store, ticket, { mails: letters, deliveries }, tenant);
  }
  const start = (name: string, more: { readonly hangsAt?: number } = {}) =>
    startDeliverer({ url: inject('postgresUrl'), schema, name, now, ...more });
  const states = async () => counts(pool, `select state as key, count(*) from ${schema}.deliveries group by state`);
  return {
    start,
    states,
    /** Has nothing to be delivered any more? */
    settled: async () => (await states()).sent === count,
    /** To whom something came, from which processes, and under which Message-IDs. */
    arrived: async () => {
      const { rows } = await pool.query<{ recipient: string; processes: string[]; ids: string[] }>(
        `select recipient, array_agg(process order by process) processes, array_agg(distinct message_id) ids
         from ${schema}.arrived group by recipient`,
      );
      return rows;
    },
    sentEvents: async () => {
      const told = await counts(pool, `select type as key, count(*) from ${schema}.events group by type`);
      return told['mail.sent'];
    },
  };
};

const counts = async (pool: pg.Pool, query: string): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await pool.query<{ key: string; count: string }>(query);
  return Object.fromEntries(rows.map(({ key, count }) => [key, Number(count)]));
};

describe('two processes on one PostgreSQL', () => {
  test('share deliveries, and none leaves twice', async () => {
    const { start, settled, arrived, sentEvents } = await openShared(200);
    const processes = [start('first'), start('second')];
    for (const one of processes) await one.until(({ kind }) => kind === 'begun');
    for (const one of processes) one.tell({ kind: 'go' });
    await processes[0]?.until(async ({ kind }) => kind === 'rested' && (await settled()));
    for (const one of processes) one.tell({ kind: 'stop' });
    for (const one of processes) await one.ended();
    const mails = await arrived();
    expect(mails.filter(({ processes: by }) => by.length !== 1)).toEqual([]);
    expect(mails).toHaveLength(200);
    expect(new Set(mails.flatMap(({ processes: by }) => by))).toEqual(new Set(['first', 'second']));
    expect(await sentEvents()).toBe(200);
  });

  test('what a killed one was sending is sent by the other when its lease is over, under the same Message-ID; nothing else waits or leaves twice [OUT-03]', async () => {
    const { start, states, settled, arrived, sentEvents } = await openShared(40);
    const [killed, other] = [start('killed', { hangsAt: 3 }), start('other')];
    let held = '';
    for (const one of [killed, other]) await one.until(({ kind }) => kind === 'begun');
    killed.tell({ kind: 'go' });
    for (const nth of [2, 3])
      await killed.until((heard) => {
        if (heard.kind !== 'begun') return false;
        held = nth === 3 ? heard.to : held;
        return true;
      });
    await killed.kill();
    other.tell({ kind: 'go' });
    await other.until(async ({ kind }) => kind === 'rested' && (await states()).sent === 39);
    const lease = new Date(now).getTime() + 15 * 60_000;
    other.tell({ kind: 'advance', minutes: 14 });
    await other.until((heard) => heard.kind === 'rested' && heard.now === lease - 60_000);
    await other.until(({ kind }) => kind === 'rested');
    expect(await states()).toEqual({ sent: 39, sending: 1 });
    other.tell({ kind: 'advance', minutes: 1 });
    await other.until(async ({ kind }) => kind === 'rested' && (await settled()));
    other.tell({ kind: 'stop' });
    await other.ended();
    const mails = await arrived();
    expect(mails).toHaveLength(40);
    expect(mails.filter(({ processes }) => processes.length > 1)).toEqual([
      { recipient: held, processes: ['killed', 'other'], ids: [expect.any(String)] },
    ]);
    expect(await sentEvents()).toBe(40);
  });

  test.each([1, 2, 5])(
    'wherever one is killed, at about its mail %i, the other finishes, and only what that one had begun leaves twice',
    async (nth) => {
      const { start, settled, arrived, sentEvents } = await openShared(40);
      const [killed, other] = [start('killed'), start('other')];
      for (const one of [killed, other]) await one.until(({ kind }) => kind === 'begun');
      let begun = 1;
      killed.tell({ kind: 'go' });
      await killed.until(({ kind }) => {
        if (kind === 'begun') begun += 1;
        return begun >= nth;
      });
      await killed.kill();
      other.tell({ kind: 'go' });
      await other.until(({ kind }) => kind === 'rested');
      other.tell({ kind: 'advance', minutes: 15 });
      await other.until(async ({ kind }) => kind === 'rested' && (await settled()));
      other.tell({ kind: 'stop' });
      await other.ended();
      const mails = await arrived();
      expect(mails).toHaveLength(40);
      const twice = mails.filter(({ processes }) => processes.length > 1);
      expect(twice.length).toBeLessThanOrEqual(1);
      for (const { processes, ids } of twice) {
        expect(processes).toEqual(['killed', 'other']);
        expect(ids).toHaveLength(1);
      }
      expect(await sentEvents()).toBe(40);
    },
  );
});
