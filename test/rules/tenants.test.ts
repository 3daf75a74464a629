import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import type { AgentSurface } from '../../src/engine/agent.ts';
import type { Portal } from '../../src/engine/portal.ts';
import type { Store } from '../../src/ports/store.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';
import type { MailRef } from '../../src/ticket/source-mail.ts';
import { everyStore } from './every-store.ts';
import { type helpdesk, mail, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';
import { openTwoTenants, type Side } from './two-tenants.ts';

type Ada = AgentSurface<typeof helpdesk>;
type Bob = Portal<typeof helpdesk>;

/** What one tenant has, in the hands of another; or of nobody. */
interface Ids {
  readonly ticket: string;
  readonly number: string;
  readonly draft: string;
  readonly block: string;
  readonly question: string;
  readonly document: string;
  readonly action: string;
  readonly timer: string;
  readonly source: string;
  readonly ref: MailRef;
  readonly activity: ActivityRef;
}
const nobodys: Ids = {
  ticket: 'unknown',
  number: 'HELPDESK-2026-99999',
  draft: 'unknown',
  block: 'unknown',
  question: 'unknown',
  document: 'unknown',
  action: 'unknown',
  timer: 'unknown',
  source: 'unknown',
  activity: { type: 'call', id: 'unknown' },
  ref: { mailbox: 'unknown', folder: 'INBOX', uidValidity: '1', uid: '1' },
};

const own = {
  workflow: 'incident',
  ...printer,
  requester: { ...printer.requester, contact: 'client', person: 'bob' },
  project: 'new-office',
} as const;

const file = { name: 'Plan.txt', content: new TextEncoder().encode('A plan') };

/** Every query and command of an agent that takes an id, once for each id. */
const agentCalls: Readonly<Record<string, (ada: Ada, ids: Ids) => Promise<unknown>>> = {
  'tickets.get': (ada, { ticket }) => ada.tickets.get(ticket),
  'tickets.open': (ada, { ticket }) => ada.tickets.open(ticket),
  'tickets.byNumber': (ada, { number }) => ada.tickets.byNumber(number),
  'tickets.update': (ada, { ticket }) => ada.tickets.update(ticket, { subject: 'Mine' }),
  'tickets.refreshRequester': (ada, { ticket }) => ada.tickets.refreshRequester(ticket),
  'tickets.transition': (ada, { ticket }) => ada.tickets.transition(ticket, 'start'),
  'tickets.close': (ada, { ticket }) => ada.tickets.close(ticket, { comment: 'x' }),
  'tickets.delete': (ada, { ticket }) => ada.tickets.delete(ticket, { confirmed: true }, { expectedVersion: 1 }),
  'tickets.setStatus': (ada, { ticket }) => ada.tickets.setStatus(ticket, 'busy' as never),
  'tickets.switchWorkflow': (ada, { ticket }) => ada.tickets.switchWorkflow(ticket, 'request'),
  'tickets.draftInterim': (ada, { ticket }) => ada.tickets.draftInterim(ticket),
  'tickets.availableTransitions': (ada, { ticket }) => ada.tickets.availableTransitions(ticket),
  'tickets.stepLog': (ada, { ticket }) => ada.tickets.stepLog(ticket),
  'tickets.responsibles': (ada, { ticket }) => ada.tickets.responsibles(ticket),
  'tickets.mails': (ada, { ticket }) => ada.tickets.mails(ticket),
  'tickets.rawMail': (ada, { ticket, source }) => ada.tickets.rawMail(ticket, source),
  'tickets.create': (ada, { ref }) => ada.tickets.create({ from: { mail: ref } }),
  'tickets.prepare': (ada, { ref }) => ada.tickets.prepare({ from: { mail: ref } }),
  'actions.add': (ada, { ticket }) => ada.actions.add(ticket, { visibility: 'internal', description: 'x' }),
  'actions.list': (ada, { ticket }) => ada.actions.list(ticket),
  'activities.create': (ada, { ticket }) => ada.activities.create(ticket, { type: 'note', subject: 'x' }),
  'activities.link': (ada, { ticket, activity }) => ada.activities.link(ticket, activity),
  'activities.unlink': (ada, { ticket, activity }) => ada.activities.unlink(ticket, activity),
  'activities.list': (ada, { ticket }) => ada.activities.list(ticket),
  'outbox.get': (ada, { draft }) => ada.outbox.get(draft),
  'outbox.update': (ada, { draft }) => ada.outbox.update(draft, { text: 'x' }),
  'outbox.send': (ada, { draft }) => ada.outbox.send(draft),
  'outbox.discard': (ada, { draft }) => ada.outbox.discard(draft),
  'outbox.refresh': (ada, { draft }) => ada.outbox.refresh(draft),
  'outbox.release': (ada, { draft }) => ada.outbox.release(draft),
  'textBlocks.save': (ada, { block }) => ada.textBlocks.save({ id: block, text: 'x' }),
  'textBlocks.remove': (ada, { block }) => ada.textBlocks.remove(block),
  'textBlocks.render': (ada, { block, ticket }) => ada.textBlocks.render(block, ticket),
  'tickets.feed': (ada, { ticket }) => ada.tickets.feed(ticket),
  'tickets.cost': (ada, { ticket }) => ada.tickets.cost(ticket),
  'actions.edit': (ada, { action }) => ada.actions.edit(action, { description: 'x' }),
  'actions.publish': (ada, { action }) => ada.actions.publish(action),
  'actions.remove': (ada, { action }) => ada.actions.remove(action),
  'actions.revisions': (ada, { action }) => ada.actions.revisions(action),
  'timers.start': (ada, { ticket }) => ada.timers.start(ticket),
  'timers.pause': (ada, { timer }) => ada.timers.pause(timer),
  'timers.resume': (ada, { timer }) => ada.timers.resume(timer),
  'timers.stop': (ada, { timer }) => ada.timers.stop(timer, { description: 'x' }),
  'documents.add': (ada, { ticket }) => ada.documents.add(ticket, file),
  'documents.list': (ada, { ticket }) => ada.documents.list(ticket),
  'documents.open': (ada, { document }) => ada.documents.open(document),
  'documents.move': (ada, { document }) => ada.documents.move(document, { folder: 'Elsewhere' }),
  'documents.share': (ada, { document }) => ada.documents.share(document),
  'documents.remove': (ada, { document }) => ada.documents.remove(document),
  'questions.answer': (ada, { question }) => ada.questions.answer(question, { inform: [] }),
  'mailbox.list': (ada, { ref }) => ada.mailbox.list({ mailbox: ref.mailbox }),
};
/** Those that take none: they must answer as where nobody else is. */
const agentLists: Readonly<Record<string, (ada: Ada) => Promise<unknown>>> = {
  'tickets.list': (ada) => ada.tickets.list(),
  'tickets.count': (ada) => ada.tickets.count(),
  'tickets.creationOptions': (ada) => ada.tickets.creationOptions(),
  'questions.list': (ada) => ada.questions.list(),
  'outbox.list': (ada) => ada.outbox.list({ everybody: true }),
  'textBlocks.list': (ada) => ada.textBlocks.list(),
  'activities.byContact': (ada) => ada.activities.byContact('client'),
  'activities.byProject': (ada) => ada.activities.byProject('new-office'),
  'actions.concerning': (ada) => ada.actions.concerning(),
  'timers.current': (ada) => ada.timers.current(),
};
const portalCalls: Readonly<Record<string, (bob: Bob, ids: Ids) => Promise<unknown>>> = {
  get: (bob, { ticket }) => bob.get(ticket),
  byNumber: (bob, { number }) => bob.byNumber(number),
  reply: (bob, { ticket }) => bob.reply(ticket, { text: 'x' }),
  close: (bob, { ticket }) => bob.close(ticket),
  documents: (bob, { ticket }) => bob.documents(ticket),
  openDocument: (bob, { document }) => bob.openDocument(document),
  upload: (bob, { ticket }) => bob.upload(ticket, file),
};
const portalLists: Readonly<Record<string, (bob: Bob) => Promise<unknown>>> = {
  areas: (bob) => bob.areas(),
  list: (bob) => bob.list(),
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('an id of another tenant is refused as one that does not exist, by every query and command, and changes nothing there [TEN-01 refused]', async () => {
    const store = await open();
    const { acme, globex, desk } = await openTwoTenants(store);
    const ids = await oneOfEverything(acme);
    const before = await everything(store, acme);
    const strangers = [globex.desk, desk];
    for (const stranger of strangers) {
      const ada = stranger.as({ user: 'ada' });
      expect(callsOf(ada)).toEqual([...Object.keys(agentCalls), ...Object.keys(agentLists)].sort());
      const surfaces: readonly [string, Ada][] = [
        ['run', ada],
        ['as the desk', stranger.asSystem('test')],
        ['preview', { ...ada, ...previewOf(ada) }],
      ];
      for (const [mode, surface] of surfaces) {
        for (const [name, call] of Object.entries(agentCalls)) {
          const foreign = await refusalOf(call(surface, ids));
          expect(foreign, `${mode} ${name}`).toEqual(await refusalOf(call(surface, nobodys)));
          if (mode !== 'as the desk') expect(foreign, `${mode} ${name}`).toMatchObject({ code: 'not_found' });
        }
      }
      const { verdicts } = await ada.bulk.addAction([ids.ticket], { visibility: 'internal', description: 'x' });
      expect(verdicts).toMatchObject([{ outcome: 'refused', refusal: { code: 'not_found' } }]);
      const bob = stranger.asRequester({ contact: 'client', person: 'bob' });
      expect(
        Object.keys(bob)
          .filter((name) => name !== 'in')
          .sort(),
      ).toEqual([...Object.keys(portalCalls), ...Object.keys(portalLists), 'create'].sort());
      for (const [name, call] of Object.entries(portalCalls)) {
        const foreign = await refusalOf(call(bob, ids));
        expect(foreign, name).toMatchObject({ code: 'not_found' });
        expect(foreign, name).toEqual(await refusalOf(call(bob, nobodys)));
      }
    }
    expect(await everything(store, acme)).toEqual(before);
    expect(acme.mailbox.has(ids.ref)).toBe(true);
    expect((await acme.ada.tickets.get(ids.ticket)).id).toBe(ids.ticket);
  });

  test('nothing of a tenant is visible, listed, counted or fed to another: it is as if nobody else were there [TEN-01]', async () => {
    const { acme, globex } = await openTwoTenants(await open());
    await oneOfEverything(acme);
    const alone = await openTwoTenants(await open());
    for (const [name, list] of Object.entries(agentLists)) {
      expect(await list(globex.ada), name).toEqual(await list(alone.globex.ada));
    }
    for (const [name, list] of Object.entries(portalLists)) {
      expect(await list(globex.bob), name).toEqual(await list(alone.globex.bob));
    }
    expect((await globex.ada.changes()).events).toEqual([]);
    expect((await globex.desk.changes()).events).toEqual([]);
    expect((await globex.ada.tickets.list()).items).toEqual([]);
    expect(await globex.ada.tickets.count()).toEqual({ count: 0, capped: false });
    await oneOfEverything(globex);
    for (const { desk, ada, tenant } of [acme, globex]) {
      const { events } = await desk.changes();
      expect(new Set(events.map((event) => event.tenant))).toEqual(new Set([tenant]));
      const listed = (await ada.tickets.list()).items.map(({ id }) => id).sort();
      expect(listed).toEqual([...new Set(events.map(({ ticket }) => ticket))].sort());
      expect(await ada.tickets.count()).toMatchObject({ count: listed.length });
    }
  });

  test('each tenant numbers for itself, and a key used in one means nothing in another [TEN-01]', async () => {
    const { acme, globex } = await openTwoTenants(await open());
    const once = { idempotencyKey: 'first' };
    const made = [];
    for (const { ada } of [acme, globex, acme, globex]) made.push(await ada.tickets.create(own, once));
    expect(made.map(({ replayed }) => replayed)).toEqual([false, false, true, true]);
    expect(made[2]?.ticket.id).toBe(made[0]?.ticket.id);
    expect(made[3]?.ticket.id).toBe(made[1]?.ticket.id);
    expect(made[1]?.ticket.id).not.toBe(made[0]?.ticket.id);
    // The same key for something else is a mistake in the tenant who used it, and free in any other.
    const other = { ...own, subject: 'Another' };
    await acme.ada.tickets.create(own, { idempotencyKey: 'second' });
    await expect(acme.ada.tickets.create(other, { idempotencyKey: 'second' })).rejects.toMatchObject({
      code: 'key_reused',
    });
    const free = await globex.ada.tickets.create(other, { idempotencyKey: 'second' });
    expect(free.replayed).toBe(false);
    expect([made[0], made[1], free].map((one) => one?.ticket.number)).toEqual([
      'HELPDESK-2026-00001',
      'HELPDESK-2026-00001',
      'HELPDESK-2026-00002',
    ]);
    expect((await globex.ada.tickets.byNumber('helpdesk-2026-00001')).id).toBe(made[1]?.ticket.id);
    expect((await acme.ada.tickets.byNumber('helpdesk-2026-00001')).id).toBe(made[0]?.ticket.id);
  });

  test('a mail is matched with those of its own tenant alone, and leaves the folder of its own tenant alone [TEN-01]', async () => {
    const { acme, globex, desk } = await openTwoTenants(await open());
    const refs = { acme: acme.mailbox.put(mail()), globex: globex.mailbox.put(mail()) };
    acme.mailbox.breakNext('remove');
    globex.mailbox.breakNext('remove');
    await acme.ada.tickets.prepare({ from: { mail: refs.acme } });
    await acme.ada.tickets.create({ from: { mail: refs.acme } });
    // Here it is as if the mail had come for the first time: nobody opened it, nobody made a ticket of it.
    const prepared = await globex.desk.as({ user: 'grace' }).tickets.prepare({ from: { mail: refs.globex } });
    expect([prepared.warnings, prepared.openedBy]).toEqual([[], []]);
    const { ticket, warnings } = await globex.ada.tickets.create({ from: { mail: refs.globex } });
    expect(warnings.map(({ code }) => code)).toEqual(['mail_removal_pending']);
    expect(ticket.number).toBe('HELPDESK-2026-00001');
    const copy = acme.mailbox.put(mail());
    const again = await acme.ada.tickets.prepare({ from: { mail: copy } });
    expect(again.warnings.map(({ code }) => code)).toEqual(['duplicate_message_id']);
    expect([acme.mailbox.has(refs.acme), globex.mailbox.has(refs.globex)]).toEqual([true, true]);
    await desk.clearFolders();
    expect([acme.mailbox.calls.remove, globex.mailbox.calls.remove]).toEqual([1, 1]);
  });

  test('one pass serves all tenants, each mail with the facts of its own [TEN-01]', async () => {
    const { acme, globex, desk, mails, clock } = await openTwoTenants(await open());
    const heard: string[] = [];
    desk.on('mail.sent', ({ tenant, ticket }) => heard.push(`${tenant} ${ticket}`));
    const refs: MailRef[] = [];
    for (const { ada, mailbox } of [acme, globex]) {
      mailbox.breakNext('remove');
      const ref = mailbox.put(mail());
      await ada.tickets.create({ from: { mail: ref } });
      refs.push(ref);
    }
    const sides = [];
    for (const side of [acme, globex]) {
      const { ada, tenant } = side;
      const subject = `Printer of ${tenant}`;
      const requester = { name: `Bob of ${tenant}`, email: `bob@client.${tenant}.example` };
      const { ticket } = await ada.tickets.create({ ...own, subject, requester });
      await ada.tickets.transition(ticket.id, 'start');
      await ada.tickets.transition(ticket.id, 'pass', { responsible: 'grace' });
      const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
      await ada.outbox.send(drafts[0]?.id ?? '');
      sides.push({ ...side, ticket, subject });
    }
    expect(await desk.deliver()).toEqual({ sent: 4, retried: 0, failed: 0, ambiguous: 0 });
    for (const { tenant, ticket, subject, ada, desk: own } of sides) {
      const its = mails.filter(({ envelope }) => envelope.to.endsWith(`${tenant}.example`));
      expect(its.map(({ envelope }) => envelope.to).sort()).toEqual([
        `bob@client.${tenant}.example`,
        `grace@${tenant}.example`,
      ]);
      for (const { subject: line, text } of its) {
        expect(line).toContain(subject);
        expect(text).toContain(tenant);
      }
      expect((await ada.tickets.get(ticket.id)).indicators.hasMails).toBe(true);
      const sent = (await own.changes({ limit: 500 })).events.filter(({ type }) => type === 'mail.sent');
      expect(sent.map((event) => event.ticket)).toEqual([ticket.id, ticket.id]);
      expect(heard.filter((one) => one === `${tenant} ${ticket.id}`)).toHaveLength(2);
    }
    expect(heard).toHaveLength(4);
    clock.advance({ hours: 1 });
    expect(await desk.clearFolders()).toEqual({ removed: 2, pending: 0 });
    expect([acme, globex].map(({ mailbox }, index) => mailbox.has(refs[index] ?? nobodys.ref))).toEqual([false, false]);
  });
});

