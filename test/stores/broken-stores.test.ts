import { expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import type { Store } from '../../src/ports/store.ts';
import { brokenStores } from '../kit/store-contract/broken-stores.ts';
import { storeContract } from '../kit/store-contract/store-contract.ts';

const failingCases = async (create: () => Store): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const { id, requires, run } of storeContract) {
    if (requires.length > 0) continue;
    await run({ store: create() }).catch(() => failed.push(id));
  }
  return failed;
};

test('the contract lets an honest store pass', async () => {
  expect(await failingCases(createMemoryStore)).toEqual([]);
});

test.each(brokenStores)('the contract finds a store that $name', async ({ create, foundBy }) => {
  expect(await failingCases(create)).toContain(foundBy);
});

test('every case has an id and a title of its own', () => {
  expect(new Set(storeContract.map(({ id }) => id)).size).toBe(storeContract.length);
  expect(new Set(storeContract.map(({ title }) => title)).size).toBe(storeContract.length);
});
