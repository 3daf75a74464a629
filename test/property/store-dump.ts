import type { PGlite } from '@electric-sql/pglite';
import { insides } from '../../adapters/memory/insides.ts';
import type { Store } from '../../src/ports/store.ts';

/** Every row of a store as text, by its table and key. */
export type Dump = ReadonlyMap<string, string>;

/** Everything that a memory store holds. */
export const dumpMemory = (store: Store): Dump => {
  const rows = new Map<string, string>();
  for (const [tenant, space] of insides.get(store)?.spaces.all() ?? []) {
    for (const [name, table] of Object.entries(space)) {
      if (name === 'counters') continue;
      for (const row of (table as { all(): Iterable<Record<string, unknown>> }).all()) {
        const key = [tenant, name, row.ticket, row.seq, row.id, row.source, row.type].filter(
          (one) => one !== undefined,
        );
        const raw = row.raw instanceof Uint8Array ? Buffer.from(row.raw).toString('latin1') : '';
        rows.set(JSON.stringify(key), JSON.stringify(row) + raw);
      }
    }
  }
  return rows;
};

/** Everything that a schema holds, bytes as text too. */
export const dumpSchema = async (pglite: PGlite, schema: string): Promise<Dump> => {
  const tables = await pglite.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = '"${schema}"'::regnamespace and relkind = 'r' order by relname`,
  );
  const rows = new Map<string, string>();
  for (const { name } of tables.rows) {
    const bytes = await pglite.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = '"${schema}"."${name}"'::regclass and atttypid = 'bytea'::regtype`,
    );
    const more = bytes.rows.map(({ name: column }) => ` || coalesce(encode(t."${column}", 'escape'), '')`).join('');
    const { rows: found } = await pglite.query<{ row: string }>(
      `select to_jsonb(t)::text${more} as row from "${schema}"."${name}" t`,
    );
    for (const [index, { row }] of found.entries()) rows.set(`${name} ${index}`, row);
  }
  return rows;
};
