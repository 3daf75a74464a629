import fc from 'fast-check';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { Mailer, SendResult } from '../../src/ports/mailer.ts';
import type { Store } from '../../src/ports/store.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';

export const personId = 'person/canary';
const names = ['Canary Baker', 'Robert Canary Baker', 'Canarybob', 'CANARY, Bob', 'Zoë Canary-Baker'] as const;
const addresses = [
  'bob.canary@acme.example',
  'Canary2@Home.example',
  'CANARY3@acme.example',
  'canäry.canary@büro.example',
  'canary5@acme.example',
  'canary6@acme.example',
] as const;
const phones = ['+49 30 7000071', '030/7000082', '(030) 70000-93'] as const;
/** What must not be anywhere when he is erased: his id, names, addresses, Message-IDs and keys, and the ends of his phone numbers. */
export const canary = /canary|7000071|7000082|70000-?93/i;
/** What he writes; whether it goes is the erasure's choice. */
export const ownWords = /words-of-his/i;
/** What belongs to others: none of it may be lost. */
export const othersWords = /kept-\w+/gi;

const carol = {
  contact: 'acme',
  person: 'carol',
  name: 'kept-carol',
  email: 'kept-carol@acme.example',
  phone: 'kept-phone',
};
const dave = { name: 'kept-dave', email: 'kept-dave@acme.example' };

const base = {
  statuses: [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'busy', name: 'Busy', category: 'open' },
    { id: 'done', name: 'Done', category: 'closed' },
  ],
  fields: { machine: { type: 'text', portal: 'write' }, severity: { type: 'choice', of: ['low', 'high'] } },
  lockClosed: false,
  required: [],
  notifyConcerned: true,
} as const;
const portal = { notify: ['dispatch'], defaultResponsible: 'dispatch' } as const;
const areas = [
  defineArea({ ...base, id: 'shared', name: 'Shared', portal }),
  defineArea({ ...base, id: 'own', name: 'Own', portal: { ...portal, scope: 'requester' } }),
] as const;

/** One call of a random history. */
export interface ErasureStep {
  readonly what: string;
  /** Which ticket, mail, action or document. */
  readonly at: number;
  /** Which name, address and phone. */
  readonly pick: number;
  readonly flag: boolean;
}

export const erasureStep: fc.Arbitrary<ErasureStep> = fc.record({
  what: fc.constantFrom(
    ...[
      'byHand',
      'byHand',
      'unnamed',
      'fromPerson',
      'fromMail',
      'fromMail',
      'portal',
      'portal',
      'carol',
      'davesMail',
      'copied',
    ],
    ...[
      'reply',
      'reply',
      'upload',
      'upload',
      'note',
      'note',
      'editNote',
      'removeNote',
      'rename',
      'moveFile',
      'agentFile',
    ],
    ...['requester', 'requester', 'toCarol', 'carolReplies', 'field', 'status', 'close', 'close', 'interim', 'link'],
    ...['readdress', 'readdress', 'redraft', 'send', 'send', 'discard', 'deliver', 'deliver', 'bounce', 'wait'],
  ),
  at: fc.nat({ max: 9 }),
  pick: fc.nat({ max: 29 }),
  flag: fc.boolean(),
});

/** Something at a ticket. */
interface Piece {
  readonly id: string;
  readonly ticket: string;
}
const none: Piece = { id: '', ticket: '' };

