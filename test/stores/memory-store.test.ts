import { describe, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { storeContract } from '../kit/store-contract/store-contract.ts';

describe('the memory store keeps the contract', () => {
  for (const { title, requires, run } of storeContract) {
    test.runIf(requires.length === 0)(title, () => run({ store: createMemoryStore() }));
  }
});
