import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/condition/condition.ts';
import { identifierProblem } from '../../src/text/identifier.ts';
import { nothingKnown } from '../../src/workflow/check/knowledge.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { toXStateMachine } from '../../src/workflow/draw/to-x-state-machine.ts';
import type { TransitionFacts } from '../../src/workflow/evaluate-transition.ts';
import { machineOf } from '../../src/workflow/machine.ts';
import { workflowProblems } from '../../src/workflow/workflow-problems.ts';
import { hostileIds } from '../property/random-workflows.ts';

const steps = {
  inProgress: { name: 'In progress', category: 'open' },
  'in-progress': { name: 'In progress, too', category: 'open' },
  closed: { name: 'Closed', category: 'closed' },
  filed: { name: 'Filed', category: 'closed' },
} as const;
const flowWith = (condition?: Condition) =>
  defineWorkflow({
    id: 'flow',
    name: 'Flow',
    initial: 'inProgress',
    steps,
    transitions: {
      on: { name: 'On', from: '*', to: 'in-progress', permission: 'work' },
      always: { name: 'Again', from: ['in-progress'], to: 'in-progress', permission: 'work' },
      after: {
        name: 'Close',
        from: '*',
        to: 'closed',
        permission: 'work',
        ...(condition === undefined ? {} : { condition }),
      },
      file: { name: 'File', from: ['closed', 'filed'], to: 'filed', permission: 'reopen' },
      reopen: { name: 'Reopen', from: ['filed'], to: 'inProgress', permission: 'reopen' },
    },
  }).definition;
const facts = (words: readonly string[], more: Partial<TransitionFacts> = {}): TransitionFacts => ({
  permissions: new Set(words),
  fromClosed: false,
  requester: false,
  user: 'ada',
  fact: () => null,
  ...more,
});

describe('ids that XState, JavaScript or SQL would misread', () => {
  test.each(hostileIds)('%j is no id', (id) => {
    expect(identifierProblem(id)).not.toBeNull();
  });

  test('an id has at most 63 characters', () => {
    expect(identifierProblem('x'.repeat(63))).toBeNull();
    expect(identifierProblem('x'.repeat(64))).toMatch(/ is not an id: start with a letter/);
  });

  test('ids may look like each other, but differ in more than case', () => {
    const definition = flowWith();
    expect(workflowProblems(definition, nothingKnown, [])).toEqual([]);
    const machine = machineOf(definition);
    expect(machine.next('inProgress', 'on', facts(['work']))).toBe('in-progress');
    const twice = {
      ...definition,
      steps: [...definition.steps, { id: 'Closed', name: 'x', category: 'closed' as const }],
    };
    expect(workflowProblems(twice, nothingKnown, []).map(({ code }) => code)).toEqual(['duplicate_id']);
  });

  test('names that mean something to XState are plain ids', () => {
    const machine = machineOf(flowWith());
    expect(machine.transitionsOf('in-progress').map(({ id }) => id)).toEqual(['always', 'after']);
    expect(machine.transitionsOf('inProgress').map(({ id }) => id)).toEqual(['on', 'after']);
    expect(machine.next('inProgress', 'after', facts(['work']))).toBe('closed');
  });
});

describe('a compiled machine', () => {
  test('leads out of every closed step, and from one into another and into itself', () => {
    const machine = machineOf(flowWith());
    const reopening = facts(['reopen'], { fromClosed: true });
    expect(machine.next('closed', 'file', reopening)).toBe('filed');
    expect(machine.next('filed', 'file', reopening)).toBe('filed');
    expect(machine.next('filed', 'reopen', reopening)).toBe('inProgress');
  });

  test('tells a way into the same step from a refusal', () => {
    const machine = machineOf(flowWith());
    expect(machine.next('in-progress', 'always', facts(['work']))).toBe('in-progress');
    expect(machine.next('in-progress', 'always', facts([]))).toBeNull();
    expect(machine.next('in-progress', 'on', facts(['work']))).toBeNull();
  });

  test('keeps nothing of one question for the next', () => {
    const machine = machineOf(flowWith({ field: 'responsible', is: { actor: true } }));
    const ask = (user: string, words: readonly string[]) =>
      machine.next('in-progress', 'after', facts(words, { user, fact: () => 'ada' }));
    const answers = [ask('ada', ['work']), ask('grace', ['work']), ask('ada', []), ask('ada', ['work'])];
    expect(answers).toEqual(['closed', null, null, 'closed']);
    expect(ask('grace', ['work'])).toBeNull();
  });

  test('has guards that answer whatever a ticket holds', () => {
    const conditions: readonly Condition[] = [
      { field: 'subject', is: 'x' },
      { field: 'subject', contains: 'x' },
      { field: 'subject', startsWith: 'x' },
      { field: 'subject', endsWith: 'x' },
      { field: 'responsible', in: ['ada'] },
      { field: 'responsible', notIn: ['ada'] },
      { field: 'createdAt', before: '2026-01-01T00:00:00.000Z' },
      { field: 'timeSpent.total', atLeast: 5 },
      { field: 'audience', hasAny: ['x'] },
      { field: 'audience', hasAll: ['x'] },
      { field: 'subject', empty: true },
      { not: { field: 'subject', atMost: 5 } },
    ];
    const odd: readonly unknown[] = [null, undefined, 0, Number.NaN, '', 'x', true, [], ['x'], [null], {}, [{}]];
    const answers = conditions.flatMap((condition) => {
      const machine = machineOf(flowWith(condition));
      return odd.map((value) => machine.next('in-progress', 'after', facts(['work'], { fact: () => value as never })));
    });
    expect(new Set(answers)).toEqual(new Set(['closed', null]));
  });

  test('has no timers, no wildcards, no actions and no final state', () => {
    const { states } = toXStateMachine(flowWith());
    for (const state of Object.values(states)) {
      expect(Object.keys(state).toSorted()).toEqual(['description', 'on', 'tags']);
      for (const [id, one] of Object.entries(state.on)) {
        expect(identifierProblem(id)).toBeNull();
        expect(Object.keys(one).toSorted()).toEqual(['description', 'guard', 'reenter', 'target']);
      }
    }
  });

  test('is compiled also where a step cannot be reached', () => {
    const definition = flowWith();
    const lonely = {
      ...definition,
      steps: [...definition.steps, { id: 'lonely', name: 'x', category: 'open' as const }],
    };
    expect(machineOf(lonely).transitionsOf('lonely')).toEqual([]);
    expect(machineOf(lonely).hasStep('lonely')).toBe(true);
  });
});
