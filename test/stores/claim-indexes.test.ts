import pg from 'pg';
import { beforeAll, expect, inject, test } from 'vitest';
import { claimTexts } from '../../adapters/postgres/claim-texts.ts';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { nextTimedTransitionText } from '../../adapters/postgres/next-timed-transition.ts';
import {
  at,
  deliveryRow,
  mailRow,
  sourceRow,
  timedTransitionRow,
  timerRow,
} from '../kit/store-contract/sample-rows.ts';
import { given, givenTicket } from '../kit/store-contract/store-steps.ts';
import { freshSchema } from '../servers/postgres-schema.ts';
import { type Explained, explainPrepared, planNodes } from './query-plan.ts';

const schema = freshSchema();
let pool: pg.Pool;

/**
 * One tenant with thirty thousand pieces of due work, one with as many that are not due yet, each beside half as
 * many that are done; and some with one each.
 */
beforeAll(async () => {
  pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 2 });
  const store = createPostgresStore({ pool, schema });
  await store.migrate();
  const raw = Uint8Array.of(7);
  for (const tenant of ['backlog', 'later', 'small-1', 'small-2', 'small-3']) {
    const due = tenant === 'later' ? at(1000) : at(1);
    await givenTicket(
      store,
      't',
      {
        mails: [mailRow('m', 't', { writtenAt: due })],
        deliveries: [deliveryRow('d', 'm', 't', { notBefore: due })],
        sources: [{ source: sourceRow('s', 't', { removalNotBefore: due }), raw }],
        timedTransitions: [timedTransitionRow('x', 't', { tryAt: due })],
      },
      tenant,
    );
    const after = timerRow('w', 't', { dueAt: due });
    await given(store, { changes: [{ root: 'timer', before: null, after }] }, tenant);
  }
  for (const [table, columns, settled] of [
    ['deliveries', '', `'state', 'sent'`],
    ['mails', '', `'state', 'discarded'`],
    ['sources', `, 'ref', jsonb_build_object('uid', suffix)`, `'removal', 'done'`],
    ['timers', `, 'user', piece."user" || suffix`, `'state', 'stopped'`],
    ['timed_transitions', '', `'state', 'dropped'`],
  ] as const) {
    const copies = (count: number, suffix: string, others: string) => `
insert into ${schema}.${table}
select (jsonb_populate_record(piece, jsonb_build_object('id', piece.id || suffix ${others}))).*
from ${schema}.${table} piece, (select n || '${suffix}' from generate_series(1, ${count}) n) suffixes (suffix)
where piece.tenant in ('backlog', 'later') and piece.id not like '%done'`;
    await pool.query(copies(15_000, 'done', `${columns}, ${settled}`));
    await pool.query(copies(30_000, '', columns));
    await pool.query(`vacuum analyze ${schema}.${table}`);
  }
  return async () => {
    await pool.query(`drop schema ${schema} cascade`);
    await pool.end();
  };
});

test.each([
  ['deliveries', 'delivery', []],
  ['sources', 'removal', []],
  // That a user has one running timer begins with the tenant too: it serves the walk from tenant to tenant as well.
  ['timers', 'timer', ['timers_one_running']],
  ['timed_transitions', 'timedTransition', []],
  ['mails', 'draft', []],
] as const)('a claim of %s reads what it hands out, not what is queued', async (table, kind, more) => {
  const limit = 20;
  for (const [after, mode] of [
    ['', 'force_generic_plan'],
    ['', 'force_custom_plan'],
    ['backlog', 'force_generic_plan'],
    ['small-3', 'force_custom_plan'],
  ] as const) {
    const plan = await explainPrepared(
      pool,
      claimTexts(schema)[kind],
      [at(10), at(25), String(limit), after, at(10)],
      mode,
    );
    const scans = plan.filter((node) => node['Relation Name'] === table && node['Node Type'].includes('Scan'));
    expect(new Set(scans.map((node) => node['Index Name']))).toEqual(
      new Set([`${table}_due`, `${table}_pkey`, ...more]),
    );
    const read = scans.reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
    // The probes at each tenant, then some more than the limit as candidates, by their key, and the written ones.
    expect(read).toBeGreaterThanOrEqual(2 * limit);
    expect(read).toBeLessThan(8 * limit);
  }
});

test('how long there is nothing to do is read off one entry of an index', async () => {
  const { rows } = await pool.query<Explained>(`explain (analyze, format json) ${nextTimedTransitionText(schema)}`);
  const scans = planNodes(rows).filter((node) => node['Relation Name'] === 'timed_transitions');
  expect(scans.map((node) => [node['Index Name'], node['Actual Rows']])).toEqual([['timed_transitions_next', 1]]);
});

test('a claim passes over what another one is just taking, and goes on with the next tenant', async () => {
  const clients = [await pool.connect(), await pool.connect()];
  try {
    const taken: unknown[] = [];
    for (const client of clients) {
      await client.query('begin');
      const { rows } = await client.query<{ result: string }>(claimTexts(schema).delivery, [
        at(10),
        at(25),
        '1',
        'later',
        at(10),
      ]);
      taken.push(...(JSON.parse(rows[0]?.result ?? '') as readonly { tenant: string }[]).map(({ tenant }) => tenant));
    }
    expect(taken).toEqual(['small-1', 'small-2']);
  } finally {
    for (const client of clients) {
      await client.query('rollback');
      client.release();
    }
  }
});
