import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type BlobCase, blobCase } from './blob-case.ts';
import {
  assertBytes,
  assertNone,
  bytesOf,
  chunked,
  givenBlob,
  listAll,
  moment,
  newBlob,
  patterned,
  readAll,
} from './blob-steps.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const writingCases: readonly BlobCase[] = [
  blobCase('measured', 'size and SHA-256 are those of the bytes, also of none', async (blobs) => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    assert.deepEqual(await blobs.put(newBlob(bytesOf('abc'))), { outcome: 'stored', size: 3, sha256: abc });
    const empty = await blobs.put(newBlob(new Uint8Array(), { blob: 'b2' }));
    assert.deepEqual(empty, { outcome: 'stored', size: 0, sha256: sha256(new Uint8Array()) });
    assertBytes(await readAll(blobs), bytesOf('abc'));
    assertBytes(await readAll(blobs, 'b2'), new Uint8Array());
  }),

  blobCase('any-chunks', 'content reads back the same, in whatever chunks it comes', async (blobs) => {
    for (const [length, size] of [
      [1_300_000, 1_300_000],
      [1_300_000, 65_536],
      [700_001, 7_919],
      [262_144, 262_144],
      [524_289, 262_144],
      [5_000, 1],
    ] as const) {
      const bytes = patterned(length);
      const blob = `b-${length}-${size}`;
      const put = await blobs.put(newBlob(chunked(bytes, size).content, { blob }));
      assert.deepEqual(put, { outcome: 'stored', size: length, sha256: sha256(bytes) });
      assertBytes(await readAll(blobs, blob), bytes);
    }
  }),

  blobCase('limit-exact', 'exactly as many bytes as allowed are taken, and one more is not', async (blobs) => {
    const bytes = patterned(100_000);
    const fits = newBlob(chunked(bytes, 999).content, { maxBytes: 100_000 });
    assert.equal((await blobs.put(fits)).outcome, 'stored');
    const over = newBlob(chunked(bytes, 999).content, { blob: 'b2', maxBytes: 99_999 });
    assert.deepEqual(await blobs.put(over), { outcome: 'too_big' });
    await assertNone(blobs, 'b2');
    assert.deepEqual(await listAll(blobs), [{ tenant: 'acme', blob: 'b1', storedAt: moment(0) }]);
  }),

  blobCase('limit-streams', 'content that is too big is not read on, and its source is told', async (blobs) => {
    const { content, watch } = chunked(patterned(1_000_000), 10_000);
    assert.deepEqual(await blobs.put(newBlob(content, { maxBytes: 25_000 })), { outcome: 'too_big' });
    assert.deepEqual(watch, { asked: 3, closed: true });
  }),

  blobCase('failing-content', 'content that fails leaves nothing, and its error comes through', async (blobs) => {
    const failure = new Error('The line is dead.');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield patterned(600_000);
      throw failure;
    }
    await assert.rejects(blobs.put(newBlob(failing())), (error) => error === failure);
    await assertNone(blobs);
    assert.deepEqual(await listAll(blobs), []);
    await givenBlob(blobs, 'second try');
    assertBytes(await readAll(blobs), bytesOf('second try'));
  }),

  blobCase('written-once', 'a blob is never written over', async (blobs) => {
    await givenBlob(blobs, 'first');
    assert.deepEqual(await blobs.put(newBlob(bytesOf('second'))), { outcome: 'taken' });
    assertBytes(await readAll(blobs), bytesOf('first'));
  }),

  blobCase('own-copies', 'the caller may use his buffers again', async (blobs) => {
    const buffer = new Uint8Array(1000);
    async function* reusing(): AsyncGenerator<Uint8Array> {
      for (let round = 0; round < 5; round += 1) yield buffer.fill(round);
    }
    await blobs.put(newBlob(reusing()));
    buffer.fill(99);
    const expected = Uint8Array.from({ length: 5000 }, (_, index) => Math.floor(index / 1000));
    const content = await blobs.get({ tenant: 'acme', blob: 'b1' });
    assert.ok(content);
    for await (const piece of content) piece.fill(77);
    assertBytes(await readAll(blobs), expected);
  }),
];
