import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createDesk } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { evolve } from '../../src/ticket/evolve.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { TransitionTarget } from '../../src/workflow/definition.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { printer } from './helpdesk.ts';
import { eventNames, eventsOf, refusalOf, stored } from './stored.ts';

/** Hands a ticket over to the engineers, who give it back. */
const incident = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'In progress', category: 'open' },
    waiting: { name: 'Waiting', category: 'pending' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work' },
    wait: { name: 'Wait', from: ['doing'], to: 'waiting', permission: 'work' },
    escalate: {
      name: 'To the engineers',
      from: '*',
      to: { workflow: 'problem' },
      permission: 'work',
      comment: 'optional',
      responsible: 'optional',
    },
    fix: { name: 'Known problem', from: ['doing'], to: { workflow: 'problem', step: 'fixing' }, permission: 'work' },
    reject: { name: 'Reject', from: ['doing'], to: { workflow: 'problem', step: 'closed' }, permission: 'work' },
    close: { name: 'Close', from: ['doing'], to: 'closed', permission: 'work' },
    recall: {
      name: 'Look again',
      from: ['closed'],
      to: { workflow: 'problem' },
      permission: 'work',
      permissionFromClosed: 'reopen',
    },
  },
});
const problem = defineWorkflow({
  id: 'problem',
  name: 'Problem',
  initial: 'analysis',
  steps: {
    analysis: { name: 'Analysis', category: 'new' },
    fixing: { name: 'Fixing', category: 'open' },
    closed: { name: 'Rejected', category: 'closed' },
  },
  transitions: {
    fix: { name: 'Fix', from: ['analysis'], to: 'fixing', permission: 'work' },
    back: {
      name: 'Give back',
      from: ['analysis', 'fixing'],
      to: { return: true, fallback: { workflow: 'incident', step: 'doing' } },
      permission: 'work',
    },
    reject: { name: 'Reject', from: ['analysis'], to: 'closed', permission: 'work' },
    contest: {
      name: 'Contest',
      from: ['closed'],
      to: { return: true, fallback: { workflow: 'incident' } },
      permission: 'reopen',
    },
    supplier: { name: 'To the supplier', from: ['fixing'], to: { workflow: 'supply' }, permission: 'work' },
  },
});
const supply = defineWorkflow({
  id: 'supply',
  name: 'Supplier',
  initial: 'asked',
  steps: { asked: { name: 'Asked', category: 'pending' } },
  transitions: {
    answered: {
      name: 'Answered',
      from: ['asked'],
      to: { return: true, fallback: { workflow: 'problem' } },
      permission: 'work',
    },
  },
});
const ending = defineWorkflow({
  id: 'ending',
  name: 'Ending',
  initial: 'here',
  steps: { here: { name: 'Here', category: 'new' } },
  transitions: {
    home: {
      name: 'Home',
      from: ['here'],
      to: { return: true, fallback: { workflow: 'incident', step: 'closed' } },
      permission: 'work',
    },
  },
});
const support = defineArea({
  id: 'support',
  name: 'Support',
  workflows: [incident, problem, supply, ending],
  fields: { cause: { type: 'text', requiredToClose: true } },
});
const words = ['ticket.create', 'ticket.read', 'ticket.edit', 'ticket.switch_workflow', 'work'];
const openSupport = async (store: Store) => {
  const kit = await createTestDesk({ areas: [support], roles: { agent: { '*': words }, lead: { '*': ['*'] } }, store });
  const ada = kit.agent('Ada', 'agent');
  kit.agent('Grace', 'agent');
  const made = async (workflow: 'incident' | 'problem' | 'supply' | 'ending' = 'incident') =>
    (await ada.tickets.create({ ...printer, workflow, fields: { cause: 'Cable' } })).ticket.id;
  return { ...kit, ada, lena: kit.agent('Lena', 'lead'), made };
};
const where = ({ workflow, step }: { readonly workflow: string; readonly step: string }) => `${workflow}.${step}`;

