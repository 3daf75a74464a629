import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import type { Agent } from '../../src/engine/agent.ts';
import type { BulkOutcome } from '../../src/engine/bulk/bulk-verdict.ts';
import { nothingToDo } from '../../src/engine/ticket-can.ts';
import type { Authorizer, Grants } from '../../src/ports/authorizer.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, openHelpdesk, printer } from './helpdesk.ts';
import { refusalOf, stored } from './stored.ts';

type Ada = Agent<typeof helpdesk | typeof caretaker>;
const note = { visibility: 'internal', description: 'A note' } as const;
const greeting = { name: 'Greeting', text: 'Hello' };
const activity = { type: 'call', id: 'any' } as const;
const file = { name: 'a.pdf', content: Uint8Array.of(1) };
const ref = { mailbox: 'support', folder: 'INBOX', uidValidity: '1', uid: '1' };

/** Every command and query of an agent on a ticket, and on a mail. */
const onTicket: Readonly<Record<string, (ada: Ada, ticket: string) => Promise<unknown>>> = {
  'tickets.get': (ada, ticket) => ada.tickets.get(ticket),
  'tickets.update': (ada, ticket) => ada.tickets.update(ticket, { subject: 'Mine' }),
  'tickets.open': (ada, ticket) => ada.tickets.open(ticket),
  'tickets.availableTransitions': (ada, ticket) => ada.tickets.availableTransitions(ticket),
  'tickets.transition': (ada, ticket) => ada.tickets.transition(ticket, 'start'),
  'tickets.setStatus': (ada, ticket) => ada.tickets.setStatus(ticket, 'busy'),
  'tickets.close': (ada, ticket) => ada.tickets.close(ticket, { comment: 'Done' }),
  'tickets.switchWorkflow': (ada, ticket) => ada.tickets.switchWorkflow(ticket, 'request'),
  'tickets.delete': (ada, ticket) => ada.tickets.delete(ticket, { confirmed: true }, { expectedVersion: 1 }),
  'tickets.refreshRequester': (ada, ticket) => ada.tickets.refreshRequester(ticket),
  'tickets.draftInterim': (ada, ticket) => ada.tickets.draftInterim(ticket),
  'tickets.stepLog': (ada, ticket) => ada.tickets.stepLog(ticket),
  'tickets.responsibles': (ada, ticket) => ada.tickets.responsibles(ticket),
  'tickets.mails': (ada, ticket) => ada.tickets.mails(ticket),
  'tickets.rawMail': (ada, ticket) => ada.tickets.rawMail(ticket, 'any'),
  'tickets.feed': (ada, ticket) => ada.tickets.feed(ticket),
  'tickets.cost': (ada, ticket) => ada.tickets.cost(ticket),
  'actions.add': (ada, ticket) => ada.actions.add(ticket, note),
  'timers.start': (ada, ticket) => ada.timers.start(ticket),
  'actions.list': (ada, ticket) => ada.actions.list(ticket),
  'activities.create': (ada, ticket) => ada.activities.create(ticket, { type: 'note', subject: 'A note' }),
  'activities.link': (ada, ticket) => ada.activities.link(ticket, activity),
  'activities.unlink': (ada, ticket) => ada.activities.unlink(ticket, activity),
  'activities.list': (ada, ticket) => ada.activities.list(ticket),
  'documents.add': (ada, ticket) => ada.documents.add(ticket, file),
  'documents.list': (ada, ticket) => ada.documents.list(ticket),
};
/** Those on several, which have a verdict for each. */
const onSeveral: Readonly<Record<string, (ada: Ada, ticket: string) => Promise<BulkOutcome>>> = {
  'bulk.addAction': (ada, ticket) => ada.bulk.addAction([ticket], note),
  'bulk.setStep': (ada, ticket) => ada.bulk.setStep([ticket], 'doing'),
  'bulk.setStatus': (ada, ticket) => ada.bulk.setStatus([ticket], 'busy'),
  'bulk.delete': (ada, ticket) => ada.bulk.delete([ticket], { confirmed: true }),
};
/** Those on a document. */
const onDocument: Readonly<Record<string, (ada: Ada, document: string) => Promise<unknown>>> = {
  'documents.open': (ada, document) => ada.documents.open(document),
  'documents.move': (ada, document) => ada.documents.move(document, { folder: 'Elsewhere' }),
  'documents.share': (ada, document) => ada.documents.share(document),
  'documents.remove': (ada, document) => ada.documents.remove(document),
};
/** And on one of its actions. */
const onAction: Readonly<Record<string, (ada: Ada, action: string) => Promise<unknown>>> = {
  'actions.edit': (ada, action) => ada.actions.edit(action, { description: 'Mine' }),
  'actions.publish': (ada, action) => ada.actions.publish(action),
  'actions.remove': (ada, action) => ada.actions.remove(action),
  'actions.revisions': (ada, action) => ada.actions.revisions(action),
};
/** And on one of his timers there. */
const onTimer: Readonly<Record<string, (ada: Ada, timer: string) => Promise<unknown>>> = {
  'timers.pause': (ada, timer) => ada.timers.pause(timer),
  'timers.resume': (ada, timer) => ada.timers.resume(timer),
  'timers.stop': (ada, timer) => ada.timers.stop(timer, { description: 'Mine' }),
};
const byNumber = 'tickets.byNumber';
const listed = [
  'tickets.list',
  'tickets.count',
  'actions.concerning',
  'activities.byContact',
  'activities.byProject',
  'bulk.targets',
  'bulk.handOverAll',
];
const elsewhere = ['timers.current', 'tickets.creationOptions', 'tickets.prepare', 'tickets.create', 'mailbox.list'];
const onTextBlocks = ['textBlocks.list', 'textBlocks.save', 'textBlocks.remove', 'textBlocks.render'];
const onQuestions = ['questions.list', 'questions.answer'];
const reference = { area: 'helpdesk', workflow: 'incident' };
const onWorkflows = ['whatIf', 'versions', 'saveDraft', 'discardDraft', 'publish', 'retire', 'migrate'].map(
  (name) => `workflows.${name}`,
);
const onSettings = [...onWorkflows, 'settings.get', 'settings.history', 'settings.update'];
const onMail = [
  'outbox.list',
  'outbox.get',
  'outbox.update',
  'outbox.refresh',
  'outbox.send',
  'outbox.discard',
  'outbox.release',
];

