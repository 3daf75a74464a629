import { describe, expect, test } from 'vitest';
import { withdrawMail } from '../../src/notifications/withdraw-mail.ts';
import { redactEvent } from '../../src/persons/redact-event.ts';
import { isMailTo, redactDelivery, redactMail } from '../../src/persons/redact-mail.ts';
import { redactTicket } from '../../src/persons/redact-ticket.ts';
import { redactionFor } from '../../src/persons/redaction.ts';
import { isSnapshotOf } from '../../src/persons/snapshots.ts';
import type { ParsedMail } from '../../src/ports/mail-parser.ts';
import type { TicketDetails } from '../../src/ports/store.ts';
import type { Requester } from '../../src/ticket/requester.ts';
import { eventSchemas, type NewEvent, type TicketEvent } from '../../src/ticket/ticket-event.ts';
import { deliveryRow, mailRow, sourceRow, ticketRow } from '../kit/store-contract/sample-rows.ts';
import { noDetails } from '../kit/store-contract/store-steps.ts';

const known = { person: 'bob', addresses: ['bob@acme.example'], names: ['Bob Baker'], phones: ['+49 30 123456'] };
const asked = (more: Partial<Requester>): Requester => ({
  contact: 'acme',
  person: null,
  name: '',
  email: '',
  phone: '',
  ...more,
});
const bob = asked({ person: 'bob', name: 'Bob Baker', email: 'bob@home.example' });
const carol = asked({ person: 'carol', name: 'Carol', email: 'bob@acme.example' });

const event = (happened: NewEvent, seq = 1): TicketEvent =>
  ({
    ...happened,
    ticket: 't',
    seq,
    v: 1,
    at: '2026-03-03T13:00:00.000Z',
    actor: { contact: 'acme', person: 'bob' },
  }) as TicketEvent;
const editedTo = (from: Requester, to: Requester) =>
  event({ type: 'ticket.edited', data: { requester: { from, to } } });

const redactionWith = (events: readonly TicketEvent[] = [], content: 'keep' | 'remove' = 'keep') =>
  redactionFor(
    known,
    { details: { ...noDetails, events } satisfies TicketDetails, parsed: new Map() },
    {
      content,
      isFreeField: (id) => id === 'free',
    },
  );

describe('a snapshot is his', () => {
  test.each([
    ['by his id, whatever its address', asked({ person: 'bob', email: 'else@acme.example' }), true],
    ['by an address of his, where it names nobody', asked({ email: 'BOB@acme.example' }), true],
    ['not by an address, where it names another', asked({ person: 'carol', email: 'bob@acme.example' }), false],
    ['not without any address', asked({ name: 'Bob Baker' }), false],
  ])('%s', (_why, requester, isHis) => {
    expect(isSnapshotOf(known, requester)).toBe(isHis);
  });
});

describe('at a ticket', () => {
  test('addresses of his snapshots there are his too', () => {
    expect(redactionWith([editedTo(asked({}), bob)]).isHisAddress('BOB@home.example')).toBe(true);
    expect(redactionWith().isHisAddress('bob@home.example')).toBe(false);
  });

  test('an address of another person there is hers, though it was given as his', () => {
    const redaction = redactionWith([editedTo(bob, carol)]);
    expect(redaction.isHisAddress('bob@acme.example')).toBe(false);
    expect(redaction.requester(carol)).toEqual(carol);
    expect(redaction.requester(bob)).toEqual(asked({ name: '[erased]' }));
  });

  test('a snapshot that names nobody loses his name and phone', () => {
    const requester = asked({ name: 'Carol for Bob Baker', email: 'carol@acme.example', phone: '030, +49 30 123456' });
    expect(redactionWith().requester(requester)).toEqual({
      ...requester,
      name: 'Carol for [erased]',
      phone: '030, [erased]',
    });
  });
});