describe.each(everyStore)('on $name', ({ open }) => {
  test('a transition leads into a step of another workflow, its first one unless it names another, also when the ticket was started, and as one entry of the log with both workflows [WFL-05]', async () => {
    const { ada, store, made, clock } = await openSupport(await open());
    const ticket = await made();
    const offered = await ada.tickets.availableTransitions(ticket);
    expect(offered.map(({ id, to }) => [id, where(to), to.name, to.category])).toEqual([
      ['start', 'incident.doing', 'In progress', 'open'],
      ['escalate', 'problem.analysis', 'Analysis', 'new'],
    ]);
    await ada.tickets.transition(ticket, 'start');
    const { startedAt } = await ada.tickets.get(ticket);
    clock.advance({ hours: 1 });
    const before = await eventNames(store, ticket);
    const { ticket: there } = await ada.tickets.transition(ticket, 'escalate', {
      comment: 'Too hard',
      responsible: 'grace',
    });
    expect(there).toMatchObject({
      workflow: 'problem',
      step: 'analysis',
      status: { label: 'Analysis', category: 'new' },
      responsible: 'grace',
      startedAt,
    });
    expect((await eventNames(store, ticket)).slice(before.length)).toEqual([
      'ticket.moved',
      'ticket.responsible_changed',
      'mail.queued',
    ]);
    expect((await ada.tickets.stepLog(ticket)).slice(-1)).toMatchObject([
      {
        kind: 'moved',
        from: { workflow: 'incident', workflowName: 'Incident', step: 'doing', stepName: 'In progress' },
        to: { workflow: 'problem', workflowName: 'Problem', step: 'analysis', stepName: 'Analysis' },
        transition: { id: 'escalate', name: 'To the engineers' },
        comment: 'Too hard',
        responsible: { from: 'ada', to: 'grace' },
      },
    ]);
    // The transitions and steps are those of the other workflow now.
    expect((await ada.tickets.availableTransitions(ticket)).map(({ id }) => id)).toEqual(['fix', 'back', 'reject']);
    expect((await ada.tickets.open(ticket)).steps.map(({ id, state }) => [id, state])).toEqual([
      ['analysis', 'current'],
      ['fixing', 'next'],
      ['closed', 'next'],
    ]);
    expect(await refusalOf(ada.tickets.transition(ticket, 'wait'))).toMatchObject({ code: 'transition_unavailable' });
    const [found] = (await stored(store, ticket)).tickets;
    expect((found?.details.events ?? []).reduce<TicketRow | null>(evolve, null)).toEqual(found?.row);

    const named = await made();
    await ada.tickets.transition(named, 'start');
    const { ticket: fixing } = await ada.tickets.transition(named, 'fix');
    expect(where(fixing)).toBe('problem.fixing');
  });

  test('a ticket is switched, logged and at the first step of the other workflow, as long as it stands in its first step and was never started; a way through another workflow starts it [WFL-04]', async () => {
    const { ada, store, made } = await openSupport(await open());
    const ticket = await made();
    await ada.actions.add(ticket, { visibility: 'internal', description: 'Reading is no start.' });
    await ada.tickets.update(ticket, { responsible: 'grace' });
    expect((await ada.tickets.open(ticket)).otherWorkflows.map(({ id }) => id)).toEqual([
      'problem',
      'supply',
      'ending',
    ]);
    for (const [workflow, first] of [
      ['problem', 'problem.analysis'],
      ['supply', 'supply.asked'],
      ['incident', 'incident.new'],
    ] as const) {
      const { ticket: switched } = await ada.tickets.switchWorkflow(ticket, workflow);
      expect([where(switched), switched.startedAt]).toEqual([first, null]);
    }
    expect((await ada.tickets.stepLog(ticket)).map(({ kind, to }) => [kind, where(to)])).toEqual([
      ['created', 'incident.new'],
      ['switched', 'problem.analysis'],
      ['switched', 'supply.asked'],
      ['switched', 'incident.new'],
    ]);
    const refusedAsStarted = async () => {
      const before = await stored(store, ticket);
      const { can } = await ada.tickets.get(ticket);
      expect(can.switchWorkflow).toBe(false);
      expect((await ada.tickets.open(ticket)).otherWorkflows).toEqual([]);
      expect(await refusalOf(ada.tickets.switchWorkflow(ticket, 'supply'))).toMatchObject({
        code: 'wrong_state',
        data: { state: 'started' },
      });
      expect(await stored(store, ticket)).toEqual(before);
    };
    const { ticket: there } = await ada.tickets.transition(ticket, 'escalate');
    expect(where(there)).toBe('problem.analysis');
    await refusedAsStarted();
    const { ticket: back } = await ada.tickets.transition(ticket, 'back');
    expect(where(back)).toBe('incident.new');
    await refusedAsStarted();
    await ada.tickets.transition(ticket, 'start');
    await refusedAsStarted();
  });

  test('a way back leads to the step from which the ticket came last; where that is, is shown before: one by one, on a screen and in a list', async () => {
    const { ada, made } = await openSupport(await open());
    const ticket = await made();
    const backTo = async () => {
      const back = (offered: Awaited<ReturnType<typeof ada.tickets.availableTransitions>>) =>
        offered.filter(({ id }) => id === 'back' || id === 'answered').map(({ to }) => where(to));
      const { items } = await ada.tickets.list({ transitions: true, where: { field: 'number', is: number } });
      const shown = [await ada.tickets.availableTransitions(ticket), (await ada.tickets.open(ticket)).transitions];
      const [first, ...others] = [...shown, items[0]?.transitions ?? []].map(back);
      for (const other of others) expect(other).toEqual(first);
      return first?.[0];
    };
    const { number } = await ada.tickets.get(ticket);
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.transition(ticket, 'wait');
    await ada.tickets.transition(ticket, 'escalate');
    expect(await backTo()).toBe('incident.waiting');
    await ada.tickets.transition(ticket, 'fix');
    // What it did inside the workflow does not count.
    expect(await backTo()).toBe('incident.waiting');
    const preview = await ada.preview.tickets.transition(ticket, 'back');
    expect(preview).toMatchObject({ allowed: true, ticket: { workflow: 'incident', step: 'waiting' } });
    expect(where((await ada.tickets.transition(ticket, 'back')).ticket)).toBe('incident.waiting');
    await ada.tickets.transition(ticket, 'escalate');
    expect(where((await ada.tickets.transition(ticket, 'back')).ticket)).toBe('incident.waiting');
    await ada.tickets.transition(ticket, 'escalate');
    await ada.tickets.transition(ticket, 'fix');
    await ada.tickets.transition(ticket, 'supplier');
    expect(await backTo()).toBe('problem.fixing');
    expect(where((await ada.tickets.transition(ticket, 'answered')).ticket)).toBe('problem.fixing');
    expect((await ada.tickets.stepLog(ticket)).map(({ to }) => where(to))).toEqual([
      ...['incident.new', 'incident.doing', 'incident.waiting', 'problem.analysis', 'problem.fixing'],
      ...['incident.waiting', 'problem.analysis', 'incident.waiting'],
      ...['problem.analysis', 'problem.fixing', 'supply.asked', 'problem.fixing'],
    ]);
  });

  test('a ticket that came from nowhere goes where the fallback says, and so does one whose step there is gone', async () => {
    const store = await open();
    const { ada, made } = await openSupport(store);
    const fresh = await made('problem');
    expect((await ada.tickets.availableTransitions(fresh)).find(({ id }) => id === 'back')?.to).toMatchObject({
      step: 'doing',
    });
    expect(where((await ada.tickets.transition(fresh, 'back')).ticket)).toBe('incident.doing');
    const ticket = await made();
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.transition(ticket, 'wait');
    await ada.tickets.transition(ticket, 'escalate');
    const { steps, transitions } = incident.definition;
    const shorter = {
      ...incident,
      definition: {
        ...incident.definition,
        steps: steps.filter(({ id }) => id !== 'waiting'),
        transitions: transitions
          .filter(({ id }) => id !== 'wait')
          .map((one) => ({ ...one, from: one.from.filter((id) => id !== 'waiting') })),
      },
    };
    const area = defineArea({ id: 'support', name: 'Support', workflows: [shorter, problem, supply] });
    const later = await createTestDesk({ areas: [area], roles: { agent: { '*': words } }, store });
    const { ticket: back } = await later.agent('Ada', 'agent').tickets.transition(ticket, 'back');
    expect(where(back)).toBe('incident.doing');
  });

  test('closing and reopening through another workflow is closing and reopening: with its fields, its mail, its permission and its events', async () => {
    const { ada, lena, store } = await openSupport(await open());
    const { ticket } = await ada.tickets.create({ ...printer, workflow: 'incident' });
    await ada.tickets.transition(ticket.id, 'start');
    const offered = await ada.tickets.availableTransitions(ticket);
    expect(offered.find(({ id }) => id === 'reject')).toMatchObject({ missingFields: ['cause'], enabled: true });
    await expect(ada.tickets.transition(ticket.id, 'reject')).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['fields', 'cause'], code: 'required' }],
    });
    await ada.tickets.update(ticket, { fields: { cause: 'Cable' } });
    const { ticket: rejected, drafts } = await ada.tickets.transition(ticket.id, 'reject');
    expect(rejected).toMatchObject({ workflow: 'problem', closedBy: { user: 'ada' }, can: { close: false } });
    expect(drafts).toMatchObject([{ kind: 'closing' }]);
    expect((await eventNames(store, ticket)).slice(-3)).toEqual(['ticket.moved', 'ticket.closed', 'mail.drafted']);
    // Out of a closed step leads only who may.
    expect(await ada.tickets.availableTransitions(ticket)).toEqual([]);
    const closed = await stored(store, ticket);
    expect(await refusalOf(ada.tickets.transition(ticket.id, 'contest'))).toMatchObject({
      code: 'transition_unavailable',
      issues: [],
      data: {},
    });
    expect(await stored(store, ticket)).toEqual(closed);
    const { ticket: reopened } = await lena.tickets.transition(ticket.id, 'contest');
    expect(reopened).toMatchObject({
      workflow: 'incident',
      step: 'doing',
      closedAt: null,
      reopenedBy: { user: 'lena' },
    });
    await ada.tickets.transition(ticket.id, 'close');
    expect(await ada.tickets.availableTransitions(ticket)).toEqual([]);
    expect(await refusalOf(ada.tickets.transition(ticket.id, 'recall'))).toMatchObject({
      code: 'transition_unavailable',
    });
    const { ticket: recalled } = await lena.tickets.transition(ticket.id, 'recall');
    expect(recalled).toMatchObject({ workflow: 'problem', step: 'analysis', closedAt: null });
    expect((await eventNames(store, ticket)).slice(-2)).toEqual(['ticket.moved', 'ticket.reopened']);
  });

  test('tickets.close takes a way into a closed step of another workflow, and never one that leads back', async () => {
    const { ada, lena, made } = await openSupport(await open());
    const ticket = await made();
    await ada.tickets.transition(ticket, 'start');
    expect(await refusalOf(ada.tickets.close(ticket))).toMatchObject({
      code: 'choice_required',
      data: { options: [{ id: 'reject' }, { id: 'close' }] },
    });
    await ada.tickets.transition(ticket, 'close');
    await lena.tickets.transition(ticket, 'recall');
    // Back would be closed.
    const offered = await ada.tickets.availableTransitions(ticket);
    expect(offered.find(({ id }) => id === 'back')?.to).toMatchObject({ step: 'closed', category: 'closed' });
    const { ticket: closed } = await ada.tickets.close(ticket);
    expect(where(closed)).toBe('problem.closed');
    const ending = await made('ending');
    expect((await ada.tickets.availableTransitions(ending)).map(({ id, to }) => [id, to.category])).toEqual([
      ['home', 'closed'],
    ]);
    expect((await ada.tickets.get(ending)).can.close).toBe(false);
    expect(await refusalOf(ada.tickets.close(ending))).toMatchObject({ code: 'transition_unavailable' });
    expect((await ada.tickets.transition(ending, 'home')).ticket.status.category).toBe('closed');
  });

  test('a way back to a closed step closes the ticket, with its timers and a mail that tells its history', async () => {
    const { ada, lena, made, clock } = await openSupport(await open());
    const ticket = await made();
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.transition(ticket, 'close');
    await lena.tickets.transition(ticket, 'recall');
    await ada.actions.add(ticket, { visibility: 'external', description: 'We looked at it again.' });
    await ada.timers.start(ticket);
    clock.advance({ hours: 1 });
    const { ticket: closed, drafts } = await ada.tickets.transition(ticket, 'back');
    expect(closed).toMatchObject({ workflow: 'incident', step: 'closed', closedBy: { user: 'ada' } });
    expect(closed.timeSpent.total).toBe(100);
    expect((await ada.outbox.get(drafts[0]?.id ?? '')).text).toContain('We looked at it again.');
  });

  test('a step of this workflow is not taken for one of the same id elsewhere', async () => {
    const { ada, made } = await openSupport(await open());
    const ticket = await made();
    await ada.tickets.transition(ticket, 'start');
    const closed = (await ada.tickets.open(ticket)).steps.find(({ id }) => id === 'closed');
    expect(closed?.transitions).toEqual(['close']);
  });

  test('many tickets at once are moved within their workflows only', async () => {
    const { ada, made } = await openSupport(await open());
    const ticket = await made();
    const { targets } = await ada.bulk.targets([ticket]);
    expect(targets.map(({ id }) => id)).toEqual(['doing']);
    const { verdicts } = await ada.bulk.setStep([ticket], 'analysis');
    expect(verdicts).toMatchObject([{ outcome: 'refused', refusal: { code: 'transition_unavailable' } }]);
    expect(where(await ada.tickets.get(ticket))).toBe('incident.new');
  });

  test('only a transition that leads back, and only lists and screens that may show one, read the history', async () => {
    const store = await open();
    const { ada, made } = await openSupport(store);
    const ticket = await made();
    const asked: (readonly string[])[] = [];
    const { load } = store;
    Object.assign(store, {
      load: (request: Parameters<Store['load']>[0]) => {
        if (request.tickets !== undefined) asked.push(request.tickets.details);
        return load(request);
      },
    });
    await ada.tickets.transition(ticket, 'escalate');
    expect(asked).toEqual([[]]);
    await ada.tickets.transition(ticket, 'back');
    expect(asked.at(-1)).toContain('events');
    asked.length = 0;
    await ada.tickets.list({ transitions: true });
    expect(asked).toEqual([]);
    await ada.tickets.transition(ticket, 'escalate');
    asked.length = 0;
    await ada.tickets.list();
    expect(asked).toEqual([]);
    await ada.tickets.list({ transitions: true });
    expect(asked).toEqual([['events']]);
  });

  test('where a transition leads into another workflow stands in the history once, with both places', async () => {
    const { ada, store, made } = await openSupport(await open());
    const ticket = await made();
    await ada.tickets.transition(ticket, 'escalate');
    await ada.tickets.transition(ticket, 'back');
    const moves = (await eventsOf(store, ticket)).flatMap((event) =>
      event.type === 'ticket.moved' ? [[where(event.data.from), where(event.data.to)]] : [],
    );
    expect(moves).toEqual([
      ['incident.new', 'problem.analysis'],
      ['problem.analysis', 'incident.new'],
    ]);
  });
});

