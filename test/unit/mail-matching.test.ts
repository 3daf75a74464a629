import { describe, expect, test } from 'vitest';
import { parseNumberFormat } from '../../src/area/number-format.ts';
import { baseSubject, subjectWithoutNumbers } from '../../src/mail-rules/base-subject.ts';
import { envelopeOf } from '../../src/mail-rules/mail-envelope.ts';
import { type MatchFacts, type MatchPolicy, matchMail } from '../../src/mail-rules/match-mail.ts';
import { type MatchContext, matchQuestions } from '../../src/mail-rules/match-questions.ts';
import { signedAddress } from '../../src/mail-rules/signed-address.ts';
import { signedMessageId, signedThreadRoot } from '../../src/mail-rules/signed-message-id.ts';
import type { ParsedMail } from '../../src/ports/mail-parser.ts';
import { splitReplyPrefixes } from '../../src/text/reply-prefixes.ts';
import { receivedMail, signing, strangerSigning } from './received-mail.ts';

const formats = [parseNumberFormat('HD-{yyyy}-{count:5}', { areaKey: 'HD', start: 1, reset: 'year', timeZone: 'UTC' })];
const ticket = (id: string, area = 'helpdesk', subject = 'Printer') => ({
  id,
  number: `HD-2026-0000${id.slice(1)}`,
  area,
  subjects: [subject],
});
const facts: MatchFacts = {
  tickets: [ticket('t1'), ticket('t2'), ticket('t3', 'sales')],
  mails: [
    { messageId: '<ours-by-relay@ses.example>', ticket: 't1', sent: 'm7' },
    { messageId: '<theirs@acme.example>', ticket: 't2', sent: null },
    { messageId: '<sales@acme.example>', ticket: 't3', sent: null },
  ],
  referring: [{ messageId: '<newsletter@acme.example>', ticket: 't2' }],
  deliveries: [{ id: 'd1', mail: 'm1', ticket: 't1' }],
};
const own = (id: string, mail = 'm1') =>
  signedMessageId({ ticket: id, mail, random: 'r1', domain: 'desk.example' }, signing);
const reply = (kind: 'ticket' | 'delivery', id: string) =>
  signedAddress('support@desk.example', { kind, id }, signing) ?? '';
const to = (address: string) => ({ to: [{ name: '', address }] });

const match = (mail: ParsedMail, context: Partial<MatchContext> = {}, policy: Partial<MatchPolicy> = {}) => {
  const questions = matchQuestions(mail, {
    signing,
    formats,
    envelope: envelopeOf(mail),
    kind: 'person',
    report: null,
    ...context,
  });
  return matchMail(mail, questions, facts, { formats, ...policy });
};

