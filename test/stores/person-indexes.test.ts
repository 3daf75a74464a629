import pg from 'pg';
import { beforeAll, expect, inject, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { pageTicketsOfPerson, ticketsOfPersonParams } from '../../adapters/postgres/page-tickets-of-person.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';
import { eventRow, mailRow, sourceRow, ticketRow } from '../kit/store-contract/sample-rows.ts';
import { creation, storedResult, tenant } from '../kit/store-contract/store-steps.ts';
import { freshSchema } from '../servers/postgres-schema.ts';
import { explainPrepared, type PlanNode } from './query-plan.ts';

const schema = freshSchema();
let pool: pg.Pool;
const count = 10_000;

const nobody = { contact: null, person: null, name: '', email: '', phone: '' };
const edited = {
  ...eventRow('t', 2),
  type: 'ticket.edited',
  data: { requester: { from: { ...nobody, person: 'p0', email: 'p0@example.com' }, to: nobody } },
} as TicketEvent;

/** Ten thousand tickets, each of another person in every way there is; two events and a mail each, made from one that the store wrote. */
beforeAll(async () => {
  pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 2 });
  const store = createPostgresStore({ pool, schema });
  await store.migrate();
  await store.commit({
    tenant,
    changes: [
      creation(ticketRow('t'), {
        events: [eventRow('t', 1), edited],
        mails: [mailRow('m', 't')],
        sources: [{ source: sourceRow('s', 't'), raw: new Uint8Array() }],
      }),
    ],
    once: storedResult('k', { actor: 'requester:acme/p0' }),
  });
  const address = `'p' || n || '@example.com'`;
  for (const [table, values] of [
    ['tickets', `'folded_number', n::text, 'requester_person', 'p' || n, 'folded_requester_email', ${address}`],
    [
      'events',
      `'ticket', row.ticket || n, 'actor', jsonb_build_object('contact', 'acme', 'person', 'p' || n),
       'data', case row.type when 'ticket.edited' then jsonb_build_object('requester', jsonb_build_object('from',
         jsonb_build_object('person', 'p' || n, 'email', ${address}))) else row.data end`,
    ],
    ['mails', `'ticket', row.ticket || n, 'to', jsonb_build_array(jsonb_build_object('address', ${address}))`],
    ['sources', `'ticket', row.ticket || n, 'from', ${address}, 'ref', jsonb_build_object('uid', n)`],
    ['once', `'actor', 'requester:acme/p' || n`],
  ] as const) {
    const id = ['events', 'once'].includes(table) ? '' : `'id', row.id || n, `;
    const columns = table === 'events' ? '(tenant, ticket, seq, type, v, at, actor, data, feed)' : '';
    const fields =
      table === 'events'
        ? 'made.tenant, made.ticket, made.seq, made.type, made.v, made.at, made.actor, made.data, made.feed'
        : 'made.*';
    await pool.query(`
insert into ${schema}.${table} ${columns}
select ${fields}
from ${schema}.${table} row, generate_series(1, ${count}) n,
  lateral jsonb_populate_record(row, jsonb_build_object(${id}${values})) made`);
    await pool.query(`vacuum analyze ${schema}.${table}`);
  }
  return async () => {
    await pool.query(`drop schema ${schema} cascade`);
    await pool.end();
  };
});

const readBy = (plan: readonly PlanNode[]): number =>
  plan
    .filter((node) => node['Relation Name'] !== undefined || node['Index Name'] !== undefined)
    .reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );

test.each(['force_generic_plan', 'force_custom_plan'] as const)(
  'the tickets of a person are found by indexes, each way by its own, however many others there are (%s)',
  async (mode) => {
    const query = { person: 'p77', addresses: ['P77@example.com', 'p78@example.com'] };
    const params = ticketsOfPersonParams({ tenant, query, limit: 200 });
    const plan = await explainPrepared(pool, pageTicketsOfPerson(schema), params, mode);
    const indexes = new Set(plan.flatMap((node) => node['Index Name'] ?? []));
    expect([...indexes].toSorted()).toEqual([
      'events_of_former_email',
      'events_of_former_person',
      'events_of_person',
      'mails_of_address',
      'sources_of_sender',
      'tickets_of_email',
      'tickets_of_person',
    ]);
    expect(plan.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    expect(readBy(plan)).toBeLessThan(50);
    const { rows } = await pool.query<{ result: string }>(pageTicketsOfPerson(schema), [...params]);
    expect(JSON.parse(rows[0]?.result ?? '')).toEqual(['t77', 't78']);
  },
);

test('what is kept under the keys of a person is found by an index', async () => {
  const plan = await explainPrepared(
    pool,
    `delete from ${schema}.once where tenant = $1 and actor like 'requester:%' and split_part(actor, '/', 2) = $2`,
    [tenant, 'p77'],
    'force_generic_plan',
  );
  expect(plan.flatMap((node) => node['Index Name'] ?? [])).toEqual(['once_of_person']);
});
