import type { Activities } from '../../src/ports/activities.ts';
import { type KeptActivity, keptActivity, keptActivityProblems, shownActivity } from '../../src/ports/kept-activity.ts';
import { columnNames, givenFields, givenRows, rowAsJson } from './columns.ts';
import type { Connection } from './connection.ts';
import type { PostgresStoreOptions } from './create-postgres-store.ts';
import { jsonResult } from './json-result.ts';
import { notInTransaction } from './not-in-transaction.ts';
import { openDriver } from './open-driver.ts';
import { quoteName } from './quote-name.ts';
import { keptActivityColumns } from './row-columns.ts';
import { safeStatement } from './statement.ts';

/**
 * A simple place for appointments, tasks, calls and notes, for hosts that have none of their own: a table beside those of the
 * store in the same schema, which the store's `migrate` makes. Every agent sees and links all of his tenant. In your
 * transaction they vanish with it.
 *
 * @example
 * ```ts
 * import pg from 'pg';
 * import { createActivityStore, createPostgresStore } from 'ticketwerk/postgres';
 *
 * const pool = new pg.Pool({ host: 'db.internal', database: 'crm' });
 * const store = createPostgresStore({ pool });
 * const activities = createActivityStore({ pool });
 * ```
 */
export const createActivityStore = <Handle extends object>(options: PostgresStoreOptions<Handle>): Activities => {
  const { create, discard, lookUp } = statements(quoteName(options.schema ?? 'ticketwerk'));
  const { own, hosted } = openDriver(options);
  const on = (handle: unknown): Pick<Connection, 'executor' | 'hosted'> => {
    if (handle === undefined) return own;
    if (hosted === null) throw notInTransaction('This driver cannot join transactions of the host.');
    return hosted(handle as Handle);
  };
  return {
    check: keptActivityProblems,
    create: async (draft, context) => {
      const row = keptActivity(draft, context);
      await create(on(context.handle), [context.tenant, JSON.stringify([row])]);
      return { id: row.id };
    },
    discard: async ({ type, id }, { tenant, handle }) => {
      await discard(on(handle), [tenant, type, id]);
    },
    lookUp: async (activities, context) => {
      const rows = await lookUp(on(context.handle), [context.tenant, JSON.stringify(activities)]);
      return jsonResult<readonly KeptActivity[]>(rows).map((row) => shownActivity(row, context));
    },
  };
};

const statements = (schema: string) => ({
  create: safeStatement(
    'create_activity',
    `insert into ${schema}.activities (tenant, ${columnNames(keptActivityColumns)})
select $1::text, ${givenFields(keptActivityColumns)} from (${givenRows('$2', keptActivityColumns)}) given
on conflict (tenant, type, id) do nothing`,
  ),
  discard: safeStatement(
    'discard_activity',
    `delete from ${schema}.activities where tenant = $1::text and type = $2::text and id = $3::text`,
  ),
  lookUp: safeStatement(
    'look_up_activities',
    `select coalesce(json_agg(${rowAsJson('activity', keptActivityColumns)}), '[]')::text as result
from (${givenRows('$2', { type: 'text', id: 'text' })}) given
join ${schema}.activities activity on activity.tenant = $1::text and activity.type = given.type and activity.id = given.id`,
  ),
});
