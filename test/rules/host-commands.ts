import type { AgentSurface } from '../../src/engine/agent.ts';
import type { CommandOptions } from '../../src/engine/command-options.ts';
import type { Store } from '../../src/ports/store.ts';
import type { caretaker, helpdesk } from './helpdesk.ts';
import { incident as incidentWorkflow, mail, openHelpdesk, printer } from './helpdesk.ts';

export type Ada = AgentSurface<typeof helpdesk | typeof caretaker>;

const call = { type: 'call', subject: 'Called Bob' } as const;
/** What is added as a document. */
export const file = () => ({ name: 'plan.pdf', content: Uint8Array.of(1) });
const incident = { area: 'helpdesk', workflow: 'incident', ...printer } as const;

/** A desk with one of everything that a command may work on. */
export const openScene = async (store: Store) => {
  const kit = await openHelpdesk(store, { userMail: 'hold' });
  const ada = kit.agent('Ada', 'administrator');
  const create = async () => (await ada.tickets.create(incident)).ticket.id;
  const drafted = async () => {
    const id = await create();
    await ada.tickets.transition(id, 'start');
    const { drafts } = await ada.tickets.close(id, { comment: 'Done' });
    return drafts[0]?.id ?? '';
  };
  const noted = await create();
  const { action } = await ada.actions.add(noted, { visibility: 'internal', description: 'A note' });
  const running = (await ada.timers.start(noted)).timer.id;
  const paused = (await ada.timers.pause((await ada.timers.start(noted)).timer)).timer.id;
  await ada.timers.resume(running);
  kit.clock.advance({ minutes: 3 });
  const fresh = await create();
  const started = await create();
  await ada.tickets.transition(started, 'start');
  const source = kit.mailbox.put(mail());
  const converted = kit.mailbox.put(mail({ 'Message-ID': '<2@acme.example>' }));
  const attached = (await ada.tickets.create({ area: 'helpdesk', from: { mail: converted } })).ticket.id;
  const [kept] = await ada.tickets.mails(attached);
  kit.people.addPerson({ id: 'bob', name: 'Bob', email: 'bob@old.example', contacts: [] });
  const requester = { ...printer.requester, person: 'bob' };
  const linked = (await ada.tickets.create({ ...incident, requester })).ticket.id;
  const lamp = (await ada.tickets.create({ area: 'caretaker', ...printer })).ticket.id;
  const waiting = await drafted();
  await ada.outbox.send(waiting);
  const textBlock = (await ada.textBlocks.save({ name: 'Greeting', text: 'Dear {{ requester.name }},' })).id;
  kit.agent('Max', 'agent');
  const handed = await ada.tickets.update(await create(), { responsible: 'max' });
  const question = handed.questions[0]?.id ?? '';
  const documented = await create();
  const { document } = await ada.documents.add(documented, file());
  const { activity } = await ada.activities.create(linked, call);
  return {
    ...kit,
    ada,
    activity,
    noted,
    running,
    paused,
    action: action.id,
    waiting,
    textBlock,
    question,
    documented,
    document: document.id,
    fresh,
    lamp,
    linked,
    started,
    source,
    attached,
    kept: kept?.id ?? '',
    draft: await drafted(),
  };
};

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** Every command of the agent surface: what it does, and how many statements it may send. */
export const commands: readonly {
  readonly name: string;
  /** Round trips on the desk's own connection. */
  readonly statements: number;
  readonly run: (ada: Ada, scene: Scene, options?: CommandOptions) => Promise<unknown>;
}[] = [
  { name: 'tickets.create', statements: 2, run: (ada, _scene, options) => ada.tickets.create(incident, options) },
  {
    name: 'tickets.create from a mail',
    // Its load says whether the mail was converted before; the fourth marks it, once it has left its folder.
    statements: 4,
    run: (ada, { source }, options) => ada.tickets.create({ area: 'helpdesk', from: { mail: source } }, options),
  },
  {
    name: 'tickets.update',
    statements: 2,
    run: (ada, { fresh }, options) => ada.tickets.update(fresh, { subject: 'Changed' }, options),
  },
  {
    name: 'tickets.update to somebody else',
    statements: 2,
    run: (ada, { started }, options) => ada.tickets.update(started, { responsible: 'max' }, options),
  },
  {
    name: 'questions.answer',
    statements: 2,
    run: (ada, { question }, options) => ada.questions.answer(question, { inform: ['max'] }, options),
  },
  {
    name: 'tickets.refreshRequester',
    statements: 2,
    run: (ada, { linked }, options) => ada.tickets.refreshRequester(linked, options),
  },
  {
    name: 'tickets.transition',
    statements: 2,
    run: (ada, { fresh }, options) => ada.tickets.transition(fresh, 'start', {}, options),
  },
  {
    name: 'tickets.setStatus',
    statements: 2,
    run: (ada, { lamp }, options) => ada.tickets.setStatus(lamp, 'busy', {}, options),
  },
  {
    name: 'tickets.switchWorkflow',
    statements: 2,
    run: (ada, { fresh }, options) => ada.tickets.switchWorkflow(fresh, 'request', options),
  },
  {
    name: 'tickets.draftInterim',
    statements: 2,
    run: (ada, { started }, options) => ada.tickets.draftInterim(started, options),
  },
  {
    name: 'tickets.close',
    statements: 2,
    run: (ada, { started }, options) => ada.tickets.close(started, { comment: 'Done' }, options),
  },
  {
    name: 'tickets.delete',
    statements: 2,
    run: (ada, { fresh }, options) =>
      ada.tickets.delete(fresh, { confirmed: true }, { ...options, expectedVersion: 1 }),
  },
  {
    name: 'bulk.addAction',
    // One read more as the call begins, which says whether its settings are current.
    statements: 3,
    run: (ada, { started, linked }, { idempotencyKey } = {}) =>
      ada.bulk.addAction(
        [started, linked],
        { visibility: 'external', description: 'Cable', timeSpent: 25, send: true },
        idempotencyKey === undefined ? {} : { idempotencyKey },
      ),
  },
  {
    name: 'bulk.setStep',
    statements: 3,
    run: (ada, { fresh, linked }, { idempotencyKey } = {}) =>
      ada.bulk.setStep([fresh, linked], 'doing', {}, idempotencyKey === undefined ? {} : { idempotencyKey }),
  },
  {
    name: 'bulk.setStatus',
    statements: 3,
    run: (ada, { lamp }, { idempotencyKey } = {}) =>
      ada.bulk.setStatus([lamp], 'busy', {}, idempotencyKey === undefined ? {} : { idempotencyKey }),
  },
  {
    name: 'bulk.delete',
    statements: 3,
    run: (ada, { documented, attached }, { idempotencyKey } = {}) =>
      ada.bulk.delete(
        [documented, attached],
        { confirmed: true },
        idempotencyKey === undefined ? {} : { idempotencyKey },
      ),
  },
  {
    name: 'bulk.handOverAll',
    // The tickets are counted as it begins, and read a page at a time.
    statements: 5,
    run: (ada, _scene, { idempotencyKey } = {}) =>
      ada.bulk.handOverAll({ from: 'max', to: 'ada' }, idempotencyKey === undefined ? {} : { idempotencyKey }),
  },
  {
    name: 'actions.add',
    statements: 2,
    run: (ada, { started }, options) =>
      ada.actions.add(started, { visibility: 'external', description: 'Cable', timeSpent: 25 }, options),
  },
  {
    name: 'activities.create',
    statements: 2,
    run: (ada, { started }, options) => ada.activities.create(started, call, options),
  },
  {
    name: 'activities.link',
    // From another ticket: both are read with the link, and change in one commit.
    statements: 2,
    run: (ada, { started, activity }, options) => ada.activities.link(started, activity, {}, options),
  },
  {
    name: 'activities.unlink',
    statements: 2,
    run: (ada, { linked, activity }, options) => ada.activities.unlink(linked, activity, options),
  },
  {
    name: 'documents.add',
    // Whether it may be added is decided before its content is stored, and again after that.
    statements: 3,
    run: (ada, { started }, options) => ada.documents.add(started, file(), options),
  },
  {
    name: 'documents.move',
    statements: 2,
    run: (ada, { document }, options) => ada.documents.move(document, { folder: 'Old' }, options),
  },
  {
    name: 'documents.share',
    statements: 2,
    run: (ada, { document }, options) => ada.documents.share(document, options),
  },
  {
    name: 'documents.remove',
    statements: 2,
    run: (ada, { document }, options) => ada.documents.remove(document, options),
  },
  {
    name: 'actions.edit',
    statements: 2,
    run: (ada, { action }, options) => ada.actions.edit(action, { description: 'Changed' }, options),
  },
  { name: 'actions.publish', statements: 2, run: (ada, { action }, options) => ada.actions.publish(action, options) },
  { name: 'actions.remove', statements: 2, run: (ada, { action }, options) => ada.actions.remove(action, options) },
  { name: 'timers.start', statements: 2, run: (ada, { fresh }, options) => ada.timers.start(fresh, {}, options) },
  { name: 'timers.pause', statements: 2, run: (ada, { running }, options) => ada.timers.pause(running, options) },
  { name: 'timers.resume', statements: 2, run: (ada, { paused }, options) => ada.timers.resume(paused, options) },
  {
    name: 'timers.stop',
    statements: 2,
    run: (ada, { running }, options) => ada.timers.stop(running, { description: 'Looked at it' }, options),
  },
  {
    name: 'outbox.update',
    statements: 2,
    run: (ada, { draft }, options) => ada.outbox.update(draft, { subject: 'Changed' }, options),
  },
  { name: 'outbox.refresh', statements: 2, run: (ada, { draft }, options) => ada.outbox.refresh(draft, options) },
  { name: 'outbox.send', statements: 2, run: (ada, { draft }, options) => ada.outbox.send(draft, options) },
  { name: 'outbox.release', statements: 2, run: (ada, { waiting }, options) => ada.outbox.release(waiting, options) },
  { name: 'outbox.discard', statements: 2, run: (ada, { draft }, options) => ada.outbox.discard(draft, options) },
  {
    name: 'textBlocks.save',
    statements: 2,
    run: (ada, { textBlock }, options) => ada.textBlocks.save({ id: textBlock, text: 'Hello,' }, options),
  },
  {
    name: 'textBlocks.save a new one',
    statements: 2,
    run: (ada, _scene, options) => ada.textBlocks.save({ name: 'Bye', text: 'Yours' }, options),
  },
  {
    name: 'textBlocks.remove',
    statements: 2,
    run: (ada, { textBlock }, options) => ada.textBlocks.remove(textBlock, options),
  },
  {
    name: 'settings.update',
    statements: 2,
    run: (ada, _scene, options) => ada.settings.update({ areas: { helpdesk: { name: 'Service' } } }, options),
  },
];

