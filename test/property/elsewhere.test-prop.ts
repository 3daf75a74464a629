import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { evolve } from '../../src/ticket/evolve.ts';
import type { Place, TicketEvent } from '../../src/ticket/ticket-event.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { ResponsibleRule, TransitionTarget } from '../../src/workflow/definition.ts';
import type { TransitionInput, Workflow } from '../../src/workflow/workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { eventsOf } from '../rules/stored.ts';

const steps = {
  first: { name: 'First', category: 'new' },
  doing: { name: 'Doing', category: 'open' },
  done: { name: 'Done', category: 'closed' },
  filed: { name: 'Filed', category: 'closed' },
} as const;
type StepId = keyof typeof steps;
const stepId = fc.constantFrom<StepId>('first', 'doing', 'done', 'filed');
const workflowIds = ['flow0', 'flow1', 'flow2'] as const;
type WorkflowId = (typeof workflowIds)[number];

/** Where a transition of this workflow may lead: a step of it, into another workflow, or back. */
const target = (workflow: WorkflowId, all: readonly WorkflowId[]): fc.Arbitrary<StepId | TransitionTarget> => {
  const entry = fc.record(
    { workflow: fc.constantFrom(...all.filter((id) => id !== workflow)), step: stepId },
    { requiredKeys: ['workflow'] },
  );
  return fc.oneof(stepId, entry, fc.record({ return: fc.constant(true as const), fallback: entry }));
};
const responsible: fc.Arbitrary<ResponsibleRule> = fc.record(
  {
    mode: fc.constantFrom('none', 'optional'),
    default: fc.constantFrom('keep', 'actor', 'previous'),
    among: fc.constant({ permission: 'reopen' }),
  },
  { requiredKeys: ['mode'] },
);
const transition = (workflow: WorkflowId, all: readonly WorkflowId[]) =>
  fc.record(
    {
      name: fc.constant('A transition'),
      from: fc.oneof(fc.constant('*' as const), fc.uniqueArray(stepId, { minLength: 1, maxLength: 4 })),
      to: target(workflow, all),
      permission: fc.constantFrom('work', 'work', 'judge'),
      permissionFromClosed: fc.constant('reopen'),
      comment: fc.constantFrom('none', 'none', 'required'),
      condition: fc.constant({ field: 'responsible', isNot: 'lena' }),
      responsible,
      whenForbidden: fc.constantFrom('hide', 'disable'),
    },
    { requiredKeys: ['name', 'from', 'to', 'permission', 'permissionFromClosed'] },
  ) as fc.Arbitrary<TransitionInput<StepId>>;

const world = fc.constantFrom(2, 3).chain((count) => {
  const ids = workflowIds.slice(0, count);
  const transitionsOf = (id: WorkflowId) => fc.array(transition(id, ids), { minLength: 2, maxLength: 6 });
  return fc.record({
    transitions: fc.tuple(...ids.map(transitionsOf)),
    walk: fc.array(fc.record({ who: fc.constantFrom('ada', 'lena'), what: fc.nat(), lands: fc.boolean() }), {
      minLength: 3,
      maxLength: 14,
      size: 'max',
    }),
    switches: fc.boolean(),
  });
});

const where = ({ workflow, step }: Pick<Place, 'workflow' | 'step'>) => `${workflow}.${step}`;

/** Where back is, told by the events alone: forwards, and with no word of the engine’s own. */
const cameFrom = (history: readonly TicketEvent[]): Place | null => {
  const sources = new Map<string, Place>();
  let here = '';
  for (const event of history) {
    if (event.type === 'ticket.created') here = event.data.place.workflow;
    if (event.type !== 'ticket.moved' && event.type !== 'ticket.workflow_switched') continue;
    const { from, to } = event.data;
    if (from.workflow !== to.workflow) sources.set(to.workflow, from);
    here = to.workflow;
  }
  return sources.get(here) ?? null;
};