describe('by what a mail is recognised', () => {
  test.each<[string, string, string, ParsedMail]>([
    ['reply_address', 'proven', 't1', receivedMail(to(reply('ticket', 't1').toUpperCase()))],
    ['reply_address', 'proven', 't1', receivedMail({}, [`Delivered-To: ${reply('ticket', 't1')}`])],
    ['reply_address', 'proven', 't1', receivedMail({}, [`X-Original-To: <${reply('ticket', 't1')}>`])],
    ['reply_address', 'proven', 't1', receivedMail(to(reply('delivery', 'd1')))],
    ['own_message_id', 'proven', 't1', receivedMail({ inReplyTo: own('t1') })],
    ['own_message_id', 'proven', 't1', receivedMail({ references: ['<x@y.example>', own('t1'), '<z@y.example>'] })],
    ['own_message_id', 'proven', 't1', receivedMail({ references: [signedThreadRoot('t1', 'desk.example', signing)] })],
    ['known_message_id', 'likely', 't1', receivedMail({ inReplyTo: '<ours-by-relay@ses.example>' })],
    ['known_message_id', 'likely', 't2', receivedMail({ references: ['<theirs@acme.example>'] })],
    ['shared_ancestor', 'likely', 't2', receivedMail({ references: ['<newsletter@acme.example>'] })],
    ['number', 'weak', 't1', receivedMail({ subject: 'AW: Re: [Ticket#hd-2026-00001] Printer' })],
  ])('%s is %s', (signal, strength, id, mail) => {
    expect(match(mail)).toMatchObject({ ticket: id, signal, strength, about: null, conflicts: [], reasons: [] });
  });

  test('nothing: it belongs nowhere', () => {
    expect(match(receivedMail({ references: ['<unknown@acme.example>'] }))).toEqual({
      ticket: null,
      signal: null,
      strength: null,
      about: null,
      candidates: [],
      conflicts: [],
      reasons: [],
    });
  });

  test('what somebody else signed is as good as nothing', () => {
    const forged = signedMessageId({ ticket: 't1', mail: 'm1', random: 'r1', domain: 'desk.example' }, strangerSigning);
    const address = signedAddress('support@desk.example', { kind: 'ticket', id: 't1' }, strangerSigning) ?? '';
    expect(match(receivedMail({ inReplyTo: forged, ...to(address) })).ticket).toBeNull();
    expect(match(receivedMail({ inReplyTo: '<tt1.m1@desk.example>' })).ticket).toBeNull();
  });

  test('the strongest wins whatever stands first, and the others are told as conflicts', () => {
    const mail = receivedMail({
      subject: 'HD-2026-00003',
      inReplyTo: '<theirs@acme.example>',
      references: ['<newsletter@acme.example>'],
      ...to(reply('ticket', 't1')),
    });
    const found = match(mail);
    expect(found).toMatchObject({ ticket: 't1', signal: 'reply_address', conflicts: ['t2', 't3'] });
    expect(found.candidates.map(({ signal, ticket }) => [signal, ticket])).toEqual([
      ['reply_address', 't1'],
      ['known_message_id', 't2'],
      ['shared_ancestor', 't2'],
      ['number', 't3'],
    ]);
  });

  test('In-Reply-To comes before References, and of those the newest before the oldest', () => {
    expect(match(receivedMail({ inReplyTo: own('t1'), references: [own('t2')] })).ticket).toBe('t1');
    expect(match(receivedMail({ references: [own('t1'), own('t2')] })).ticket).toBe('t2');
  });

  test('of several numbers the first one that exists counts', () => {
    const found = match(receivedMail({ subject: 'HD-2025-00009 and HD-2026-00002, not HD-2026-00001' }));
    expect(found).toMatchObject({ ticket: 't2', conflicts: ['t1'] });
  });

  test.each(['HD-2026-000012', 'XHD-2026-00001', 'HD-2026-00001-7', 'HD-2026-0001'])(
    '%s is no number of a ticket',
    (subject) => {
      expect(match(receivedMail({ subject })).ticket).toBeNull();
    },
  );

  test('a token of a ticket that is gone leads nowhere, and the next signal counts', () => {
    const found = match(receivedMail({ inReplyTo: own('t9'), subject: 'HD-2026-00001' }));
    expect(found).toMatchObject({ ticket: 't1', signal: 'number', reasons: ['no_ticket: t9'] });
  });

  test('numbers in the text count only where the mailbox wants it', () => {
    const mail = receivedMail({ text: 'It is about HD-2026-00002.' });
    expect(match(mail).ticket).toBeNull();
    expect(match(mail, { numbersInText: true })).toMatchObject({
      ticket: 't2',
      signal: 'number_in_text',
      strength: 'weak',
    });
  });

  test('what is not proven stays within the areas of the mailbox; a token does not', () => {
    const helpdesk = { areas: ['helpdesk'] };
    expect(match(receivedMail({ subject: 'HD-2026-00003' }), {}, helpdesk)).toMatchObject({
      ticket: null,
      reasons: ['other_area: t3'],
    });
    expect(match(receivedMail({ inReplyTo: '<sales@acme.example>' }), {}, helpdesk).ticket).toBeNull();
    expect(match(receivedMail({ inReplyTo: own('t3') }), {}, helpdesk).ticket).toBe('t3');
    const forwarded = receivedMail({ subject: 'WG: Printer', references: [own('t3')] });
    expect(match(forwarded, {}, helpdesk)).toMatchObject({ ticket: null, reasons: ['forwarded_elsewhere: t3'] });
    expect(match(receivedMail({ subject: 'WG: Printer', references: [own('t1')] }), {}, helpdesk).ticket).toBe('t1');
  });

  test('an answer about something else follows, or is new where the mailbox says so', () => {
    const mail = receivedMail({ subject: 'A lamp, too', inReplyTo: own('t1') });
    expect(match(mail).ticket).toBe('t1');
    expect(match(mail, {}, { otherSubject: 'new' })).toMatchObject({ ticket: null, reasons: ['other_subject: t1'] });
    expect(match(receivedMail({ subject: 'Re: ', inReplyTo: own('t1') }), {}, { otherSubject: 'new' }).ticket).toBe(
      't1',
    );
    const same = receivedMail({ subject: 'AW: [#HD-2026-00001] PRINTER', inReplyTo: own('t1') });
    expect(match(same, {}, { otherSubject: 'new' }).signal).toBe('own_message_id');
  });

  test('the store is asked once for everything, and for no more than 50 ids of a chain', () => {
    const references = Array.from({ length: 300 }, (_, index) => `<${index}@x.example>`);
    const questions = matchQuestions(
      receivedMail({ references, subject: 'HD-2026-00001', ...to(reply('delivery', 'd1')) }),
      {
        signing,
        formats,
        envelope: { from: null, to: [] },
        kind: 'person',
        report: null,
      },
    );
    expect(questions).toMatchObject({ tickets: [], deliveries: ['d1'], numbers: ['HD-2026-00001'] });
    expect(questions.messageIds).toHaveLength(50);
    expect(questions.messageIds).toContain('<299@x.example>');
    expect(questions.messageIds).toContain('<0@x.example>');
    const signed = matchQuestions(receivedMail({ inReplyTo: own('t1') }), {
      signing,
      formats,
      envelope: { from: null, to: [] },
      kind: 'person',
      report: null,
    });
    expect(signed).toMatchObject({ tickets: ['t1'], messageIds: [] });
  });
});

