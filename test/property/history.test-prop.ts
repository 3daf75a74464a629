import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionOf, evolveAction } from '../../src/actions/evolve-action.ts';
import type { Action } from '../../src/ticket/action.ts';
import type { ActivityLink } from '../../src/ticket/activity-link.ts';
import { evolve } from '../../src/ticket/evolve.ts';
import { eventSchemas, type TicketEvent } from '../../src/ticket/ticket-event.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { foldLinks } from '../rules/fold-links.ts';
import { openWorld, step } from './world.ts';

test('folding the events of any history gives the stored ticket, versions have no gaps, and the step is where the log ends', async () => {
  const count = { accepted: 0, refused: 0, events: 0, links: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
      const world = await openWorld();
      await world.play({ who: 'ada', what: 'create', at: 0, text: '', to: '', flag: true, time: 0 });
      for (const one of steps) count[(await world.play(one)) ? 'accepted' : 'refused'] += 1;
      const lena = world.desk.as({ user: 'lena' });
      for (const { row, details } of (await world.everything()).tickets) {
        const { events, actions, mails, activityLinks } = details;
        count.events += events.length;
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        expect(events.reduce<TicketRow | null>(evolve, null)).toEqual(row);
        expect(row.version).toBe(events.length);
        for (const { type, data } of events) expect(eventSchemas[type].parse(data)).toEqual(data);
        const log = await lena.tickets.stepLog(row.id);
        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
        expect(log.at(-1)?.to).toMatchObject({ workflow: row.workflow, step: row.step, category: row.category });
        for (const [index, { from }] of log.entries()) expect(from).toEqual(log[index - 1]?.to ?? null);
        expect(row.category === 'closed').toBe(row.closedAt !== null);
        expect(row.startedAt === null).toBe(log.every(({ kind }) => kind !== 'moved'));
        expect(byKey(foldLinks(row.id, events))).toEqual(byKey(activityLinks));
        count.links += activityLinks.length;
        const time = (visibility: string) =>
          actions
            .filter((action) => action.visibility === visibility)
            .reduce((sum, { timeSpent }) => sum + timeSpent, 0);
        expect(foldActions(events)).toEqual(actions);
        expect([row.internalTime, row.externalTime]).toEqual([time('internal'), time('external')]);
        expect(row.draftCount).toBe(mails.filter(({ state }) => state === 'draft').length);
      }
    }),
    { numRuns: 150 },
  );
  expect(count.accepted).toBeGreaterThan(100);
  expect(count.refused).toBeGreaterThan(100);
  expect(count.links).toBeGreaterThan(10);
});

const byKey = (links: readonly ActivityLink[]) => new Map(links.map((link) => [`${link.type} ${link.id}`, link]));
const foldActions = (events: readonly TicketEvent[]): readonly Action[] => {
  const folded = new Map<string, Action | null>();
  for (const event of events) {
    const id = actionOf(event);
    if (id !== null) folded.set(id, evolveAction(folded.get(id) ?? null, event));
  }
  return [...folded.values()].filter((action) => action !== null);
};
