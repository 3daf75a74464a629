import { describe, expect, test } from 'vitest';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { TransitionFacts } from '../../src/workflow/evaluate-transition.ts';
import { evaluateTransition } from '../../src/workflow/evaluate-transition.ts';
import { machineOf } from '../../src/workflow/machine.ts';
import { statusesWorkflow } from '../../src/workflow/statuses-workflow.ts';

const { definition } = defineWorkflow({
  id: 'flow',
  name: 'Flow',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'Doing', category: 'open' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    zebra: { name: 'Zebra', from: ['doing'], to: 'doing', permission: 'work' },
    start: { name: 'Start', from: '*', to: 'doing', permission: 'work' },
    close: { name: 'Close', from: '*', to: 'closed', permission: 'work', condition: { field: 'subject', isNot: '' } },
    reopen: { name: 'Reopen', from: ['closed'], to: 'doing', permission: 'work', permissionFromClosed: 'reopen' },
  },
});
const facts = (words: readonly string[], more: Partial<TransitionFacts> = {}): TransitionFacts => ({
  permissions: new Set(words),
  fromClosed: false,
  requester: false,
  user: 'ada',
  fact: () => 'Printer',
  ...more,
});

describe('a machine', () => {
  test('is compiled once per definition', () => {
    expect(machineOf(definition)).toBe(machineOf(definition));
  });

  test('knows the transitions of a step in configured order', () => {
    const machine = machineOf(definition);
    expect(machine.transitionsOf('new').map(({ id }) => id)).toEqual(['start', 'close']);
    expect(machine.transitionsOf('doing').map(({ id }) => id)).toEqual(['zebra', 'close']);
    expect(machine.transitionsOf('closed').map(({ id }) => id)).toEqual(['reopen']);
    expect(machine.transitionsOf('removed')).toEqual([]);
  });

  test('leads where the guard allows, and nowhere otherwise', () => {
    const machine = machineOf(definition);
    expect(machine.next('new', 'start', facts(['work']))).toBe('doing');
    expect(machine.next('doing', 'zebra', facts(['work']))).toBe('doing');
    expect(machine.next('new', 'start', facts([]))).toBeNull();
    expect(machine.next('new', 'close', facts(['work'], { fact: () => '' }))).toBeNull();
    expect(machine.next('new', 'reopen', facts(['work', 'reopen']))).toBeNull();
    expect(machine.next('closed', 'reopen', facts(['work'], { fromClosed: true }))).toBeNull();
    expect(machine.next('closed', 'reopen', facts(['reopen'], { fromClosed: true }))).toBe('doing');
  });

  test.each(['xstate.stop', 'xstate.init', 'xstate.error.actor.x', '*', 'start.*', '', 'toString', '__proto__'])(
    'never sees the hostile name %j, as a transition or as a step',
    (name) => {
      const machine = machineOf(definition);
      expect(machine.next('new', name, facts(['work', 'reopen']))).toBeNull();
      expect(machine.next(name, 'start', facts(['work', 'reopen']))).toBeNull();
      expect(machine.hasStep(name)).toBe(false);
    },
  );
});

test('from everywhere means every step that is neither closed nor the target', () => {
  expect(definition.transitions.map(({ id, from }) => [id, from])).toEqual([
    ['zebra', ['doing']],
    ['start', ['new']],
    ['close', ['new', 'doing']],
    ['reopen', ['closed']],
  ]);
});

test('a missing permission hides the state of the condition', () => {
  const [, , close] = definition.transitions;
  if (close === undefined) throw new Error('There is a third transition.');
  expect(evaluateTransition(close, facts([], { fact: () => '' })).map(({ code }) => code)).toEqual(['permission']);
  expect(evaluateTransition(close, facts(['work'], { fact: () => '' })).map(({ code }) => code)).toEqual(['condition']);
  expect(evaluateTransition(close, facts(['work']))).toEqual([]);
});

test('a status list becomes a workflow: each status from every other, out of a closed one with ticket.reopen', () => {
  const statuses = statusesWorkflow('list', 'List', [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'done', name: 'Done', category: 'closed' },
  ]);
  expect(statuses.definition).toMatchObject({ id: 'list', initial: 'new' });
  expect(statuses.definition.transitions).toMatchObject([
    { id: 'new', from: ['done'], to: 'new', permission: 'ticket.edit', permissionFromClosed: 'ticket.reopen' },
    { id: 'done', from: ['new'], to: 'done', comment: 'optional', responsible: 'optional' },
  ]);
});
