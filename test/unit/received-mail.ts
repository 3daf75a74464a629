import { createHmacSigner } from '../../src/ports/hmac-signer.ts';
import type { MailHeader, ParsedMail } from '../../src/ports/mail-parser.ts';

/** A received mail of Bob Baker, as a parser gives it. Every line is a further header. */
export const receivedMail = (more: Partial<ParsedMail> = {}, lines: readonly string[] = []): ParsedMail => {
  const mail: ParsedMail = {
    messageId: '<q1@acme.example>',
    inReplyTo: null,
    references: [],
    subject: 'Printer',
    from: { name: 'Bob Baker', address: 'bob@acme.example' },
    sender: null,
    replyTo: [],
    to: [{ name: '', address: 'support@desk.example' }],
    cc: [],
    date: null,
    text: 'It burns.',
    attachments: [],
    headers: [],
    ...more,
  };
  const from = mail.from === null ? [] : [{ name: 'from', value: `${mail.from.name} <${mail.from.address}>` }];
  return { ...mail, headers: [...lines.map(headerOf), ...from, ...mail.headers] };
};

const headerOf = (line: string): MailHeader => {
  const colon = line.indexOf(':');
  return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() };
};

const secret = 'a secret of at least 32 characters';
/** Signatures of a desk for one tenant. */
export const signing = { signer: createHmacSigner({ keys: [{ id: 'a', secret }] }), tenant: 'default' };
/** The same tenant under keys of somebody else. */
export const strangerSigning = {
  signer: createHmacSigner({ keys: [{ id: 'a', secret: 'another secret of 32 characters or more' }] }),
  tenant: 'default',
};