test('a way into a workflow or step that the area does not have, or back without a fallback that is there, is refused when the desk is put together [WFL-05 refused]', () => {
  const problemsOf = (to: TransitionTarget, others = [problem, supply]) => {
    const definition = {
      ...incident.definition,
      // A step whose only way leads nowhere would be a dead end too.
      transitions: incident.definition.transitions.map((one) =>
        one.id === 'escalate' ? { ...one, to } : one.id === 'start' ? { ...one, from: ['new', 'waiting'] } : one,
      ),
    };
    const area = defineArea({ id: 'support', name: 'Support', workflows: [{ ...incident, definition }, ...others] });
    const elsewhere = defineArea({
      id: 'other',
      name: 'Other',
      statuses: [
        { id: 'x', name: 'X', category: 'new' },
        { id: 'y', name: 'Y', category: 'closed' },
      ],
    });
    try {
      const authorizer = rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] });
      createDesk({ areas: [area, elsewhere], store: createMemoryStore(), authorizer });
      return [];
    } catch (error) {
      const { code, issues } = error as { code: string; issues: { path: string[]; code: string }[] };
      expect(code).toBe('config_invalid');
      return issues.map((issue) => [issue.path.slice(5).join('.'), issue.code]);
    }
  };
  expect(problemsOf({ workflow: 'problem' })).toEqual([]);
  expect(problemsOf({ workflow: 'gone' })).toEqual([['escalate.to.workflow', 'unknown_workflow']]);
  expect(problemsOf({ workflow: 'toString' })).toEqual([['escalate.to.workflow', 'unknown_workflow']]);
  expect(problemsOf({ workflow: 'other' })).toEqual([['escalate.to.workflow', 'unknown_workflow']]);
  expect(problemsOf({ workflow: 'problem', step: 'doing' })).toEqual([['escalate.to.step', 'unknown_step']]);
  expect(problemsOf({ workflow: 'incident', step: 'doing' })).toEqual([['escalate.to.workflow', 'same_workflow']]);
  for (const nothing of [undefined, null] as unknown[]) {
    expect(problemsOf(nothing as TransitionTarget)).toEqual([['escalate.to', 'required']]);
  }
  const back = (fallback: unknown) => problemsOf({ return: true, fallback } as TransitionTarget);
  expect(back({ workflow: 'problem', step: 'fixing' })).toEqual([]);
  expect(back(undefined)).toEqual([['escalate.to.fallback', 'required']]);
  expect(back({ workflow: 'gone' })).toEqual([['escalate.to.fallback.workflow', 'unknown_workflow']]);
  expect(back({ workflow: 'problem', step: 'gone' })).toEqual([['escalate.to.fallback.step', 'unknown_step']]);
});

