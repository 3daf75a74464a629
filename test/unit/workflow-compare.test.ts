import { describe, expect, test } from 'vitest';
import { compareWorkflows } from '../../src/workflow/compare/compare-workflows.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';
import { flow, open, way } from './workflow-documents.ts';

const before = flow(
  [open('doing'), open('waiting')],
  [
    way('start', 'new', 'doing'),
    way('wait', 'doing', 'waiting', { name: 'Wait' }),
    way('end', ['doing', 'waiting'], 'done', { comment: 'optional' }),
  ],
);

describe('the difference of two definitions', () => {
  test('of a definition to itself is none', () => {
    const none = { added: [], removed: [], renamed: [], changed: [], reordered: false };
    expect(compareWorkflows(before, before).changes).toEqual({ workflow: [], steps: none, transitions: none });
  });

  test('names what was added, removed, renamed, changed and put into another order', () => {
    const after: WorkflowDocument = {
      ...before,
      name: 'New flow',
      steps: [
        { id: 'new', name: 'Fresh', category: 'new' },
        { id: 'busy', name: 'doing', category: 'open', renamedFrom: ['doing'] },
        { id: 'done', name: 'Done', category: 'closed' },
        open('testing'),
      ],
      transitions: [
        way('end', ['testing', 'busy'], 'done', { comment: 'optional' }),
        way('start', 'new', 'busy'),
        way('hold', 'busy', 'testing', { name: 'Hold' }),
      ],
    };
    const { changes } = compareWorkflows(before, after);
    expect(changes.workflow).toEqual([{ path: ['name'], from: 'Flow', to: 'New flow' }]);
    expect(changes.steps).toEqual({
      added: ['testing'],
      removed: ['waiting'],
      renamed: [{ from: 'doing', to: 'busy' }],
      changed: [{ id: 'new', differences: [{ path: ['name'], from: 'New', to: 'Fresh' }] }],
      reordered: false,
    });
    expect(changes.transitions).toEqual({
      added: ['hold'],
      removed: ['close', 'wait'],
      renamed: [],
      changed: [{ id: 'end', differences: [{ path: ['from'], from: ['busy', 'waiting'], to: ['busy', 'testing'] }] }],
      reordered: true,
    });
  });

  test('tells of timers by their ids, and not of how their durations are written or in which order they stand', () => {
    const timed = (timers: NonNullable<WorkflowDocument['steps'][number]['timers']>) =>
      flow([open('waiting', { timers })], [way('wait', 'new', 'waiting'), way('end', 'waiting', 'done')]);
    const week = { id: 'week', after: 'P1W', transition: 'end' };
    const day = { id: 'day', after: 'P1D', transition: 'end' };
    const none = { added: [], removed: [], renamed: [], changed: [], reordered: false };
    const changesOf = (after: WorkflowDocument) => compareWorkflows(timed([week, day]), after).changes.steps;
    expect(changesOf(timed([day, { ...week, after: 'P7D' }]))).toEqual(none);
    expect(changesOf(timed([{ ...week, after: 'P2W' }])).changed).toEqual([
      {
        id: 'waiting',
        differences: [
          { path: ['timers', 'day', 'after'], from: 'P1D', to: null },
          { path: ['timers', 'day', 'transition'], from: 'end', to: null },
          { path: ['timers', 'week', 'after'], from: 'P7D', to: 'P14D' },
        ],
      },
    ]);
    expect(compareWorkflows(timed([]), timed([])).changes.steps).toEqual(none);
  });

  test('knows a transition under another id when nothing else but its name differs, and only one can be meant', () => {
    const renamed = (ids: readonly string[]) => {
      const [first, start, wait, ...rest] = before.transitions;
      const more = ids.map((id) => ({ ...(wait as (typeof before.transitions)[number]), id, name: id }));
      return compareWorkflows(before, { ...before, transitions: [first, start, ...more, ...rest] as never }).changes;
    };
    expect(renamed(['pause']).transitions).toMatchObject({
      added: [],
      removed: [],
      renamed: [{ from: 'wait', to: 'pause' }],
      changed: [{ id: 'pause', differences: [{ path: ['name'], from: 'Wait', to: 'pause' }] }],
      reordered: false,
    });
    expect(renamed(['pause', 'hold']).transitions).toMatchObject({
      added: ['pause', 'hold'],
      removed: ['wait'],
      renamed: [],
    });
  });
});

