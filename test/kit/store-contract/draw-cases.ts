import assert from 'node:assert/strict';
import { type ContractCase, contractCase } from './contract-case.ts';
import { atOnce, tenant } from './store-steps.ts';

export const drawCases: readonly ContractCase[] = [
  contractCase('draw-never-repeats', '[NUM-01] 50 numbers drawn at once are 50 different ones', async (store) => {
    const numbers = await atOnce(50, () => store.draw({ tenant, series: 'HD-2026', count: 1, from: 1 }));
    assert.equal(new Set(numbers).size, 50, 'a number was drawn twice');
    assert.ok(numbers.every((number) => Number.isSafeInteger(number) && number >= 1));
  }),

  contractCase('draw-blocks', '[NUM-01] blocks of numbers drawn at once do not overlap', async (store) => {
    const sizes = Array.from({ length: 20 }, (_, index) => 1 + (index % 7));
    const blocks = await Promise.all(
      sizes.map(async (count) => {
        const first = await store.draw({ tenant, series: 'HD', count, from: 1 });
        return Array.from({ length: count }, (_, index) => first + index);
      }),
    );
    const numbers = blocks.flat();
    assert.equal(new Set(numbers).size, numbers.length, 'two blocks share a number');
  }),

  contractCase(
    'draw-from',
    'a series starts at its first number, and skips ahead when that is raised',
    async (store) => {
      const draw = (from: number) => store.draw({ tenant, series: 'HD', count: 1, from });
      assert.equal(await draw(1000), 1000);
      assert.ok((await draw(1)) > 1000, 'a number below the last one was drawn');
      assert.equal(await draw(5000), 5000);
      assert.ok((await draw(1000)) > 5000);
      const far = 4_000_000_000_000;
      assert.equal(await draw(far), far);
    },
  ),

  contractCase('draw-series', 'series count apart', async (store) => {
    const draw = (series: string) => store.draw({ tenant, series, count: 1, from: 1 });
    assert.deepEqual([await draw('A'), await draw('a'), await draw('Ä "quoted"')], [1, 1, 1]);
  }),
];
