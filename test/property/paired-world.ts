import fc from 'fast-check';
import { defineArea } from '../../src/area/define-area.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';

/** A requester cannot tell `doing` from `parked`; everything he may notice leads out of both. */
const support = defineWorkflow({
  id: 'support',
  name: 'Support',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'Doing', category: 'open', publicLabel: 'In progress' },
    parked: { name: 'Parked', category: 'open', publicLabel: 'In progress' },
    waiting: { name: 'Waiting', category: 'pending' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work', comment: 'optional' },
    park: { name: 'Park', from: ['doing'], to: 'parked', permission: 'work', comment: 'optional' },
    unpark: { name: 'Unpark', from: ['parked'], to: 'doing', permission: 'work' },
    pass: { name: 'Pass', from: ['doing', 'parked'], to: 'doing', permission: 'work', responsible: 'required' },
    wait: { name: 'Wait', from: ['doing', 'parked'], to: 'waiting', permission: 'work', comment: 'optional' },
    resume: { name: 'Resume', from: ['waiting'], to: 'doing', permission: 'work', comment: 'optional' },
    close: {
      name: 'Close',
      from: ['doing', 'parked', 'waiting'],
      to: 'closed',
      permission: 'work',
      comment: 'optional',
      closesByDefault: true,
    },
    withdraw: { name: 'Withdraw', from: ['new', 'waiting'], to: 'closed', permission: 'work', requester: true },
    reopen: { name: 'Reopen', from: ['closed'], to: 'doing', permission: 'reopen', comment: 'optional' },
  },
});
const fields = {
  room: { type: 'text', portal: 'write' },
  promised: { type: 'date', portal: 'read' },
  margin: { type: 'number' },
  note: { type: 'text' },
} as const;
const portal = { notify: ['dispatch'], defaultResponsible: 'dispatch' } as const;
const closing = {
  subject: 'Closed {{ ticket.subject }}',
  body: '{{ ticket.fields.room }} {{ ticket.fields.promised }} {{ timeSpent }}{% for a in actions %} {{ a.at }} {{ a.description }} {{ a.timeSpent }}{% endfor %} {{ ticket.status }}',
};
const desk = defineArea({
  id: 'desk',
  name: 'Desk',
  workflows: [support],
  fields,
  portal,
  templates: { closing: { en: closing } },
});
const own = defineArea({
  id: 'own',
  name: 'Own',
  statuses: [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'busy', name: 'Busy', category: 'open', publicLabel: 'In progress' },
    { id: 'stuck', name: 'Stuck', category: 'open', publicLabel: 'In progress' },
    { id: 'done', name: 'Done', category: 'closed' },
  ],
  portal: { ...portal, scope: 'requester' },
  lockClosed: false,
});

/** What both worlds do, and what only one of them does while the clock of the other goes on as well. */
const shared = [
  ...[
    'open',
    'open',
    'create',
    'create',
    'reply',
    'reply',
    'withdraw',
    'withdraw',
    'answer',
    'answer',
    'edit',
    'fields',
  ],
  ...[
    'start',
    'start',
    'wait',
    'resume',
    'close',
    'closeCommand',
    'reopen',
    'busy',
    'done',
    'send',
    'discard',
    'draft',
    'deliver',
  ],
  ...['upload', 'upload', 'plan', 'interim'],
] as const;
const inner = [
  'action',
  'action',
  'secret',
  'audience',
  'pass',
  'park',
  'unpark',
  'stuck',
  'unstuck',
  'refused',
  'forbidden',
  ...(['file', 'file', 'moveFile', 'removeFile', 'timer', 'activity', 'unlink'] as const),
  ...(['project', 'handOver', 'block', 'settings', 'keyed'] as const),
] as const;

export const pairedStep = fc.record({
  what: fc.oneof(fc.constantFrom(...shared), fc.constantFrom(...inner)),
  at: fc.nat({ max: 5 }),
  minutes: fc.constantFrom(0, 0, 1, 90),
  person: fc.constantFrom('bob', 'ben'),
  text: fc.constantFrom('', 'a word', 'Zeile 1\nZeile 2', '{{ ticket.number }}'),
  flag: fc.boolean(),
});
export type PairedStep = typeof pairedStep extends fc.Arbitrary<infer S> ? S : never;
export const isInner = ({ what }: PairedStep): boolean => (inner as readonly string[]).includes(what);

