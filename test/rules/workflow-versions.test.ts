import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { randomIds } from '../../src/ports/random-ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { Workflow } from '../../src/workflow/workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { printer } from './helpdesk.ts';
import { eventsOf, refusalOf } from './stored.ts';

const steps = {
  new: { name: 'New', category: 'new' },
  checking: { name: 'Checking', category: 'open' },
  done: { name: 'Done', category: 'closed' },
} as const;
const work = { permission: 'work' } as const;

/** The workflow as it is first, with a step between the new and the done ones. */
const first = defineWorkflow({
  id: 'request',
  name: 'Request',
  initial: 'new',
  steps,
  transitions: {
    check: { name: 'Check', from: ['new'], to: 'checking', ...work },
    finish: { name: 'Finish', from: ['checking'], to: 'done', ...work, comment: 'required' },
    again: { name: 'Again', from: ['done'], to: 'new', permission: 'reopen' },
  },
});
/** Later there is no checking, and what is finished is filed. */
const second = defineWorkflow({
  id: 'request',
  name: 'Request',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'Doing', category: 'open' },
    filed: { name: 'Filed', category: 'closed', renamedFrom: ['done'] },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'doing', ...work },
    file: { name: 'File', from: ['doing'], to: 'filed', ...work },
    again: { name: 'Again', from: ['filed'], to: 'new', permission: 'reopen' },
  },
});
const other = defineWorkflow({
  id: 'other',
  name: 'Other',
  initial: 'asked',
  steps: { asked: { name: 'Asked', category: 'new' }, answered: { name: 'Answered', category: 'closed' } },
  transitions: { answer: { name: 'Answer', from: ['asked'], to: 'answered', ...work } },
});
const plans = [{ area: 'office', workflow: 'request', steps: { checking: 'doing' } }];

/** The application at one of its releases. */
const release = async (store: Store, ...workflows: readonly Workflow[]) => {
  const area = defineArea({
    id: 'office',
    name: 'Office',
    workflows: workflows as readonly [Workflow],
    templates: { interim: { en: { subject: '{{ ticket.subject }}', body: 'It is {{ ticket.status }}.' } } },
  });
  const kit = await createTestDesk({
    areas: [area],
    roles: { administrator: { '*': ['*'] } },
    desk: { administrator: ['config.admin'] },
    system: { '*': ['work'] },
    store,
    // Several processes on one store.
    options: { ids: randomIds },
  });
  kit.agent('Root', 'administrator');
  return { ...kit, root: kit.desk.dynamic.as({ user: 'root' }) };
};
type Root = Awaited<ReturnType<typeof release>>['root'];

const created = async (root: Root, workflow = 'request') =>
  (await root.tickets.create({ area: 'office', ...printer, workflow })).ticket.id;
const offered = async (root: Root, ticket: string) =>
  (await root.tickets.availableTransitions(ticket)).map(({ id }) => id);
const stands = async (root: Root, ticket: string) => {
  const { step, workflowVersion, status } = await root.tickets.get(ticket);
  return [step, workflowVersion, status.label];
};
const reference = { area: 'office', workflow: 'request' };

