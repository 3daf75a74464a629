import { describe, expect, test } from 'vitest';
import type { NumberingInput } from '../../src/area/area.ts';
import { everyStore } from './every-store.ts';
import { openNumbered } from './number-desk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  test('counting starts anew with the local year, month or day of the area, and never otherwise [NUM-02]', async () => {
    const cases: readonly (readonly [NumberingInput, readonly string[]])[] = [
      [{}, ['D-2026-00001', 'D-2027-00001', 'D-2027-00002', 'D-2027-00003', 'D-2027-00004']],
      [
        { format: '{areaKey}{yy}{mm}-{count:3}', reset: 'month' },
        ['D2612-001', 'D2701-001', 'D2701-002', 'D2701-003', 'D2702-001'],
      ],
      [
        { format: '{dd}.{mm}.{yyyy}/{count}', reset: 'day' },
        ['31.12.2026/1', '01.01.2027/1', '01.01.2027/2', '02.01.2027/1', '01.02.2027/1'],
      ],
      [{ format: 'T{count:4}', reset: 'never', start: 9998 }, ['T9998', 'T9999', 'T10000', 'T10001', 'T10002']],
    ];
    for (const [numbering, numbers] of cases) {
      const { clock, create } = await openNumbered(await open(), numbering, 'Europe/Berlin');
      const made: string[] = [];
      for (const moment of [
        '2026-12-31T22:59:59.999Z',
        '2026-12-31T23:00:00.000Z',
        '2027-01-01T12:00:00.000Z',
        '2027-01-01T23:30:00.000Z',
        '2027-02-01T12:00:00.000Z',
      ]) {
        clock.set(moment);
        made.push(await create());
      }
      expect(made).toEqual(numbers);
    }
  });

  test('a later start value counts only if it is higher than the last number [NUM-02]', async () => {
    const store = await open();
    const numbers: string[] = [];
    for (const start of [1, 1000, 5]) {
      const { create } = await openNumbered(store, { start });
      numbers.push(await create(), await create());
    }
    expect(numbers).toEqual([
      'D-2026-00001',
      'D-2026-00002',
      'D-2026-01000',
      'D-2026-01001',
      'D-2026-01002',
      'D-2026-01003',
    ]);
  });

  test('a preview shows the next number and leaves it free [NUM-02]', async () => {
    const { ada, clock, create, preview } = await openNumbered(await open(), { start: 7 });
    const first = await preview();
    expect([first.ticket.number, first.provisional]).toEqual(['D-2026-00007', true]);
    expect((await preview()).ticket.number).toBe('D-2026-00007');
    expect([await create(), (await preview()).ticket.number, await create()]).toEqual([
      'D-2026-00007',
      'D-2026-00008',
      'D-2026-00008',
    ]);
    clock.set('2027-01-01T00:00:00Z');
    expect((await preview()).ticket.number).toBe('D-2027-00007');
    expect(await ada.preview.tickets.create({})).toMatchObject({ allowed: false });
    expect(await create()).toBe('D-2027-00007');
  });

  test('digits are a minimum: the counter goes on beyond them, and all numbers are found in subjects [NUM-02]', async () => {
    const { create, desk } = await openNumbered(await open(), { format: 'X{count:2}', reset: 'never', start: 98 });
    expect(desk).toBeDefined();
    expect([await create(), await create(), await create(), await create()]).toEqual(['X98', 'X99', 'X100', 'X101']);
  });

  test('without gaps: what fails in the store takes no number with it, also among many at once [NUM-01]', async () => {
    const store = await open();
    const { create } = await openNumbered(store, { format: 'G-{count:3}', reset: 'never', gapless: true });
    const commit = store.commit.bind(store);
    let commits = 0;
    Object.assign(store, {
      commit: (batch: Parameters<typeof commit>[0]) => {
        commits += 1;
        return commits % 5 === 0 ? Promise.reject(new Error('The disk is full.')) : commit(batch);
      },
    });
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => create()));
    Object.assign(store, { commit });
    const numbers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(results.length - numbers.length).toBeGreaterThan(0);
    expect([...numbers, await create()].sort()).toEqual(
      Array.from({ length: numbers.length + 1 }, (_, index) => `G-${String(index + 1).padStart(3, '0')}`),
    );
  });

  test('in blocks: several processes number out of order, but none uses a number twice [NUM-01]', async () => {
    const store = await open();
    const block = { format: 'B-{count:3}', reset: 'never', block: 10 } as const;
    const [one, two] = [await openNumbered(store, block), await openNumbered(store, block)];
    const numbers: string[] = [];
    for (let round = 0; round < 12; round += 1) numbers.push(...(await Promise.all([one.create(), two.create()])));
    expect(new Set(numbers).size).toBe(24);
    expect(numbers.every((number) => /^B-0[0-4]\d$/.test(number))).toBe(true);
  });
});
