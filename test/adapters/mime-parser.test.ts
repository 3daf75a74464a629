import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { shallowHtml } from '../../adapters/mime/shallow-html.ts';
import type { ParsedMail } from '../../src/ports/mail-parser.ts';
import { isSingleLine } from '../../src/text/clean-text.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const parser = createMimeParser();

const parse = async (raw: string | Uint8Array): Promise<ParsedMail> => {
  const result = await parser.parse(typeof raw === 'string' ? Buffer.from(raw) : raw);
  if (result.outcome !== 'parsed') throw new Error(result.reason);
  return result.mail;
};
const fixture = (name: string): Buffer => readFileSync(path.join(fixtures, `${name}.eml`));
const eml = (...lines: string[]): string => lines.join('\r\n');

describe('headers and text', () => {
  test('a German mail is decoded', async () => {
    expect(await parse(fixture('german-umlauts'))).toEqual({
      messageId: '<frage-1@kunde.example>',
      inReplyTo: '<t7.m2.x@helpdesk.example>',
      references: ['<t7@helpdesk.example>', '<t7.m2.x@helpdesk.example>'],
      subject: 'Größe der Lieferung – Dringend!',
      from: { name: 'Müßig, Jörg', address: 'joerg@kunde.example' },
      replyTo: [{ name: 'Team Süd', address: 'sued@kunde.example' }],
      to: [
        { name: 'Helpdesk', address: 'helpdesk@helpdesk.example' },
        { name: 'Lager, Halle 3', address: 'lager@kunde.example' },
      ],
      cc: [{ name: 'Gülçin Öztürk', address: 'guelcin@kunde.example' }],
      date: new Date('2026-03-30T07:11:58Z'),
      text: 'Grüße aus Köln,\n\ndie Lieferung ist zu klein.\n',
      sender: null,
      attachments: [],
      headers: expect.arrayContaining([{ name: 'subject', value: 'Größe der Lieferung – Dringend!' }]),
    });
  });

  test.each(['english-folded-subject', 'with-bom', 'cr-only'])(
    'a folded subject becomes one line and a group its members: %s',
    async (name) => {
      const mail = await parse(fixture(name));
      expect(mail.subject).toBe('My printer does not print any more since yesterday');
      expect(mail.from).toEqual({ name: '', address: 'rosa@customer.example' });
      expect(mail.to).toEqual([
        { name: '', address: 'a@helpdesk.example' },
        { name: 'B', address: 'b@helpdesk.example' },
      ]);
      expect(mail.text).toBe('Good morning.\n');
    },
  );

  test('line ends that hide in encoded words do not reach a header', async () => {
    const mail = await parse(fixture('encoded-crlf-subject'));
    expect(mail.subject).toBe('x X-Evil: 1 y');
    expect(mail.from).toEqual({ name: 'Rosa Bcc: evil@x.example', address: 'rosa@customer.example' });
  });

  test('a subject is at most 998 characters long, and no emoji is cut in two', async () => {
    const { subject } = await parse(
      `Subject: =?utf-8?B?${Buffer.from(`${'a'.repeat(997)}👍b`).toString('base64')}?=\r\n\r\n`,
    );
    expect(subject).toBe('a'.repeat(997));
  });

  test('text is composed (NFC): "u" and a combining mark become "ü"', async () => {
    const mail = await parse(
      'Subject: =?utf-8?Q?u=CC=88ber?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nu\u0308ber',
    );
    expect([mail.subject, mail.text]).toEqual(['über', 'über']);
  });

  test('ids get their brackets, a date without a zone is UTC, of two senders the first counts', async () => {
    const mail = await parse(fixture('odd-ids'));
    expect(mail.messageId).toBe('<no-brackets@x.example>');
    expect(mail.inReplyTo).toBe('<q-1@x.example>');
    expect(mail.references).toEqual(['<a@x.example>', '<b@x.example>', '<c@x.example>']);
    expect(mail.date).toEqual(new Date('2026-03-31T10:00:00Z'));
    expect(mail.from?.address).toBe('rosa@customer.example');
  });

  test.each(['null-from', 'broken-from'])('a From without an address is nobody: %s', async (name) => {
    expect((await parse(fixture(name))).from).toBeNull();
  });

  test('an address that hides another one is not taken', async () => {
    const mail = await parse('From: "victim@bank.example x"@evil.example\r\nTo: a@b.example\r\n\r\n');
    expect(mail.from).toBeNull();
    expect(mail.to).toHaveLength(1);
  });

  test('a date that cannot be read is no date, never the current time', async () => {
    expect((await parse('Date: yesterday\r\n\r\n')).date).toBeNull();
    expect((await parse('Date: Mon, 30 Mar 99999 09:00:00 +0000\r\n\r\n')).date).toBeNull();
  });
});

