import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { resolveArea } from '../../src/area/resolve-area.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { availableTransitions } from '../../src/workflow/available-transitions.ts';
import { decideTransition } from '../../src/workflow/decide-transition.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { TransitionFacts } from '../../src/workflow/evaluate-transition.ts';
import { machineOf } from '../../src/workflow/machine.ts';

const incident = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
  transitions: {
    away: { name: 'Away', from: '*', to: { workflow: 'problem', step: 'late' }, permission: 'work' },
    back: { name: 'Back', from: ['new'], to: { return: true, fallback: { workflow: 'problem' } }, permission: 'work' },
    close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' },
  },
});
const permissions = new Set(['work']);
const facts: TransitionFacts = { permissions, fromClosed: false, requester: false, user: 'ada', fact: () => null };

describe('a machine', () => {
  const machine = machineOf(incident.definition);
  test('says which workflow is entered, and leaves finding the step to others', () => {
    expect(machine.next('new', 'away', facts)).toEqual({ workflow: 'problem', step: 'late' });
    expect(machine.next('new', 'back', facts)).toEqual({ return: true, fallback: { workflow: 'problem' } });
    expect(machine.next('new', 'close', facts)).toBe('closed');
  });
  test('guards ways into other workflows like any other', () => {
    expect(machine.next('new', 'away', { ...facts, permissions: new Set() })).toBeNull();
    expect(machine.next('closed', 'away', facts)).toBeNull();
    expect(machine.next('new', 'enterWorkflow', facts)).toBeNull();
  });
  test('from everywhere leads out of every step that is not closed', () => {
    expect(incident.definition.transitions[0]?.from).toEqual(['new']);
    expect(machine.transitionsOf('new').map(({ id }) => id)).toEqual(['away', 'back', 'close']);
  });
});

test('a target that is gone when the ticket is moved is a mistake of the configuration, and not offered', () => {
  const settings = { timeZone: 'UTC', language: 'en' } as const;
  const area = resolveArea(defineArea({ id: 'a', name: 'A', workflows: [incident] }), settings);
  const ticket = { workflow: 'incident', step: 'new', category: 'new', fields: {}, creator: { user: 'ada' } };
  const row = ticket as unknown as TicketRow;
  const people = {} as Parameters<typeof decideTransition>[3]['people'];
  const context = { area, actor: { user: 'ada' }, permissions, people, via: 'single' } as const;
  for (const transition of ['away', 'back']) {
    const decided = decideTransition(row, transition, {}, context);
    expect(decided).toMatchObject({ ok: false, refusal: { code: 'config_invalid' } });
  }
  const wrong = decideTransition(row, 'away', { comment: 'Not asked for' }, context);
  expect(wrong).toMatchObject({ ok: false, refusal: { code: 'invalid_input', issues: [{ path: ['comment'] }] } });
  expect(availableTransitions(row, incident.definition, context).map(({ id }) => id)).toEqual(['close']);
});
