import pg from 'pg';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import {
  actionsStatement,
  countStatement,
  pageStatement,
  type TicketStatement,
} from '../../adapters/postgres/ticket-statements.ts';
import type { Condition } from '../../src/condition/condition.ts';
import { resolveCondition } from '../../src/condition/resolve-condition.ts';
import type { SortPosition, TicketSort } from '../../src/ticket/ticket-sort.ts';
import { actionRow, ticketRow } from '../kit/store-contract/sample-rows.ts';
import { creation, tenant } from '../kit/store-contract/store-steps.ts';
import { freshSchema } from '../servers/postgres-schema.ts';
import { type Explained, type PlanNode, planNodes } from './query-plan.ts';

const schema = freshSchema();
let pool: pg.Pool;

/** Twenty thousand tickets of one tenant, one in ten open, made from one that the store wrote. */
beforeAll(async () => {
  pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 2 });
  const store = createPostgresStore({ pool, schema });
  await store.migrate();
  await store.commit({ tenant, changes: [creation(ticketRow('t'), { actions: [actionRow('a', 't')] })] });
  await pool.query(`
insert into ${schema}.tickets
select (jsonb_populate_record(ticket, jsonb_build_object(
  'id', 't' || lpad(n::text, 6, '0'),
  'folded_number', 'hd-' || lpad((n * 7919 % 20011)::text, 6, '0'),
  'folded_subject', 'subject ' || (n * 7919 % 20011),
  'created_at', ticket.created_at + n * interval '1 minute',
  'updated_at', ticket.created_at + (n * 7919 % 20011) * interval '1 minute',
  'last_external_at', ticket.created_at + (n * 104729 % 20011) * interval '1 minute',
  'category', case when n % 10 = 0 then 'open' else 'closed' end,
  'responsible', 'user-' || n % 400,
  'creator_user', 'user-' || n % 401,
  'project', case when n % 3 = 0 then 'project-' || n % 300 end,
  'audience', jsonb_build_array('team-' || n % 4001, 'everybody'),
  'field_keys', jsonb_build_object('machine', 't' || n % 5000, 'tags', jsonb_build_array('t' || n % 4001, 'tall'))
))).*
from ${schema}.tickets ticket, generate_series(1, 20000) n`);
  await pool.query(`
insert into ${schema}.actions
select (jsonb_populate_record(action, jsonb_build_object(
  'id', 'a' || lpad(n::text, 6, '0'),
  'ticket', 't' || lpad((n * 7919 % 20000 + 1)::text, 6, '0'),
  'occurred_at', action.occurred_at + n * interval '1 minute',
  'concerns', jsonb_build_array('user-' || n % 20)
))).*
from ${schema}.actions action, generate_series(1, 20000) n`);
  await pool.query(`vacuum analyze ${schema}.tickets, ${schema}.actions, ${schema}.concerns`);
  return async () => {
    await pool.query(`drop schema ${schema} cascade`);
    await pool.end();
  };
});

const explain = async ({ text, params }: TicketStatement): Promise<readonly PlanNode[]> => {
  const { rows } = await pool.query<Explained>({
    text: `explain (format json) ${text}`,
    values: [...params],
  });
  return planNodes(rows);
};
const planOf = (where: Condition, sort: TicketSort, after?: SortPosition) =>
  explain(
    pageStatement(schema, {
      tenant,
      query: { where: resolveCondition(where, 'user-1'), sort },
      ...(after === undefined ? {} : { after }),
      limit: 51,
    }),
  );
const indexesOf = (plan: readonly PlanNode[]) => plan.flatMap((node) => node['Index Name'] ?? []);
const belowLimit = (plan: readonly PlanNode[]) => plan.find((node) => node['Node Type'] === 'Limit')?.Plans?.[0];

const everything: Condition = { all: [] };
const newest: TicketSort = { by: 'createdAt', direction: 'desc' };
const moment = '2026-01-05T00:00:00.000Z';