/** An event of each type that says something of him everywhere it can. */
const his = 'Bob Baker';
const place = { folder: his, name: `${his}.txt`, shared: true };
const step = {
  workflow: his,
  workflowName: his,
  workflowVersion: 1,
  step: his,
  stepName: his,
  publicLabel: his,
  category: 'new',
} as const;
const mailFacts = { mail: 'm', kind: 'closing', to: ['bob@acme.example', 'x@y.example'], subject: his };
const document = {
  id: 'd',
  ...place,
  size: 1,
  mediaType: 'text/plain',
  sha256: 'abc',
  blob: 'b',
  addedBy: { contact: 'acme', person: 'bob' },
  addedAt: '2026-03-03T13:00:00.000Z',
  source: null,
};
const { shared: _shared, ...documentFacts } = document;
const action = {
  id: 'a',
  visibility: 'external',
  author: { contact: 'acme', person: 'bob' },
  concerns: ['ada'],
  occurredAt: '2026-03-03T13:00:00.000Z',
  createdAt: '2026-03-03T13:00:00.000Z',
  timeSpent: 0,
  shortDescription: his,
  shortDescriptionDerived: true,
  description: his,
} as const;
const both = { from: his, to: `not ${his}` };
const full: { readonly [T in NewEvent['type']]: Extract<NewEvent, { type: T }>['data'] } = {
  'ticket.created': {
    number: 'HD-1',
    area: 'helpdesk',
    origin: 'portal',
    place: step,
    chosenBy: { by: 'rule', rule: 'r' },
    subject: his,
    description: his,
    requester: asked({ person: 'bob', name: his, email: 'bob@acme.example', phone: '+49 30 123456' }),
    project: null,
    responsible: 'Bob Baker',
    audience: ['Bob Baker'],
    fields: { free: his, choice: his, many: [his, 'x'], number: 4930123456, flag: true, none: null },
  },
  'ticket.edited': {
    subject: both,
    description: both,
    requester: { from: asked({ name: his }), to: asked({ email: 'bob@acme.example' }) },
    fields: { from: { free: his }, to: { free: 'x' } },
    project: { from: null, to: his },
    audience: { from: [his], to: [] },
  },
  'ticket.responsible_changed': { from: 'ada', to: 'grace' },
  'ticket.moved': { transition: his, transitionName: his, from: step, to: step, comment: his, via: 'single' },
  'ticket.closed': {},
  'ticket.reopened': {},
  'ticket.workflow_switched': { from: step, to: step },
  'ticket.migrated': { from: { workflowVersion: 1, step: 'new' }, to: step, reason: his },
  'action.added': { action },
  'document.added': { document: documentFacts, shared: true },
  'document.moved': { document: 'd', from: place, to: place },
  'document.removed': { document: 'd', from: place },
  'action.edited': {
    action: 'a',
    visibility: { from: 'external', to: 'external' },
    timeSpent: { from: 0, to: 0 },
    shortDescription: both,
    description: both,
  },
  'action.published': { action: 'a', timeSpent: 0 },
  'action.removed': { action: 'a', visibility: 'external', timeSpent: 0 },
  'action.time_booked': { action: 'a', visibility: 'external', timeSpent: 0, user: his },
  'timer.paused': { timer: 't', user: his, timeSpent: 0 },
  'mail.attached': { source: 's', mailbox: his, messageId: '<1@acme.example>', from: 'Bob@ACME.example', subject: his },
  'mail.drafted': mailFacts,
  'mail.queued': { ...mailFacts, drafted: true },
  'mail.discarded': { ...mailFacts, drafted: true },
  'mail.sent': { ...mailFacts, delivery: 'd', messageId: '<m@desk.example>', first: true },
  'mail.failed': { ...mailFacts, delivery: 'd', reason: '550 <bob@acme.example>' },
  'activity.linked': { type: 'call', id: his, contacts: [his], project: his },
  'activity.unlinked': { type: 'call', id: his },
  'ticket.deleted': { number: 'HD-1', area: 'helpdesk', mails: 1, documents: 1, actions: 1, via: 'single' },
  'person.erased': { content: 'keep', shown: true },
  'notification.undeliverable': { kind: 'assigned', user: his, reason: 'unknown' },
};
/** Ids, names of the configuration and users are no texts about him, though they read the same. */
const untouched =
  /"(workflow|workflowName|step|stepName|publicLabel|transition|transitionName|responsible|user|mailbox|id)":"Bob Baker"/g;
const notTexts =
  /"(audience|project|contacts)":(\[?"Bob Baker"\]?|\{"from":(null|\["Bob Baker"\]),"to":("Bob Baker"|\[\])\})/g;

