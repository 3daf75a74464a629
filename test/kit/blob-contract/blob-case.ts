import assert from 'node:assert/strict';
import type { BlobStore } from '../../../src/ports/blob-store.ts';

/** What a case gets: an empty blob store of its own. */
export interface BlobContext {
  readonly blobs: BlobStore;
  /** For stores that take part in transactions of the host: opens one. */
  readonly begin?: () => Promise<BlobTransaction>;
}

/** A transaction that the host has open. */
export interface BlobTransaction {
  /** What `within` of the store gives for this transaction. */
  readonly blobs: BlobStore;
  /** A statement of the host's own on it; it fails where the transaction is broken. */
  query(): Promise<unknown>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** One promise of the blob port. It throws an AssertionError if the store breaks it. */
export interface BlobCase {
  readonly id: string;
  readonly title: string;
  readonly requires: readonly 'transactions'[];
  readonly run: (context: BlobContext) => Promise<void>;
}

/** A case that every blob store must pass. */
export const blobCase = (id: string, title: string, run: (blobs: BlobStore) => Promise<void>): BlobCase => ({
  id,
  title,
  requires: [],
  run: ({ blobs }) => run(blobs),
});

/** A case for blob stores that take part in transactions of the host. What it leaves open, because it failed, is rolled back. */
export const blobTransactionCase = (
  id: string,
  title: string,
  run: (blobs: BlobStore, transaction: BlobTransaction) => Promise<void>,
): BlobCase => ({
  id,
  title,
  requires: ['transactions'],
  run: async ({ blobs, begin }) => {
    assert.ok(begin, 'The capability "transactions" was claimed, but the context has no `begin`.');
    const transaction = await begin();
    let open = true;
    const end = (how: 'commit' | 'rollback') => async () => {
      open = false;
      await transaction[how]();
    };
    try {
      await run(blobs, { ...transaction, commit: end('commit'), rollback: end('rollback') });
    } finally {
      if (open) await transaction.rollback();
    }
  },
});
