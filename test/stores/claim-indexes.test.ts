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

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const schema = freshSchema();
let pool: pg.Pool;

/** One tenant with thirty thousand pieces of due work, one with as many that are not due yet, and some with one each. */
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
  for (const [table, columns] of [
    ['deliveries', ''],
    ['mails', ''],
    ['sources', `, 'ref', jsonb_build_object('uid', n::text)`],
    ['timers', `, 'user', piece."user" || n`],
    ['timed_transitions', ''],
  ]) {
    await pool.query(`
insert into ${schema}.${table}
select (jsonb_populate_record(piece, jsonb_build_object('id', piece.id || n ${columns}))).*
from ${schema}.${table} piece, generate_series(1, 30000) n
where piece.tenant in ('backlog', 'later')`);
    await pool.query(`vacuum analyze ${schema}.${table}`);
  }
  return async () => {
    await pool.query(`drop schema ${schema} cascade`);
    await pool.end();
  };
});

/** Really claims, and takes it back. */
const explain = async (
  text: string,
  params: readonly string[],
  mode: 'force_generic_plan' | 'force_custom_plan',
): Promise<readonly Plan[]> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local plan_cache_mode = ${mode}`);
    await client.query(`prepare claim (text, text, text, text, text) as ${text}`);
    const values = params.map((param) => `'${param}'`).join(', ');
    const { rows } = await client.query<Record<string, readonly { readonly Plan: Plan }[]>>(
      `explain (analyze, format json) execute claim (${values})`,
    );
    await client.query('deallocate claim');
    const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
    return rows.flatMap((row) => Object.values(row).flat()).flatMap(({ Plan: top }) => nodes(top));
  } finally {
    await client.query('rollback');
    client.release();
  }
};

test.each([
  // Further indexes that begin with the tenant may serve the walk from tenant to tenant, where all work is open as it is here.
  ['deliveries', 'delivery', ['deliveries_of_mail']],
  ['sources', 'removal', ['sources_of_ticket']],
  ['timers', 'timer', ['timers_one_running', 'timers_of_ticket']],
  ['timed_transitions', 'timedTransition', ['timed_transitions_of_ticket']],
  ['mails', 'draft', ['mails_of_ticket']],
] as const)('a claim of %s reads what it hands out, not what is queued', async (table, kind, more) => {
  const limit = 20;
  for (const [after, mode] of [
    ['', 'force_generic_plan'],
    ['', 'force_custom_plan'],
    ['backlog', 'force_generic_plan'],
    ['small-3', 'force_custom_plan'],
  ] as const) {
    const plan = await explain(claimTexts(schema)[kind], [at(10), at(25), String(limit), after, at(10)], mode);
    const scans = plan.filter((node) => node['Relation Name'] === table && node['Node Type'].includes('Scan'));
    const used = new Set(scans.map((node) => node['Index Name']));
    for (const index of more) used.delete(index);
    expect(used).toEqual(new Set([`${table}_due`, `${table}_pkey`]));
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
  const { rows } = await pool.query<Record<string, readonly { readonly Plan: Plan }[]>>(
    `explain (analyze, format json) ${nextTimedTransitionText(schema)}`,
  );
  const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  const scans = rows
    .flatMap((row) => Object.values(row).flat())
    .flatMap(({ Plan: top }) => nodes(top))
    .filter((node) => node['Relation Name'] === 'timed_transitions');
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
