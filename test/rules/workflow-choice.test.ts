import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { actor } from '../../src/condition/condition.ts';
import { createDesk } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { WorkflowSelection } from '../../src/workflow/workflow-selection.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { caretaker, mail, printer } from './helpdesk.ts';
import { eventsOf, refusalOf } from './stored.ts';

const flow = <const Id extends string>(id: Id, name: string) =>
  defineWorkflow({
    id,
    name,
    initial: 'new',
    steps: { new: { name: `${name}: new`, category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
    transitions: { close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' } },
  });
const [simple, urgent, own, outage] = [
  flow('simple', 'Simple'),
  flow('urgent', 'Urgent'),
  flow('own', 'Own'),
  flow('outage', 'Outage'),
];

const support = defineArea({
  id: 'support',
  name: 'Support',
  workflows: [simple, urgent, own, outage],
  fields: { severity: { type: 'choice', of: ['low', 'high'], portal: 'write' } },
  workflowSelection: {
    rules: [
      { id: 'down', name: 'Everything is down', when: { field: 'subject', contains: 'down' }, workflow: 'outage' },
      {
        id: 'important',
        name: 'High severity',
        when: {
          any: [
            { field: 'fields.severity', is: 'high' },
            { field: 'requester.contact', is: 'vip' },
          ],
        },
        workflow: 'urgent',
      },
      {
        id: 'mine',
        name: 'For oneself',
        when: {
          all: [
            { field: 'responsible', isNot: actor },
            { field: 'origin', is: 'manual' },
          ],
        },
        workflow: 'own',
      },
    ],
    fallback: 'simple',
  },
});
/** An area with one workflow, and another whose first workflow is not the fallback. */
const single = defineArea({ id: 'single', name: 'Single', workflows: [simple] });

const openDesk = async (store: Store) => {
  const kit = await createTestDesk({
    areas: [support, single, caretaker],
    roles: { agent: { '*': ['ticket.create', 'ticket.read', 'ticket.edit', 'mail.convert', 'work'] } },
    parser: createMimeParser(),
    store,
  });
  kit.people.addContact({ id: 'vip', name: 'VIP' });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  kit.people.addPerson({ id: 'vera', name: 'Vera', email: 'vera@vip.example', contacts: ['vip'] });
  kit.agent('Grace', 'agent');
  const chosenBy = async (ticket: { readonly id: string }) => {
    const [created] = await eventsOf(store, ticket);
    return created?.type === 'ticket.created' ? created.data.chosenBy : null;
  };
  return { ...kit, ada: kit.agent('Ada', 'agent'), chosenBy };
};

const byRule = (rule: string) => ({ by: 'rule', rule });

describe.each(everyStore)('on $name', ({ open }) => {
  test('whoever makes a ticket may choose any workflow of its area, and that choice beats every rule [WFL-02]', async () => {
    const { ada, chosenBy } = await openDesk(await open());
    const offered = Object.fromEntries(
      (await ada.tickets.creationOptions()).map(({ id, workflows }) => [id, workflows.map((one) => one.id)]),
    );
    expect(offered).toMatchObject({ support: ['simple', 'urgent', 'own', 'outage'], single: ['simple'] });
    for (const workflow of ['simple', 'urgent', 'own', 'outage'] as const) {
      const { ticket } = await ada.tickets.create({
        ...printer,
        area: 'support',
        workflow,
        subject: 'All is down',
        fields: { severity: 'high' },
      });
      expect(ticket).toMatchObject({ workflow, step: 'new' });
      expect(await chosenBy(ticket)).toEqual({ by: 'user', rule: null });
      expect((await ada.tickets.stepLog(ticket))[0]?.to.workflow).toBe(workflow);
    }
  });

  test('a workflow of another area or one that there is not cannot be chosen, and a requester chooses none; nothing is written and no number taken [WFL-02 refused]', async () => {
    const { ada, requester, store } = await openDesk(await open());
    const options = ['simple', 'urgent', 'own', 'outage'];
    for (const workflow of ['caretaker', 'unknown', 'toString', '']) {
      const input = { ...printer, area: 'support', workflow: workflow as 'simple' } as const;
      await expect(ada.tickets.create(input)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['workflow'], code: 'not_selectable', params: { options } }],
      });
    }
    const twice = await refusalOf(
      ada.tickets.create({ ...printer, subject: '', area: 'support', workflow: 'unknown' as 'simple' }),
    );
    expect(twice.issues.map(({ path }) => path)).toEqual([['workflow'], ['subject']]);
    const bob = requester('Bob', { contact: 'acme' });
    const asked = { area: 'support', subject: 'Printer', description: 'Smoke', name: 'Bob', email: 'b@acme.example' };
    await expect(bob.create({ ...asked, workflow: 'urgent' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['workflow'], code: 'unknown_field' }],
    });
    expect(await store.count({ tenant: 'default', where: { all: [] }, limit: 10 })).toBe(0);
    const { ticket } = await ada.tickets.create({ ...printer, area: 'support' });
    expect(ticket.number).toBe('SUPPORT-2026-00001');
  });

  test('without a choice the first rule that holds for what is being made decides, else the fallback; by hand, from a person, a mail and in the portal; it is logged with its rule and never decided again [WFL-03]', async () => {
    const { ada, requester, mailbox, chosenBy } = await openDesk(await open());
    const made = async (input: Parameters<typeof ada.tickets.create>[0]) => {
      const { ticket } = await ada.tickets.create({ ...printer, area: 'support', ...input });
      return [ticket.workflow, await chosenBy(ticket)];
    };
    expect(await made({})).toEqual(['simple', { by: 'default', rule: null }]);
    expect(await made({ fields: { severity: 'high' } })).toEqual(['urgent', byRule('important')]);
    expect(await made({ responsible: 'grace' })).toEqual(['own', byRule('mine')]);
    // Two rules hold: the first one decides.
    expect(await made({ subject: 'It is DOWN', fields: { severity: 'high' } })).toEqual(['outage', byRule('down')]);
    expect(await made({ area: 'single' })).toEqual(['simple', { by: 'default', rule: null }]);
    // Values count as they are written, prefilled ones too.
    expect(await made({ from: { person: 'vera' }, requester: {} })).toEqual(['urgent', byRule('important')]);
    expect(await made({ from: { person: 'vera' }, requester: { contact: null, person: null } })).toEqual([
      'simple',
      { by: 'default', rule: null },
    ]);
    const from = { mail: mailbox.put(mail({ Subject: 'The network is down' })) };
    const { ticket: mailed } = await ada.tickets.create({ area: 'support', from });
    expect([mailed.workflow, await chosenBy(mailed)]).toEqual(['outage', byRule('down')]);
    const bob = requester('Bob', { contact: 'acme' });
    const asked = { area: 'support', description: 'Smoke', name: 'Bob', email: 'b@acme.example' } as const;
    const down = await bob.create({ ...asked, subject: 'Down again' });
    const high = await bob.create({ ...asked, subject: 'Printer', fields: { severity: 'high' } });
    const plain = await bob.create({ ...asked, subject: 'Printer' });
    const chosen = await Promise.all([down, high, plain].map(({ ticket }) => chosenBy(ticket)));
    expect(chosen).toEqual([byRule('down'), byRule('important'), { by: 'default', rule: null }]);

    await ada.tickets.update(plain.ticket.id, { subject: 'All is down', fields: { severity: 'high' } });
    const after = await ada.tickets.get(plain.ticket.id);
    expect(after).toMatchObject({ workflow: 'simple', step: 'new', subject: 'All is down' });
    expect(await ada.tickets.stepLog(after)).toMatchObject([{ kind: 'created', to: { workflow: 'simple' } }]);
  });

  test('before a ticket is made, prepare names the workflow that would be chosen and the rule, and a preview goes by all that is filled in', async () => {
    const { ada, mailbox } = await openDesk(await open());
    const prepared = await ada.tickets.prepare({
      area: 'support',
      from: { mail: mailbox.put(mail({ Subject: 'The network is down' })) },
    });
    expect(prepared.workflow).toEqual({
      id: 'outage',
      name: 'Outage',
      rule: { id: 'down', name: 'Everything is down' },
    });
    expect((await ada.tickets.prepare({ area: 'support' })).workflow).toEqual({
      id: 'simple',
      name: 'Simple',
      rule: null,
    });
    expect((await ada.tickets.prepare({ area: 'caretaker' })).workflow).toBeNull();
    expect((await ada.tickets.prepare()).workflow).toBeNull();
    const preview = await ada.preview.tickets.create({ ...printer, area: 'support', fields: { severity: 'high' } });
    expect(preview).toMatchObject({ allowed: true, ticket: { workflow: 'urgent' } });
  });

  test('the names of rules are set at run time, what they say is not; an area of the store has rules of its own', async () => {
    const { desk, agent } = await createTestDesk({
      areas: [support],
      roles: { administrator: { '*': ['*'] } },
      desk: { administrator: ['config.admin'] },
      store: await open(),
    });
    const root = agent('Root', 'administrator');
    const renamed = { rules: { down: { name: 'Alles steht' } } };
    const { settings } = await root.settings.update({ areas: { support: { workflowSelection: renamed } } });
    expect(settings.areas.support?.workflowSelection.rules).toMatchObject({
      down: { name: 'Alles steht' },
      important: { name: 'High severity' },
    });
    const { ticket } = await root.tickets.create({ ...printer, area: 'support', subject: 'Down' });
    expect(ticket.workflow).toBe('outage');
    const change = (workflowSelection: unknown) =>
      refusalOf(root.settings.update({ areas: { support: { workflowSelection } } } as never));
    expect(await change({ rules: { unknown: { name: 'x' } } })).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['areas', 'support', 'workflowSelection', 'rules', 'unknown'], code: 'unknown_rule' }],
    });
    expect(await change({ fallback: 'urgent' })).toMatchObject({
      issues: [{ path: ['areas', 'support', 'workflowSelection', 'fallback'], code: 'unknown_field' }],
    });
    const workflow = (id: string) => ({
      id,
      name: id,
      initial: 'new',
      steps: [
        { id: 'new', name: 'New', category: 'new' as const },
        { id: 'closed', name: 'Closed', category: 'closed' as const },
      ],
      transitions: [{ id: 'close', name: 'Close', from: ['new'], to: 'closed', permission: 'work' }],
    });
    const rule = { id: 'big', name: 'Big', when: { field: 'fields.amount', atLeast: 100 }, workflow: 'dear' };
    const collection = {
      name: 'Collection',
      fields: { amount: { type: 'number' as const } },
      workflows: [workflow('cheap'), workflow('dear')],
      workflowSelection: { rules: [rule], fallback: 'cheap' },
    };
    const wrong = { ...collection, workflowSelection: { rules: [{ ...rule, workflow: 'gone' }], fallback: 'cheap' } };
    await expect(root.settings.update({ areas: { collection: wrong } })).rejects.toMatchObject({
      code: 'config_invalid',
      issues: [
        { path: ['areas', 'collection', 'workflowSelection', 'rules', 'big', 'workflow'], code: 'unknown_workflow' },
      ],
    });
    await root.settings.update({ areas: { collection } });
    const dynamic = desk.dynamic.as({ user: 'root' });
    const made = await Promise.all(
      [99, 100].map((amount) => dynamic.tickets.create({ ...printer, area: 'collection', fields: { amount } })),
    );
    expect(made.map(({ ticket: { workflow: chosen } }) => chosen)).toEqual(['cheap', 'dear']);
  });
});

