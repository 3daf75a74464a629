import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { evolve } from '../../src/ticket/evolve.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { stepLog } from '../../src/workflow/step-log.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { helpdesk, printer } from '../rules/helpdesk.ts';

const openSteps = ['asked', 'called', 'court', 'paused'] as const;
const closedSteps = ['paid', 'lost'] as const;
type Definition = WorkflowDocument;

/** A workflow over some of the steps: from every open one a way into the next and into a closed one, and back out of those. */
const definitionOf = (open: readonly string[], closed: readonly string[], name: string): Definition => {
  const way = (id: string, from: readonly string[], to: string, permission = 'work') => ({
    id,
    name: id,
    from,
    to,
    permission,
  });
  return {
    id: 'demand',
    name,
    initial: open[0] ?? '',
    steps: [
      ...open.map((id) => ({ id, name: `${name} ${id}`, category: 'open' as const })),
      ...closed.map((id) => ({ id, name: `${name} ${id}`, category: 'closed' as const })),
    ],
    transitions: [
      ...open.map((id, index) => way(`to_${id}`, [open[index - 1] ?? open.at(-1) ?? id], id)),
      ...closed.map((id) => way(`end_${id}`, open, id)),
      way('reopen', closed, open[0] ?? '', 'reopen'),
    ],
  };
};

const some = <T extends string>(of: readonly T[]) => fc.shuffledSubarray([...of], { minLength: 1 });
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constantFrom('create', 'move', 'move', 'move'), at: fc.nat(), way: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('publish'),
      open: some(openSteps),
      closed: some(closedSteps),
      to: fc.nat(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('migrate'), closed: fc.boolean() }) },
) as fc.Arbitrary<
  | { readonly what: 'create' | 'move'; readonly at: number; readonly way: number }
  | { readonly what: 'publish'; readonly open: string[]; readonly closed: string[]; readonly to: number }
  | { readonly what: 'migrate'; readonly closed: boolean }
>;

test('whatever is published, every ticket stands in a step of a version that is known, goes on by what it is offered, and its history folds to its row [ADM-02]', async () => {
  const seen = { published: 0, migrated: 0, archived: 0, behind: 0, lazily: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30, size: 'max' }), async (acts) => {
      const store = createMemoryStore();
      const kit = await createTestDesk({
        areas: [helpdesk],
        roles: { administrator: { '*': ['*'] } },
        desk: { administrator: ['config.admin'] },
        store,
      });
      kit.agent('Root', 'administrator');
      const root = kit.desk.dynamic.as({ user: 'root' });
      const reference = { area: 'collection', workflow: 'demand' };
      /** Every definition there was, by its version. */
      const definitions = new Map([[1, definitionOf(openSteps, closedSteps, 'v')]]);
      const workflows = [definitions.get(1)];
      await root.settings.update({ areas: { collection: { name: 'Collection', key: 'COL', workflows } } } as never);
      const tickets: string[] = [];
      for (const one of acts) {
        if (one.what === 'create') {
          tickets.push((await root.tickets.create({ area: 'collection', ...printer })).ticket.id);
        } else if (one.what === 'move' && tickets.length > 0) {
          const ticket = tickets[one.at % tickets.length] ?? '';
          const offered = await root.tickets.availableTransitions(ticket);
          expect(offered.length).toBeGreaterThan(0);
          const way = offered[one.way % offered.length];
          const { ticket: moved } = await root.tickets.transition(ticket, way?.id ?? '');
          // Closed by its own version, it is shown where the plans put it from then on.
          if (way?.to.category === 'closed') expect(moved.status.category).toBe('closed');
          else expect(moved.step).toBe(way?.to.step);
        } else if (one.what === 'publish') {
          const definition = definitionOf(one.open, one.closed, 'v');
          // Every step that may be gone goes to one that is as open.
          const steps = Object.fromEntries(
            [
              ...openSteps.filter((id) => !one.open.includes(id)).map((id) => [id, one.open[one.to % one.open.length]]),
              ...closedSteps.filter((id) => !one.closed.includes(id)).map((id) => [id, one.closed[0]]),
            ].filter(([id]) => definitions.get(Math.max(...definitions.keys()))?.steps.some((step) => step.id === id)),
          );
          const { version, changed } = await root.workflows.publish({ ...reference, definition, plan: { steps } });
          if (changed) seen.published += 1;
          definitions.set(version, definition);
        } else if (one.what === 'migrate') {
          const { migrated, refused, archived } = await root.workflows.migrate({ ...reference, closed: one.closed });
          expect(refused.count).toBe(0);
          seen.migrated += migrated;
          seen.archived += archived.length;
        }
        for (const id of tickets) {
          const loaded = await store.load({ tenant: 'default', tickets: { ids: [id], details: ['events'] } });
          const [found] = loaded.tickets;
          if (found === undefined) throw new Error('A ticket is gone.');
          const { row, details } = found;
          expect(details.events.reduce(evolve, null as TicketRow | null)).toEqual(row);
          const last = stepLog(details.events).at(-1);
          expect([last?.to.step, last?.to.workflowVersion]).toEqual([row.step, row.workflowVersion]);
          const view = await root.tickets.get(id);
          const definition = definitions.get(view.workflowVersion);
          expect(definition?.steps.some((step) => step.id === view.step)).toBe(true);
          expect(view.status.label).toBe(`v ${view.step}`);
          expect(view.status.category).toBe(row.category);
          const newest = Math.max(...definitions.keys());
          if (row.category !== 'closed')
            expect([view.step, view.workflowVersion]).toEqual([row.step, row.workflowVersion]);
          else expect(view.workflowVersion).toBe(newest);
          if (row.workflowVersion < newest) seen[row.category === 'closed' ? 'lazily' : 'behind'] += 1;
          const expected = definition?.transitions.filter(({ from }) => from.includes(view.step)).map((way) => way.id);
          expect((await root.tickets.availableTransitions(id)).map((way) => way.id)).toEqual(expected);
        }
      }
    }),
    { numRuns: 120 },
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(10);
});
