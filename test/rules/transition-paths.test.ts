import { describe, expect, test } from 'vitest';
import { createMachine, type EventObject } from 'xstate';
import { createTestModel } from 'xstate/graph';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { type Area, defineArea, defineWorkflow } from '../../src/index.ts';
import type { WorkflowDefinition } from '../../src/workflow/definition.ts';
import { toXStateMachine } from '../../src/workflow/draw/to-x-state-machine.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { caretaker, helpdesk, printer } from './helpdesk.ts';

/** Ways in a circle, into the step itself, from everywhere, and several between the same two steps. */
const approval = defineWorkflow({
  id: 'approval',
  name: 'Approval',
  initial: 'draft',
  steps: {
    draft: { name: 'Draft', category: 'new' },
    'first-look': { name: 'First look', category: 'open' },
    second_look: { name: 'Second look', category: 'open' },
    asked: { name: 'Asked back', category: 'pending' },
    granted: { name: 'Granted', category: 'closed' },
    refused: { name: 'Refused', category: 'closed' },
  },
  transitions: {
    submit: { name: 'Submit', from: ['draft', 'asked'], to: 'first-look', permission: 'work', comment: 'optional' },
    note: {
      name: 'Note',
      from: ['first-look', 'second_look'],
      to: 'second_look',
      permission: 'work',
      comment: 'required',
    },
    remind: { name: 'Remind', from: ['asked'], to: 'asked', permission: 'work' },
    ask: { name: 'Ask back', from: '*', to: 'asked', permission: 'work', responsible: 'required' },
    grant: { name: 'Grant', from: ['second_look'], to: 'granted', permission: 'judge' },
    hurry: { name: 'Grant at once', from: ['first-look', 'second_look'], to: 'granted', permission: 'judge' },
    refuse: { name: 'Refuse', from: '*', to: 'refused', permission: 'judge', comment: 'required' },
    appeal: { name: 'Appeal', from: ['refused'], to: 'first-look', permission: 'reopen' },
    swap: { name: 'Swap', from: ['granted', 'refused'], to: 'granted', permission: 'reopen' },
  },
});
const papers = defineArea({ id: 'papers', name: 'Papers', workflows: [approval] });

const samples = [helpdesk, caretaker, papers].flatMap((area: Area) =>
  area.workflows.map(({ definition }) => ({ name: definition.id, area, definition })),
);

/** What a transition asks for. */
const inputsOf = ({ transitions }: WorkflowDefinition, id: string) => {
  const wanted = transitions.find((one) => one.id === id);
  return {
    ...(wanted?.comment === 'required' ? { comment: 'Because' } : {}),
    ...(wanted?.responsible === 'required' ? { responsible: 'grace' } : {}),
  };
};

describe.each(samples)('the workflow $name', ({ area, definition }) => {
  test('runs along every path of its machine, over every transition of every step [TRN-02]', async () => {
    const kit = await createTestDesk({
      areas: [area],
      roles: { all: { '*': ['*'] } },
      store: createMemoryStore(),
    });
    const ada = kit.desk.dynamic.as({ user: 'ada' });
    kit.agent('Ada', 'all');
    kit.agent('Grace', 'all');
    const machine = createMachine(JSON.parse(JSON.stringify(toXStateMachine(definition)))).provide({
      guards: { allowed: () => true },
    });
    const walked = new Set<string>();
    for (const path of createTestModel(machine).getShortestPaths()) {
      const { ticket } = await ada.tickets.create({ area: area.id, workflow: definition.id, ...printer });
      let { step } = ticket;
      const move = async ({ event }: { readonly event: EventObject }) => {
        const moved = await ada.tickets.transition(ticket.id, event.type, inputsOf(definition, event.type));
        walked.add(`${step} ${event.type}`);
        step = moved.ticket.step;
      };
      await path.test({
        events: Object.fromEntries(definition.transitions.map(({ id }) => [id, move])),
        states: {
          '*': async (state) => {
            expect(step).toBe(state.value);
            const offered = await ada.tickets.availableTransitions(ticket.id);
            const there = definition.transitions.filter(({ from }) => from.includes(step));
            expect(offered.map(({ id, to, enabled }) => [id, to.step, enabled])).toEqual(
              there.map(({ id, to }) => [id, to, true]),
            );
            expect(offered.map(({ id }) => id).filter((id) => state.can({ type: id }))).toEqual(
              there.map(({ id }) => id),
            );
          },
        },
      });
    }
    const configured = definition.transitions.flatMap(({ id, from }) => from.map((one) => `${one} ${id}`));
    expect([...walked].toSorted()).toEqual(configured.toSorted());
  });
});