test('an id of another tenant is refused so in a transaction of the host too [TEN-01 refused]', async () => {
  const store = createMemoryStore();
  const { acme, globex } = await openTwoTenants(store);
  const ids = await oneOfEverything(acme);
  const before = await everything(store, acme);
  const transaction = await store.begin();
  const unit = globex.ada.in(transaction as never);
  for (const [name, call] of Object.entries(agentCalls)) {
    const foreign = await refusalOf(call(unit, ids));
    expect(foreign, name).toMatchObject({ code: 'not_found' });
    expect(foreign, name).toEqual(await refusalOf(call(unit, nobodys)));
  }
  transaction.commit();
  expect(await everything(store, acme)).toEqual(before);
});

/** Makes one of everything that has an id. */
const oneOfEverything = async ({ ada, bob, mailbox }: Side): Promise<Ids> => {
  const ref = mailbox.put(mail({ 'Message-ID': '<waiting@client.example>' }));
  const converted = mailbox.put(mail());
  const fromMail = await ada.tickets.create({ workflow: 'incident', from: { mail: converted } });
  await bob.create({ subject: 'Portal', description: 'x', name: 'Bob', email: 'bob@client.example' });
  const { ticket } = await ada.tickets.create(own);
  await ada.tickets.transition(ticket.id, 'start');
  const { activity } = await ada.activities.create(ticket.id, { type: 'call', subject: 'Called' });
  const { action } = await ada.actions.add(fromMail.ticket, { visibility: 'internal', description: 'A note' });
  const { timer } = await ada.timers.start(fromMail.ticket);
  const { document } = await ada.documents.add(fromMail.ticket, { ...file, folder: 'Upload' });
  const handed = await ada.tickets.update(fromMail.ticket, { responsible: 'max' });
  const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
  const [source] = await ada.tickets.mails(fromMail.ticket);
  const block = await ada.textBlocks.save({ name: 'Greeting', text: 'Hello', scope: 'global' });
  return {
    ticket: ticket.id,
    number: ticket.number,
    draft: drafts[0]?.id ?? '',
    block: block.id,
    question: handed.questions[0]?.id ?? '',
    document: document.id,
    action: action.id,
    timer: timer.id,
    source: source?.id ?? '',
    activity,
    ref,
  };
};