/** Everything else of the agent surface. */
export const queries: typeof commands = [
  { name: 'tickets.creationOptions', statements: 1, run: (ada) => ada.tickets.creationOptions() },
  { name: 'tickets.prepare', statements: 1, run: (ada) => ada.tickets.prepare({ area: 'helpdesk' }) },
  {
    name: 'tickets.prepare from a mail',
    // It leaves a mark that the mail was opened.
    statements: 2,
    run: (ada, { source }) => ada.tickets.prepare({ area: 'helpdesk', from: { mail: source } }),
  },
  { name: 'tickets.get', statements: 1, run: (ada, { fresh }) => ada.tickets.get(fresh) },
  { name: 'tickets.open', statements: 1, run: (ada, { started }) => ada.tickets.open(started) },
  { name: 'tickets.byNumber', statements: 1, run: (ada) => ada.tickets.byNumber('HELPDESK-2026-00001') },
  // What reads no ticket by its id asks for the revision of the settings beside it.
  { name: 'tickets.list', statements: 2, run: (ada) => ada.tickets.list() },
  {
    name: 'tickets.list with transitions',
    statements: 2,
    run: (ada) => ada.tickets.list({ transitions: true }),
  },
  { name: 'tickets.count', statements: 2, run: (ada) => ada.tickets.count() },
  {
    name: 'tickets.availableTransitions',
    statements: 1,
    run: (ada, { fresh }) => ada.tickets.availableTransitions(fresh),
  },
  { name: 'tickets.stepLog', statements: 1, run: (ada, { started }) => ada.tickets.stepLog(started) },
  { name: 'tickets.feed', statements: 1, run: (ada, { started }) => ada.tickets.feed(started) },
  { name: 'tickets.cost', statements: 1, run: (ada, { started }) => ada.tickets.cost(started) },
  { name: 'tickets.mails', statements: 1, run: (ada, { attached }) => ada.tickets.mails(attached) },
  {
    name: 'tickets.rawMail',
    statements: 2,
    run: (ada, { attached, kept }) => ada.tickets.rawMail(attached, kept),
  },
  { name: 'actions.list', statements: 1, run: (ada, { started }) => ada.actions.list(started) },
  {
    name: 'workflows.whatIf',
    statements: 2,
    run: (ada) => ada.workflows.whatIf({ area: 'helpdesk', workflow: incidentWorkflow }),
  },
  {
    name: 'workflows.versions',
    statements: 2,
    run: (ada) => ada.workflows.versions({ area: 'helpdesk', workflow: 'incident' }),
  },
  { name: 'bulk.targets', statements: 1, run: (ada, { fresh, lamp }) => ada.bulk.targets([fresh, lamp]) },
  { name: 'activities.list', statements: 1, run: (ada, { linked }) => ada.activities.list(linked) },
  { name: 'activities.byContact', statements: 2, run: (ada) => ada.activities.byContact('acme') },
  { name: 'activities.byProject', statements: 2, run: (ada) => ada.activities.byProject('none') },
  { name: 'tickets.responsibles', statements: 1, run: (ada, { started }) => ada.tickets.responsibles(started) },
  { name: 'questions.list', statements: 2, run: (ada) => ada.questions.list() },
  { name: 'documents.list', statements: 1, run: (ada, { documented }) => ada.documents.list(documented) },
  { name: 'documents.open', statements: 1, run: (ada, { document }) => ada.documents.open(document) },
  { name: 'actions.revisions', statements: 1, run: (ada, { action }) => ada.actions.revisions(action) },
  { name: 'actions.concerning', statements: 2, run: (ada) => ada.actions.concerning() },
  { name: 'timers.current', statements: 1, run: (ada) => ada.timers.current() },
  { name: 'outbox.list', statements: 2, run: (ada) => ada.outbox.list() },
  { name: 'outbox.get', statements: 1, run: (ada, { draft }) => ada.outbox.get(draft) },
  { name: 'mailbox.list', statements: 1, run: (ada) => ada.mailbox.list({ mailbox: 'support' }) },
  { name: 'textBlocks.list', statements: 2, run: (ada) => ada.textBlocks.list() },
  {
    name: 'textBlocks.render',
    statements: 1,
    run: (ada, { textBlock, fresh }) => ada.textBlocks.render(textBlock, fresh),
  },
  { name: 'settings.get', statements: 1, run: (ada) => ada.settings.get() },
  { name: 'settings.history', statements: 2, run: (ada) => ada.settings.history() },
  // Of somebody whom no ticket names; each ticket of a person is read by itself.
  { name: 'persons.export', statements: 2, run: (ada) => ada.persons.export({ person: 'nobody' }) },
];

/** Work on many tickets, each as a whole, and on workflows that the scene has none of: what is promised of it has tests of its own. */
export const longWork: readonly string[] = [
  'persons.erase',
  ...['saveDraft', 'discardDraft', 'publish', 'retire', 'migrate'].map((call) => `workflows.${call}`),
];