describe('a bounce belongs to the mail it is about', () => {
  const report = (...originalIds: string[]) => ({ kind: 'bounce' as const, report: { recipients: [], originalIds } });

  test('by the address to which it came: then the copy is known', () => {
    const found = match(receivedMail({}, [`Delivered-To: ${reply('delivery', 'd1')}`]), report(own('t1', 'm1')));
    expect(found).toMatchObject({
      ticket: 't1',
      signal: 'report',
      strength: 'proven',
      about: { mail: 'm1', delivery: 'd1' },
    });
  });

  test('by the id of the original, also one that a server gave it', () => {
    expect(match(receivedMail(), report(own('t1', 'm1'))).about).toEqual({ mail: 'm1', delivery: null });
    expect(match(receivedMail(), report('<ours-by-relay@ses.example>')).about).toEqual({ mail: 'm7', delivery: null });
    expect(match(receivedMail({ references: [own('t2', 'm2')] }), report()).about).toEqual({
      mail: 'm2',
      delivery: null,
    });
  });

  test('never by its subject, and not by mails that the desk did not send', () => {
    const mail = receivedMail({ subject: 'Undeliverable: HD-2026-00001' });
    expect(match(mail, report('<theirs@acme.example>', '<newsletter@acme.example>')).ticket).toBeNull();
  });
});

describe('subjects', () => {
  test.each([
    ['Re: Printer', ['reply'], 'Printer'],
    ['AW: WG: Re[2]: Fwd: Printer', ['reply', 'forward', 'reply', 'forward'], 'Printer'],
    ['Antwort: SV: Odp: RE^3: Printer', ['reply', 'reply', 'reply', 'reply'], 'Printer'],
    ['TR : RV: ENC: Printer', ['forward', 'forward', 'forward'], 'Printer'],
    ['回复：转发: Printer', ['reply', 'forward'], 'Printer'],
    ['Report: Printer', [], 'Report: Printer'],
    ['Re Printer', [], 'Re Printer'],
    ['', [], ''],
  ])('%j', (subject, prefixes, rest) => {
    expect(splitReplyPrefixes(subject)).toEqual({ prefixes, rest });
  });

  test('what a mail is about is the same with and without prefixes, numbers and case', () => {
    const written = [
      'Printer on fire',
      'Re: [#HD-2026-00001] printer on fire',
      'AW: WG: PRINTER on fire (Ticket HD-2026-00001)',
      'HD-2026-00001 AW: Printer on  fire',
    ];
    expect(new Set(written.map((subject) => baseSubject(subject, formats)))).toEqual(new Set(['printer on fire']));
    expect(baseSubject('Printer on fire [2nd floor]', formats)).toBe('printer on fire [2nd floor]');
    expect(subjectWithoutNumbers('AW: [#HD-2026-00001] Drucker', formats)).toBe('Drucker');
  });
});
