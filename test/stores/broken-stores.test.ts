import { describe, expect, test } from 'vitest';
import { brokenStores } from '../kit/store-contract/broken-stores.ts';
import type { ContractContext } from '../kit/store-contract/contract-case.ts';
import { memoryContext } from '../kit/store-contract/memory-context.ts';
import { contractFor, storeContract } from '../kit/store-contract/store-contract.ts';
import { brokenSqlStores } from './broken-sql-stores.ts';

const failingCases = async (create: () => ContractContext): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const { id, run } of contractFor(['transactions']).cases) {
    await run(create()).catch(() => failed.push(id));
  }
  return failed;
};

test('the contract lets an honest store pass', async () => {
  expect(await failingCases(memoryContext)).toEqual([]);
});

test.each(brokenStores)('the contract finds a store that $name', async ({ create, foundBy }) => {
  expect(await failingCases(create)).toContain(foundBy);
});

test('a store that is unfair to tenants is found by the case about turns, and by no other', async () => {
  for (const id of ['claim-turns', 'claim-goes-round']) {
    const unfair = brokenStores.filter(({ foundBy }) => foundBy === id);
    expect(unfair).toHaveLength(1);
    for (const { create } of unfair) expect(await failingCases(create)).toEqual([id]);
  }
});

describe('on SQL', () => {
  test.each(brokenSqlStores)('the contract finds a store that $name', async ({ open, foundBy }) => {
    const found = storeContract.find(({ id }) => id === foundBy);
    await expect(found?.run(await open())).rejects.toThrow();
  });
});

test('a capability that is claimed without being there fails, and one that is lacking is named', async () => {
  const { store } = memoryContext();
  for (const { requires, run } of storeContract.filter(({ requires }) => requires.length > 0)) {
    await expect(async () => run({ store })).rejects.toThrow(`The capability "${requires[0]}" was claimed`);
  }
  const { cases, notRequired } = contractFor([]);
  expect(cases.length + notRequired.length).toBe(storeContract.length);
  expect(notRequired).toContain('host-commit-keeps (transactions): what was written inside is there after the commit');
});

test('every case has an id and a title of its own', () => {
  expect(new Set(storeContract.map(({ id }) => id)).size).toBe(storeContract.length);
  expect(new Set(storeContract.map(({ title }) => title)).size).toBe(storeContract.length);
});