test('an area of the store has ways into other workflows and back too, and such targets in another form are refused', async () => {
  const { desk, agent } = await createTestDesk({
    areas: [support],
    roles: { administrator: { '*': ['*'] } },
    desk: { administrator: ['config.admin'] },
  });
  const root = agent('Root', 'administrator');
  const steps = [
    { id: 'new', name: 'New', category: 'new' as const },
    { id: 'closed', name: 'Closed', category: 'closed' as const },
  ];
  const flow = (id: string, to: unknown) => ({
    id,
    name: id,
    initial: 'new',
    steps,
    transitions: [
      { id: 'go', name: 'Go', from: '*' as const, to: to as string, permission: 'work' },
      { id: 'close', name: 'Close', from: ['new'], to: 'closed', permission: 'work' },
    ],
  });
  const area = (to: unknown) => ({
    name: 'Stored',
    workflows: [flow('a', to), flow('b', { return: true, fallback: { workflow: 'a' } })],
  });
  for (const wrong of [{ step: 'new' }, { return: false, fallback: { workflow: 'b' } }, 5]) {
    expect(await refusalOf(root.settings.update({ areas: { stored: area(wrong) } }))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['areas', 'stored', 'workflows', 0, 'transitions', 0, 'to'] }],
    });
  }
  await root.settings.update({ areas: { stored: area({ workflow: 'b' }) } });
  const { tickets } = desk.dynamic.as({ user: 'root' });
  const { ticket } = await tickets.create({ area: 'stored', ...printer });
  expect(where((await tickets.transition(ticket.id, 'go')).ticket)).toBe('b.new');
  expect(where((await tickets.transition(ticket.id, 'go')).ticket)).toBe('a.new');
});

