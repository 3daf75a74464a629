import type { Agent } from '../../src/engine/agent.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';
import type { TestDesk } from '../kit/create-test-desk.ts';
import { type desk, everywhere, type inner, type own } from './leak-areas.ts';
import { addressOf, type RequesterName, requesters } from './leak-requesters.ts';
import type { LeakStep } from './leak-step.ts';

type Areas = typeof desk | typeof own | typeof inner;
export type Worker = Agent<Areas>;

/** What there is to work on. */
export const nothingMade = () => ({
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
});

/** Where steps are played, and by whom. */
export interface LeakPlace {
  readonly kit: TestDesk<Areas>;
  readonly ada: Worker;
  readonly grace: Worker;
  readonly mallory: Worker;
  readonly made: ReturnType<typeof nothingMade>;
  /** What happens between what the next commands read and what they write. */
  readonly before: (() => Promise<unknown>)[];
}

export const one = (list: readonly string[], at: number): string => list[at % Math.max(list.length, 1)] ?? 'unknown';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rawMail = (name: RequesterName, nth: number): string =>
  [
    `From: CANARY-sender <${addressOf(name)}>`,
    'To: CANARY-recipient <support@desk.example>',
    `Message-ID: <source-${nth}@${requesters[name].contact}.example>`,
    'Subject: CANARY-mail subject',
    'X-Secret: CANARY-mail header',
    '',
    'CANARY-mail text',
  ].join('\r\n');

export const leakAct = async (
  { what, at, who, text, flag }: LeakStep,
  { ada, grace, mallory, made, kit, before }: LeakPlace,
): Promise<unknown> => {
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
