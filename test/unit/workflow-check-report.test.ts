import { describe, expect, test } from 'vitest';
import { rolesIn } from '../../src/ports/roles-in.ts';
import { checkWorkflow } from '../../src/workflow/check/check-workflow.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';
import { flow, open, way } from './workflow-documents.ts';

/** Work, then approval; the requester may withdraw while it is new. */
const approval = flow(
  [open('doing'), open('approving')],
  [
    way('start', 'new', 'doing'),
    way('submit', 'doing', 'approving'),
    way('approve', 'approving', 'done', { permission: 'approve' }),
    way('reject', 'approving', 'doing', { permission: 'approve' }),
    way('withdraw', 'new', 'done', { permission: 'approve', requester: true }),
  ],
);
const withoutClosing = { ...approval, transitions: approval.transitions.slice(1) };
const roles = { agent: ['work'], lead: ['approve'], reader: [] };

describe('the report of a workflow', () => {
  test('says what each role alone can do about each step', () => {
    const { reachability } = checkWorkflow(withoutClosing, { roles });
    expect(Object.keys(reachability ?? {})).toEqual(['agent', 'lead', 'reader', '@requester']);
    expect(reachability?.agent?.approving).toEqual({ reaches: true, enters: true, leaves: false, closes: false });
    expect(reachability?.lead?.approving).toEqual({ reaches: false, enters: false, leaves: true, closes: true });
    expect(reachability?.reader?.new).toEqual({ reaches: true, enters: false, leaves: false, closes: false });
    expect(reachability?.['@requester']?.new).toEqual({ reaches: true, enters: false, leaves: true, closes: true });
  });

  test('names the smallest groups of roles that can close a ticket, and how many users may be missing', () => {
    const { coalitions, busFactor } = checkWorkflow(withoutClosing, {
      roles,
      users: { ada: ['agent'], bob: ['agent', 'lead'], cleo: ['reader'] },
    });
    expect(coalitions?.doing?.any).toEqual({ sets: [['agent', 'lead']], complete: true });
    expect(coalitions?.new?.to.done?.sets).toEqual([['lead'], ['@requester']]);
    expect(coalitions?.done?.any.sets).toEqual([[]]);
    // Bob alone approves; a new ticket its requester withdraws, whoever is missing.
    expect(busFactor).toEqual({ new: null, doing: 1, approving: 1, done: null });
  });

  test('counts who closes tickets in other workflows, and never says that nobody can where one is not known', () => {
    const alone: WorkflowDocument = {
      ...flow([open('doing')], [], {}),
      transitions: [way('start', 'new', 'doing'), way('away', 'doing', { workflow: 'other' })],
    };
    const other = flow([open('judging')], [], {
      id: 'other',
      transitions: [
        way('judge', 'new', 'judging', { permission: 'approve' }),
        way(
          'back',
          'judging',
          { return: true, fallback: { workflow: 'flow', step: 'done' } },
          { permission: 'approve' },
        ),
        way('drop', 'new', 'done', { requester: true, permission: 'nobody' }),
      ],
    });
    const told = { roles: { agent: ['work'], lead: ['approve'] }, users: { ada: ['agent'], bob: ['lead'] } };
    const known = checkWorkflow(alone, { ...told, others: [{ workflow: other }] });
    expect(known.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(known.coalitions?.doing?.any.sets).toEqual([
      ['agent', '@requester'],
      ['agent', 'lead'],
    ]);
    expect(known.coalitions?.doing?.to.done?.sets).toEqual([['agent', 'lead']]);
    expect(known.reachability?.lead?.doing).toEqual({ reaches: false, enters: true, leaves: false, closes: false });
    expect(known.busFactor).toEqual({ new: 1, doing: 1, done: null });
    const unknown = checkWorkflow(alone, told);
    expect(unknown.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(unknown.coalitions?.doing?.any.sets).toEqual([['agent']]);
  });

  test('leaves requesters out where there is no portal', () => {
    expect(checkWorkflow(withoutClosing, { roles, portal: false }).coalitions?.new?.any.sets).toEqual([['lead']]);
  });

  test('is frozen, and the same after a way through JSON', () => {
    const report = checkWorkflow(approval, { roles, users: {}, portal: true });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(Object.isFrozen(report.findings[0]?.params)).toBe(true);
  });

  test('is the same for a workflow of code and for its document', () => {
    const incident = defineWorkflow({
      id: 'incident',
      name: 'Incident',
      initial: 'new',
      steps: { new: { name: 'New', category: 'new' }, stuck: { name: 'Stuck', category: 'open' } },
      transitions: { go: { name: 'Go', from: '*', to: 'stuck', permission: 'work' } },
    });
    const document = JSON.parse(JSON.stringify(incident.definition)) as WorkflowDocument;
    expect(checkWorkflow(document)).toEqual(checkWorkflow(incident));
    expect(checkWorkflow(incident).findings.map(({ code }) => code)).toEqual(['E05', 'E06']);
  });

  test('says which checks were not made, and what they need', () => {
    const needs = (...told: Parameters<typeof checkWorkflow>) =>
      checkWorkflow(...told).unchecked.map(({ code, needs, place }) =>
        [code, needs, ...(place === undefined ? [] : [place.join('.')])].join(' '),
      );
    expect(needs(flow())).toEqual([
      'E05 roles',
      'E07 roles',
      'W04 roles',
      'W06 roles',
      'W08 roles',
      'W04 users',
      'W05 users',
      'W08 users',
      'E10 words',
      'W09 portal',
    ]);
    const all = { roles, users: {}, words: ['*'], portal: false };
    expect(needs(flow(), all)).toEqual([]);
    const reopening = flow([], [way('again', 'done', 'new', { permission: 'reopen' })]);
    expect(needs(reopening, all)).toEqual(['E11 others']);
    const onField = flow([], [way('drop', 'new', 'done', { condition: { field: 'fields.x', is: 1 }, message: 'No.' })]);
    expect(needs(onField, all)).toEqual(['E08 fields']);
    expect(needs(flow(), { ...all, selection: { rules: [], fallback: 'flow' } })).toEqual(['E13 others']);
    const leaving = flow([], [way('away', 'new', { workflow: 'other' }), way('again', 'done', { workflow: 'other' })]);
    expect(needs(leaving, all)).toEqual(['E11 others', 'E05 others', 'E07 others', 'E12 others']);
    expect(needs(leaving, { ...all, others: [{ workflow: flow([], [], { id: 'other' }) }] })).toEqual([]);
    const unreadable = checkWorkflow({} as never);
    expect(unreadable).toMatchObject({ reachability: null, coalitions: null, busFactor: null });
    expect(new Set(unreadable.unchecked.map((one) => one.needs))).toEqual(new Set(['form']));
  });

  test('says of a condition that is too large to decide that it is', () => {
    const equal = (field: string) => ({ any: Array.from({ length: 9 }, (_, index) => ({ field, is: `v${index}` })) });
    const condition = { all: Array.from({ length: 8 }, (_, index) => equal(`fields.f${index}`)) };
    const large = flow([], [way('drop', 'new', 'done', { condition, message: 'No.' })]);
    const { findings, unchecked } = checkWorkflow(large);
    expect(findings).toEqual([]);
    expect(unchecked).toContainEqual({
      code: 'E09',
      needs: 'simpler_condition',
      place: ['transitions', 'drop', 'condition'],
    });
  });
});

describe('what would cost too much', () => {
  /** Each of `steps` steps is left by any of `each` roles of its own. */
  const steps = (count: number) => Array.from({ length: count }, (_, index) => open(`s${index}`));
  const chain = (count: number, each: number) =>
    flow(
      steps(count),
      Array.from({ length: count }, (_, step) =>
        Array.from({ length: each }, (_, role) =>
          way(
            `t${step}-${role}`,
            step === 0 ? ['new', 's0'] : `s${step}`,
            step === count - 1 ? 'done' : `s${step + 1}`,
            {
              permission: `w${step}-${role}`,
            },
          ),
        ),
      ).flat(),
      {},
    );
  const rolesFor = (count: number, each: number) =>
    Object.fromEntries(
      Array.from({ length: count * each }, (_, index) => {
        const word = `w${Math.floor(index / each)}-${index % each}`;
        return [word, [word]];
      }),
    );
  const only = (document: WorkflowDocument) => ({ ...document, transitions: document.transitions.slice(1) });

  test('of very many groups of roles a hundred are named, each of which can do it', () => {
    const { coalitions } = checkWorkflow(only(chain(9, 3)), { roles: rolesFor(9, 3) });
    const found = coalitions?.s0?.any;
    expect(found?.complete).toBe(false);
    expect(found?.sets).toHaveLength(100);
    for (const set of found?.sets ?? []) {
      expect(new Set(set.map((role) => role.split('-')[0])).size).toBe(9);
    }
    expect(coalitions?.s5?.any).toMatchObject({ complete: true });
    expect(coalitions?.s5?.any.sets).toHaveLength(81);
  });

  test('what is missing behind a step is missing before it too', () => {
    const roles = Object.fromEntries(Object.entries(rolesFor(9, 3)).map(([role, words]) => [role, [...words, 'any']]));
    const long = only(chain(9, 3));
    const longer = {
      ...long,
      initial: 'before',
      steps: [open('before'), ...long.steps],
      transitions: [...long.transitions, way('go', 'before', 's0', { permission: 'any' })],
    };
    const found = checkWorkflow(longer, { roles }).coalitions?.before?.any;
    expect(found?.sets).toHaveLength(100);
    expect(found?.complete).toBe(false);
  });

  test('groups of more than 30 roles that take part, and users in more than 12 crews, are not worked out', () => {
    const many = checkWorkflow(chain(11, 3), { roles: rolesFor(11, 3), users: { ada: ['w0-0'] } });
    expect(many.coalitions).toBeNull();
    expect(many.reachability).not.toBeNull();
    const users = Object.fromEntries(Object.keys(rolesFor(5, 3)).map((role) => [role, [role]]));
    expect(checkWorkflow(chain(5, 3), { roles: rolesFor(5, 3), users }).busFactor).toBeNull();
    expect(checkWorkflow(chain(4, 3), { roles: rolesFor(4, 3), users }).busFactor).toMatchObject({ s0: 3, s1: 3 });
  });

  test('a document of more than 512 KiB is an error', () => {
    const names = (length: number) =>
      flow(
        [],
        Array.from({ length: 900 }, (_, index) =>
          way(`t${index}`, 'new', 'done', { name: `${index} ${'n'.repeat(190)}`, message: 'm'.repeat(length) }),
        ),
      );
    const found = (length: number) => checkWorkflow(names(length)).findings.map(({ code, place }) => [code, place]);
    expect(found(200)).toEqual([['E17', []]]);
    expect(found(10)).toEqual([]);
  });
});

describe('options that cannot be used are refused with their paths', () => {
  test.each<[unknown, string]>([
    [{ role: {} }, 'role unknown_field'],
    [{ roles: { agent: 'work' } }, 'roles.agent wrong_type'],
    [{ roles: { '@requester': ['work'] } }, 'roles.@requester not_allowed'],
    [{ roles: { '@timer': ['work'] } }, 'roles.@timer not_allowed'],
    [{ system: 'work' }, 'system wrong_type'],
    [{ fields: { severity: { type: 'choice' } } }, 'fields.severity.of required'],
    [{ fields: { severity: { type: 'text', colour: 'red' } } }, 'fields.severity.colour unknown_field'],
    [{ others: [{ workflow: { ...flow(), name: 5 } }] }, 'others.0.workflow.name wrong_type'],
  ])('%j', (options, problem) => {
    let issues: readonly { path: readonly unknown[]; code: string }[] = [];
    try {
      checkWorkflow(flow(), options as never);
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid_input' });
      issues = (error as { issues: typeof issues }).issues;
    }
    expect(issues.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([problem]);
  });
});

test('the roles of a policy are those of one area, with what is held on one’s own tickets', () => {
  const policy = {
    roles: { agent: { desk: ['work'], '*': ['ticket.read'] }, lead: { '*': ['*'] }, cook: { kitchen: ['cook'] } },
  };
  expect(rolesIn(policy, 'desk')).toEqual({
    agent: ['work', 'ticket.read'],
    lead: ['*'],
    cook: [],
    '@own': ['ticket.read', 'ticket.edit'],
  });
  expect(rolesIn({ ...policy, own: [] }, 'desk')['@own']).toEqual([]);
  const own = flow([], [], { transitions: [way('close', 'new', 'done', { permission: 'ticket.edit' })] });
  expect(
    checkWorkflow(own, { roles: rolesIn({ roles: { reader: { '*': ['ticket.read'] } } }, 'desk') }).findings,
  ).toEqual([]);
  expect(
    checkWorkflow(own, { roles: { ...rolesIn({ roles: {} }, 'desk') }, users: { ada: [], bob: [] } }).busFactor,
  ).toMatchObject({ new: 2 });
});

describe('timers', () => {
  const later = [{ id: 'later', after: 'P3D', transition: 'expire' }];
  const expiring = flow(
    [open('waiting', { timers: later })],
    [way('wait', 'new', 'waiting'), way('expire', 'waiting', 'done', { permission: 'nobody' })],
  );

  test('close what nobody may close: a step that only a timer leaves is no trap, and needs no user', () => {
    const report = checkWorkflow(expiring, { roles: { agent: ['work'] }, users: { ada: ['agent'], tom: ['agent'] } });
    expect(report.findings.map(({ code, place }) => `${code} ${place.join('.')}`)).toEqual([
      'W04 transitions.expire.permission',
      'W06 steps.waiting',
    ]);
    expect(report.coalitions?.waiting?.any.sets).toEqual([['@timer']]);
    expect(report.coalitions?.new?.any.sets).toEqual([['agent']]);
    expect(report.reachability?.['@timer']?.waiting).toMatchObject({ leaves: true, closes: true });
    expect(report.busFactor).toEqual({ new: 2, waiting: null, done: null });
    const unable = checkWorkflow(expiring, { roles: { agent: ['work'] }, system: ['ticket.read'] });
    expect(unable.findings.map(({ code, reason }) => `${code} ${reason}`)).toEqual(
      expect.arrayContaining(['E14 not_held', 'E07 nobody_may_close']),
    );
  });

  test('what the desk itself holds is asked for only where there are some', () => {
    const needs = (document: WorkflowDocument) =>
      checkWorkflow(document).unchecked.flatMap(({ code, needs }) => (needs === 'system' ? [code] : []));
    expect(needs(expiring)).toEqual(['E14']);
    expect(needs(flow())).toEqual([]);
  });

  test('of a ring of steps one finding tells the whole way', () => {
    const on = (to: string) => [{ id: 'on', after: 'P1D', transition: to }];
    const ring = flow(
      [open('a', { timers: on('b') }), open('b', { timers: on('c') }), open('c', { timers: on('a') })],
      [
        ...[way('in', 'new', 'a'), way('b', 'a', 'b'), way('c', 'b', 'c'), way('a', 'c', 'a')],
        way('end', ['a', 'b', 'c'], 'done', { name: 'End' }),
      ],
    );
    expect(checkWorkflow(ring).findings).toMatchObject([
      { code: 'E15', place: ['steps', 'a', 'timers', 'on'], params: { steps: ['a', 'b', 'c'] } },
    ]);
  });
});
