import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import type { CountRequest, PageRequest } from '../../src/ports/store.ts';
import type { SortField, SortPosition } from '../../src/ticket/ticket-sort.ts';
import { rowAsJson } from './columns.ts';
import { conditionSql } from './condition-sql.ts';
import { actionColumns, ticketColumns } from './row-columns.ts';

/** A statement made for one request: its text varies with the condition, so it has no name to be prepared under. */
export interface TicketStatement {
  readonly text: string;
  readonly params: readonly string[];
}

/** Compiles, and has no connection to run anything on. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** One page, in the order of an index where there is one; the place to continue after is a comparison of rows, which that index serves. */
export const pageStatement = (
  schema: string,
  { tenant, query: { where, sort }, after, limit }: PageRequest<'tickets'>,
): TicketStatement => {
  const value = sortedBy(sort.by);
  const order = sql`${value} ${sql.raw(sort.direction)}, ticket.id ${sql.raw(sort.direction)}`;
  const rest =
    after === undefined ? sql`` : sql` and (${value}, ticket.id) ${beyond[sort.direction]} ${place(sort.by, after)}`;
  return compiled(sql`
select coalesce(json_agg(${sql.raw(rowAsJson('ticket', ticketColumns))} order by ${order}), '[]')::text as result
from (
  select ticket.*
  from ${sql.raw(schema)}.tickets ticket
  where ticket.tenant = ${tenant}::text and ${conditionSql(where)}${rest}
  order by ${order}
  limit ${String(limit)}::text::integer
) ticket`);
};

/** The actions that concern a user come from the index in order, each with its ticket, until the page is full. */
export const actionsStatement = (
  schema: string,
  { tenant, query: { where, user }, after, limit }: PageRequest<'actions'>,
): TicketStatement => {
  const order = sql.raw('concern.occurred_at desc, concern.action desc');
  const rest =
    after === undefined
      ? sql``
      : sql` and (concern.occurred_at, concern.action) < (${after.value}::text::timestamptz, ${after.id}::text)`;
  return compiled(sql`
select coalesce(json_agg(found.item order by found.occurred_at desc, found.action desc), '[]')::text as result
from (
  select concern.occurred_at, concern.action, json_build_object(
    'action', ${sql.raw(rowAsJson('action', actionColumns))},
    'ticket', ${sql.raw(rowAsJson('ticket', ticketColumns))}
  ) as item
  from ${sql.raw(schema)}.concerns concern
  join ${sql.raw(schema)}.actions action on action.tenant = concern.tenant and action.id = concern.action
  join ${sql.raw(schema)}.tickets ticket on ticket.tenant = action.tenant and ticket.id = action.ticket
  where concern.tenant = ${tenant}::text and concern."user" = ${user}::text and ${conditionSql(where)}${rest}
  order by ${order}
  limit ${String(limit)}::text::integer
) found`);
};

/** Stops at the limit. */
export const countStatement = (schema: string, { tenant, where, limit }: CountRequest): TicketStatement =>
  compiled(sql`
select count(*)::text as result
from (
  select
  from ${sql.raw(schema)}.tickets ticket
  where ticket.tenant = ${tenant}::text and ${conditionSql(where)}
  limit ${String(limit)}::text::integer
) found`);

const compiled = (statement: RawBuilder<unknown>): TicketStatement => {
  const { sql: text, parameters } = statement.compile(compiler);
  return { text, params: parameters.map(String) };
};

const beyond = { asc: sql.raw('>'), desc: sql.raw('<') } as const;

const sortedBy = (by: SortField): RawBuilder<unknown> => {
  switch (by) {
    case 'createdAt':
      return sql.raw('ticket.created_at');
    case 'updatedAt':
      return sql.raw('ticket.updated_at');
    case 'lastExternalAt':
      return sql.raw('ticket.last_external_at');
    case 'number':
      return sql.raw('ticket.folded_number');
    case 'subject':
      return sql.raw('ticket.folded_subject');
    default: {
      const id = sql`${by.slice('fields.'.length)}::text`;
      // A list has no place in an order, and a long text has that of its beginning.
      return sql`(case when jsonb_typeof(ticket.field_keys -> ${id}) = 'string' then left(ticket.field_keys ->> ${id}, 201) else '' end) collate "C"`;
    }
  }
};

const place = (by: SortField, { value, id }: SortPosition): RawBuilder<unknown> =>
  by.endsWith('At') && !by.startsWith('fields.')
    ? sql`(${value}::text::timestamptz, ${id}::text)`
    : sql`(${value}::text, ${id}::text)`;
