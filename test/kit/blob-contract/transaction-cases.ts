import assert from 'node:assert/strict';
import { type BlobCase, blobTransactionCase } from './blob-case.ts';
import { assertBytes, assertNone, bytesOf, givenBlob, listAll, newBlob, patterned, readAll } from './blob-steps.ts';

export const transactionCases: readonly BlobCase[] = [
  blobTransactionCase(
    'host-commit-keeps',
    'what is put in a transaction is seen in it, and kept with it',
    async (blobs, host) => {
      await givenBlob(host.blobs, 'inside');
      assertBytes(await readAll(host.blobs), bytesOf('inside'));
      await host.commit();
      assertBytes(await readAll(blobs), bytesOf('inside'));
    },
  ),

  blobTransactionCase('host-rollback-takes', 'what is put in a transaction vanishes with it', async (blobs, host) => {
    await givenBlob(host.blobs, 'inside');
    await host.rollback();
    await assertNone(blobs);
    assert.deepEqual(await listAll(blobs), []);
    await givenBlob(blobs, 'afterwards');
  }),

  blobTransactionCase(
    'host-not-poisoned',
    'a put that fails leaves the transaction usable and nothing in it',
    async (blobs, host) => {
      const failure = new Error('The line is dead.');
      async function* failing(): AsyncGenerator<Uint8Array> {
        yield patterned(600_000);
        throw failure;
      }
      await assert.rejects(host.blobs.put(newBlob(failing())), (error) => error === failure);
      assert.deepEqual(await host.blobs.put(newBlob(bytesOf('too big'), { maxBytes: 3 })), { outcome: 'too_big' });
      await host.query();
      await givenBlob(host.blobs, 'kept', { blob: 'b2' });
      assert.deepEqual(await host.blobs.put(newBlob(bytesOf('again'), { blob: 'b2' })), { outcome: 'taken' });
      await host.commit();
      await assertNone(blobs);
      assertBytes(await readAll(blobs, 'b2'), bytesOf('kept'));
    },
  ),
];
