import { expect, inject, test } from 'vitest';
import { compareMachines } from './compare-machines.ts';

test('the compiled machine goes where a plain table of the workflow goes, and offers what it offers; hostile ids are refused', () => {
  const { cases, taken, workflows, refused, differences } = compareMachines({
    cases: 5000,
    seed: inject('fastCheckSeed'),
  });
  expect(differences).toEqual([]);
  expect(cases).toBe(5000);
  expect(taken).toBeGreaterThan(300);
  expect(taken).toBeLessThan(4000);
  expect(refused).toBe(workflows);
});
