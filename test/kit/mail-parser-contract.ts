import assert from 'node:assert/strict';
import type { MailParser, ParsedMail } from '../../src/ports/mail-parser.ts';
import { isSingleLine } from '../../src/text/clean-text.ts';

/** One promise of the port of mail parsers. It throws an AssertionError if an implementation breaks it. */
export interface MailParserCase {
  readonly id: string;
  readonly title: string;
  readonly run: (parser: MailParser) => Promise<void>;
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const read = async (parser: MailParser, ...lines: string[]): Promise<ParsedMail> => {
  const result = await parser.parse(bytesOf(lines.join('\r\n')));
  assert.equal(result.outcome, 'parsed', 'this mail can be read');
  assert(result.outcome === 'parsed');
  return result.mail;
};
const valuesOf = ({ headers }: ParsedMail, name: string): string[] =>
  headers.filter((header) => header.name === name).map(({ value }) => value);

/**
 * The promises of the port of mail parsers, as data: run them with the test runner of your choice.
 *
 * @example
 * ```ts
 * import { createMimeParser } from 'ticketwerk/mime';
 * import { mailParserContract } from 'ticketwerk/testing';
 *
 * for (const { title, run } of mailParserContract) {
 *   // with a test runner: test(title, () => run(createMimeParser()))
 *   await run(createMimeParser());
 * }
 * ```
 */
export const mailParserContract: readonly MailParserCase[] = [
  {
    id: 'headers-in-order',
    title: 'headers keep their order and repetitions, topmost first, under names in lower case',
    run: async (parser) => {
      const mail = await read(
        parser,
        'RECEIVED: from b',
        'X-Two: 1',
        'Received: from a',
        'x-two: 2',
        'From: a@b.example',
        '',
        'x',
      );
      assert.deepEqual(valuesOf(mail, 'received'), ['from b', 'from a']);
      assert.deepEqual(valuesOf(mail, 'x-two'), ['1', '2']);
      const names = mail.headers.map(({ name }) => name);
      assert.deepEqual(names, ['received', 'x-two', 'received', 'x-two', 'from']);
    },
  },
  {
    id: 'headers-decoded',
    title: 'header values are unfolded, and encoded words are decoded once',
    run: async (parser) => {
      const mail = await read(
        parser,
        'X-Folded: one',
        ' two',
        '\tthree',
        'X-Word: =?utf-8?Q?Gr=C3=B6=C3=9Fe?= =?utf-8?B?IPCfkY0=?=',
        'X-Twice: =?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=',
        '',
        'x',
      );
      assert.deepEqual(valuesOf(mail, 'x-folded'), ['one two three']);
      assert.deepEqual(valuesOf(mail, 'x-word'), ['Größe 👍']);
      assert.deepEqual(valuesOf(mail, 'x-twice'), ['=?utf-8?Q?x?=']);
    },
  },
  {
    id: 'headers-clean',
    title: 'control characters that hide in encoded words do not reach any value',
    run: async (parser) => {
      const evil = '=?utf-8?Q?x=0D=0ABcc:_evil@x.example=00=C2=85y?=';
      const mail = await read(parser, `Subject: ${evil}`, `X-Evil: ${evil}`, `From: ${evil} <a@b.example>`, '', 'x');
      const values = [mail.subject, mail.from?.name ?? '', ...mail.headers.map(({ value }) => value)];
      for (const value of values) assert.ok(isSingleLine(value), JSON.stringify(value));
      assert.deepEqual(valuesOf(mail, 'bcc'), []);
      assert.match(valuesOf(mail, 'x-evil')[0] ?? '', /^x +Bcc: evil@x\.example *y$/);
    },
  },
  {
    id: 'headers-of-the-mail-alone',
    title: 'headers of embedded mails and of parts are not those of the mail',
    run: async (parser) => {
      const mail = await read(
        parser,
        'Content-Type: multipart/mixed; boundary=b',
        'Message-ID: <outer@x.example>',
        '',
        '--b',
        'X-Part: 1',
        '',
        'text',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'Message-ID: <inner@x.example>',
        'X-Inner: 1',
        'Auto-Submitted: auto-replied',
        '',
        'inner',
        '--b--',
      );
      assert.equal(mail.messageId, '<outer@x.example>');
      for (const name of ['x-part', 'x-inner', 'auto-submitted']) assert.deepEqual(valuesOf(mail, name), []);
    },
  },
  {
    id: 'people',
    title: 'From, Sender, Reply-To, To and Cc are read apart',
    run: async (parser) => {
      const mail = await read(
        parser,
        'From: Ada <ada@a.example>',
        'Sender: office@a.example',
        'Reply-To: team@a.example',
        'To: b@b.example, c@b.example',
        'Cc: d@b.example',
        '',
        'x',
      );
      assert.deepEqual(mail.from, { name: 'Ada', address: 'ada@a.example' });
      assert.equal(mail.sender?.address, 'office@a.example');
      const addresses = [mail.replyTo, mail.to, mail.cc].map((list) => list.map(({ address }) => address));
      assert.deepEqual(addresses, [['team@a.example'], ['b@b.example', 'c@b.example'], ['d@b.example']]);
    },
  },
  {
    id: 'never-throws',
    title: 'no bytes make it throw, and whatever it reads is clean',
    run: async (parser) => {
      const everyByte = Uint8Array.from({ length: 1024 }, (_, index) => index % 256);
      const rubbish = [
        '',
        '\r\n',
        ':',
        'Subject',
        'Content-Type: multipart/mixed; boundary=\r\n\r\n--',
        'From: <\r\n\r\n',
      ];
      for (const raw of [everyByte, ...rubbish.map(bytesOf)]) {
        const result = await parser.parse(raw);
        if (result.outcome === 'unparseable') assert.notEqual(result.reason, '');
        else for (const { value } of result.mail.headers) assert.ok(isSingleLine(value));
      }
    },
  },
];
