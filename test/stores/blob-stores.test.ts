import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFileBlobStore } from '../../adapters/files/index.ts';
import { createMemoryBlobStore } from '../../adapters/memory/index.ts';
import { createPostgresBlobStore, fromPg, fromPglite, type SqlExecutor } from '../../adapters/postgres/index.ts';
import { blobContract } from '../kit/blob-contract/blob-contract.ts';
import { listAll, moment, newBlob, patterned } from '../kit/blob-contract/blob-steps.ts';
import { brokenBlobStores } from '../kit/blob-contract/broken-blob-stores.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';
import { schemaOnPostgres } from '../servers/shared-pool.ts';
import { beginOnPglite } from './pglite-transaction.ts';

const forEveryStore = blobContract.filter(({ requires }) => requires.length === 0);

describe('the memory blob store keeps the contract', () => {
  test.each(forEveryStore)('$title', ({ run }) => run({ blobs: createMemoryBlobStore() }));
});

describe('the file blob store keeps the contract', () => {
  test.each(forEveryStore)('$title', async ({ run }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'ticketwerk-blobs-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await run({ blobs: createFileBlobStore({ path: path.join(folder, 'made', 'when needed') }) });
  });
});

describe('the PGlite blob store keeps the contract', () => {
  test.each(blobContract)('$title', async ({ run }) => {
    const { pglite, schema } = await schemaOnPglite();
    const blobs = createPostgresBlobStore({ executor: fromPglite(pglite), schema });
    const begin = async () => {
      const { handle, commit, rollback } = await beginOnPglite(pglite);
      return { blobs: blobs.within(handle), query: () => handle.query('select 1'), commit, rollback };
    };
    await run({ blobs, begin });
  });
});

describe('the PostgreSQL blob store keeps the contract', () => {
  test.each(blobContract)('$title', async ({ run }) => {
    const { pool, schema } = await schemaOnPostgres();
    const blobs = createPostgresBlobStore({ pool, schema });
    const begin = async () => {
      const client = await pool.connect();
      await client.query('begin');
      const end = (how: 'commit' | 'rollback') => async () => {
        await client.query(how);
        client.release();
      };
      return {
        blobs: blobs.within(client),
        query: () => client.query('select 1'),
        commit: end('commit'),
        rollback: end('rollback'),
      };
    };
    await run({ blobs, begin });
  });

  test('no statement carries more than a piece, whatever the size of a chunk', async () => {
    const { pool, schema } = await schemaOnPostgres();
    const inner = fromPg(pool);
    let longest = 0;
    const executor: SqlExecutor = {
      query: (text, params, name) => {
        longest = Math.max(longest, ...params.map((param) => param?.length ?? 0));
        return inner.query(text, params, name);
      },
    };
    const blobs = createPostgresBlobStore({ executor, schema });
    expect(await blobs.put(newBlob(patterned(2_000_000)))).toMatchObject({ outcome: 'stored', size: 2_000_000 });
    expect(longest).toBe(Math.ceil(262_144 / 3) * 4);
    for await (const piece of (await blobs.get({ tenant: 'acme', blob: 'b1' })) ?? []) {
      expect(piece.byteLength).toBeLessThanOrEqual(262_144);
    }
  });

  test('what a process left behind that died while it wrote is not readable, but listed and removed', async () => {
    const { pool, schema } = await schemaOnPostgres();
    const inner = fromPg(pool);
    let dead = false;
    const dying: SqlExecutor = {
      query: (text, params, name) => {
        dead ||= /pieces = \$5/.test(text);
        return dead ? Promise.reject(new Error('The process is gone.')) : inner.query(text, params, name);
      },
    };
    await expect(
      createPostgresBlobStore({ executor: dying, schema }).put(newBlob(patterned(600_000))),
    ).rejects.toMatchObject({
      code: 'store_failed',
    });
    const blobs = createPostgresBlobStore({ pool, schema });
    expect(await blobs.get({ tenant: 'acme', blob: 'b1' })).toBeNull();
    expect(await listAll(blobs)).toEqual([{ tenant: 'acme', blob: 'b1', storedAt: moment(0) }]);
    await blobs.remove({ tenant: 'acme', blob: 'b1' });
    expect(await listAll(blobs)).toEqual([]);
    expect((await pool.query(`select count(*)::int as left from ${schema}.blob_pieces`)).rows).toEqual([{ left: 0 }]);
  });
});

test.each(brokenBlobStores)('the contract finds a blob store that $name', async ({ create, foundBy }) => {
  const found = forEveryStore.find(({ id }) => id === foundBy);
  await expect(found?.run({ blobs: create() })).rejects.toThrow();
});

test('every case has an id and a title of its own', () => {
  expect(new Set(blobContract.map(({ id }) => id)).size).toBe(blobContract.length);
  expect(new Set(blobContract.map(({ title }) => title)).size).toBe(blobContract.length);
});