/** Everything the store holds of a tenant. */
const everything = async (store: Store, { tenant, desk }: Side) => {
  const { events } = await desk.changes({ limit: 1000 });
  const ids = [...new Set(events.map(({ ticket }) => ticket))];
  return {
    events,
    rows: await store.load({
      tenant,
      tickets: {
        ids,
        details: ['events', 'actions', 'mails', 'sources', 'documents', 'timers', 'timedTransitions', 'activityLinks'],
      },
    }),
    outbox: await store.page('outbox', {
      tenant,
      query: { states: ['draft', 'queued', 'closed', 'discarded'] },
      limit: 1000,
    }),
    blocks: await store.page('textBlocks', { tenant, query: { owners: [null, 'ada'] }, limit: 1000 }),
  };
};

const callsOf = (ada: Ada): readonly string[] =>
  (['tickets', 'actions', 'activities', 'timers', 'documents', 'outbox', 'textBlocks', 'questions', 'mailbox'] as const)
    .flatMap((group) => Object.keys(ada[group]).map((name) => `${group}.${name}`))
    .sort();

/** The same surface with its commands dry: a preview answers its refusal, here it is thrown as a command does. */
type Previewed = 'tickets' | 'actions' | 'activities' | 'timers' | 'documents' | 'outbox' | 'textBlocks' | 'questions';
const previewOf = (ada: Ada): Pick<Ada, Previewed> => {
  const thrown = <Commands extends object>(commands: Commands): object =>
    Object.fromEntries(
      Object.entries(commands).map(([name, command]) => [
        name,
        async (...given: unknown[]) => {
          const { refusal } = (await command(...given)) as { readonly refusal?: never };
          if (refusal !== undefined) throw new RefusedError(refusal);
        },
      ]),
    );
  const { tickets, actions, activities, timers, documents, outbox, textBlocks, questions } = ada.preview;
  return {
    tickets: { ...ada.tickets, ...thrown(tickets) },
    actions: { ...ada.actions, ...thrown(actions) },
    activities: { ...ada.activities, ...thrown(activities) },
    timers: { ...ada.timers, ...thrown(timers) },
    documents: { ...ada.documents, ...thrown(documents) },
    outbox: { ...ada.outbox, ...thrown(outbox) },
    textBlocks: { ...ada.textBlocks, ...thrown(textBlocks) },
    questions: { ...ada.questions, ...thrown(questions) },
  };
};