describe('character sets', () => {
  test('raw Latin-1 headers and an 8-bit body are read with the charset of the body', async () => {
    const mail = await parse(fixture('latin-1-raw'));
    expect(mail.subject).toBe('Störung im Büro');
    expect(mail.from).toEqual({ name: 'Jörg Müßig', address: 'joerg@kunde.example' });
    expect(mail.text).toBe('Grüße aus Köln\n');
  });

  test('raw UTF-8 headers are read as such', async () => {
    expect((await parse('Subject: Größe 👍\r\n\r\n')).subject).toBe('Größe 👍');
  });

  test('an unknown charset keeps what can be read', async () => {
    const mail = await parse(fixture('broken-charset'));
    expect(mail.subject).toContain('and text');
    expect(mail.text).toContain('Hello');
  });
});

describe('HTML', () => {
  test('HTML alone becomes text, without scripts, styles and remote content', async () => {
    const { text } = await parse(fixture('html-only'));
    expect(text).toContain('Hello desk');
    expect(text).toContain('The lamp is broken & dark.');
    expect(text).toContain('the lamp <https://shop.example/lamp> and https://shop.example.');
    expect(text).not.toMatch(/evil|color|tracker|pixel|Secret title|<p>/);
  });

  test('HTML beside text that is not its alternative is not lost', async () => {
    const { text } = await parse(fixture('html-with-list-footer'));
    expect(text).toMatch(/The lamp is broken\.[\s\S]*users mailing list/);
  });

  test('of text and its HTML alternative the text is taken as it is', async () => {
    const { text } = await parse(
      eml(
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'plain',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>rich</p>',
        '--b--',
      ),
    );
    expect(text.trim()).toBe('plain');
  });

  test('HTML without an alternative is found in any part', async () => {
    const html = ['Content-Type: text/html', '', '<p>rich</p>', '--b--'];
    for (const kind of ['mixed', 'alternative', 'related']) {
      const { text } = await parse(eml(`Content-Type: multipart/${kind}; boundary=b`, '', '--b', ...html));
      expect(text).toBe('rich');
    }
  });

  test('HTML is cut where it nests too deep; closed, void and implied elements do not nest', () => {
    expect(shallowHtml('<b><i>x</i></b><b><u>y<em>z', 2)).toBe('<b><i>x</i></b><b><u>y');
    for (const flat of ['<p>x', '<br>', '<li>x', '<td>x', '<b>x</b>', '</b>', '<div><b></div>', 'a < b']) {
      const html = flat.repeat(1000);
      expect(shallowHtml(html, 2)).toBe(html);
    }
  });

  test('HTML that is nested without end gives its beginning', async () => {
    const { text } = await parse(`Content-Type: text/html\r\n\r\n<p>start</p>${'<b>'.repeat(100_000)}end`);
    expect(text).toContain('start');
  });
});

describe('attachments', () => {
  test('names are decoded, without paths and control characters; none is empty', async () => {
    const { attachments, text } = await parse(fixture('attachments'));
    expect(text).toContain('See the files.');
    expect(attachments).toEqual([
      { name: 'Rechnung für März.pdf', type: 'application/pdf', size: 5, inline: false },
      { name: 'passwd', type: 'application/octet-stream', size: 5, inline: false },
      { name: 'logo.png', type: 'image/png', size: 5, inline: true },
      { name: 'a bc.zip', type: 'application/zip', size: 5, inline: false },
      { name: 'attachment-5', type: 'message/rfc822', size: expect.any(Number), inline: false },
    ]);
  });

  test.each([
    ['..', 'attachment-1'],
    ['.', 'attachment-1'],
    ['/', 'attachment-1'],
    ['..\\\\..\\\\a.txt', 'a.txt'],
    ['C:\\\\x\\\\a.txt', 'a.txt'],
    ['....//....//a.txt', 'a.txt'],
    ['a.txt:stream', 'a.txtstream'],
    [`${'a'.repeat(400)}.pdf`, `${'a'.repeat(251)}.pdf`],
  ])('a file called %j becomes %j', async (given, expected) => {
    const disposition = `Content-Disposition: attachment; filename="${given}"`;
    const [attachment] = (await parse(eml('Content-Type: application/pdf', disposition, '', 'x'))).attachments;
    expect(attachment?.name).toBe(expected);
  });
});

describe('reports', () => {
  test('a bounce has its headers, and its report can be read', async () => {
    const mail = await parse(fixture('null-sender-report'));
    expect(mail.headers).toContainEqual({ name: 'return-path', value: '<>' });
    expect(mail.from?.address).toBe('MAILER-DAEMON@mx.example');
    expect(mail.text).toContain('Status: 5.1.1');
  });
});

