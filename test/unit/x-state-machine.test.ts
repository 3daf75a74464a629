import { describe, expect, test } from 'vitest';
import { createActor, createMachine, getNextTransitions } from 'xstate';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { WorkflowDefinition } from '../../src/workflow/definition.ts';
import { toXStateMachine } from '../../src/workflow/draw/to-x-state-machine.ts';

const { definition } = defineWorkflow({
  id: 'flow',
  name: 'Flow',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    'in-progress': { name: 'Doing', category: 'open' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'in-progress', permission: 'work' },
    note: { name: 'Note', from: ['in-progress'], to: 'in-progress', permission: 'work' },
    close: {
      name: 'Close',
      from: ['in-progress'],
      to: 'closed',
      permission: 'work',
      condition: { field: 'subject', isNot: '' },
    },
    reopen: {
      name: 'Reopen',
      from: ['closed'],
      to: 'in-progress',
      permission: 'work',
      permissionFromClosed: 'reopen',
    },
  },
});

describe('a workflow as a machine of XState', () => {
  test('is plain JSON with names, categories, permissions and conditions', () => {
    const machine = toXStateMachine(definition);
    expect(JSON.parse(JSON.stringify(machine))).toEqual(machine);
    expect(machine).toMatchObject({ id: 'flow', description: 'Flow', initial: 'new' });
    expect(machine.states['in-progress']).toEqual({
      description: 'Doing',
      tags: ['open'],
      on: {
        note: {
          description: 'Note',
          target: 'in-progress',
          reenter: true,
          guard: { type: 'allowed', params: { permission: 'work' } },
        },
        close: {
          description: 'Close',
          target: 'closed',
          reenter: true,
          guard: { type: 'allowed', params: { permission: 'work', condition: { field: 'subject', isNot: '' } } },
        },
      },
    });
    expect(machine.states.closed?.on.reopen?.guard.params).toEqual({
      permission: 'work',
      permissionFromClosed: 'reopen',
    });
  });

  test('is taken by XState as it is, and a closed step can be left again', () => {
    const machine = createMachine(JSON.parse(JSON.stringify(toXStateMachine(definition)))).provide({
      guards: { allowed: () => true },
    });
    const closed = machine.resolveState({ value: 'closed' });
    expect(closed.status).toBe('active');
    expect(closed.hasTag('closed')).toBe(true);
    expect(getNextTransitions(closed).map(({ eventType }) => eventType)).toEqual(['reopen']);
    expect(closed.can({ type: 'reopen' })).toBe(true);
  });

  test('says by an action which workflow is entered, and takes nothing else for a way into a step', () => {
    const away = { workflow: 'problem', step: 'late' };
    const back = { return: true as const, fallback: { workflow: 'problem' } };
    const [start] = definition.transitions;
    if (start === undefined) throw new Error('There is a first transition.');
    const ways = [
      { ...start, id: 'away', to: away },
      { ...start, id: 'back', to: back },
    ];
    const exported = toXStateMachine({ ...definition, transitions: [...definition.transitions, ...ways] });
    expect(exported.states.new?.on.away).toEqual({
      description: 'Start',
      actions: { type: 'enterWorkflow', params: { to: away } },
      guard: { type: 'allowed', params: { permission: 'work' } },
    });
    const entered: unknown[] = [];
    const machine = createMachine(JSON.parse(JSON.stringify(exported))).provide({
      guards: { allowed: () => true },
      actions: { enterWorkflow: (_, params) => entered.push(params) },
    });
    const actor = createActor(machine).start();
    for (const type of ['away', 'back', 'start']) actor.send({ type });
    expect(entered).toEqual([{ to: away }, { to: back }]);
    expect(actor.getSnapshot().value).toBe('in-progress');
  });

  const named = (id: string): WorkflowDefinition => ({
    ...definition,
    transitions: definition.transitions.map((one) => (one.id === 'note' ? { ...one, id } : one)),
  });
  const stepped = (id: string): WorkflowDefinition => ({
    ...definition,
    steps: [...definition.steps, { id, name: 'Odd', category: 'open' }],
  });
  test.each(['*', 'esc.*', 'xstate.stop', 'a.b', '#a', '1', '10', 'toString', '__proto__', 'constructor', '', 'Start'])(
    'is refused where an id such as %j would be misread',
    (id) => {
      for (const [wrong, at] of [
        [named(id), 'transitions'],
        [stepped(id === 'Start' ? 'Closed' : id), 'steps'],
      ] as const) {
        let refused: unknown;
        try {
          toXStateMachine(wrong);
        } catch (error) {
          refused = error;
        }
        expect(isRefused(refused), `${at} ${id}`).toBe(true);
        expect(refused).toMatchObject({
          code: 'config_invalid',
          issues: expect.arrayContaining([
            expect.objectContaining({
              path: expect.arrayContaining([at]),
              code: id === 'Start' ? 'duplicate_id' : 'bad_id',
            }),
          ]),
        });
      }
    },
  );

  test('is refused where it begins in or leads to a step that is not there, and where tickets would be stuck', () => {
    const [start] = definition.transitions;
    if (start === undefined) throw new Error('There is a first transition.');
    const wrong = { ...definition, initial: 'nwe', transitions: [{ ...start, to: 'doing' }] };
    expect(() => toXStateMachine(wrong)).toThrow(
      'There is no step "nwe" in workflow "flow". There is no step "doing" in workflow "flow". No transition leads out of',
    );
  });
});
