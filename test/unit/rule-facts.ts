import { unknownAuthentication } from '../../src/mail-rules/read-authentication.ts';
import type { RuleFacts } from '../../src/mail-rules/rule-facts.ts';
import type { ParsedMail } from '../../src/ports/mail-parser.ts';
import { receivedMail } from './received-mail.ts';

/** A mail of Bob Baker that belongs nowhere, as rules see it. */
export const ruleFacts = (
  mail: Partial<ParsedMail> = {},
  lines: readonly string[] = [],
  more: Partial<RuleFacts> = {},
): RuleFacts => ({
  mail: receivedMail(mail, lines),
  direction: 'in',
  mailbox: 'support',
  owner: null,
  size: 1000,
  receivedAt: '2026-03-03T13:00:00.000Z',
  envelope: { from: 'bounces@acme.example', to: ['support@desk.example'] },
  classification: { kind: 'person', allowAutoReply: true, mayReopen: true, reasons: [] },
  authentication: unknownAuthentication,
  match: { ticket: null, signal: null, strength: null, about: null, candidates: [], conflicts: [], reasons: [] },
  ticket: null,
  person: null,
  ...more,
});

/** It has the number of a ticket in its subject. */
export const byNumber: RuleFacts['match'] = {
  ticket: 't1',
  signal: 'number',
  strength: 'weak',
  about: null,
  candidates: [{ ticket: 't1', signal: 'number', strength: 'weak', by: 'HD-00001' }],
  conflicts: [],
  reasons: [],
};