/** One of two worlds; what is internal is `secret` in it. Ids depend on the step alone, so that both worlds give the same. */
export const openPairedWorld = async (secret: string) => {
  const place = { step: 0, count: 0 };
  const kit = await createTestDesk({
    areas: [desk, own],
    roles: {},
    options: {
      ids: { next: () => `id-${String(place.step).padStart(4, '0')}-${String(place.count++).padStart(4, '0')}` },
      authorizer: rolePolicy({
        roles: { lead: { '*': ['*'] }, reader: { '*': ['ticket.read'] } },
        desk: { lead: ['config.admin'] },
        rolesOf: (user) => (user === 'mallory' ? ['reader'] : ['lead']),
      }),
    },
  });
  for (const name of ['Lena', 'Grace', 'Mallory']) kit.agent(name, 'any');
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  kit.people.addProject({ id: 'inside', name: 'Inside' });
  for (const id of ['bob', 'ben']) kit.people.addPerson({ id, name: id, contacts: ['acme'] });
  const lena = kit.desk.as({ user: 'lena' });
  const tickets: { readonly id: string; readonly number: string }[] = [];
  const drafts: string[] = [];
  /** What only one world has. */
  const hidden = { files: [] as string[], activities: [] as ActivityRef[] };
  const requesters = [
    ...['bob', 'ben'].map((person) => ({ contact: 'acme', person })),
    { contact: 'acme' },
    { contact: 'other', person: 'bob' },
  ].map((who) => kit.desk.asRequester(who));

  const act = async ({ what, at, person, text, flag }: PairedStep): Promise<unknown> => {
    const ticket = tickets[at % Math.max(tickets.length, 1)]?.id ?? 'unknown';
    const mail = drafts[at % Math.max(drafts.length, 1)] ?? 'unknown';
    const asking = kit.desk.asRequester({ contact: 'acme', person });
    const area = flag ? 'desk' : 'own';
    const words = { subject: `Printer ${text.slice(0, 6)}`, description: text };
    const comment = { comment: `comment ${secret}` };
    switch (what) {
      case 'open': {
        const room = flag ? { fields: { room: 'Attic' } } : {};
        return asking.create({ area, ...words, name: person, email: `${person}@acme.example`, ...room } as never);
      }
      case 'create': {
        const requester = { name: person, email: `${person}@acme.example`, contact: 'acme', person };
        const hidden = flag ? { fields: { note: secret } } : {};
        return lena.tickets.create({
          area,
          ...words,
          requester,
          audience: [secret],
          responsible: secret,
          ...hidden,
        } as never);
      }
      case 'reply':
        return asking.reply(ticket, { text });
      case 'withdraw':
        return asking.close(ticket);
      case 'answer': {
        const timeSpent = flag ? 50 : 0;
        return lena.actions.add(ticket, { visibility: 'external', description: text, timeSpent, concerns: [secret] });
      }
      case 'edit':
        return lena.tickets.update(ticket, flag ? words : { requester: { name: text } });
      case 'fields':
        return lena.tickets.update(ticket, { fields: { promised: flag ? '2026-03-05' : null, note: secret } });
      case 'start':
      case 'wait':
      case 'resume':
      case 'close':
      case 'reopen':
        return lena.tickets.transition(ticket, what, comment);
      case 'closeCommand':
        return lena.tickets.close(ticket, comment);
      case 'busy':
      case 'done':
        return lena.tickets.setStatus(ticket, what, comment);
      case 'send':
        return lena.outbox.send(mail);
      case 'discard':
        return lena.outbox.discard(mail);
      case 'draft':
        return lena.outbox.update(mail, { text });
      case 'deliver':
        return kit.desk.deliver();
      case 'action':
        return lena.actions.add(ticket, { visibility: 'internal', description: `Note ${secret}`, timeSpent: 777 });
      case 'secret':
        return lena.tickets.update(ticket, { fields: { note: `note ${text}`, margin: at } });
      case 'audience':
        return lena.tickets.update(ticket, { audience: [`list ${at}`] });
      case 'upload':
        return asking.upload(ticket, { name: 'Photo.png', content: new TextEncoder().encode(`photo ${text}`) });
      case 'plan':
        return lena.documents.add(ticket, { name: 'Plan.pdf', folder: 'Upload', content: Uint8Array.of(1, 2) });
      case 'interim':
        return lena.tickets.draftInterim(ticket);
      case 'file': {
        // By the names that files of the requester have.
        const folder = flag ? 'Inside' : 'Upload/Inside';
        const name = at % 2 === 0 ? 'Photo.png' : 'Plan.pdf';
        const { document } = await lena.documents.add(ticket, { name, folder, content: Uint8Array.of(7) });
        return hidden.files.push(document.id);
      }
      case 'moveFile':
        return lena.documents.move(hidden.files[at] ?? 'unknown', { folder: flag ? '' : 'Elsewhere' });
      case 'removeFile':
        return lena.documents.remove(hidden.files[at] ?? 'unknown');
      case 'timer': {
        // Closing would stop one that runs, which takes an id.
        const { timer } = await lena.timers.start(ticket);
        return lena.timers.stop(timer, { description: `Note ${secret}`, timeSpent: 777 });
      }
      case 'activity': {
        const { activity } = await lena.activities.create(ticket, { type: 'call', subject: secret });
        return hidden.activities.push(activity);
      }
      case 'unlink':
        return lena.activities.unlink(ticket, hidden.activities[at] ?? { type: 'call', id: 'unknown' });
      case 'project':
        return lena.tickets.update(ticket, { project: flag ? 'inside' : null });
      case 'handOver':
        return lena.tickets.update(ticket, { responsible: flag ? 'grace' : 'lena' });
      case 'block':
        return lena.textBlocks.save({ name: secret, text: `Note ${secret}` });
      case 'settings':
        return lena.settings.update({ areas: { desk: flag ? { workflows: { support: { name: secret } } } : null } });
      case 'keyed':
        return lena.actions.add(
          ticket,
          { visibility: 'internal', description: secret },
          { idempotencyKey: `key${at}` },
        );
      case 'pass':
        return lena.tickets.transition(ticket, 'pass', { responsible: flag ? 'grace' : 'lena' });
      case 'park':
      case 'unpark':
        return lena.tickets.transition(ticket, what);
      case 'stuck':
      case 'unstuck': {
        const { step } = await lena.tickets.get(ticket);
        return step === 'busy' || step === 'stuck'
          ? lena.tickets.setStatus(ticket, step === 'busy' ? 'stuck' : 'busy')
          : null;
      }
      case 'refused':
        return lena.tickets.update(ticket, { subject: flag ? 'Stale' : '' }, { expectedVersion: flag ? 9999 : 1 });
      case 'forbidden':
        return kit.desk.as({ user: 'mallory' }).tickets.update(ticket, { subject: 'Mine', audience: [] });
    }
  };

  return {
    ...kit,
    /** Plays a step; what a requester gets to hear of it, or null for what agents do. */
    play: async (step: PairedStep, at: number): Promise<string | null> => {
      place.step = at;
      place.count = 0;
      const answer = await act(step).catch((error: unknown) => {
        if (!isRefused(error)) throw error;
        const { code, message, issues, data } = error;
        return { code, message, issues, data };
      });
      const made = (answer ?? {}) as {
        ticket?: { id: string; number: string };
        drafts?: readonly { id: string }[];
        code?: string;
      };
      if ((step.what === 'open' || step.what === 'create') && made.code === undefined && made.ticket !== undefined)
        tickets.push({ id: made.ticket.id, number: made.ticket.number });
      drafts.push(...(made.drafts ?? []).map(({ id }) => id));
      return ['open', 'reply', 'withdraw', 'upload'].includes(step.what) ? JSON.stringify(answer) : null;
    },
    accepted: tickets,
    /** Everything that requesters can read now, word for word. */
    shown: async (): Promise<string> => {
      const answers: unknown[] = [];
      for (const one of requesters) {
        const heard = (call: Promise<unknown>) =>
          call.catch((error: unknown) =>
            isRefused(error) ? [error.code, error.message, error.issues, error.data] : error,
          );
        answers.push(await one.areas(), await one.list());
        for (let page = await one.list({ limit: 2 }); page.next !== null; ) {
          answers.push(page);
          page = await one.list({ limit: 2, after: page.next });
        }
        for (const { id, number } of [...tickets, { id: 'unknown', number: 'DESK-2026-99999' }])
          answers.push(await heard(one.get(id)), await heard(one.byNumber(number)));
      }
      const letters = kit.mails.filter(({ envelope }) => envelope.to.endsWith('@acme.example'));
      return JSON.stringify([answers, letters], null, 1);
    },
  };
};