test('on any walk through several workflows a ticket stands where its log ends, a start is never taken back, only who may reopens, and what is offered is what is accepted, with where it leads [PRM-02]', async () => {
  const seen = { elsewhere: 0, back: 0, fallback: 0, reopened: 0, handed: 0, switched: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(world, async ({ transitions, walk, switches }) => {
      const workflows = transitions.map((list, index): Workflow => {
        const id = workflowIds[index] as WorkflowId;
        const inputs: Record<string, TransitionInput<StepId>> = {
          end: { name: 'End', from: ['first', 'doing'], to: 'done', permission: 'judge' },
          ...Object.fromEntries(list.map((one, place) => [`t${place}`, one])),
        };
        return defineWorkflow({ id, name: id, initial: 'first', steps, transitions: inputs }) as unknown as Workflow;
      });
      const area = defineArea({ id: 'desk', name: 'Desk', workflows });
      const words = ['ticket.create', 'ticket.read', 'ticket.switch_workflow', 'work'];
      const { desk, agent, store, clock } = await createTestDesk({
        areas: [area],
        roles: { agent: { desk: words }, lead: { desk: [...words, 'judge', 'reopen'] } },
      });
      agent('Ada', 'agent');
      agent('Lena', 'lead');
      const lena = desk.as({ user: 'lena' });
      const { ticket } = await desk.as({ user: 'ada' }).tickets.create({
        subject: 'Printer',
        description: 'Smoke',
        requester: { name: 'Bob', email: 'bob@acme.example' },
      });
      const names = [...new Set(workflows.flatMap(({ definition }) => definition.transitions.map(({ id }) => id)))];
      const definitionOf = (workflow: string, id: string) =>
        workflows.find((one) => one.id === workflow)?.definition.transitions.find((one) => one.id === id);
      const inputFor = (workflow: string, id: string) =>
        definitionOf(workflow, id)?.comment === 'required' ? { comment: 'Because' } : {};
      let startedAt: string | null = null;

      for (const { who, what, lands } of walk) {
        clock.advance({ minutes: 1 });
        const { tickets, preview } = desk.as({ user: who });
        const before = await tickets.get(ticket);
        const history = await eventsOf(store, ticket);
        const offered = await tickets.availableTransitions(ticket);
        expect((await tickets.open(ticket)).transitions).toEqual(offered);
        expect((await tickets.list({ transitions: true })).items[0]?.transitions).toEqual(offered);
        for (const id of names) {
          const tried = await preview.tickets.transition(ticket.id, id, inputFor(before.workflow, id));
          const one = offered.find((way) => way.id === id);
          expect(tried.allowed, id).toBe(one?.enabled ?? false);
          if (tried.allowed && one !== undefined) expect(where(tried.ticket)).toBe(where(one.to));
        }
        const enabled = offered.filter((one) => one.enabled);
        const way = lands ? enabled[what % Math.max(enabled.length, 1)] : undefined;
        const other = workflows[what % workflows.length]?.id ?? '';
        try {
          if (way !== undefined) {
            const { ticket: moved } = await tickets.transition(ticket.id, way.id, inputFor(before.workflow, way.id));
            expect(where(moved)).toBe(where(way.to));
            const to = definitionOf(before.workflow, way.id)?.to;
            if (typeof to === 'object') {
              const from = 'return' in to ? cameFrom(history) : null;
              const aim = 'return' in to ? (from ?? to.fallback) : to;
              expect(where(moved)).toBe(where({ workflow: aim.workflow, step: aim.step ?? 'first' }));
              seen[from !== null ? 'back' : 'return' in to ? 'fallback' : 'elsewhere'] += 1;
            }
            if (moved.responsible !== before.responsible) seen.handed += 1;
            if (before.status.category === 'closed' && moved.status.category !== 'closed') seen.reopened += 1;
          } else if (switches && what % 2 === 0) {
            const can = before.startedAt === null && before.step === 'first';
            const { ticket: switched } = await tickets.switchWorkflow(ticket, other);
            expect(can || other === before.workflow).toBe(true);
            expect(where(switched)).toBe(other === before.workflow ? where(before) : `${other}.first`);
            if (other !== before.workflow) seen.switched += 1;
          } else {
            await tickets.transition(ticket.id, names[what % names.length] ?? 'end');
          }
        } catch (error) {
          if (!isRefused(error)) throw error;
          seen.refused += 1;
        }

        const events = await eventsOf(store, ticket);
        const row = events.reduce<TicketRow | null>(evolve, null);
        const [found] = (await store.load({ tenant: 'default', tickets: { ids: [ticket.id], details: [] } })).tickets;
        expect(found?.row).toEqual(row);
        const log = await lena.tickets.stepLog(ticket);
        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
        expect(where(log.at(-1)?.to as Place)).toBe(where(row as TicketRow));
        for (const [index, { from }] of log.entries()) expect(from).toEqual(log[index - 1]?.to ?? null);
        const first: string | null = log.find(({ kind }) => kind === 'moved')?.at ?? null;
        expect(row?.startedAt).toBe(startedAt ?? first);
        startedAt = row?.startedAt ?? null;
        expect(row?.category === 'closed').toBe(row?.closedAt !== null);
        for (const { from, to, actor } of log) {
          if (from?.category === 'closed' && to.category !== 'closed') expect(actor).toEqual({ user: 'lena' });
        }
      }
    }),
    { numRuns: 150 },
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
});
