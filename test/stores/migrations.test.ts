import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import { givenTicket, readTicket } from '../kit/store-contract/store-steps.ts';
import { freshSchema, openPool } from '../servers/postgres-schema.ts';
import { sharedPglite } from '../servers/shared-pglite.ts';
import { schemaText } from './schema-text.ts';

const committed = new URL('../../adapters/postgres/schema.sql', import.meta.url);
const header =
  '-- What the migrations make, for reading and for comparing. `vitest run --project stores --update` writes it anew.\n\n';

test('the schema that the migrations make is the committed one, on PGlite', async () => {
  const { pglite } = await sharedPglite();
  const schema = freshSchema();
  await createPostgresStore({ executor: fromPglite(pglite), schema }).migrate();
  const text = await schemaText(async (query) => (await pglite.query<Record<string, unknown>>(query)).rows, schema);
  await expect(`${header}${text}`).toMatchFileSnapshot(committed.pathname);
});

test('the same on PostgreSQL, however many processes migrate at once', async () => {
  const pool = openPool();
  const schema = freshSchema();
  const index = new URL('../../adapters/postgres/index.ts', import.meta.url).href;
  const code = `
    const { createPostgresStore } = await import(${JSON.stringify(index)});
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({ connectionString: ${JSON.stringify(inject('postgresUrl'))} });
    await createPostgresStore({ pool, schema: '${schema}' }).migrate();
    await pool.end();`;
  const codes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'inherit' });
      const [status] = (await once(child, 'exit')) as [number];
      return status;
    }),
  );
  expect(codes).toEqual([0, 0, 0, 0]);
  const text = await schemaText(async (query) => (await pool.query(query)).rows, schema);
  expect(`${header}${text}`).toBe(readFileSync(committed, 'utf8'));
  const applied = await pool.query(`select id from ${schema}.migrations order by id`);
  expect(applied.rows.map(({ id }) => id)).toEqual(applied.rows.map((_, index) => index + 1));
  await pool.query(`drop schema ${schema} cascade`);
});

test('a role that is no superuser and owns no more than its schema can migrate and work', async () => {
  const pool = openPool();
  const name = freshSchema();
  await pool.query(`create role ${name} login password 'secret'`);
  await pool.query(`create schema ${name} authorization ${name}`);
  const url = new URL(inject('postgresUrl'));
  const own = new pg.Pool({
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    user: name,
    password: 'secret',
  });
  const store = createPostgresStore({ pool: own, schema: name });
  await store.migrate();
  await store.migrate();
  const row = await givenTicket(store, 't1');
  expect((await readTicket(store, 't1'))?.row).toEqual(row);
  const { rows } = await own.query('select rolsuper, rolcreatedb from pg_roles where rolname = current_user');
  expect(rows).toEqual([{ rolsuper: false, rolcreatedb: false }]);
  await own.end();
  await pool.query(`drop schema ${name} cascade`);
  await pool.query(`drop role ${name}`);
});