describe.each(everyStore)('on $name', ({ open }) => {
  test('a running ticket goes on by the version it came into, whatever is deployed since; new ones take the newest, in every process [ADM-02]', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    const running = await created(old.root);
    const young = await release(store, second);
    await young.desk.deploy({ plans });
    expect(await young.root.bulk.targets([running])).toMatchObject({ targets: [{ id: 'checking' }] });
    expect(await young.root.bulk.setStep([running], 'checking')).toMatchObject({ changed: 1 });
    expect(await young.desk.deploy({ plans })).toMatchObject({ workflows: [{ version: 2, changed: false }] });
    for (const { root } of [old, young]) {
      expect(await stands(root, running)).toEqual(['checking', 1, 'Checking']);
      expect(await offered(root, running)).toEqual(['finish']);
      const fresh = await created(root);
      expect(await stands(root, fresh)).toEqual(['new', 2, 'New']);
      expect(await offered(root, fresh)).toEqual(['start']);
    }
    await expect(young.root.tickets.transition(running, 'file')).rejects.toMatchObject({
      code: 'transition_unavailable',
    });
    await expect(young.root.tickets.transition(running, 'finish')).rejects.toMatchObject({ code: 'invalid_input' });
    const { ticket } = await young.root.tickets.transition(running, 'finish', { comment: 'All is well.' });
    expect(ticket.status.category).toBe('closed');
    expect(await young.root.tickets.count({ where: { field: 'workflowVersion', is: 1 } })).toMatchObject({ count: 1 });
  });

  test('a workflow that is gone from code takes no new tickets, and those in it go on [WFL-02 refused]', async () => {
    const store = await open();
    const old = await release(store, first, other);
    await old.desk.deploy();
    const running = await created(old.root, 'other');
    const young = await release(store, first);
    await young.desk.deploy();
    expect(await offered(young.root, running)).toEqual(['answer']);
    expect(await young.root.tickets.open(running)).toMatchObject({
      steps: [{ id: 'asked', state: 'current' }, { id: 'answered' }],
      otherWorkflows: [{ id: 'request' }],
    });
    await expect(created(young.root, 'other')).rejects.toMatchObject({ issues: [{ code: 'not_selectable' }] });
    expect((await young.root.tickets.transition(running, 'answer')).ticket.status.label).toBe('Answered');
    expect(await young.root.workflows.versions({ area: 'office', workflow: 'other' })).toMatchObject([
      { version: 1, status: 'retiring', tickets: { all: 1, open: 0 } },
    ]);
    const back = await release(store, first, other);
    expect(await back.desk.deploy()).toMatchObject({ workflows: [{ changed: false }, { version: 1, changed: false }] });
    expect(await stands(back.root, await created(old.root, 'other'))).toEqual(['asked', 1, 'Asked']);
  });

  test('a deployment has to say where the tickets of every step go that is gone [ADM-02 refused]', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    const running = await created(old.root);
    await old.root.tickets.transition(running, 'check');
    const young = await release(store, second);
    const refused = await refusalOf(young.desk.deploy());
    expect(refused.issues.map(({ path, code, params }) => [path.join('.'), code, params])).toEqual([
      ['areas.office.workflows.request.steps.checking', 'tickets_stranded', { tickets: 1, tenant: 'default' }],
    ]);
    const wrong = [
      { area: 'office', workflow: 'request', steps: { checking: 'nowhere' } },
      { area: 'office', workflow: 'none', steps: {} },
    ];
    expect((await refusalOf(young.desk.deploy({ plans: wrong }))).issues).toMatchObject([
      { path: ['plans', 0, 'steps', 'checking'], code: 'unknown_step' },
      { path: ['plans', 1, 'workflow'], code: 'unknown_workflow' },
    ]);
    expect(await stands(young.root, await created(old.root))).toEqual(['new', 1, 'New']);
  });

  test('open tickets are migrated in chunks by the plans, with progress, a stop, and an entry in the log of each [ADM-02] [LOG-01]', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    const running: string[] = [];
    for (let index = 0; index < 104; index += 1) running.push(await created(old.root));
    const [checked = '', ...rest] = running;
    await old.root.tickets.transition(checked, 'check');
    const young = await release(store, second);
    await young.desk.deploy({
      plans: [{ ...plans[0], steps: { checking: 'doing' }, reason: 'Checked at once.' }] as never,
    });
    const stop = new AbortController();
    const heard: unknown[] = [];
    const onProgress = (progress: unknown) => {
      heard.push(progress);
      stop.abort();
    };
    expect(await young.root.workflows.migrate(reference, { signal: stop.signal, onProgress })).toMatchObject({
      migrated: 100,
      refused: { count: 0 },
      stopped: true,
    });
    expect(heard).toEqual([{ total: 104, done: 100 }]);
    expect(await young.root.workflows.migrate(reference)).toMatchObject({ migrated: 4, stopped: false });
    expect(await young.root.workflows.migrate(reference)).toMatchObject({ migrated: 0, stopped: false });
    expect(await stands(young.root, checked)).toEqual(['doing', 2, 'Doing']);
    expect(await stands(old.root, rest.at(-1) ?? '')).toEqual(['new', 2, 'New']);
    const log = await young.root.tickets.stepLog(checked);
    expect(log.at(-1)).toMatchObject({
      kind: 'migrated',
      actor: { user: 'root' },
      from: { step: 'checking', stepName: 'Checking', workflowVersion: 1 },
      to: { step: 'doing', stepName: 'Doing', workflowVersion: 2 },
      comment: 'Checked at once.',
    });
    expect((await eventsOf(store, checked)).map(({ type }) => type)).toEqual([
      'ticket.created',
      'ticket.moved',
      'ticket.migrated',
    ]);
    expect((await young.desk.deploy()).warnings).toEqual([]);
    expect((await young.root.workflows.versions(reference)).map(({ version, status }) => [version, status])).toEqual([
      [2, 'active'],
      [1, 'archived'],
    ]);
  });

  test('a closed ticket is shown where the plans put it, and is brought there with its next change [ADM-02]', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    const closed = await created(old.root);
    await old.root.tickets.transition(closed, 'check');
    await old.root.tickets.transition(closed, 'finish', { comment: 'Done.' });
    const young = await release(store, second);
    await young.desk.deploy();
    expect(await young.root.workflows.migrate(reference)).toMatchObject({ migrated: 0 });
    expect(
      (await store.load({ tenant: 'default', tickets: { ids: [closed], details: [] } })).tickets[0]?.row,
    ).toMatchObject({ step: 'done', workflowVersion: 1 });
    expect(await stands(young.root, closed)).toEqual(['filed', 2, 'Filed']);
    const { ticket } = await young.root.tickets.transition(closed, 'again');
    expect(ticket).toMatchObject({ step: 'new', workflowVersion: 2, closedAt: null });
    expect((await eventsOf(store, closed)).slice(-3).map(({ type }) => type)).toEqual([
      'ticket.migrated',
      'ticket.moved',
      'ticket.reopened',
    ]);
    const log = await young.root.tickets.stepLog(closed);
    expect(log.map(({ kind, to }) => `${kind} ${to.step}`)).toEqual([
      'created new',
      'moved checking',
      'moved done',
      'migrated filed',
      'moved new',
    ]);
  });

  test('what only people read is no version: it is called otherwise for every ticket at once', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    const running = await created(old.root);
    const renamed = {
      ...first,
      definition: {
        ...first.definition,
        steps: first.definition.steps.map((one) => ({ ...one, name: `${one.name}!` })),
      },
    };
    const young = await release(store, renamed as Workflow);
    expect(await young.desk.deploy()).toMatchObject({ workflows: [{ version: 1, changed: false }] });
    for (const { root } of [old, young]) expect(await stands(root, running)).toEqual(['new', 1, 'New!']);
    const last = await release(store, second);
    await last.desk.deploy();
    expect(await stands(last.root, running)).toEqual(['new', 1, 'New!']);
  });

  test('a ticket that is migrated waits for what its step in the new version says, and no longer for what the old one did', async () => {
    const store = await open();
    const timed = (after: string) =>
      defineWorkflow({
        id: 'request',
        name: 'Request',
        initial: 'new',
        steps: {
          new: { name: 'New', category: 'new', timers: { forgotten: { after, transition: 'drop' } } },
          done: { name: 'Done', category: 'closed' },
        },
        transitions: { drop: { name: 'Drop', from: ['new'], to: 'done', ...work } },
      });
    const old = await release(store, timed('P3D'));
    await old.desk.deploy();
    const running = await created(old.root);
    const young = await release(store, timed('P10D'));
    expect(await young.desk.deploy()).toMatchObject({ workflows: [{ version: 2 }] });
    const due = async (root: Root) => {
      const { ticket, timedTransitions } = await root.tickets.open(running);
      return timedTransitions.map(({ dueAt }) => (Date.parse(dueAt) - Date.parse(ticket.createdAt)) / 86_400_000);
    };
    expect(await due(young.root)).toEqual([3]);
    await young.root.workflows.migrate(reference);
    expect(await due(young.root)).toEqual([10]);
    expect(await due(old.root)).toEqual([10]);
  });

  test('a process that has heard of nothing yet makes no ticket of a version that takes none any more', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    await created(old.root);
    await (await release(store, second)).desk.deploy({ plans });
    expect((await old.root.tickets.create({ area: 'office', ...printer })).ticket.workflowVersion).toBe(2);
  });

  test('requesters and mails call a step as the version of the ticket does, with the name that was set for it', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    const bob = old.requester('Bob', { contact: 'acme' });
    const asked = { area: 'office', subject: 'Badge', description: 'Lost.', name: 'Bob', email: 'bob@acme.example' };
    const [running, done] = [await bob.create(asked as never), await bob.create(asked as never)];
    for (const { ticket } of [running, done]) await old.root.tickets.transition(ticket.id, 'check');
    await old.root.tickets.transition(done.ticket.id, 'finish', { comment: 'Found.' });
    const { drafts } = await old.root.tickets.draftInterim(running.ticket.id);
    const steps = { checking: { name: 'Looking for it' } };
    await old.root.settings.update({ areas: { office: { workflows: { request: { steps } } } } });
    const young = await release(store, second);
    await young.desk.deploy({ plans });
    const seen = young.requester('Bob', { contact: 'acme' });
    const labelOf = async (id: string) => [
      (await seen.get(id)).status.label,
      (await seen.list()).items.find((one) => one.id === id)?.status.label,
    ];
    expect(await labelOf(running.ticket.id)).toEqual(['Looking for it', 'Looking for it']);
    expect(await labelOf(done.ticket.id)).toEqual(['Filed', 'Filed']);
    expect(await stands(young.root, running.ticket.id)).toEqual(['checking', 1, 'Looking for it']);
    const { mail } = await young.root.outbox.refresh(drafts[0]?.id ?? '');
    expect(mail.text).toContain('Looking for it');
  });

  test('an open ticket is closed by a plan when it is migrated, and not before', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    const running = await created(old.root);
    await old.root.tickets.transition(running, 'check');
    const young = await release(store, second);
    const closing = [{ ...reference, steps: { checking: 'filed' }, reason: 'Nobody checks any more.' }];
    await young.desk.deploy({ plans: closing });
    expect(await stands(young.root, running)).toEqual(['checking', 1, 'Checking']);
    expect(await offered(young.root, running)).toEqual(['finish']);
    await young.root.timers.start(running);
    young.clock.advance({ minutes: 90 });
    await young.root.workflows.migrate(reference);
    expect(await stands(young.root, running)).toEqual(['filed', 2, 'Filed']);
    // What was worked is booked, and nobody is written to: it is not the administrator's to tell.
    expect((await eventsOf(store, running)).slice(-3).map(({ type }) => type)).toEqual([
      'action.added',
      'ticket.migrated',
      'ticket.closed',
    ]);
    expect((await young.root.tickets.get(running)).timeSpent.total).toBe(150);
    expect((await young.root.outbox.list()).items).toEqual([]);
  });

  test('a transition that only a former version has closes a ticket with everything that goes with it', async () => {
    const store = await open();
    const old = await release(store, first);
    await old.desk.deploy();
    const running = await created(old.root);
    await old.root.tickets.transition(running, 'check');
    await old.root.actions.add(running, { description: 'Found under the desk.', visibility: 'external' });
    const young = await release(store, second);
    await young.desk.deploy({ plans });
    await young.root.timers.start(running);
    young.clock.advance({ minutes: 90 });
    const { ticket, drafts } = await young.root.tickets.transition(running, 'finish', { comment: 'Done.' });
    expect(drafts).toMatchObject([{ kind: 'closing', to: [{ address: 'bob@acme.example' }] }]);
    expect(drafts[0]?.text).toContain('Found under the desk.');
    expect(ticket.timeSpent.total).toBe(150);
  });

  test('a plan may stay in code when the steps that it was written for are gone', async () => {
    const store = await open();
    await (await release(store, first)).desk.deploy();
    await (await release(store, second)).desk.deploy({ plans });
    const { definition } = second;
    const [start, ...others] = definition.transitions;
    const third = { ...second, definition: { ...definition, transitions: [...others, start] } } as Workflow;
    expect(await (await release(store, third)).desk.deploy({ plans })).toMatchObject({ workflows: [{ version: 3 }] });
  });
});
