import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSmtpMailer } from '../../adapters/smtp/index.ts';
import type { OutgoingMail } from '../../src/ports/mailer.ts';
import { type ReceivingSmtpServer, startReceivingSmtpServer } from '../adapters/receiving-smtp-server.ts';

const injection = fc.constantFrom(
  '\r\nRCPT TO:<evil@x.test>',
  '\nBcc: evil@x.test',
  '\r\n\r\n.\r\nMAIL FROM:<evil@x.test>\r\n',
  '>, <evil@x.test',
  '> NOTIFY=SUCCESS',
  ',evil@x.test',
  '\0',
  '\u2028Bcc: evil@x.test',
  ' =?utf-8?Q?=0D=0ABcc:_evil@x.test?=',
);
const word = fc.oneof(
  { weight: 16, arbitrary: fc.string({ unit: 'grapheme', maxLength: 120 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.tuple(fc.string(), injection, fc.string()).map((parts) => parts.join('')) },
);
const plain = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom('rosa@bücher.example', 'Rosa.K+t1@MAIL.example', 'müller@bücher.example'),
);
const address = fc.oneof(
  { weight: 24, arbitrary: plain },
  { weight: 1, arbitrary: fc.tuple(plain, injection).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.tuple(injection, plain).map((parts) => parts.join('')) },
);
const party = fc.record({ name: word, address });
const messageId = fc.oneof(
  { weight: 6, arbitrary: fc.emailAddress().map((id) => `<${id}>`) },
  { weight: 1, arbitrary: word },
);
const headerName = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^X-[A-Za-z0-9-]{1,20}$/) },
  { weight: 1, arbitrary: fc.constantFrom('Auto-Submitted', 'Precedence', 'bcc', 'To', 'X-A: 1\r\nBcc', '__proto__') },
);
const mail: fc.Arbitrary<OutgoingMail> = fc.record({
  envelope: fc.record({ from: fc.oneof(fc.constant(''), address), to: address }),
  from: party,
  to: fc.array(party, { maxLength: 2 }),
  cc: fc.array(party, { maxLength: 1 }),
  subject: word,
  text: fc.string({ unit: 'binary' }),
  date: fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  messageId: fc.emailAddress().map((id) => `<${id}>`),
  inReplyTo: fc.option(messageId),
  references: fc.array(messageId, { maxLength: 3 }),
  headers: fc.dictionary(headerName, word, { maxKeys: 2 }),
});

const made = ['from', 'to', 'cc', 'subject', 'date', 'message-id', 'in-reply-to', 'references'];
const mime = ['mime-version', 'content-type', 'content-transfer-encoding'];

const headerNames = (raw: Buffer): string[] => {
  const [block = ''] = raw.toString('latin1').split('\r\n\r\n');
  const fields = block.split('\r\n').filter((line) => !/^[ \t]/.test(line));
  return fields.map((line) => line.slice(0, Math.max(line.indexOf(':'), 0)).toLowerCase());
};

/** The test server shows domains in Unicode; the same domain is the same mailbox. */
const folded = (text: string): string => {
  const at = text.lastIndexOf('@');
  return at === -1 ? text : `${text.slice(0, at)}@${domainToASCII(text.slice(at + 1))}`;
};

/** So many mails go at once, each to a server of its own: a server looks for a tenth of a second whether somebody talks too soon. */
const atOnce = 15;
let servers: readonly ReceivingSmtpServer[];
beforeAll(async () => {
  servers = await Promise.all(Array.from({ length: atOnce }, () => startReceivingSmtpServer()));
});
afterAll(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]();
});

test('a mail is refused without network, or goes to the intended envelope with the expected headers only', async () => {
  const count = { sent: 0, refused: 0 };
  const goesWhereItShould = async (given: OutgoingMail, server: ReceivingSmtpServer) => {
    const mailer = createSmtpMailer({ url: server.url, from: 'helpdesk@helpdesk.test' });
    const connections = server.connections();
    server.received.length = 0;
    const result = await mailer.send(given);
    if (result.outcome === 'refused') {
      count.refused += 1;
      expect(server.connections()).toBe(connections);
      expect(server.received).toEqual([]);
      return;
    }
    expect(result).toMatchObject({ outcome: 'sent' });
    count.sent += 1;
    expect(server.received).toHaveLength(1);
    const [received] = server.received;
    if (received === undefined) return;
    expect(folded(received.from)).toBe(folded(given.envelope.from));
    expect(received.to.map(folded)).toEqual([folded(given.envelope.to)]);
    const names = headerNames(received.raw);
    expect(new Set(names).size).toBe(names.length);
    const further = Object.keys(given.headers).map((name) => name.toLowerCase());
    expect([...made, ...mime, ...further]).toEqual(expect.arrayContaining(names));
  };
  await fc.assert(
    fc.asyncProperty(fc.array(mail, { minLength: atOnce, maxLength: atOnce }), async (mails) => {
      const checks = mails.map((given, index) => goesWhereItShould(given, servers[index] as ReceivingSmtpServer));
      for (const check of await Promise.allSettled(checks)) if (check.status === 'rejected') throw check.reason;
    }),
    { numRuns: 20 },
  );
  expect(count.sent + count.refused).toBe(300);
  expect(count.sent).toBeGreaterThan(0);
  expect(count.refused).toBeGreaterThan(0);
});
