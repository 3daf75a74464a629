import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ParsedMail } from '../../src/ports/mail-parser.ts';
import { isSingleLine } from '../../src/text/clean-text.ts';
import { emptyPrefill, prefillFromMail } from '../../src/ticket/prefill.ts';

const mail = (more: Partial<ParsedMail> = {}): ParsedMail => ({
  messageId: null,
  inReplyTo: null,
  references: [],
  subject: 'Printer',
  from: { name: 'Bob Baker', address: 'bob@acme.example' },
  replyTo: [],
  to: [],
  cc: [],
  date: null,
  text: 'It burns.',
  attachments: [],
  sender: null,
  headers: [],
  ...more,
});
const nobody = { persons: [], contacts: [] };
const asIs = { stripReplyPrefixes: false };
const bob = { id: 'bob', name: 'Robert', phone: '1', contacts: ['acme'] };

test('by hand nothing is filled', () => {
  expect(emptyPrefill).toEqual({
    subject: '',
    description: '',
    requester: { contact: null, person: null, name: '', email: '', phone: '' },
    candidates: [],
    warnings: [],
  });
});

test('a mail fills subject, description, name and address', () => {
  expect(prefillFromMail(mail(), nobody, asIs)).toEqual({
    subject: 'Printer',
    description: 'It burns.',
    requester: { contact: null, person: null, name: 'Bob Baker', email: 'bob@acme.example', phone: '' },
    candidates: [],
    warnings: [],
  });
});

test('one person wins over contacts of the same address', () => {
  const contacts = [{ id: 'acme', name: 'Acme', phone: '0' }];
  const { requester } = prefillFromMail(mail(), { persons: [bob], contacts }, asIs);
  expect(requester).toEqual({ contact: 'acme', person: 'bob', name: 'Robert', email: 'bob@acme.example', phone: '1' });
});

test('without a usable sender nobody is matched', () => {
  for (const from of [null, { name: 'Bob', address: 'a..b@acme.example' }, { name: 'Bob', address: '' }]) {
    const filled = prefillFromMail(mail({ from }), { persons: [bob], contacts: [] }, asIs);
    expect(filled.requester).toEqual({ contact: null, person: null, name: '', email: '', phone: '' });
    expect(filled.candidates).toEqual([]);
    expect(filled.warnings.map(({ code }) => code)).toEqual(['mail_no_sender']);
  }
});

test('prefixes of replies go only where the area says so, and only in front', () => {
  const strip = (subject: string) => prefillFromMail(mail({ subject }), nobody, { stripReplyPrefixes: true }).subject;
  expect(strip('AW: Re: re[3]:WG: FWD: Antw: Printer')).toBe('Printer');
  expect(strip('Printer Re: fire')).toBe('Printer Re: fire');
  expect(strip('Reprise: Printer')).toBe('Reprise: Printer');
  expect(strip('Re:')).toBe('');
  expect(prefillFromMail(mail({ subject: 'Re: Printer' }), nobody, asIs).subject).toBe('Re: Printer');
});

test('what is too long is cut, and each cut is a warning', () => {
  const filled = prefillFromMail(mail({ subject: 'x'.repeat(300), text: 'y'.repeat(1_100_000) }), nobody, asIs);
  expect([filled.subject.length, filled.description.length]).toEqual([255, 1_048_576]);
  expect(filled.warnings.map(({ code }) => code)).toEqual(['subject_truncated', 'description_truncated']);
  expect(prefillFromMail(mail({ from: { name: 'z'.repeat(400), address: 'a@b' } }), nobody, asIs).requester.name).toBe(
    'z'.repeat(255),
  );
});

test('whatever a parser lets through, the result can be stored and stand in a header', () => {
  const anyText = fc
    .array(fc.oneof(fc.nat({ max: 0xff }), fc.nat({ max: 0xffff })), { maxLength: 400 })
    .map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(anyText, anyText, anyText, (subject, text, name) => {
      const filled = prefillFromMail(mail({ subject, text, from: { name, address: 'a@b' } }), nobody, asIs);
      expect(isSingleLine(filled.subject) && isSingleLine(filled.requester.name)).toBe(true);
      expect(filled.subject.length).toBeLessThanOrEqual(255);
      expect(filled.subject + filled.description + filled.requester.name).not.toMatch(/\p{Surrogate}|\0/u);
      expect(filled.requester.phone).toBe('');
    }),
  );
});
