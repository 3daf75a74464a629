import assert from 'node:assert/strict';
import { type BlobCase, blobCase } from './blob-case.ts';
import {
  assertBytes,
  assertNone,
  bytesOf,
  givenBlob,
  listAll,
  moment,
  newBlob,
  patterned,
  readAll,
} from './blob-steps.ts';

/** Texts that are paths, devices, patterns or code to somebody. */
const hostile = [
  '.',
  '..',
  '../../etc/passwd',
  '/etc/passwd',
  'a/b',
  'a\\b',
  'C:\\x',
  'CON',
  'nul.txt',
  '-rf',
  '~',
  '%2e%2e',
  `'; drop table blobs; --`,
  '*',
  'tenant',
  'ä',
  'a\u0308',
  'İ',
];

export const readingCases: readonly BlobCase[] = [
  blobCase('unknown', 'what was never put is not there, and removing it is no failure', async (blobs) => {
    await assertNone(blobs);
    await blobs.remove({ tenant: 'acme', blob: 'b1' });
    assert.deepEqual(await listAll(blobs), []);
  }),

  blobCase('read-often', 'several read the same blob at once, and one who stops disturbs nobody', async (blobs) => {
    const bytes = patterned(900_000);
    await blobs.put(newBlob(bytes));
    const content = await blobs.get({ tenant: 'acme', blob: 'b1' });
    assert.ok(content);
    for await (const piece of content) {
      assert.ok(piece.byteLength > 0, 'an empty piece');
      break;
    }
    for (const found of await Promise.all([readAll(blobs), readAll(blobs), readAll(blobs)])) assertBytes(found, bytes);
  }),

  blobCase('shown-complete', 'a blob is not there before it is complete', async (blobs) => {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield patterned(600_000);
      reached.resolve();
      await goOn.promise;
      yield bytesOf('end');
    }
    const put = blobs.put(newBlob(slow()));
    await reached.promise;
    try {
      await assertNone(blobs);
    } finally {
      goOn.resolve();
    }
    assert.equal((await put).outcome, 'stored');
    assert.equal((await readAll(blobs))?.byteLength, 600_003);
  }),

  blobCase('removed', 'a removed blob is gone, and no other one', async (blobs) => {
    await givenBlob(blobs, 'one');
    await givenBlob(blobs, 'two', { blob: 'b2' });
    await blobs.remove({ tenant: 'acme', blob: 'b1' });
    await blobs.remove({ tenant: 'acme', blob: 'b1' });
    await assertNone(blobs);
    assertBytes(await readAll(blobs, 'b2'), bytesOf('two'));
    assert.deepEqual(await listAll(blobs), [{ tenant: 'acme', blob: 'b2', storedAt: moment(0) }]);
  }),

  blobCase('removed-while-read', 'reading a blob that is removed meanwhile gives all of it or fails', async (blobs) => {
    const bytes = patterned(900_000);
    await blobs.put(newBlob(bytes));
    const content = await blobs.get({ tenant: 'acme', blob: 'b1' });
    assert.ok(content);
    let size = 0;
    const read = async () => {
      for await (const piece of content) {
        if (size === 0) await blobs.remove({ tenant: 'acme', blob: 'b1' });
        size += piece.byteLength;
      }
    };
    const failed = await read().then(
      () => false,
      () => true,
    );
    assert.ok(failed || size === bytes.byteLength, `it ended after ${size} bytes as if that were all`);
  }),

  blobCase('tenants-apart', 'tenants may use the same ids, and reach nothing of each other', async (blobs) => {
    await givenBlob(blobs, 'of acme');
    await assertNone(blobs, 'b1', 'globex');
    await blobs.remove({ tenant: 'globex', blob: 'b1' });
    await givenBlob(blobs, 'of globex', { tenant: 'globex' });
    assertBytes(await readAll(blobs), bytesOf('of acme'));
    assertBytes(await readAll(blobs, 'b1', 'globex'), bytesOf('of globex'));
    await blobs.remove({ tenant: 'globex', blob: 'b1' });
    assertBytes(await readAll(blobs), bytesOf('of acme'));
  }),

  blobCase(
    'plain-text-names',
    'tenants and ids mean nothing: neither paths nor patterns, nor letters without case',
    async (blobs) => {
      const names = [...hostile, 'case', 'CASE', 'x'.repeat(90)];
      for (const name of names) {
        await givenBlob(blobs, `tenant ${name}`, { tenant: name, blob: 'same' });
        await givenBlob(blobs, `blob ${name}`, { tenant: 'acme', blob: name });
      }
      for (const name of names) {
        assertBytes(await readAll(blobs, 'same', name), bytesOf(`tenant ${name}`));
        assertBytes(await readAll(blobs, name), bytesOf(`blob ${name}`));
      }
      const listed = await listAll(blobs);
      assert.deepEqual(
        new Set(listed.map(({ tenant, blob }) => JSON.stringify([tenant, blob]))),
        new Set(names.flatMap((name) => [JSON.stringify([name, 'same']), JSON.stringify(['acme', name])])),
      );
    },
  ),

  blobCase(
    'listed-by-age',
    'what was put before a moment is listed, of all tenants, however much it is',
    async (blobs) => {
      await givenBlob(blobs, 'old', { storedAt: moment(1) });
      await givenBlob(blobs, 'old too', { tenant: 'globex', storedAt: moment(2) });
      await givenBlob(blobs, 'young', { blob: 'b2', storedAt: moment(3) });
      const old = [
        { tenant: 'acme', blob: 'b1', storedAt: moment(1) },
        { tenant: 'globex', blob: 'b1', storedAt: moment(2) },
      ];
      assert.deepEqual(await listAll(blobs, moment(3)), old);
      for (let index = 0; index < 520; index += 1) await givenBlob(blobs, 'x', { tenant: 'many', blob: `m${index}` });
      assert.equal((await listAll(blobs, moment(1))).length, 520);
    },
  ),
];