const asRaw = (headers: Readonly<Record<string, string>>, text: string): string =>
  [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', text, ''].join('\r\n');

/** A desk on which a person leaves traces wherever he can, among those of others. */
export const openErasureWorld = async (store: Store, blobs?: BlobStore) => {
  const outcomes: SendResult['outcome'][] = [];
  const mailer: Mailer = {
    from: { name: 'Desk', address: 'support@desk.example' },
    send: async ({ envelope }) => {
      const outcome = outcomes.shift() ?? 'sent';
      if (outcome === 'sent') return { outcome, response: '250 OK' };
      return { outcome, reason: `550 5.1.1 <${envelope.to}>: user unknown` };
    },
  };
  const kit = await createTestDesk({
    areas,
    roles: { agent: { '*': ['*'] } },
    desk: { agent: ['person.erase', 'outbox.manage'] },
    store,
    ...(blobs === undefined ? {} : { blobs }),
    parser: createMimeParser(),
    options: { mailer, delivery: { attempts: 2, onAmbiguous: 'hold' } },
  });
  const ada = kit.agent('Ada', 'agent');
  const heard: TicketEvent[] = [];
  kit.desk.on('person.erased', (event) => heard.push(event as unknown as TicketEvent));
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  kit.people.addPerson({ id: personId, name: names[0], email: addresses[0], phone: phones[0], contacts: ['acme'] });
  kit.people.addPerson({ ...carol, id: 'carol', contacts: ['acme'] });
  const bob = kit.desk.asRequester({ contact: 'acme', person: personId });
  const carolina = kit.desk.asRequester({ contact: 'acme', person: 'carol' });

  const tickets: string[] = [];
  const mails: Piece[] = [];
  const notes: Piece[] = [];
  const files: Piece[] = [];
  /** Tickets that he never was on: what they say of him is only text. */
  const strangers = new Set<string>();
  /** Addresses that stand on no ticket together with his id. */
  const unnamed = new Set<string>();
  const told: string[] = [names[0], addresses[0], phones[0]];
  let keys = 0;

  const of = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
  const tell = <T extends { readonly name: string; readonly email: string; readonly phone: string }>(who: T): T => {
    told.push(who.name, who.email, who.phone);
    return who;
  };
  const bobAs = (pick: number) => ({
    name: names[pick % 5] ?? '',
    email: addresses[pick % 6] ?? '',
    phone: phones[pick % 3] ?? '',
  });
  /** Names him as people do: in any case, in the middle or at the end of a text, and where a title is cut. */
  const mention = (pick: number, ticket?: string): string => {
    if (ticket !== undefined && strangers.has(ticket)) return 'kept-silence';
    const word = told[pick % told.length] ?? '';
    const shown = word.includes(' ') || word.includes('@') ? [word, word.toUpperCase()][pick % 2] : word;
    return [
      `Call ${shown}.`,
      `${shown}: kept-word`,
      `<${shown}>`,
      `${'Something long '.repeat(3)}about ${shown} and more of it`,
    ][pick % 4] as string;
  };
  const area = (flag: boolean) => (flag ? 'shared' : 'own');
  const texts = (pick: number, ticket?: string) => ({
    subject: `About kept-printer ${mention(pick, ticket)}`,
    description: mention(pick + 1, ticket),
  });

  const davesMail = (more: Readonly<Record<string, string>>) => {
    keys += 1;
    const headers = {
      From: `${dave.name} <${dave.email}>`,
      Subject: 'kept-mail',
      'Message-ID': `<kept-${keys}@acme.example>`,
    };
    return kit.mailbox.put(asRaw({ ...headers, ...more }, 'kept-text'));
  };

  const acts: Readonly<Record<string, (step: ErasureStep, ticket: string) => Promise<unknown>>> = {
    byHand: ({ pick, flag }) =>
      ada.tickets.create({
        area: area(flag),
        ...texts(pick),
        requester: { contact: 'acme', person: personId, ...tell(bobAs(pick)) },
        fields: { machine: mention(pick + 2) },
      }),
    unnamed: ({ pick, flag }) => {
      unnamed.add(addresses[pick % 6] ?? '');
      return ada.tickets.create({ area: area(flag), ...texts(pick), requester: tell(bobAs(pick)) });
    },
    fromPerson: ({ pick, flag }) =>
      ada.tickets.create({ area: area(flag), ...texts(pick), from: { person: personId, contact: 'acme' } }),
    fromMail: ({ pick, flag }) => {
      const name = names[pick % 4] ?? '';
      const email = addresses[[0, 1, 2, 4, 5][pick % 5] ?? 0] ?? '';
      unnamed.add(email);
      // Where the host knows the sender, his name comes from there.
      if (email !== addresses[0]) told.push(name);
      const headers = {
        From: `"${name}" <${email}>`,
        To: 'support@desk.example',
        'Reply-To': 'canary-reply@elsewhere.example',
        Subject: `Mail kept-printer ${name}`,
        'Message-ID': `<canary-${keys}@acme.example>`,
        References: '<canary-thread@acme.example>',
        Date: 'Tue, 03 Mar 2026 12:00:00 +0000',
      };
      keys += 1;
      const mail = kit.mailbox.put(asRaw(headers, `words-of-his in a mail\r\n\r\n${name}`));
      return ada.tickets.create({ area: area(flag), from: { mail } });
    },
    portal: ({ pick, flag }) => {
      keys += 1;
      return bob.create(
        {
          area: area(flag),
          subject: `words-of-his ${pick}`,
          description: 'words-of-his',
          ...tell(bobAs(pick)),
          fields: { machine: 'words-of-his' },
        },
        { idempotencyKey: `canary-key-${keys}` },
      );
    },
    carol: ({ flag }) =>
      ada.tickets.create({
        area: area(flag),
        subject: 'kept-subject',
        description: 'kept-description',
        requester: carol,
      }),
    davesMail: ({ flag }) => ada.tickets.create({ area: area(flag), from: { mail: davesMail({}) } }),
    // A mail of somebody else that names him lies at a ticket that he is on: elsewhere nobody looks for him in raw mails.
    copied: async ({ flag, pick }) => {
      const mail = davesMail({ Cc: `Bob <${addresses[0]}>` });
      const { ticket } = await ada.tickets.create({ area: area(flag), from: { mail } });
      return ada.tickets.update(ticket, { requester: { contact: 'acme', person: personId, ...tell(bobAs(pick)) } });
    },
    reply: ({ pick, flag }, ticket) => {
      keys += 1;
      const files = flag
        ? { files: [{ name: `${pick} ${names[0]}.txt`, content: new TextEncoder().encode('words-of-his') }] }
        : {};
      return bob.reply(ticket, { text: `words-of-his ${pick}`, ...files }, { idempotencyKey: `canary-key-${keys}` });
    },
    upload: ({ pick }, ticket) =>
      bob.upload(ticket, { name: `words-of-his ${pick}.txt`, content: new TextEncoder().encode('words-of-his') }),
    note: ({ pick, flag }, ticket) =>
      ada.actions.add(ticket, {
        visibility: flag ? 'external' : 'internal',
        description: `${mention(pick, ticket)} kept-note`,
        concerns: ['ada', 'dispatch'],
      }),
    editNote: ({ at, pick }) => {
      const { id, ticket } = of(notes, at) ?? none;
      return ada.actions.edit(id, { description: `${mention(pick, ticket)} kept-edit` });
    },
    removeNote: ({ at }) => ada.actions.remove((of(notes, at) ?? none).id),
    rename: ({ pick }, ticket) => ada.tickets.update(ticket, texts(pick, ticket)),
    moveFile: ({ at, flag }) => {
      const { id, ticket } = of(files, at) ?? none;
      const folder = strangers.has(ticket) ? 'Files' : `Files of ${names[0]}`;
      return flag ? ada.documents.share(id) : ada.documents.move(id, { folder });
    },
    agentFile: ({ pick }, ticket) =>
      ada.documents.add(ticket, {
        name: `kept-file ${pick} ${strangers.has(ticket) ? 'of nobody' : names[0]}.txt`,
        content: Uint8Array.of(1),
      }),
    requester: ({ pick }, ticket) =>
      ada.tickets.update(ticket, { requester: { contact: 'acme', person: personId, ...tell(bobAs(pick)) } }),
    toCarol: (_step, ticket) => ada.tickets.update(ticket, { requester: carol }),
    carolReplies: (_step, ticket) => carolina.reply(ticket, { text: 'kept-reply' }),
    field: ({ pick, flag }, ticket) =>
      ada.tickets.update(ticket, { fields: { machine: mention(pick, ticket), severity: flag ? 'low' : 'high' } }),
    status: ({ pick, flag }, ticket) =>
      ada.tickets.setStatus(ticket, flag ? 'busy' : 'new', { comment: mention(pick, ticket) }),
    close: ({ pick }, ticket) => ada.tickets.close(ticket, { comment: mention(pick, ticket) }),
    interim: (_step, ticket) => ada.tickets.draftInterim(ticket),
    link: ({ pick }, ticket) => ada.activities.create(ticket, { type: 'call', subject: `kept-call ${pick}` }),
    readdress: ({ at, pick, flag }) =>
      ada.outbox.update((of(mails, at) ?? none).id, {
        to: [{ name: names[0], address: addresses[0] }, ...(flag ? [{ name: dave.name, address: dave.email }] : [])],
        ...(pick % 3 === 0 ? { cc: [{ name: carol.name, address: carol.email }] } : {}),
      }),
    redraft: ({ at, pick, flag }) => {
      const { id, ticket } = of(mails, at) ?? none;
      const name = strangers.has(ticket) ? 'kept-dave' : `kept-dave for ${names[0]}`;
      return ada.outbox.update(id, {
        text: mention(pick, ticket),
        ...(flag ? { to: [{ name, address: dave.email }] } : {}),
      });
    },
    send: ({ at }) => ada.outbox.send((of(mails, at) ?? none).id),
    discard: ({ at }) => ada.outbox.discard((of(mails, at) ?? none).id),
    deliver: () => kit.desk.deliver(),
    bounce: ({ pick }) => {
      outcomes.push((['refused', 'unavailable', 'ambiguous', 'sent'] as const)[pick % 4] ?? 'sent');
      return kit.desk.deliver();
    },
    wait: async ({ pick }) => kit.clock.advance({ minutes: pick }),
  };

  const note = (answer: unknown, what: string): void => {
    const made = (answer ?? {}) as {
      ticket?: { id: string };
      drafts?: readonly { id: string }[];
      action?: { id: string };
      document?: { id: string };
    };
    const ticket = made.ticket?.id ?? '';
    const piece = ({ id }: { readonly id: string }): Piece => ({ id, ticket });
    if (ticket !== '' && !tickets.includes(ticket)) tickets.push(ticket);
    if (what === 'carol' || what === 'davesMail') strangers.add(ticket);
    if (what === 'requester' || what === 'reply') strangers.delete(ticket);
    mails.push(...(made.drafts ?? []).map(piece));
    if (made.action != null) notes.push(piece(made.action));
    if (made.document != null) files.push(piece(made.document));
  };

  return {
    ...kit,
    ada,
    bob,
    heard,
    tickets,
    /** Addresses of his that nobody can find out. */
    unnamed,
    play: async (step: ErasureStep): Promise<void> => {
      kit.clock.advance({ minutes: 1 });
      const ticket = of(tickets, step.at) ?? 'none';
      try {
        note(await acts[step.what]?.(step, ticket), step.what);
      } catch (error) {
        // Random calls may be refused; that is no failure of the world.
        if (!isRefused(error)) throw error;
      }
      if (tickets.length === 0) return;
      const { tickets: found } = await store.load({
        tenant: 'default',
        tickets: { ids: [ticket], details: ['documents'] },
      });
      for (const { id } of found.flatMap(({ details }) => details.documents))
        if (!files.some((file) => file.id === id)) files.push({ id, ticket });
    },
  };
};