describe.each(Object.entries(full))('an event %s', (type, data) => {
  const before = event({ type, data } as NewEvent, 3);

  test('loses what names him, and nothing else', () => {
    const after = redactEvent(before, redactionWith([before]));
    const text = JSON.stringify(after);
    expect(eventSchemas[before.type].safeParse(after.data).success).toBe(true);
    expect(text.replaceAll(untouched, '').replaceAll(notTexts, '')).not.toMatch(/bob|baker|49 30/i);
    expect(text.match(untouched) ?? []).toEqual(JSON.stringify(before).match(untouched) ?? []);
    const { actor, data: _data, ...rest } = before;
    expect(after).toMatchObject({ ...rest, actor: { contact: 'acme' } });
    expect(Object.keys(after.data)).toEqual(Object.keys(before.data));
    expect(actor).toEqual({ contact: 'acme', person: 'bob' });
  });

  test('is the same when it is redacted twice', () => {
    const redaction = redactionWith([before]);
    const once = redactEvent(before, redaction);
    expect(redactEvent(once, redaction)).toEqual(once);
  });

  test('of others stays as it is', () => {
    const strange = redactionFor(
      { person: 'eve', addresses: ['eve@acme.example'], names: ['Eve'], phones: [] },
      { details: { ...noDetails, events: [before] }, parsed: new Map() },
      { content: 'remove', isFreeField: () => true },
    );
    expect(redactEvent(before, strange)).toEqual(before);
  });
});

test('his own words go where they are to go, also where an agent has edited them, and those of others stay', () => {
  const created = event({
    type: 'ticket.created',
    data: { ...full['ticket.created'], subject: 'Mine', description: 'Mine' },
  });
  const foreign = event({
    type: 'action.added',
    data: { action: { ...action, id: 'b', author: { user: 'ada' }, description: 'Ours' } },
  });
  const edited = event({
    type: 'action.edited',
    data: { ...full['action.edited'], description: { from: 'Mine', to: 'Ours now' } },
  });
  const mine = event({ type: 'action.added', data: { action: { ...action, description: 'Mine' } } });
  const file = event({ type: 'document.added', data: full['document.added'] });
  const redaction = redactionWith([created, mine, foreign, edited, file], 'remove');
  const data = (one: TicketEvent) => redactEvent(one, redaction).data;
  expect(data(created)).toMatchObject({
    subject: '[erased]',
    description: '[erased]',
    fields: {
      free: '[erased]',
      choice: '[erased]',
      many: ['[erased]', 'x'],
      number: 4930123456,
      flag: true,
      none: null,
    },
  });
  expect(data(mine)).toMatchObject({ action: { description: '[erased]', shortDescription: '[erased]' } });
  expect(data(edited)).toMatchObject({ description: { from: '[erased]', to: '[erased]' } });
  expect(data(foreign)).toMatchObject({ action: { description: 'Ours' } });
  expect(data(file)).toMatchObject({ document: { name: '[erased]', sha256: '' } });
});

describe('what lies at a ticket', () => {
  const created = event({ type: 'ticket.created', data: full['ticket.created'] });
  const address = (text: string) => ({ name: '', address: text });
  const parsed = (more: Partial<ParsedMail>): ParsedMail => ({
    messageId: null,
    inReplyTo: null,
    references: [],
    subject: '',
    from: address('x@y.example'),
    replyTo: [],
    to: [],
    cc: [],
    date: null,
    text: '',
    attachments: [],
    sender: null,
    headers: [],
    ...more,
  });
  const redacted = (details: Partial<TicketDetails>, mails: ReadonlyMap<string, ParsedMail | null> = new Map()) => {
    const facts = {
      row: ticketRow('t'),
      details: { ...noDetails, events: [created], ...details },
      mails: [],
      parsed: mails,
    };
    return redactTicket(facts, redactionFor(known, facts, { content: 'keep', isFreeField: () => false }));
  };

  test('is without him in who linked an activity; links of others stay', () => {
    const link = {
      type: 'call',
      id: 'c',
      ticket: 't',
      contacts: ['acme'],
      project: null,
      linkedAt: created.at,
    } as const;
    const his = { ...link, linkedBy: { contact: 'acme', person: 'bob' } };
    expect(redacted({ activityLinks: [his, { ...link, linkedBy: { user: 'bob' } }] }).activityLinks).toEqual([
      { before: his, after: { ...his, linkedBy: { contact: 'acme' } } },
    ]);
  });

  test.each([
    ['his own', { from: 'BOB@acme.example' }, parsed({}), true],
    ['one that he is a recipient of', {}, parsed({ cc: [address('Bob@acme.example')] }), true],
    ['one that is answered to him', {}, parsed({ replyTo: [address('bob@acme.example')] }), true],
    ['one that names him', {}, parsed({ text: 'Dear Bob Baker' }), true],
    ['one that names him in a display name', {}, parsed({ to: [{ name: 'Bob Baker', address: 'x@y.example' }] }), true],
    ['one that cannot be read', {}, null, true],
    ['any other', {}, parsed({ text: 'Dear Carol' }), false],
  ])('of raw sources loses %s', (_which, more, mail, removed) => {
    const source = sourceRow('s', 't', { from: 'x@y.example', ...more });
    const [after] = redacted({ sources: [source] }, new Map([['s', mail]])).sources;
    expect(after?.rawRemoved).toBe(removed);
  });

  test('of a raw source that is gone already loses nothing', () => {
    expect(redacted({ sources: [sourceRow('s', 't', { from: 'bob@acme.example' })] }).sources[0]?.rawRemoved).toBe(
      false,
    );
  });
});

