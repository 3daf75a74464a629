import { expectTypeOf, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { createDesk, type Desk, type DeskOptions } from '../../src/desk.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';

const steps = { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } } as const;

test('a workflow knows its steps: unknown ones do not compile, where they stand', () => {
  defineWorkflow({
    id: 'a',
    name: 'A',
    // @ts-expect-error no step has this id
    initial: 'nwe',
    steps,
    transitions: {},
  });
  defineWorkflow({
    id: 'a',
    name: 'A',
    initial: 'new',
    steps,
    transitions: {
      close: {
        name: 'Close',
        // @ts-expect-error no step has this id
        from: ['nwe'],
        to: 'closed',
        permission: 'work',
      },
      reopen: {
        name: 'Reopen',
        from: ['closed'],
        // @ts-expect-error no step has this id
        to: 'nwe',
        permission: 'work',
      },
      both: { name: 'Both', from: ['new', 'closed'], to: 'new', permission: 'work' },
      all: { name: 'All', from: '*', to: 'closed', permission: 'work' },
    },
  });
});

test('a timer takes a transition of the workflow', () => {
  defineWorkflow({
    id: 'a',
    name: 'A',
    initial: 'new',
    steps: {
      new: { name: 'New', category: 'new', timers: { late: { after: 'P3D', transition: 'close' } } },
      closed: {
        name: 'Closed',
        category: 'closed',
        // @ts-expect-error there is no such transition
        timers: { old: { after: 'P3D', transition: 'archive' } },
      },
    },
    transitions: { close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' } },
  });
  defineArea({
    id: 'a',
    name: 'A',
    statuses: [
      { id: 'new', name: 'New', category: 'new', timers: { late: { after: 'P3D', transition: 'done' } } },
      { id: 'done', name: 'Done', category: 'closed' },
    ],
  });
  // @ts-expect-error there is no such status
  defineArea({
    id: 'a',
    name: 'A',
    statuses: [
      { id: 'new', name: 'New', category: 'new', timers: { late: { after: 'P3D', transition: 'gone' } } },
      { id: 'done', name: 'Done', category: 'closed' },
    ],
  });
});

test('a transition leads into another workflow, or back with somewhere else to go', () => {
  const flow = defineWorkflow({
    id: 'a',
    name: 'A',
    initial: 'new',
    steps,
    transitions: {
      away: { name: 'Away', from: ['new'], to: { workflow: 'b' }, permission: 'work', comment: 'required' },
      there: { name: 'There', from: '*', to: { workflow: 'b', step: 'any' }, permission: 'work' },
      back: { name: 'Back', from: ['new'], to: { return: true, fallback: { workflow: 'b' } }, permission: 'work' },
      give: {
        name: 'Give',
        from: ['new'],
        to: 'new',
        permission: 'work',
        responsible: { mode: 'required', among: { permission: 'judge' } },
      },
      take: {
        name: 'Take',
        from: ['new'],
        to: 'new',
        permission: 'work',
        responsible: { mode: 'none', default: 'actor' },
      },
    },
  });
  defineWorkflow({
    id: 'a',
    name: 'A',
    initial: 'new',
    steps,
    transitions: {
      astray: {
        name: 'Astray',
        from: ['new'],
        // @ts-expect-error the fallback is missing
        to: { return: true },
        permission: 'work',
      },
    },
  });
  const area = defineArea({ id: 'x', name: 'X', workflows: [flow] });
  type Surface = ReturnType<Desk<typeof area>['as']>['tickets'];
  expectTypeOf(async (tickets: Surface) => {
    await tickets.transition('id', 'away', { comment: 'Why' });
    await tickets.transition('id', 'back');
    // @ts-expect-error the comment is missing
    await tickets.transition('id', 'away');
    await tickets.transition('id', 'give', { responsible: 'grace' });
    // @ts-expect-error the responsible is missing
    await tickets.transition('id', 'give');
    await tickets.transition('id', 'take');
    await tickets.transition('id', 'take', {
      // @ts-expect-error nobody can be named
      responsible: 'grace',
    });
  }).toBeFunction();
});

test('a transition names its permission, and modes are words', () => {
  defineWorkflow({
    id: 'a',
    name: 'A',
    initial: 'new',
    steps,
    transitions: {
      // @ts-expect-error the permission is missing
      close: { name: 'Close', from: ['new'], to: 'closed' },
      reopen: {
        name: 'Reopen',
        from: ['closed'],
        to: 'new',
        permission: 'reopen',
        // @ts-expect-error no mode has this name
        comment: 'mandatory',
      },
    },
  });
  defineWorkflow({
    id: 'a',
    name: 'A',
    initial: 'new',
    steps: {
      new: {
        name: 'New',
        // @ts-expect-error no category has this name
        category: 'fresh',
      },
    },
    transitions: {},
  });
});

test('an area has workflows or statuses, never both, and fields of known types', () => {
  const flow = defineWorkflow({ id: 'a', name: 'A', initial: 'new', steps, transitions: {} });
  expectTypeOf(defineArea({ id: 'x', name: 'X', workflows: [flow] }).id).toEqualTypeOf<'x'>();
  // @ts-expect-error not both
  defineArea({ id: 'x', name: 'X', workflows: [flow], statuses: [{ id: 'new', name: 'New', category: 'new' }] });
  defineArea({
    id: 'x',
    name: 'X',
    workflows: [flow],
    // @ts-expect-error no field has this type
    fields: { colour: { type: 'colour' } },
  });
});

test('an area chooses among its own workflows, and one of statuses among none', () => {
  const flow = defineWorkflow({ id: 'a', name: 'A', initial: 'new', steps, transitions: {} });
  const when = { field: 'subject', contains: 'x' };
  const rule = { id: 'r', name: 'R', when, workflow: 'a' } as const;
  defineArea({ id: 'x', name: 'X', workflows: [flow], workflowSelection: { rules: [rule], fallback: 'a' } });
  // @ts-expect-error the fallback is missing
  defineArea({ id: 'x', name: 'X', workflows: [flow], workflowSelection: { rules: [rule] } });
  defineArea({
    id: 'x',
    name: 'X',
    workflows: [flow],
    // @ts-expect-error no workflow of the area has this id
    workflowSelection: { rules: [], fallback: 'b' },
  });
  defineArea({
    id: 'x',
    name: 'X',
    workflows: [flow],
    // @ts-expect-error a rule leads to a workflow of the area
    workflowSelection: { rules: [{ id: 'r', name: 'R', when, workflow: 'b' }], fallback: 'a' },
  });
  const statuses = [{ id: 'new', name: 'New', category: 'new' }] as const;
  // @ts-expect-error there are no workflows
  defineArea({ id: 'x', name: 'X', statuses, workflowSelection: { rules: [], fallback: 'a' } });
});

test('a desk needs areas, store and authorizer', () => {
  expectTypeOf<'areas' | 'store' | 'authorizer'>().toExtend<keyof DeskOptions<[]>>();
  // @ts-expect-error the store is missing
  createDesk({ areas: [], authorizer: { grants: () => ({ areas: {}, desk: [], mailboxes: [] }) } });
});