test('a workflow without a closed step is fine where it leads to one elsewhere, and refused where it leads nowhere', () => {
  const authorizer = rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] });
  const stuck = defineWorkflow({
    id: 'stuck',
    name: 'Stuck',
    initial: 'a',
    steps: { a: { name: 'A', category: 'new' } },
    transitions: { away: { name: 'Away', from: ['a'], to: { workflow: 'trap' }, permission: 'work' } },
  });
  const trap = defineWorkflow({
    id: 'trap',
    name: 'Trap',
    initial: 'b',
    steps: { b: { name: 'B', category: 'new' } },
    transitions: {
      back: { name: 'Back', from: ['b'], to: { return: true, fallback: { workflow: 'stuck' } }, permission: 'work' },
    },
  });
  const put = (areas: Parameters<typeof createDesk>[0]['areas']) => () =>
    createDesk({ areas, store: createMemoryStore(), authorizer });
  expect(put([support])).not.toThrow();
  expect(put([defineArea({ id: 'a', name: 'A', workflows: [stuck, trap] })])).toThrow(
    expect.objectContaining({
      code: 'config_invalid',
      issues: [
        expect.objectContaining({ code: 'no_way_to_close' }),
        expect.objectContaining({ code: 'no_way_to_close' }),
      ],
    }),
  );
});