describe('a written mail', () => {
  const none = { ids: new Set<string>(), some: false };
  const to = (address: string) => [{ name: 'Bob Baker', address }];

  test('is to him where he is among its recipients, or as a draft to the requester without any', () => {
    const redaction = redactionWith();
    expect(isMailTo(mailRow('m', 't', { to: to('BOB@acme.example') }), redaction, false)).toBe(true);
    expect(isMailTo(mailRow('m', 't', { cc: to('bob@acme.example') }), redaction, false)).toBe(true);
    expect(isMailTo(mailRow('m', 't'), redaction, true)).toBe(false);
    expect(isMailTo(mailRow('m', 't', { to: [] }), redaction, true)).toBe(true);
    expect(isMailTo(mailRow('m', 't', { to: [] }), redaction, false)).toBe(false);
    expect(isMailTo(mailRow('m', 't', { to: [], state: 'discarded' }), redaction, true)).toBe(false);
  });

  test('keeps nothing that came with his own mail, and what came with those of others', () => {
    const mail = mailRow('m', 't', { to: to('bob@acme.example') });
    const redaction = redactionWith();
    expect(redactMail(mail, redaction, true, { ids: new Set(['<first@example.com>']), some: true })).toMatchObject({
      to: [{ name: '', address: '[erased]' }],
      suggestedRecipients: [],
      inReplyTo: null,
      references: [],
    });
    expect(redactMail(mail, redaction, true, none)).toMatchObject({
      suggestedRecipients: mail.suggestedRecipients,
      inReplyTo: '<first@example.com>',
      references: mail.references,
    });
    expect(redactMail({ ...mail, inReplyTo: null }, redaction, true, none).suggestedRecipients).toEqual([]);
  });

  test('to others only loses his name', () => {
    const mail = mailRow('m', 't', {
      to: to('x@y.example'),
      text: 'Ask Bob Baker.',
      suggestedRecipients: to('bob@acme.example'),
    });
    expect(redactMail(mail, redactionWith(), false, none)).toEqual({
      ...mail,
      to: [{ name: '[erased]', address: 'x@y.example' }],
      text: 'Ask [erased].',
      suggestedRecipients: [],
    });
  });

  test('a copy that is being sent to somebody else is not touched', () => {
    const copy = deliveryRow('d', 'm', 't', { state: 'sending', reason: '<bob@acme.example>' });
    expect(redactDelivery(copy, redactionWith())).toEqual(copy);
    expect(redactDelivery({ ...copy, state: 'failed' }, redactionWith()).reason).toBe('<[erased]>');
  });
});

describe('a mail that is withdrawn', () => {
  const copies = (...states: readonly ('queued' | 'sending' | 'sent' | 'failed' | 'ambiguous' | 'discarded')[]) =>
    states.map((state, index) =>
      deliveryRow(`d${index}`, 'm', 't', { state, leasedUntil: state === 'sending' ? 'then' : null }),
    );

  test.each([
    ['draft', [], 'discarded', []],
    ['queued', ['queued', 'queued'], 'discarded', ['discarded', 'discarded']],
    ['queued', ['queued', 'sent'], 'closed', ['discarded', 'sent']],
    ['queued', ['sending'], 'closed', ['ambiguous']],
    ['queued', ['failed', 'queued'], 'closed', ['failed', 'discarded']],
    ['closed', ['sent', 'ambiguous'], 'closed', ['sent', 'ambiguous']],
    ['discarded', ['discarded'], 'discarded', ['discarded']],
  ] as const)('%s with copies %j is %s then, with %j', (state, before, after, states) => {
    const withdrawn = withdrawMail(mailRow('m', 't', { state }), copies(...before));
    expect([withdrawn.mail.state, withdrawn.deliveries.map((one) => one.state)]).toEqual([after, states]);
    expect(withdrawn.deliveries.every(({ leasedUntil }) => leasedUntil === null)).toBe(true);
  });
});
