export { createActivityStore } from './create-activity-store.ts';
export { createMemoryBlobStore } from './create-memory-blob-store.ts';
export { createMemoryStore, type MemoryStore } from './create-memory-store.ts';
export type { MemoryTransaction } from './memory-transaction.ts';