describe('what a change would do to tickets in flight', () => {
  const count = 20;
  const ids = Array.from({ length: count - 1 }, (_, index) => (index === 0 ? 'new' : `s${index}`));
  /** Nineteen steps one after the other, each with a way back, then a closed one. */
  const long: WorkflowDocument = {
    id: 'long',
    name: 'Long',
    initial: 'new',
    steps: [
      ...ids.map((id, index) => ({ id, name: id, category: index === 0 ? ('new' as const) : ('open' as const) })),
      { id: 'done', name: 'Done', category: 'closed' },
    ],
    transitions: [
      ...ids.map((id, index) => way(`on-${id}`, id, ids[index + 1] ?? 'done')),
      ...ids.slice(1).map((id, index) => way(`back-${id}`, id, ids[index] ?? 'new')),
    ],
  };
  const histogram = { ...Object.fromEntries(ids.map((id) => [id, 10])), done: 800 };
  const roles = { agent: ['work'], lead: ['work', 'approve'] };
  const last = ids.at(-1) ?? '';
  const changed = (id: string, more: Partial<(typeof long.transitions)[number]>): WorkflowDocument => ({
    ...long,
    transitions: long.transitions.map((one) => (one.id === id ? { ...one, ...more } : one)),
  });
  const compared = (after: WorkflowDocument) => compareWorkflows(long, after, { roles, histogram });

  test('a narrower permission on the last way touches every step before it', () => {
    const { steps, tickets, findings } = compared(changed(`on-${last}`, { permission: 'approve' }));
    expect(tickets).toEqual({ all: 990, fewer: 190, nobody: 0, unmapped: 0 });
    expect(steps.filter(({ outlook }) => outlook === 'fewer')).toHaveLength(19);
    expect(steps[0]).toEqual({
      step: 'new',
      tickets: 10,
      to: 'new',
      by: 'same_id',
      outlook: 'fewer',
      lost: [['agent']],
    });
    expect(findings).toHaveLength(19);
    expect(findings[0]?.message).toBe(
      '"agent" could no longer close tickets of step "new", 10 of them now; give them the words of a way to a closed step.',
    );
  });

  test('a way that goes touches the steps from which there is no other', () => {
    const without = { ...long, transitions: long.transitions.filter(({ id }) => id !== 'on-s1') };
    const { steps, tickets } = compared(without);
    expect(tickets).toEqual({ all: 990, fewer: 0, nobody: 20, unmapped: 0 });
    expect(steps.filter(({ outlook }) => outlook === 'nobody').map(({ step }) => step)).toEqual(['new', 's1']);
  });

  test('a comment that becomes mandatory touches nobody who closes, but whoever calls the API', () => {
    const { tickets, findings } = compared(changed(`on-${last}`, { comment: 'required' }));
    expect(tickets).toEqual({ all: 990, fewer: 0, nobody: 0, unmapped: 0 });
    expect(findings.map(({ code, params }) => [code, params])).toEqual([
      ['W10', { transition: `on-${last}`, input: 'comment' }],
    ]);
  });

  test('tickets in a step of an older definition are counted too', () => {
    const { steps, tickets, findings } = compareWorkflows(before, before, { histogram: { new: 1, older: 2, gone: 0 } });
    expect(tickets).toEqual({ all: 3, fewer: 0, nobody: 0, unmapped: 2 });
    expect(steps.at(-1)).toEqual({ step: 'older', tickets: 2, to: null, by: null, outlook: 'unmapped', lost: [] });
    expect(findings.map(({ code, reason }) => [code, reason])).toEqual([['E16', 'unmapped']]);
  });

  test('without roles only what is drawn counts, and without a histogram nothing is counted', () => {
    const without = { ...long, transitions: long.transitions.filter(({ id }) => id !== 'on-s1') };
    const { steps, tickets, unchecked } = compareWorkflows(long, without);
    expect(tickets).toBeNull();
    expect(steps.map(({ outlook, lost }) => [outlook, lost]).slice(0, 3)).toEqual([
      ['nobody', []],
      ['nobody', []],
      ['same', []],
    ]);
    expect(unchecked).toEqual([
      { code: 'E16', needs: 'histogram' },
      { code: 'W11', needs: 'roles' },
    ]);
  });
});

