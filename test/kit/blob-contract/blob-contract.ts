import type { BlobCase } from './blob-case.ts';
import { readingCases } from './reading-cases.ts';
import { transactionCases } from './transaction-cases.ts';
import { writingCases } from './writing-cases.ts';

/**
 * Every promise of the blob port, as data: run them with the test runner of your choice, each on an empty store of its own.
 * Cases that require `transactions` are for stores with `within`.
 *
 * @example
 * ```ts
 * import { createMemoryBlobStore } from 'ticketwerk/memory';
 * import { blobContract } from 'ticketwerk/testing';
 *
 * for (const { title, requires, run } of blobContract) {
 *   // with a test runner: test(title, () => run({ blobs }))
 *   if (requires.length === 0) await run({ blobs: createMemoryBlobStore() });
 * }
 * ```
 */
export const blobContract: readonly BlobCase[] = [...writingCases, ...readingCases, ...transactionCases];
