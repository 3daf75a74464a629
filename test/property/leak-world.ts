import fc from 'fast-check';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createMimeParser } from '../../adapters/mime/index.ts';
import type { Agent } from '../../src/engine/agent.ts';
import type { Store } from '../../src/ports/store.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { desk, everywhere, inner, own } from './leak-areas.ts';

/** What a requester sees something of, and what is done inside only; the latter happens at a moment of its own in each second. */
const outside = [
  ...['open', 'open', 'create', 'create', 'fromMail', 'reply', 'reply', 'upload', 'withdraw', 'withdraw'],
  ...['answer', 'answer', 'cleanNote', 'publish', 'unpublish', 'editAnswer', 'edit', 'fields', 'status', 'status'],
  ...['canaryStart', 'canaryStart', 'canaryWait', 'canaryClose', 'close', 'close', 'canaryReopen', 'canaryPass'],
  ...['cleanFile', 'share', 'unshare', 'removeFile', 'interim', 'answerInterim', 'send', 'send', 'send', 'refresh'],
  ...['release', 'discard', 'deliver', 'stopOutside', 'replyMeanwhile', 'withdrawMeanwhile'],
] as const;
const inside = [
  ...['note', 'note', 'editNote', 'removeNote', 'keyed', 'secret', 'secret', 'audience', 'project', 'handOver'],
  ...['question', 'file', 'file', 'moveFile', 'activity', 'activity', 'link', 'unlink', 'startTimer', 'pauseTimer'],
  ...['stopTimer', 'bookTimers', 'textBlock', 'settings', 'draft', 'canaryPark', 'canaryUnpark', 'stuck', 'stale'],
  ...['forbidden', 'peek'],
] as const;
type What = (typeof outside)[number] | (typeof inside)[number];

export const leakStep = fc.record({
  what: fc.constantFrom<What>(...outside, ...inside),
  at: fc.nat({ max: 11 }),
  who: fc.constantFrom('bob', 'ben', 'eve'),
  text: fc.constantFrom('', 'a word', 'Zeile 1\nZeile 2', '{{ comment }} {{ actor.name }}', 'x'.repeat(300)),
  flag: fc.boolean(),
});
export type LeakStep = typeof leakStep extends fc.Arbitrary<infer S> ? S : never;

/** Who asks. */
export const requesters = {
  bob: { contact: 'acme', person: 'bob' },
  ben: { contact: 'acme', person: 'ben' },
  eve: { contact: 'globex', person: 'eve' },
} as const;
type Name = keyof typeof requesters;
export const addressOf = (name: Name): string => `${name}@${requesters[name].contact}.example`;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rawMail = (name: Name, nth: number): string =>
  [
    `From: CANARY-sender <${addressOf(name)}>`,
    'To: CANARY-recipient <support@desk.example>',
    `Message-ID: <source-${nth}@${requesters[name].contact}.example>`,
    'Subject: CANARY-mail subject',
    'X-Secret: CANARY-mail header',
    '',
    'CANARY-mail text',
  ].join('\r\n');

/** A store that lets something happen between what a command reads and what it writes. */
const meddledWith = (store: Store) => {
  const before: (() => Promise<unknown>)[] = [];
  const commit: Store['commit'] = async (batch) => {
    await before.shift()?.();
    return store.commit(batch);
  };
  return { store: { ...store, commit }, before };
};