describe.each(everyStore)('on $name', ({ open }) => {
  const policy = async (grants: () => Grants) => {
    const authorizer: Authorizer = { grants: async () => grants() };
    const kit = await createTestDesk({
      areas: [helpdesk, caretaker],
      roles: {},
      parser: createMimeParser(),
      options: { authorizer },
      store: await open(),
    });
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    kit.people.addProject({ id: 'new-office', name: 'New office' });
    return { ...kit, ada: kit.agent('Ada', 'none') };
  };
  const everything: Grants = {
    areas: { '*': { permissions: ['ticket.create', 'ticket.read', 'ticket.edit', 'work'], visible: 'all' } },
    desk: [],
    mailboxes: ['*'],
  };
  const nothing: Grants = { areas: {}, desk: [], mailboxes: [] };

  test('every command and query asks, and grants nothing that was not given: permission and visible, both [PRM-01]', async () => {
    let given = everything;
    const { ada, store } = await policy(() => given);
    const requester = { ...printer.requester, contact: 'acme' };
    const made = { area: 'helpdesk', workflow: 'incident', ...printer, requester, project: 'new-office' } as const;
    const { ticket } = await ada.tickets.create(made);
    const block = await ada.textBlocks.save(greeting);
    const { document } = await ada.documents.add(ticket, file);
    const { action } = await ada.actions.add(ticket, note);
    const { timer } = await ada.timers.start(ticket);
    const before = await stored(store, ticket);
    const surface = [
      ...Object.keys(ada.tickets).map((name) => `tickets.${name}`),
      ...Object.keys(ada.actions).map((name) => `actions.${name}`),
      ...Object.keys(ada.bulk).map((name) => `bulk.${name}`),
      ...Object.keys(ada.activities).map((name) => `activities.${name}`),
      ...Object.keys(ada.documents).map((name) => `documents.${name}`),
      ...Object.keys(ada.timers).map((name) => `timers.${name}`),
      ...Object.keys(ada.outbox).map((name) => `outbox.${name}`),
      ...Object.keys(ada.mailbox).map((name) => `mailbox.${name}`),
      ...Object.keys(ada.textBlocks).map((name) => `textBlocks.${name}`),
      ...Object.keys(ada.questions).map((name) => `questions.${name}`),
      ...Object.keys(ada.settings).map((name) => `settings.${name}`),
      ...Object.keys(ada.workflows).map((name) => `workflows.${name}`),
    ];
    expect(surface.sort()).toEqual(
      [
        ...Object.keys({ ...onTicket, ...onSeveral, ...onDocument, ...onAction, ...onTimer }),
        byNumber,
        ...listed,
        ...elsewhere,
        ...onMail,
        ...onTextBlocks,
        ...onQuestions,
        ...onSettings,
      ].sort(),
    );
    const blind: Grants['areas'][string][] = [
      { permissions: [], visible: 'all' },
      { permissions: ['ticket.edit', 'work', 'ticket.switch_workflow'], visible: 'all' },
      { permissions: ['ticket.read', 'ticket.edit', 'work'], visible: 'none' },
      { permissions: ['ticket.read', 'ticket.edit', 'work'], visible: { field: 'responsible', is: 'grace' } },
      { permissions: [], visible: 'all', own: [] },
    ];
    for (const grant of blind) {
      given = { ...nothing, areas: { helpdesk: grant, caretaker: { ...grant, permissions: ['ticket.read'] } } };
      for (const [name, call] of Object.entries(onTicket)) {
        const refused = await refusalOf(call(ada, ticket.id));
        expect(refused, name).toMatchObject({ code: 'not_found', issues: [], data: { what: 'ticket' } });
        expect(refused, name).toEqual(await refusalOf(call(ada, 'unknown')));
      }
      for (const [name, call] of Object.entries(onSeveral)) {
        const verdict = async (id: string) => ({ ...(await call(ada, id)).verdicts[0], ticket: null });
        expect(await verdict(ticket.id), name).toMatchObject({ outcome: 'refused', refusal: { code: 'not_found' } });
        expect(await verdict(ticket.id), name).toEqual(await verdict('unknown'));
      }
      expect(await ada.bulk.targets([ticket])).toEqual({ targets: [], notFound: [ticket.id] });
      expect(await ada.bulk.handOverAll({ from: 'ada', to: 'ada' })).toMatchObject({ verdicts: [] });
      for (const [name, call] of Object.entries(onDocument)) {
        const refused = await refusalOf(call(ada, document.id));
        expect(refused, name).toMatchObject({ code: 'not_found', issues: [], data: { what: 'document' } });
        expect(refused, name).toEqual(await refusalOf(call(ada, 'unknown')));
      }
      for (const [name, call] of Object.entries(onAction)) {
        const refused = await refusalOf(call(ada, action.id));
        expect(refused, name).toMatchObject({ code: 'not_found', issues: [], data: { what: 'action' } });
        expect(refused, name).toEqual(await refusalOf(call(ada, 'unknown')));
      }
      for (const [name, call] of Object.entries(onTimer)) {
        const refused = await refusalOf(call(ada, timer.id));
        expect(refused, name).toMatchObject({ code: 'not_found', issues: [], data: { what: 'timer' } });
        expect(refused, name).toEqual(await refusalOf(call(ada, 'unknown')));
      }
      expect(await ada.actions.concerning()).toEqual({ items: [], next: null });
      await expect(ada.tickets.byNumber(ticket.number)).rejects.toMatchObject({ code: 'not_found' });
      expect(await ada.tickets.list()).toMatchObject({ items: [] });
      expect(await ada.tickets.count()).toMatchObject({ count: 0 });
      expect(await ada.activities.byContact('acme')).toEqual({ items: [], next: null });
      expect(await ada.activities.byProject('new-office')).toEqual({ items: [], next: null });
    }
    given = nothing;
    expect(await ada.tickets.creationOptions()).toEqual([]);
    await expect(ada.tickets.create({ area: 'helpdesk', ...printer })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await ada.textBlocks.list()).toEqual({ items: [], next: null });
    await expect(ada.textBlocks.save(greeting)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ada.textBlocks.remove(block.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ada.textBlocks.render(block.id, ticket)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ada.tickets.prepare({ from: { mail: ref } })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ada.mailbox.list({ mailbox: 'support' })).rejects.toBeDefined();
    for (const call of [ada.settings.get(), ada.settings.history(), ada.settings.update({})]) {
      await expect(call).rejects.toMatchObject({ code: 'forbidden', data: { permission: 'config.admin' } });
    }
    given = {
      ...nothing,
      areas: { helpdesk: { permissions: ['ticket.read'], visible: { field: 'creator', is: 'ada' } } },
    };
    expect((await ada.tickets.get(ticket)).can).toEqual(nothingToDo);
    for (const call of [
      'tickets.update',
      'actions.add',
      'activities.create',
      'activities.link',
      'activities.unlink',
      'documents.add',
      'timers.start',
      'tickets.switchWorkflow',
      'tickets.refreshRequester',
      'tickets.draftInterim',
    ]) {
      await expect(onTicket[call]?.(ada, ticket.id), call).rejects.toMatchObject({ code: 'forbidden' });
    }
    for (const call of ['documents.move', 'documents.share', 'documents.remove']) {
      await expect(onDocument[call]?.(ada, document.id), call).rejects.toMatchObject({ code: 'forbidden' });
    }
    for (const call of ['actions.edit', 'actions.publish', 'actions.remove']) {
      await expect(onAction[call]?.(ada, action.id), call).rejects.toMatchObject({ code: 'forbidden' });
    }
    for (const call of ['timers.resume', 'timers.stop']) {
      await expect(onTimer[call]?.(ada, timer.id), call).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(ada.tickets.transition(ticket.id, 'start')).rejects.toMatchObject({ code: 'transition_unavailable' });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('an authorizer that throws grants nothing: every call is refused [PRM-01 refused]', async () => {
    let broken = false;
    const { ada, store, refusals } = await policy(() => {
      if (broken) throw new Error('The permission server is down.');
      return everything;
    });
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    const before = await stored(store, ticket);
    broken = true;
    const calls: typeof onTicket = {
      ...onTicket,
      ...onSeveral,
      'bulk.targets': () => ada.bulk.targets([ticket]),
      'bulk.handOverAll': () => ada.bulk.handOverAll({ from: 'ada', to: 'grace' }),
      ...onDocument,
      ...onAction,
      ...onTimer,
      'timers.current': () => ada.timers.current(),
      'actions.concerning': () => ada.actions.concerning(),
      [byNumber]: () => ada.tickets.byNumber(ticket.number),
      'tickets.list': () => ada.tickets.list(),
      'tickets.count': () => ada.tickets.count(),
      'activities.byContact': () => ada.activities.byContact('acme'),
      'activities.byProject': () => ada.activities.byProject('new-office'),
      'tickets.creationOptions': () => ada.tickets.creationOptions(),
      'tickets.prepare': () => ada.tickets.prepare(),
      'tickets.create': () => ada.tickets.create({ area: 'helpdesk', ...printer }),
      'mailbox.list': () => ada.mailbox.list({ mailbox: 'support' }),
      'outbox.list': () => ada.outbox.list(),
      'outbox.get': () => ada.outbox.get('any'),
      'outbox.update': () => ada.outbox.update('any', { text: 'x' }),
      'outbox.refresh': () => ada.outbox.refresh('any'),
      'outbox.send': () => ada.outbox.send('any'),
      'outbox.discard': () => ada.outbox.discard('any'),
      'outbox.release': () => ada.outbox.release('any'),
      'textBlocks.list': () => ada.textBlocks.list(),
      'textBlocks.save': () => ada.textBlocks.save(greeting),
      'textBlocks.remove': () => ada.textBlocks.remove('any'),
      'textBlocks.render': () => ada.textBlocks.render('any', ticket),
      'questions.list': () => ada.questions.list(),
      'questions.answer': () => ada.questions.answer('any', { inform: [] }),
      'workflows.whatIf': () => ada.workflows.whatIf({ area: 'helpdesk', workflow: helpdesk.workflows[0] as never }),
      'workflows.versions': () => ada.workflows.versions(reference),
      'workflows.saveDraft': () =>
        ada.workflows.saveDraft({ area: 'helpdesk', workflow: helpdesk.workflows[0] as never }),
      'workflows.discardDraft': () => ada.workflows.discardDraft(reference),
      'workflows.publish': () => ada.workflows.publish(reference),
      'workflows.retire': () => ada.workflows.retire(reference),
      'workflows.migrate': () => ada.workflows.migrate(reference),
      'settings.get': () => ada.settings.get(),
      'settings.history': () => ada.settings.history(),
      'settings.update': () => ada.settings.update({}),
    };
    for (const [name, call] of Object.entries(calls)) {
      const refused = await refusalOf(call(ada, ticket.id));
      expect(refused, name).toMatchObject({ code: 'forbidden', data: { permission: null } });
      expect(JSON.stringify(refused)).not.toContain('server is down');
    }
    expect(refusals.map(({ call }) => call).sort()).toEqual(Object.keys(calls).sort());
    broken = false;
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('the authorizer is asked once a command', async () => {
    let asked = 0;
    const { ada } = await policy(() => {
      asked += 1;
      return everything;
    });
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    await ada.tickets.transition(ticket.id, 'start');
    expect(asked).toBe(2);
  });

  test('creator and responsible read and edit their ticket, by the shipped policy', async () => {
    const { agent, desk } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const grace = agent('Grace', 'clerk');
    const { ticket } = await ada.tickets.create({ area: 'caretaker', ...printer });
    await expect(grace.tickets.get(ticket)).rejects.toMatchObject({ code: 'not_found' });
    await ada.tickets.transition(ticket, 'busy', { responsible: 'grace' });
    expect((await grace.tickets.get(ticket)).can).toEqual({
      ...nothingToDo,
      edit: true,
      handOver: true,
      close: true,
      draftInterim: true,
      addAction: true,
      startTimer: true,
      addDocument: true,
      linkActivity: true,
    });
    await grace.actions.add(ticket, note);
    // A user whom the policy does not know holds nothing, not even on his own tickets.
    await expect(desk.as({ user: 'stranger' }).tickets.get(ticket)).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['no user', {}, ['user'], 'required'],
    ['an empty user', { user: ' ' }, ['user'], 'required'],
    ['nothing', undefined, [], 'required'],
    ['another kind of actor', { robot: 'r2' }, ['user'], 'required'],
  ])('%s is no actor, which is said before any port is touched [GEN-01 refused]', async (_who, actor, path, code) => {
    const touched: string[] = [];
    const { desk } = await policy(() => {
      touched.push('authorizer');
      return everything;
    });
    expect(() => desk.as(actor as never)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        issues: expect.arrayContaining([expect.objectContaining({ path, code })]),
      }),
    );
    expect(touched).toEqual([]);
  });
});
