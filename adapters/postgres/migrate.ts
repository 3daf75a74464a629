import type { Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { sqlFailure } from './sql-failure.ts';

/**
 * One block, hence one statement: all missing migrations or none, whatever the driver knows of transactions. Processes
 * that start at once queue up at the advisory lock, and the later ones find everything done.
 */
export const migrate = (schema: string): ((connection: Connection) => Store['migrate']) => {
  const text = migrateText(schema, allMigrations);
  return (connection) => async () => {
    try {
      await connection.executor.query(text, []);
    } catch (error) {
      throw sqlFailure(error, connection);
    }
  };
};

/** `create schema if not exists` asks for a right on the database even where the schema exists, so existence is asked first. */
const migrateText = (schema: string, migrations: readonly Migration[]): string => `
do $migrate$
begin
  perform pg_advisory_xact_lock(hashtextextended('ticketwerk.migrate', 0));
  if to_regnamespace('${schema}') is null then
    create schema ${schema};
  end if;
  create table if not exists ${schema}.migrations (
    id integer primary key,
    name text not null,
    applied_at timestamptz not null default clock_timestamp()
  );
  ${migrations.map((migration) => step(schema, migration)).join('\n')}
end
$migrate$`;

const step = (schema: string, { id, name, sql }: Migration): string => `
  if not exists (select from ${schema}.migrations where id = ${id}) then
    ${sql(schema)}
    insert into ${schema}.migrations (id, name) values (${id}, '${name}');
  end if;`;