describe('a list on PostgreSQL', () => {
  test.each([
    ['createdAt', 'tickets_by_age', moment],
    ['updatedAt', 'tickets_by_change', moment],
    ['lastExternalAt', 'tickets_by_external_change', moment],
    ['subject', 'tickets_by_subject', 'subject 5'],
  ] as const)('by %s comes in the order of %s, wherever the page begins', async (by, index, value) => {
    for (const direction of ['asc', 'desc'] as const) {
      for (const after of [undefined, { value, id: 't005000' }]) {
        const node = belowLimit(await planOf(everything, { by, direction }, after));
        expect(node).toMatchObject({ 'Index Name': index });
        expect(node?.['Index Cond']?.includes('ROW')).toBe(after !== undefined);
      }
    }
  });

  test('by number comes in the order of the index that keeps numbers apart', async () => {
    const plan = await planOf(everything, { by: 'number', direction: 'asc' }, { value: 'hd-005000', id: 't1' });
    expect(indexesOf(plan)).toEqual(['tickets_number_key']);
  });

  test('of open tickets reads no closed ones', async () => {
    for (const open of [
      { field: 'category', isNot: 'closed' },
      { field: 'category', in: ['new', 'open', 'pending'] },
    ] as const) {
      expect(belowLimit(await planOf(open, newest))).toMatchObject({ 'Index Name': 'tickets_open' });
    }
  });

  test('of one’s own tickets reads those of nobody else', async () => {
    const mine = { field: 'responsible', is: { actor: true } } as const;
    expect(belowLimit(await planOf(mine, newest))).toMatchObject({ 'Index Name': 'tickets_of_responsible' });
    const own = { any: [mine, { field: 'creator', is: { actor: true } }] } as const;
    expect(indexesOf(await planOf(own, newest))).toEqual(['tickets_of_responsible', 'tickets_of_creator']);
  });

  test('of a project reads tickets of that project alone, in their order', async () => {
    const where = { field: 'project', is: 'project-3' } as const;
    for (const after of [undefined, { value: moment, id: 't005000' }]) {
      expect(belowLimit(await planOf(where, newest, after))).toMatchObject({ 'Index Name': 'tickets_of_project' });
    }
  });

  test('of what concerns a user comes in the order of an index of his own, and reads no further than the page', async () => {
    for (const after of [undefined, { value: moment, id: 'a005000' }]) {
      const plan = await explain(
        actionsStatement(schema, {
          tenant,
          query: { where: resolveCondition({ field: 'responsible', isNot: 'user-1' }, 'user-1'), user: 'user-7' },
          ...(after === undefined ? {} : { after }),
          limit: 51,
        }),
      );
      expect(indexesOf(plan)).toEqual(['concerns_of_user', 'actions_pkey', 'tickets_pkey']);
      expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
      expect(plan.find((node) => node['Index Name'] === 'concerns_of_user')?.['Index Cond']?.includes('ROW')).toBe(
        after !== undefined,
      );
    }
  });

  test.each<Condition>([
    { field: 'audience', hasAny: ['team-7', 'team-8'] },
    { field: 'audience', hasAll: ['team-7', 'everybody'] },
  ])('of an audience reads tickets of that audience alone: %j', async (where) => {
    expect(new Set(indexesOf(await planOf(where, newest)))).toEqual(new Set(['tickets_of_audience']));
    const counted = countStatement(schema, { tenant, where: resolveCondition(where, null), limit: 1001 });
    expect(new Set(indexesOf(await explain(counted)))).toEqual(new Set(['tickets_of_audience']));
  });

  test.each<Condition>([
    { field: 'fields.machine', is: '4711' },
    { field: 'fields.machine', in: ['4711', '12'] },
    { field: 'fields.tags', hasAny: ['7', '8'] },
    { field: 'fields.tags', hasAll: ['7', 'all'] },
  ])('by the value of a custom field reads tickets with that value alone: %j [FLD-05]', async (where) => {
    for (const sort of [newest, { by: 'fields.machine', direction: 'asc' }] as const) {
      expect(new Set(indexesOf(await planOf(where, sort)))).toEqual(new Set(['tickets_by_fields']));
    }
    const counted = countStatement(schema, { tenant, where: resolveCondition(where, null), limit: 1001 });
    expect(new Set(indexesOf(await explain(counted)))).toEqual(new Set(['tickets_by_fields']));
  });
});
