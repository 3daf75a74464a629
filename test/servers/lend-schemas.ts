import { createPostgresStore, type SqlDriver } from '../../adapters/postgres/index.ts';
import { freshSchema } from './postgres-schema.ts';

/** A migrated, empty schema, somebody's own until it is given back. */
export interface LentSchema {
  readonly schema: string;
  /** A table beside it, with `id` and `name`, for what is the host's own. */
  readonly contacts: string;
  giveBack(): Promise<void>;
}

/**
 * Lends schemas of one database. Making one takes a hundred times as long as emptying it, so those that were given back are
 * lent again. Who changes the tables of a schema, or what is in them after his test, makes one of his own.
 */
export const lendSchemas = <Handle extends object>(executor: SqlDriver<Handle>): (() => Promise<LentSchema>) => {
  const free: string[] = [];
  const make = async (): Promise<string> => {
    const schema = freshSchema();
    // As several processes do that start at once; all but one find everything done.
    const { migrate } = createPostgresStore({ executor, schema });
    await Promise.all([migrate(), migrate(), migrate()]);
    await executor.query(`create table ${contactsOf(schema)} (id text primary key, name text)`, []);
    return schema;
  };
  return async () => {
    const schema = free.pop() ?? (await make());
    const giveBack = async () => {
      await executor.query(emptying(schema), []);
      free.push(schema);
    };
    return { schema, contacts: contactsOf(schema), giveBack };
  };
};

const contactsOf = (schema: string): string => `${schema}_contacts`;

/** Deleting goes faster than truncating while there are few rows. Events refuse both, whence the role of a replica. */
const emptying = (schema: string): string => `
do $emptying$
declare
  name text;
begin
  set local session_replication_role = replica;
  for name in select tablename from pg_tables where schemaname = '${schema}' and tablename <> 'migrations' loop
    execute format('delete from ${schema}.%I', name);
  end loop;
  delete from ${contactsOf(schema)};
end
$emptying$`;
