import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createFileBlobStore } from '../../adapters/files/index.ts';
import { bytesOf, chunked, listAll, moment, newBlob, patterned, readAll } from '../kit/blob-contract/blob-steps.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketwerk-files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

/** Every file below the folder, without the names of tenants. */
const filesIn = async (root = folder): Promise<readonly string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'tenant')
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)));

test('a process that dies between writing and naming leaves no document, and what it left is listed and removed', async () => {
  const writer = path.join(import.meta.dirname, 'crashing-upload.ts');
  const child = spawn(process.execPath, ['--conditions=ticketwerk-source', writer, folder], { stdio: 'ignore' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  const [left, ...others] = await filesIn();
  expect(others).toEqual([]);
  expect((await stat(path.join(folder, left ?? ''))).size).toBe(200_000);

  const blobs = createFileBlobStore({ path: folder });
  expect(await readAll(blobs)).toBeNull();
  // What lies there is as old as its last byte.
  await utimes(path.join(folder, left ?? ''), new Date(moment(0)), new Date(moment(0)));
  expect(await listAll(blobs, moment(0))).toEqual([]);
  expect(await listAll(blobs, moment(1))).toEqual([{ tenant: 'acme', blob: 'b1', storedAt: moment(0) }]);
  expect(await blobs.put(newBlob(bytesOf('again')))).toMatchObject({ outcome: 'stored', size: 5 });
  await blobs.remove({ tenant: 'acme', blob: 'b1' });
  expect(await filesIn()).toEqual([]);
});

test('an upload lies in a file that nobody reads until it is complete', async () => {
  const blobs = createFileBlobStore({ path: folder });
  const seen: string[] = [];
  async function* watching(): AsyncGenerator<Uint8Array> {
    yield patterned(100_000);
    seen.push(...(await filesIn()));
  }
  await blobs.put(newBlob(watching()));
  expect(seen.map((file) => file.split(path.sep)[1])).toEqual(['uploads']);
  const stored = await filesIn();
  expect(stored.map((file) => file.split(path.sep)[1])).toEqual(['blobs']);
  expect(await readFile(path.join(folder, stored[0] ?? ''))).toEqual(Buffer.from(patterned(100_000)));
});

test.each([
  '..',
  '../../etc/passwd',
  '..\\..\\windows',
  '/etc/passwd',
  'C:\\boot.ini',
  'CON',
  'a\0b',
  '%2e%2e%2f',
  '．．／',
  '.htaccess',
  'x/../../y',
  'file:///etc/passwd',
])('nothing of a tenant or an id called %j stands in a path', async (name) => {
  const inner = path.join(folder, 'deep', 'inside', 'store');
  const blobs = createFileBlobStore({ path: inner });
  await blobs.put(newBlob(bytesOf('x'), { tenant: name, blob: 'b1' }));
  await blobs.put(newBlob(bytesOf('y'), { tenant: 'acme', blob: name }));
  const all = await readdir(folder, { recursive: true });
  const outside = all.filter((file) => !file.startsWith(path.join('deep', 'inside', 'store')));
  expect(outside.sort()).toEqual(['deep', path.join('deep', 'inside')]);
  for (const file of await filesIn(inner)) {
    expect(file.split(path.sep).join('/')).toMatch(/^[0-9a-f]{64}\/blobs\/[0-9a-f]{2}\/[0-9a-f]+$/);
  }
  expect(await listAll(blobs)).toHaveLength(2);
  await blobs.remove({ tenant: 'acme', blob: name });
  await blobs.remove({ tenant: name, blob: 'b1' });
  expect(await filesIn(inner)).toEqual([]);
});

test('files of others in the folder are passed over', async () => {
  const blobs = createFileBlobStore({ path: folder });
  await blobs.put(newBlob(bytesOf('x')));
  const [tenant = ''] = await readdir(folder);
  await writeFile(path.join(folder, 'README'), 'mine');
  await mkdir(path.join(folder, 'lost+found'));
  await writeFile(path.join(folder, tenant, 'blobs', 'index.html'), 'mine');
  await writeFile(path.join(folder, tenant, 'uploads', 'Thumbs.db'), 'mine');
  await mkdir(path.join(folder, tenant, 'uploads', 'ab.cd'));
  expect(await listAll(blobs)).toEqual([{ tenant: 'acme', blob: 'b1', storedAt: moment(0) }]);
});

test('a file that lost its end is an error, not a shorter document', async () => {
  const blobs = createFileBlobStore({ path: folder });
  await blobs.put(newBlob(patterned(200_000)));
  const content = await blobs.get({ tenant: 'acme', blob: 'b1' });
  const [file = ''] = await filesIn();
  await writeFile(path.join(folder, file), 'short');
  const read = async () => {
    for await (const piece of content ?? []) expect(piece.byteLength).toBeGreaterThan(0);
  };
  await expect(read()).rejects.toMatchObject({ code: 'store_failed' });
});

test('a folder that cannot be written is store_failed, and its path is not told', async () => {
  await writeFile(path.join(folder, 'secret-place'), 'a file, not a folder');
  const blobs = createFileBlobStore({ path: path.join(folder, 'secret-place') });
  const failed = await blobs.put(newBlob(bytesOf('x'))).catch((error: unknown) => error as Error);
  expect(failed).toMatchObject({ code: 'store_failed', cause: expect.anything() });
  expect((failed as Error).message).not.toContain('secret-place');
  expect(await listAll(blobs)).toEqual([]);
});

test('two processes may write into one folder at once', async () => {
  const [one, other] = [createFileBlobStore({ path: folder }), createFileBlobStore({ path: folder })];
  const puts = Array.from({ length: 20 }, (_, index) =>
    (index % 2 === 0 ? one : other).put(newBlob(chunked(patterned(3000 + index), 500).content, { blob: `b${index}` })),
  );
  expect((await Promise.all(puts)).map(({ outcome }) => outcome)).toEqual(Array(20).fill('stored'));
  expect(await listAll(one)).toHaveLength(20);
});

test.each(['', 'a\0b', undefined])('%j is no path of a folder', (given) => {
  expect(() => createFileBlobStore({ path: given as string })).toThrow(
    expect.objectContaining({ code: 'config_invalid' }),
  );
});