/** A desk on which everything that is internal is a canary. */
export const openLeakWorld = async () => {
  const { store, before } = meddledWith(createMemoryStore());
  const kit = await createTestDesk({
    areas: [desk, own, inner],
    roles: { lead: { '*': ['*'] }, reader: { '*': ['ticket.read'] } },
    desk: { lead: ['config.admin', 'text_blocks.manage', 'outbox.manage'] },
    portals: false,
    parser: createMimeParser(),
    store,
    options: {
      undoSeconds: 120,
      links: (ticket, side) =>
        side === 'agent' ? `https://CANARY-link/${ticket}` : `https://portal.example/${ticket}`,
      rates: { rates: (requests) => requests.map(() => ({ currency: 'EUR', perHour: 4242 })) },
    },
  });
  const [ada, grace] = ['CANARY-Ada', 'CANARY-Grace'].map((name) => kit.agent(name, 'lead')) as [Worker, Worker];
  const mallory = kit.agent('CANARY-Mallory', 'reader');
  kit.people.addUser({ id: 'canary-dispatch', name: 'CANARY-Dispatch', email: 'canary-dispatch@desk.example' });
  for (const id of ['acme', 'globex']) kit.people.addContact({ id, name: `CANARY-contact ${id}` });
  for (const id of Object.keys(requesters) as Name[]) {
    const { contact } = requesters[id];
    kit.people.addPerson({ id, name: `CANARY-person ${id}`, email: `canary@${contact}.example`, contacts: [contact] });
  }
  kit.people.addProject({ id: 'CANARY-project', name: 'CANARY-project' });

  const made = {
    tickets: [] as string[],
    clean: [] as string[],
    answers: [] as string[],
    notes: [] as string[],
    files: [] as string[],
    secrets: [] as string[],
    timers: [] as string[],
    activities: [] as ActivityRef[],
    mails: [] as string[],
    blocks: [] as string[],
    questions: [] as string[],
    spoilt: new Set<string>(),
  };
  const one = (list: readonly string[], at: number): string => list[at % Math.max(list.length, 1)] ?? 'unknown';

  const act = async ({ what, at, who, text, flag }: LeakStep): Promise<unknown> => {
    const ticket = one(made.tickets, at);
    const asking = kit.desk.asRequester(requesters[who]);
    const comment = { comment: `CANARY-comment ${text}` };
    const ours = { name: who, email: addressOf(who), contact: requesters[who].contact, person: who };
    // What is of one contact is foreign to the other.
    const words = { subject: `Printer of ${ours.contact}`, description: `${ours.contact} says ${text}` };
    const note = { visibility: 'internal', description: `CANARY-note ${text}`, timeSpent: 777 } as const;
    const meddle = () => ada.actions.add(ticket, note);
    switch (what) {
      case 'open': {
        const fields = flag ? { fields: { room: text } } : {};
        return asking.create({
          area: flag ? 'desk' : 'own',
          ...words,
          name: who,
          email: ours.email,
          ...fields,
        } as never);
      }
      case 'create': {
        const area = (['desk', 'own', 'inside'] as const)[at % 3];
        const hidden = { audience: ['CANARY-list'], project: 'CANARY-project' };
        const fields = area !== 'own' ? { fields: { canaryNote: 'CANARY-value', canaryKind: 'CANARY-option' } } : {};
        const internal = area === 'inside' ? { description: 'CANARY-inner' } : {};
        return ada.tickets.create({ area, ...words, ...internal, ...hidden, ...fields, requester: ours } as never);
      }
      case 'fromMail': {
        const mail = kit.mailbox.put(rawMail(who, made.tickets.length));
        return ada.tickets.create({ area: flag ? 'desk' : 'own', from: { mail }, ...words, requester: ours } as never);
      }
      case 'reply':
        return asking.reply(ticket, { text: `${ours.contact} adds ${text}` }, flag ? { idempotencyKey: `r${at}` } : {});
      case 'replyMeanwhile':
        before.push(...Array.from({ length: flag ? 4 : 1 }, () => meddle));
        return asking.reply(ticket, { text: `${ours.contact} adds ${text}` });
      case 'upload':
        return asking.upload(ticket, { name: 'Photo.png', content: bytes(`${ours.contact} ${text}`) });
      case 'withdraw':
        return asking.close(ticket);
      case 'withdrawMeanwhile':
        before.push(meddle);
        return asking.close(ticket);
      case 'answer':
        return ada.actions.add(ticket, {
          visibility: 'external',
          description: text === '' ? 'Cable' : text.replace('x'.repeat(300), 'long'),
          timeSpent: flag ? 50 : 0,
          concerns: ['canary-grace'],
        });
      case 'cleanNote':
        return ada.actions.add(ticket, {
          visibility: 'internal',
          description: 'Later',
          timeSpent: 25,
          concerns: ['canary-ada'],
        });
      case 'publish':
        return ada.actions.publish(one(made.clean, at));
      case 'unpublish':
        return ada.actions.edit(one(made.answers, at), {
          visibility: 'internal',
          description: 'CANARY-hidden answer',
          timeSpent: 777,
        });
      case 'editAnswer':
        return ada.actions.edit(one(made.answers, at), {
          description: `Edited ${text}`.slice(0, 200),
          concerns: ['canary-grace'],
        });
      case 'edit':
        return ada.tickets.update(ticket, { subject: 'Printer again' });
      case 'fields':
        return ada.tickets.update(ticket, {
          fields: { promised: flag ? '2026-05-04' : null, canaryMargin: flag ? 4242 : 7, canaryNote: 'CANARY-value' },
        } as never);
      case 'canaryStart':
      case 'canaryWait':
      case 'canaryClose':
      case 'canaryReopen':
      case 'canaryPark':
      case 'canaryUnpark':
        return ada.tickets.transition(ticket, what as 'canaryStart', comment);
      case 'canaryPass':
        return ada.tickets.transition(ticket, 'canaryPass', {
          ...comment,
          responsible: flag ? 'canary-grace' : 'canary-ada',
        } as never);
      case 'close':
        return ada.tickets.close(ticket, comment);
      case 'status':
        return ada.tickets.setStatus(ticket, flag ? 'canaryBusy' : 'canaryDone', comment);
      case 'stuck': {
        const { step } = await ada.tickets.get(ticket);
        const other = step === 'canaryBusy' ? 'canaryStuck' : step === 'canaryStuck' ? 'canaryBusy' : null;
        return other && ada.tickets.setStatus(ticket, other, comment);
      }
      case 'cleanFile':
        return ada.documents.add(ticket, { name: 'Plan.pdf', folder: 'Offers', content: bytes('plan') });
      case 'share':
        return ada.documents.share(one(made.files, at));
      case 'unshare':
        return ada.documents.move(one(made.files, at), { folder: flag ? 'CANARY-folder' : 'Upload/CANARY-below' });
      case 'removeFile':
        return ada.documents.remove(one(flag ? made.files : made.secrets, at));
      case 'file':
        return ada.documents.add(ticket, {
          name: 'CANARY-file.pdf',
          folder: (['CANARY-folder', 'Upload/CANARY-below', ''] as const)[at % 3] ?? '',
          content: bytes('CANARY-content'),
        });
      case 'moveFile':
        return ada.documents.move(one(made.secrets, at), { folder: 'CANARY-other folder' });
      case 'interim':
        return (flag ? ada : kit.desk.asSystem('CANARY-reason')).tickets.draftInterim(ticket);
      case 'answerInterim':
        return ada.actions.add(ticket, { visibility: 'external', description: 'Soon', thenInterimDraft: true });
      case 'send':
      case 'refresh':
      case 'release':
      case 'discard': {
        const mail = one(made.mails, at);
        return made.spoilt.has(mail) && what !== 'discard' && what !== 'refresh' ? null : ada.outbox[what](mail);
      }
      case 'draft':
        return ada.outbox.update(one(made.mails, at), {
          text: 'CANARY-draft',
          subject: 'CANARY-draft',
          cc: [{ name: 'CANARY-draft', address: 'canary@desk.example' }],
        });
      case 'deliver':
        return kit.desk.deliver();
      case 'note':
        return ada.actions.add(ticket, { ...note, concerns: ['canary-grace', 'canary-mallory'] });
      case 'editNote':
        return ada.actions.edit(one(made.notes, at), {
          shortDescription: `CANARY-short ${text}`.slice(0, 50),
          timeSpent: 778,
        });
      case 'removeNote':
        return ada.actions.remove(one(made.notes, at));
      case 'keyed':
        return ada.actions.add(ticket, note, { idempotencyKey: flag ? 'CANARY-key' : `r${at}` });
      case 'secret':
        return ada.tickets.update(ticket, {
          fields: { canaryNote: `CANARY-value ${text}`.slice(0, 200), ...(flag ? { canaryTags: ['CANARY-tag'] } : {}) },
        } as never);
      case 'audience':
        return ada.tickets.update(ticket, { audience: [`CANARY-list ${at}`] });
      case 'project':
        return ada.tickets.update(ticket, { project: flag ? 'CANARY-project' : null });
      case 'handOver':
        return ada.tickets.update(ticket, { responsible: flag ? 'canary-grace' : 'canary-ada' });
      case 'question':
        return ada.questions.answer(one(made.questions, at), { inform: flag ? ['canary-grace'] : [] });
      case 'activity':
        return ada.activities.create(ticket, {
          type: flag ? 'call' : 'note',
          subject: 'CANARY-activity',
          description: `CANARY-activity ${text}`,
          contacts: ['acme'],
          project: 'CANARY-project',
        });
      case 'link':
      case 'unlink':
        return ada.activities[what](
          ticket,
          made.activities[at % Math.max(made.activities.length, 1)] ?? { type: 'call', id: 'x' },
        );
      case 'startTimer':
        return (flag ? ada : grace).timers.start(ticket);
      case 'pauseTimer':
        return ada.timers.pause(one(made.timers, at));
      case 'stopTimer':
        return ada.timers.stop(one(made.timers, at), { visibility: 'internal', description: 'CANARY-timer' });
      case 'stopOutside':
        return ada.timers.stop(one(made.timers, at), { visibility: 'external', description: 'Worked on it' });
      case 'bookTimers':
        return kit.desk.bookTimers();
      case 'textBlock':
        return ada.textBlocks.save({
          name: `CANARY-block ${at}`,
          text: everywhere,
          scope: flag ? 'global' : 'personal',
        });
      case 'settings':
        return ada.settings.update({ areas: { desk: flag ? named(at) : null } });
      case 'stale':
        return ada.tickets.update(ticket, { subject: 'CANARY-stale' }, { expectedVersion: 9999 });
      case 'forbidden':
        return mallory.tickets.update(ticket, { subject: 'CANARY-forbidden' });
      case 'peek':
        return Promise.all([ada.tickets.cost(ticket), ada.tickets.stepLog(ticket), ada.tickets.feed(ticket)]);
    }
  };

  const keep = (step: LeakStep, answer: unknown): void => {
    const { ticket, action, document, timer, activity, drafts, questions, textBlock } = (answer ?? {}) as Made;
    const { what } = step;
    if (['open', 'create', 'fromMail'].includes(what) && ticket) made.tickets.push(ticket.id);
    if (what === 'cleanNote' && action) made.clean.push(action.id);
    if ((what === 'answer' || what === 'answerInterim') && action) made.answers.push(action.id);
    if ((what === 'note' || what === 'keyed') && action) made.notes.push(action.id);
    if (what === 'cleanFile' && document) made.files.push(document.id);
    if (what === 'file' && document) made.secrets.push(document.id);
    if (what === 'startTimer' && timer) made.timers.push(timer.id);
    if (what === 'activity' && activity) made.activities.push(activity);
    if (what === 'textBlock' && textBlock) made.blocks.push(textBlock.id);
    made.mails.push(...(drafts ?? []).map(({ id }) => id));
    made.questions.push(...(questions ?? []).map(({ id }) => id));
    if (what === 'draft') made.spoilt.add(one(made.mails, step.at));
  };

  return {
    ...kit,
    ada,
    made,
    /** Plays a step; what a requester hears of it, or null for what agents do. */
    play: async (step: LeakStep): Promise<unknown> => {
      const seconds = Math.ceil((kit.clock.now().getTime() + 1) / 1000) * 1000;
      kit.clock.set(new Date(seconds + ((inside as readonly string[]).includes(step.what) ? 777 : 0)));
      if (step.what === 'deliver' || step.what === 'bookTimers') kit.clock.advance({ minutes: 3 });
      const answer = await act(step).catch(refusedAs);
      before.length = 0;
      if (!(typeof answer === 'object' && answer !== null && 'code' in answer)) keep(step, answer);
      return ['open', 'reply', 'replyMeanwhile', 'upload', 'withdraw', 'withdrawMeanwhile'].includes(step.what)
        ? answer
        : null;
    },
  };
};
export type LeakWorld = Awaited<ReturnType<typeof openLeakWorld>>;

