import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorld, step } from './world.ts';

const create = { who: 'ada', what: 'create', at: 0, text: '', to: '', flag: true, time: 0 } as const;

test('a refused command changes neither ticket nor history, mail or delivery, tells no listener and draws no number', async () => {
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30, size: 'max' }), async (steps) => {
      const world = await openWorld();
      await world.play(create);
      const heard: unknown[] = [];
      world.desk.on('ticket.moved', (event) => heard.push(event));
      world.desk.on('action.added', (event) => heard.push(event));
      let made = 1;
      for (const one of steps) {
        const [before, told] = [await world.everything(), heard.length];
        if (await world.play(one)) {
          const { tickets } = await world.everything();
          made = tickets.filter(({ row }) => row.area === 'desk').length;
          continue;
        }
        refusals += 1;
        expect(await world.everything()).toEqual(before);
        expect(heard).toHaveLength(told);
      }
      const { ticket } = await world.desk.as({ user: 'ada' }).tickets.create({
        area: 'desk',
        subject: 'The next number',
        description: 'Smoke',
        requester: { name: 'Bob', email: 'bob@acme.example' },
      });
      expect(ticket.number).toBe(`DESK-2026-${String(made + 1).padStart(5, '0')}`);
    }),
    { numRuns: 150 },
  );
  expect(refusals).toBeGreaterThan(100);
});