test('an area that chooses without a fallback, by an unknown field, operator or workflow, or by what is not known yet, is refused with every problem [WFL-03 refused]', () => {
  const problemsOf = (workflowSelection: unknown, area: 'workflows' | 'statuses' = 'workflows') => {
    const choice = workflowSelection as WorkflowSelection<'simple'>;
    const statuses = (caretaker.workflows[0]?.definition.steps ?? []).map(({ timers: _, ...status }) => status);
    const areas = [
      area === 'workflows'
        ? defineArea({ id: 'a', name: 'A', workflows: [simple], workflowSelection: choice })
        : defineArea({ id: 'a', name: 'A', statuses, workflowSelection: choice as never }),
    ];
    const authorizer = rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] });
    try {
      createDesk({ areas, store: createMemoryStore(), authorizer });
      return [];
    } catch (error) {
      const { code, issues } = error as { code: string; issues: { path: string[]; code: string }[] };
      expect(code).toBe('config_invalid');
      return issues.map((issue) => [issue.path.slice(3).join('.'), issue.code]);
    }
  };
  const rule = { id: 'r', name: 'R', when: { field: 'subject', contains: 'x' }, workflow: 'simple' };
  expect(problemsOf({ rules: [rule], fallback: 'simple' })).toEqual([]);
  expect(problemsOf({ rules: [] })).toEqual([['fallback', 'required']]);
  expect(problemsOf({ rules: [], fallback: 'gone' })).toEqual([['fallback', 'unknown_workflow']]);
  expect(problemsOf({ rules: [{ ...rule, name: ' ' }], fallback: 'simple' })).toEqual([['rules.r.name', 'required']]);
  const when = (word: string) => ({ field: 'subject', contains: word });
  expect(
    problemsOf({
      rules: [
        { ...rule, workflow: 'gone' },
        { ...rule, id: 'R', when: when('y') },
        { ...rule, id: '1st', when: when('z') },
        { ...rule, id: 'again', when: when('xy') },
        { ...rule, id: 'field', when: { field: 'fields.gone', is: 1 } },
        { ...rule, id: 'operator', when: { field: 'subject', resembles: 'x' } },
        { ...rule, id: 'later', when: { not: { field: 'step', is: 'new' } } },
        { ...rule, id: 'never', when: { any: [] } },
      ],
      fallback: 'simple',
    }),
  ).toEqual([
    ['rules.1st', 'bad_id'],
    ['rules.R', 'duplicate_id'],
    ['rules.field.when.field', 'unknown_field'],
    ['rules.operator.when.resembles', 'unknown_operator'],
    ['rules.operator.when', 'one_operator'],
    ['rules.later.when', 'not_known_yet'],
    ['rules.never.when', 'never_true'],
    ['rules.r.workflow', 'unknown_workflow'],
  ]);
  expect(problemsOf({ rules: [], fallback: 'simple' }, 'statuses')).toEqual([['', 'no_workflows']]);
});