describe('ways into other workflows', () => {
  const leading = (to: WorkflowDocument['transitions'][number]['to']) => ({
    ...flow([open('doing')], [way('start', 'new', 'doing'), way('away', 'doing', to)]),
  });
  const other = (permission: string) => ({
    workflow: flow([], [], { id: 'other', transitions: [way('close', 'new', 'done', { permission })] }),
  });

  test('are told as what they are, also where a step was renamed', () => {
    const back = { return: true, fallback: { workflow: 'other' } } as const;
    const changed = (one: WorkflowDocument, two: WorkflowDocument) =>
      compareWorkflows(one, two).changes.transitions.changed;
    expect(changed(leading('done'), leading({ workflow: 'other' }))).toEqual([
      { id: 'away', differences: [{ path: ['to'], from: 'done', to: { workflow: 'other' } }] },
    ]);
    expect(changed(leading({ workflow: 'other' }), leading({ workflow: 'other', step: 'new' }))).toEqual([
      { id: 'away', differences: [{ path: ['to', 'step'], from: null, to: 'new' }] },
    ]);
    expect(changed(leading(back), leading({ workflow: 'other' }))[0]?.id).toBe('away');
    const renamed = flow(
      [open('busy', { name: 'doing', renamedFrom: ['doing'] })],
      [way('start', 'new', 'busy'), way('away', 'busy', { workflow: 'doing' })],
    );
    expect(changed(leading({ workflow: 'doing' }), renamed)).toEqual([]);
  });

  test('may close tickets, by whoever closes them there', () => {
    const known = { roles: { agent: ['work'], lead: ['approve'] }, others: [other('approve')] };
    const outlook = (...told: Parameters<typeof compareWorkflows>) =>
      compareWorkflows(...told).steps.find(({ step }) => step === 'doing');
    expect(outlook(leading('done'), leading({ workflow: 'other' }), known)).toMatchObject({
      outlook: 'fewer',
      lost: [['agent']],
    });
    expect(
      outlook(leading('done'), leading({ workflow: 'other' }), { ...known, others: [other('work')] }),
    ).toMatchObject({
      outlook: 'same',
      lost: [],
    });
    expect(
      outlook(leading('done'), leading({ workflow: 'other' }), { ...known, others: [other('nobody')] }),
    ).toMatchObject({
      outlook: 'nobody',
    });
  });
});

test('what cannot be compared is refused with paths on its side', () => {
  const issues = (...told: Parameters<typeof compareWorkflows>): readonly string[] => {
    try {
      compareWorkflows(...told);
      return [];
    } catch (error) {
      const refused = error as { code: string; issues: readonly { path: readonly unknown[]; code: string }[] };
      expect(refused.code).toBe('invalid_input');
      return refused.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
    }
  };
  expect(issues({ ...before, name: 5 as never }, before)).toEqual(['before.name wrong_type']);
  expect(issues(before, { ...before, initial: 5 as never })).toEqual(['after.initial wrong_type']);
  expect(issues(before, before, { histogram: { new: -1 } })).toEqual(['histogram.new too_small']);
  expect(issues(before, before, { plan: { steps: {}, closed: 'lazy' } as never })).toEqual([
    'plan.closed unknown_field',
  ]);
  expect(issues(before, before, { users: {} } as never)).toEqual(['users unknown_field']);
});