type Worker = Agent<typeof desk | typeof own | typeof inner>;
type Id = { readonly id: string };
interface Made {
  readonly ticket?: Id;
  readonly action?: Id | null;
  readonly document?: Id;
  readonly timer?: Id;
  readonly activity?: ActivityRef;
  readonly textBlock?: Id;
  readonly drafts?: readonly Id[];
  readonly questions?: readonly Id[];
}

/** What is thrown to a caller; anything but a refusal is a failure. */
export const refusedAs = (error: unknown): unknown => {
  if (!isRefused(error)) throw error;
  const { code, message, issues, data, stack } = error;
  return { code, message, issues, data, text: String(error), stack: stack?.split('\n')[0] };
};

/** Everything that may be set at run time of what no requester sees. */
const named = (at: number) => ({
  closeMail: 'draft' as const,
  handOver: 'ask' as const,
  portal: { notify: ['canary-grace'], defaultResponsible: 'canary-grace' },
  templates: { assigned: { en: { subject: `CANARY-set ${at}`, body: 'CANARY-set {{ comment }}' } } },
  workflows: {
    canarySupport: {
      name: 'CANARY-set',
      steps: { canaryDoing: { name: `CANARY-set ${at}`, color: 'CANARY-set' } },
      transitions: { canaryWithdraw: { name: 'CANARY-set' }, canaryGuarded: { message: 'CANARY-set' } },
    },
  },
  fields: { canaryMargin: { name: 'CANARY-set' } },
});