describe('limits and rubbish', () => {
  test('a mail over the limit is not looked at, one at the limit is', async () => {
    const small = createMimeParser({ maxBytes: 10 });
    expect(await small.parse(new Uint8Array(11))).toEqual({ outcome: 'unparseable', reason: 'too_big' });
    expect((await small.parse(new Uint8Array(10))).outcome).toBe('parsed');
  });

  test('a mail from which the parser never comes back is given up', async () => {
    const raw = Buffer.from('Content-Disposition: inline\r\nContent-Type: message/rfc822\r');
    const result = await createMimeParser({ timeout: 50 }).parse(raw);
    expect(result).toEqual({ outcome: 'unparseable', reason: 'too_slow' });
  });

  test('a limit that is none is refused, all of them at once', () => {
    for (const wrong of [0, -1, 1.5, Number.NaN]) {
      expect(() => createMimeParser({ maxBytes: wrong, timeout: wrong })).toThrow(/maxBytes.*timeout/);
    }
  });

  test('nothing at all is a mail without anything', async () => {
    expect(await parse(new Uint8Array())).toEqual({
      messageId: null,
      inReplyTo: null,
      references: [],
      subject: '',
      from: null,
      replyTo: [],
      to: [],
      cc: [],
      date: null,
      text: '',
      sender: null,
      attachments: [],
      headers: [],
    });
  });

  test('thousands of parts are set aside with a reason', async () => {
    const parts = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(2000);
    const raw = Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`);
    expect(await parser.parse(raw)).toEqual({ outcome: 'unparseable', reason: expect.stringMatching(/child nodes/i) });
  });

  test('bytes given as a view into a larger buffer are read from their own start to their own end', async () => {
    const whole = Buffer.from('XXXXSubject: Hi\r\n\r\ntextYYYY');
    const view = new Uint8Array(whole.buffer, whole.byteOffset + 4, whole.length - 8);
    expect(await parse(view)).toMatchObject({ subject: 'Hi', text: 'text' });
  });

  const clean = (mail: ParsedMail): void => {
    const people = [mail.from, ...mail.replyTo, ...mail.to, ...mail.cc].filter((each) => each !== null);
    const lines = [
      mail.subject,
      mail.messageId ?? '',
      mail.inReplyTo ?? '',
      ...mail.references,
      ...people.flatMap(({ name, address }) => [name, address]),
      ...mail.attachments.flatMap(({ name, type }) => [name, type]),
    ];
    for (const line of lines) {
      expect(isSingleLine(line)).toBe(true);
      expect(line).toBe(line.normalize('NFC'));
    }
    for (const { name } of mail.attachments) expect(name).toMatch(/^(?!\.*$)[^/\\]{1,255}$/);
    for (const id of [mail.messageId ?? '<x>', mail.inReplyTo ?? '<x>', ...mail.references]) {
      expect(id).toMatch(/^<[^\s<>]+>$/);
    }
    expect(mail.subject.length).toBeLessThanOrEqual(998);
    expect(mail.text).not.toMatch(/\r|\0/);
  };

  const names = readdirSync(fixtures).filter((name) => name.endsWith('.eml'));
  const samples = names.map((name) => readFileSync(path.join(fixtures, name)));

  const impatient = createMimeParser({ timeout: 2_000 });

  test('any bytes give a clean mail or a reason', async () => {
    const rubbish = fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      // A mail with a hole, a repetition or foreign bytes in it comes closer to the parser's corners than noise does.
      fc
        .record({
          sample: fc.constantFrom(...samples),
          at: fc.nat(2000),
          cut: fc.nat(300),
          junk: fc.uint8Array({ maxLength: 40 }),
        })
        .map(({ sample, at, cut, junk }) => Buffer.concat([sample.subarray(0, at), junk, sample.subarray(at + cut)])),
      fc
        .string({ unit: 'binary', maxLength: 300 })
        .map((text) => Buffer.from(`Subject: ${text}\r\nFrom: ${text}\r\n\r\n${text}`)),
    );
    await fc.assert(
      fc.asyncProperty(rubbish, async (raw) => {
        const result = await impatient.parse(raw);
        if (result.outcome === 'parsed') clean(result.mail);
        else expect(result.reason).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  test('mails from everywhere are parsed, and none throws', async () => {
    const corpora = path.resolve(import.meta.dirname, '../../../shared/corpora');
    const folder = existsSync(corpora) ? corpora : fixtures;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(eml|txt)$/.test(name),
    );
    expect(files.length).toBeGreaterThanOrEqual(names.length);
    for (const name of files) {
      const result = await parser.parse(readFileSync(path.join(folder, name)));
      expect(result.outcome, name).toBe('parsed');
      if (result.outcome === 'parsed') clean(result.mail);
    }
  });
});
