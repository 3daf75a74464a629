import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { createSmtpMailer } from '../../adapters/smtp/index.ts';
import type { OutgoingMail } from '../../src/ports/mailer.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { outgoingMail } from './outgoing-mail.ts';
import { startReceivingSmtpServer } from './receiving-smtp-server.ts';
import { type SmtpScript, startScriptedSmtpServer } from './scripted-smtp-server.ts';

const from = 'Helpdesk <helpdesk@helpdesk.test>';

describe('what arrives', () => {
  const delivered = async (more: Partial<OutgoingMail>) => {
    await using server = await startReceivingSmtpServer();
    const result = await createSmtpMailer({ url: server.url, from }).send(outgoingMail(more));
    expect(result).toEqual({ outcome: 'sent', response: expect.stringContaining('queued as 1') });
    expect(server.received).toHaveLength(1);
    const [received] = server.received;
    if (received === undefined) throw new Error('nothing arrived');
    return { received, mail: await simpleParser(received.raw) };
  };

  test('a plain mail arrives with the given ids, date, envelope and text', async () => {
    const { received, mail } = await delivered({
      inReplyTo: '<question@customer.test>',
      references: ['<root@helpdesk.test>', '<question@customer.test>'],
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    expect(received.from).toBe('bounces@helpdesk.test');
    expect(received.to).toEqual(['rosa@customer.test']);
    expect(mail.messageId).toBe('<t1.m1.r@helpdesk.test>');
    expect(mail.inReplyTo).toBe('<question@customer.test>');
    expect(mail.references).toEqual(['<root@helpdesk.test>', '<question@customer.test>']);
    expect(mail.date).toEqual(new Date('2026-03-29T01:30:00Z'));
    expect(mail.subject).toBe('Your ticket T-1');
    expect(mail.text).toBe('Good morning,\n\nwe are on it.\n');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
  });

  test('only the envelope decides who gets the mail, whoever stands in To and Cc', async () => {
    const { received, mail } = await delivered({
      envelope: { from: 'bounces@helpdesk.test', to: 'agent@helpdesk.test' },
      cc: [{ name: '', address: 'boss@customer.test' }],
    });
    expect(received.to).toEqual(['agent@helpdesk.test']);
    expect([mail.to, mail.cc].flat().map((each) => each?.value[0]?.address)).toEqual([
      'rosa@customer.test',
      'boss@customer.test',
    ]);
  });

  test('an automatic mail leaves with the null sender', async () => {
    const { received } = await delivered({ envelope: { from: '', to: 'rosa@customer.test' } });
    expect(received.from).toBe('');
  });

  test.each([
    ['umlauts', 'Störung behoben: Größe geändert'],
    ['emoji', '👩‍👩‍👧 Familie Müller braucht Hilfe 🚀'],
    ['Japanese', 'お問い合わせありがとうございます。担当者よりご連絡いたします。少々お待ちください。'],
    ['more than a line', `Betreff ${'sehr lang und länger '.repeat(30)}Ende`],
    ['one endless word', 'a'.repeat(3000)],
    ['quotes', 'He said "no" and left'],
    ['what looks like an encoded word', '=?utf-8?Q?x=0D=0AX-Evil:_1?='],
    ['what looks like a broken encoded word', 'see =?utf-8?Q?a b?= here'],
  ])('a subject with %s arrives as it was given', async (_what, subject) => {
    const { received, mail } = await delivered({ subject });
    expect(mail.subject).toBe(subject);
    for (const line of received.raw.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  });

  test.each([
    ['a comma', 'Kundin, Rosa'],
    ['quotes', 'Rosa "die Erste" Kundin'],
    ['a backslash', 'Rosa\\Kundin'],
    ['umlauts', 'Jörg Müßig-Öztürk'],
    ['umlauts and a comma', 'Müßig, Jörg'],
    ['an address', 'evil@x.test'],
    ['angle brackets', '<evil@x.test>'],
    ['a semicolon and a colon', 'Group: a; b'],
  ])('a display name with %s stays one name', async (_what, name) => {
    const { mail } = await delivered({ to: [{ name, address: 'rosa@customer.test' }] });
    expect([mail.to].flat()[0]?.value).toEqual([{ name, address: 'rosa@customer.test' }]);
  });

  test('text keeps its words, its blank lines, its dots and its trailing spaces', async () => {
    const text = `Grüße 👋\n\n.\n..\nFrom here on\n-- \nRosa\n${'lang '.repeat(100)}\nEnde\n`;
    expect((await delivered({ text })).mail.text).toBe(text);
  });

  test('line ends of every kind become one kind', async () => {
    const { received, mail } = await delivered({ text: 'a\rb\r\nc\nd\n' });
    expect(mail.text).toBe('a\nb\nc\nd\n');
    expect(received.raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('an address of an international domain leaves in its ASCII form', async () => {
    await using server = await startScriptedSmtpServer();
    await createSmtpMailer({ url: server.url, from }).send(
      outgoingMail({ envelope: { from: '', to: 'rosa@bücher.example' } }),
    );
    expect(server.commands).toContain('RCPT TO:<rosa@xn--bcher-kva.example>');
  });

  test('Reply-To and a structured header with a long address stay whole', async () => {
    const link = `<https://helpdesk.test/${'u'.repeat(200)}>`;
    const { received, mail } = await delivered({
      headers: { 'Reply-To': 'Helpdesk, Süd <t1+sig@helpdesk.test>', 'List-Unsubscribe': link, 'X-Team': 'Süd' },
    });
    expect(mail.replyTo?.value).toEqual([{ name: 'Helpdesk, Süd', address: 't1+sig@helpdesk.test' }]);
    expect(received.raw.toString('latin1').replace(/\r\n /g, ' ')).toContain(`List-Unsubscribe: ${link}`);
    expect(received.raw.toString('latin1')).toContain(
      `X-Team: =?UTF-8?B?${Buffer.from('Süd').toString('base64')}?=\r\n`,
    );
  });

  test('a malformed reference of a foreign mail is left out, the others stay', async () => {
    const { mail } = await delivered({ inReplyTo: 'no brackets', references: ['<ok@x.test>', '<ü@x.test>', 'x'] });
    expect(mail.references).toBe('<ok@x.test>');
    expect(mail.inReplyTo).toBeUndefined();
  });
});

describe('what becomes of a try', () => {
  const stages: readonly [title: string, script: SmtpScript, outcome: string][] = [
    ['the server takes the mail', {}, 'sent'],
    ['421 instead of a greeting', { greeting: '421 busy' }, 'unavailable'],
    ['554 instead of a greeting', { greeting: { dropAfter: '554 go away' } }, 'unavailable'],
    ['a connection dropped before the greeting', { greeting: 'drop' }, 'unavailable'],
    ['a silent server', { greeting: 'silence' }, 'unavailable'],
    ['5xx to EHLO and HELO', { ehlo: '550 no', helo: '550 no' }, 'unavailable'],
    ['421 to EHLO', { ehlo: '421 later' }, 'unavailable'],
    ['a connection dropped at EHLO', { ehlo: 'drop' }, 'unavailable'],
    ['4xx to MAIL', { mail: '451 later' }, 'unavailable'],
    ['5xx to MAIL', { mail: '550 not you' }, 'refused'],
    [
      '530 to MAIL: the session lacks a login, the mail is fine',
      { mail: '530 5.7.0 authenticate first' },
      'unavailable',
    ],
    ['a connection dropped at MAIL', { mail: 'drop' }, 'unavailable'],
    ['silence after MAIL', { mail: 'silence' }, 'unavailable'],
    ['4xx to RCPT', { rcpt: '450 greylisted' }, 'unavailable'],
    ['5xx to RCPT', { rcpt: '550 no such user' }, 'refused'],
    ['a connection dropped at RCPT', { rcpt: 'drop' }, 'unavailable'],
    ['421 to RCPT', { rcpt: { dropAfter: '421 closing' } }, 'unavailable'],
    ['4xx to DATA', { data: '451 later' }, 'unavailable'],
    ['5xx to DATA', { data: '554 no' }, 'refused'],
    ['a connection dropped before 354', { data: 'drop' }, 'unavailable'],
    ['silence instead of 354', { data: 'silence' }, 'unavailable'],
    ['a connection dropped after 354', { data: { dropAfter: '354 go on' } }, 'ambiguous'],
    ['a connection dropped after the last dot', { end: 'drop' }, 'ambiguous'],
    ['silence after the last dot', { end: 'silence' }, 'ambiguous'],
    ['nonsense after the last dot', { end: 'hello' }, 'ambiguous'],
    ['4xx after the last dot', { end: '452 disk full' }, 'unavailable'],
    ['421 after the last dot', { end: { dropAfter: '421 closing' } }, 'unavailable'],
    ['5xx after the last dot', { end: '554 spam' }, 'refused'],
  ];
  const pipelining = { ehlo: '250-mail.test\r\n250 PIPELINING' };
  const timeouts = { connect: 2_000, greeting: 100, idle: 100 };

  test.each(stages)('%s', async (_title, script, outcome) => {
    await using server = await startScriptedSmtpServer(script);
    const result = await createSmtpMailer({ url: server.url, from, timeouts }).send(outgoingMail());
    expect(result.outcome).toBe(outcome);
    expect(server.connections()).toBe(1);
  });

  test.each(stages.filter(([, { greeting, ehlo }]) => greeting === undefined && ehlo === undefined))(
    '%s, with commands sent ahead of the answers',
    async (_title, script, outcome) => {
      await using server = await startScriptedSmtpServer({ ...pipelining, ...script });
      const result = await createSmtpMailer({ url: server.url, from, timeouts }).send(outgoingMail());
      expect(result.outcome).toBe(outcome);
    },
  );

  test('a server that asks for the text of a mail whose recipient it refused gets none', async () => {
    await using server = await startScriptedSmtpServer({ ...pipelining, rcpt: '550 no such user', end: 'silence' });
    const result = await createSmtpMailer({ url: server.url, from, timeouts }).send(outgoingMail());
    expect(result.outcome).toBe('unavailable');
  });

  test('a failed login is a fault of the transport, and no password is in the reason', async () => {
    await using server = await startScriptedSmtpServer({ ehlo: '250-x\r\n250 AUTH PLAIN', auth: '535 5.7.8 wrong' });
    const url = server.url.replace('smtp://', 'smtp://desk:s3cret%21@');
    const result = await createSmtpMailer({ url, from }).send(outgoingMail());
    expect(result.outcome).toBe('unavailable');
    expect(JSON.stringify(result)).not.toContain('s3cret');
    expect(server.commands).toContain(`AUTH PLAIN ${Buffer.from('\0desk\0s3cret!').toString('base64')}`);
  });

  test('a login that works is followed by the mail', async () => {
    await using server = await startReceivingSmtpServer({
      authOptional: false,
      authMethods: ['LOGIN'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'desk' && password === 'pw' ? done(null, { user: 'desk' }) : done(new Error('no')),
    });
    const url = `smtp://desk:pw@127.0.0.1:${server.port}`;
    expect(await createSmtpMailer({ url, from }).send(outgoingMail())).toMatchObject({ outcome: 'sent' });
  });

  test('nobody listens', async () => {
    const server = await startScriptedSmtpServer();
    await server[Symbol.asyncDispose]();
    const result = await createSmtpMailer({ url: server.url, from }).send(outgoingMail());
    expect(result).toEqual({ outcome: 'unavailable', reason: expect.stringContaining('ECONNREFUSED') });
  });

  test('a server that never comes to the point is left at the deadline of the whole try', async () => {
    await using server = await startScriptedSmtpServer({ end: 'silence' });
    const mailer = createSmtpMailer({ url: server.url, from, timeouts: { total: 200 } });
    expect(await mailer.send(outgoingMail())).toMatchObject({ outcome: 'ambiguous' });
  });

  test('where TLS is required a server without it gets nothing', async () => {
    await using server = await startReceivingSmtpServer();
    const result = await createSmtpMailer({ url: server.url, from, requireTls: true }).send(outgoingMail());
    expect(result.outcome).toBe('unavailable');
    expect(server.received).toEqual([]);
  });

  test('a certificate nobody vouches for is refused, unless the host says otherwise', async () => {
    await using server = await startReceivingSmtpServer({ disabledCommands: [] });
    const strict = createSmtpMailer({ url: server.url, from });
    expect(await strict.send(outgoingMail())).toMatchObject({ outcome: 'unavailable' });
    expect(server.received).toEqual([]);
    const lax = createSmtpMailer({ url: server.url, from, tls: { rejectUnauthorized: false } });
    expect(await lax.send(outgoingMail())).toMatchObject({ outcome: 'sent' });
  });
});

describe('what would be misread never comes near a server', () => {
  const evil = 'b@x.test\r\nRCPT TO:<evil@x.test>';
  const attempts: readonly [title: string, mail: Partial<OutgoingMail>][] = [
    ['a recipient with a command behind it', { envelope: { from: '', to: evil } }],
    ['a recipient with a bare line feed', { envelope: { from: '', to: 'b@x.test\nRCPT TO:<evil@x.test>' } }],
    ['a recipient with NUL', { envelope: { from: '', to: 'b@x.test\0' } }],
    ['a recipient in angle brackets', { envelope: { from: '', to: '<b@x.test>' } }],
    ['two recipients in one', { envelope: { from: '', to: 'b@x.test,evil@x.test' } }],
    ['a quoted local part', { envelope: { from: '', to: '"evil@x.test"@b.test' } }],
    ['a domain that the URL parser reads as a number', { envelope: { from: '', to: 'b@0x7f.1' } }],
    ['the same in full-width digits', { envelope: { from: '', to: 'b@１２７.1' } }],
    ['no recipient', { envelope: { from: '', to: '' } }],
    ['a sender with a command behind it', { envelope: { from: evil, to: 'b@x.test' } }],
    ['From with a command behind it', { from: { name: '', address: evil } }],
    ['To with a command behind it', { to: [{ name: '', address: evil }] }],
    ['Cc with a header behind it', { cc: [{ name: '', address: 'b@x.test\r\nBcc: evil@x.test' }] }],
    ['a name with a header behind it', { to: [{ name: 'B\r\nBcc: evil@x.test', address: 'b@x.test' }] }],
    ['a name with NUL', { from: { name: 'B\0', address: 'b@x.test' } }],
    ['a subject with a header behind it', { subject: 'Hi\r\nBcc: evil@x.test' }],
    ['a subject with a bare carriage return', { subject: 'Hi\rBcc: evil@x.test' }],
    ['a subject with a line separator', { subject: 'Hi\u2028Bcc: evil@x.test' }],
    ['a Message-ID with a header behind it', { messageId: '<a@b>\r\nBcc: evil@x.test' }],
    ['a Message-ID without brackets', { messageId: 'a@b' }],
    ['In-Reply-To with a header behind it', { inReplyTo: '<a@b>\r\nBcc: evil@x.test' }],
    ['a reference with a header behind it', { references: ['<a@b>\r\nBcc: evil@x.test'] }],
    ['a header name with a colon', { headers: { 'X-A: 1\r\nBcc': 'evil@x.test' } }],
    ['a header name with a space', { headers: { 'Bcc ': 'evil@x.test' } }],
    ['an empty header name', { headers: { '': 'x' } }],
    ['Bcc as a header', { headers: { bCC: 'evil@x.test' } }],
    ['a second From', { headers: { FROM: 'evil@x.test' } }],
    ['a content type', { headers: { 'Content-Type': 'text/html' } }],
    ['a header value with a header behind it', { headers: { 'X-A': 'x\r\nBcc: evil@x.test' } }],
    ['a header value with NUL', { headers: { 'X-A': 'x\0' } }],
    ['the same header twice', { headers: { 'X-A': '1', 'x-a': '2' } }],
    ['a header value that cannot be folded', { headers: { 'X-A': 'a'.repeat(2000) } }],
    ['Reply-To that is not an address', { headers: { 'Reply-To': 'a@x.test, evil@x.test' } }],
    ['a date that is none', { date: new Date(Number.NaN) }],
  ];

  test.each(attempts)('%s', async (_title, mail) => {
    await using server = await startReceivingSmtpServer();
    const result = await createSmtpMailer({ url: server.url, from }).send(outgoingMail(mail));
    expect(result).toEqual({ outcome: 'refused', reason: expect.any(String) });
    expect(server.connections()).toBe(0);
  });

  test('text cannot end the mail and begin another', async () => {
    await using server = await startReceivingSmtpServer();
    const text = 'Hi\n.\nMAIL FROM:<evil@x.test>\r.\r\r\n.\rRCPT TO:<evil@x.test>\n';
    await createSmtpMailer({ url: server.url, from }).send(outgoingMail({ text }));
    expect(server.received.map(({ to }) => to)).toEqual([['rosa@customer.test']]);
  });
});

describe('the host’s own transport', () => {
  test('a nodemailer transport fits, and its mails arrive', async () => {
    await using server = await startReceivingSmtpServer();
    const transport = createTransport({ url: server.url });
    const mailer = createSmtpMailer({ transport, from });
    expect(await mailer.send(outgoingMail({ subject: 'Größe' }))).toMatchObject({ outcome: 'sent' });
    expect(server.received[0]?.to).toEqual(['rosa@customer.test']);
  });

  const outcome = async (script: SmtpScript) => {
    await using server = await startScriptedSmtpServer(script);
    const transport = createTransport({ url: server.url, greetingTimeout: 100 });
    return (await createSmtpMailer({ transport, from }).send(outgoingMail())).outcome;
  };

  test('an answer of the server is a verdict here too', async () => {
    expect(await outcome({ rcpt: '550 no such user' })).toBe('refused');
    expect(await outcome({ end: '452 disk full' })).toBe('unavailable');
    expect(await outcome({ greeting: 'silence' })).toBe('unavailable');
  });

  test('a broken line is ambiguous, as nobody saw whether the text had begun', async () => {
    expect(await outcome({ rcpt: 'drop' })).toBe('ambiguous');
    expect(await outcome({ end: 'drop' })).toBe('ambiguous');
  });

  test('a transport that reports its recipient as rejected has not sent', async () => {
    const rejected = ['rosa@customer.test'];
    const plain = createSmtpMailer({ from, transport: { sendMail: async () => ({ rejected }) } });
    expect(await plain.send(outgoingMail())).toMatchObject({ outcome: 'refused' });
    const later = Object.assign(new Error('later'), { code: 'EENVELOPE', responseCode: 450 });
    const soft = createSmtpMailer({
      from,
      transport: { sendMail: async () => ({ rejected, rejectedErrors: [later] }) },
    });
    expect(await soft.send(outgoingMail())).toMatchObject({ outcome: 'unavailable' });
  });

  test('a transport that throws at once is a failure of the try, not of the caller', async () => {
    const sendMail = (): never => {
      throw new Error('boom');
    };
    const result = await createSmtpMailer({ from, transport: { sendMail } }).send(outgoingMail());
    expect(result).toEqual({ outcome: 'unavailable', reason: 'boom' });
  });
});

describe('options', () => {
  const url = 'smtp://127.0.0.1:2525';

  test.each([
    ['helpdesk@helpdesk.test', { name: '', address: 'helpdesk@helpdesk.test' }],
    ['Helpdesk <helpdesk@helpdesk.test>', { name: 'Helpdesk', address: 'helpdesk@helpdesk.test' }],
    ['"Süd, \\"Team\\"" <h@h.test>', { name: 'Süd, "Team"', address: 'h@h.test' }],
    [
      { name: 'Süd', address: 'h@h.test' },
      { name: 'Süd', address: 'h@h.test' },
    ],
  ])('`from` may be %o', (given, expected) => {
    expect(createSmtpMailer({ url, from: given }).from).toEqual(expected);
  });

  const issues = (make: () => unknown): string[] => {
    try {
      make();
    } catch (error) {
      if (isRefused(error) && error.code === 'config_invalid') return error.issues.map(({ path }) => path.join('.'));
      throw error;
    }
    return [];
  };

  test.each(['x', '', 'a@x.test\r\nBcc: evil@x.test', 'A\nB <a@x.test>', 'a@x.test, b@x.test'])(
    '`from` must be one address: %j',
    (wrong) => {
      expect(issues(() => createSmtpMailer({ url, from: wrong }))).toEqual(['from']);
    },
  );

  test.each([
    '',
    'x',
    'http://mail.test',
    'smtp://',
    'smtp://mail.test/?disableFileAccess=false',
    'smtp://mail.test/path',
    'smtp://%zz:x@mail.test',
  ])('`url` must be the url of a mail server and nothing else: %j', (wrong) => {
    expect(issues(() => createSmtpMailer({ url: wrong, from }))).toEqual(['url']);
  });

  test('every problem is listed at once, and no password is in the message', () => {
    const wrong = { url: 'smtp://u:s3cret@h/x', from: '?', timeouts: { idle: 0 }, clientName: 'a b' };
    expect(issues(() => createSmtpMailer(wrong))).toEqual(['from', 'url', 'timeouts.idle', 'clientName']);
    expect(() => createSmtpMailer(wrong)).not.toThrow(/s3cret/);
  });

  test('`url` and `transport` exclude each other, and one is needed', () => {
    const transport = { sendMail: async () => ({}) };
    // @ts-expect-error not both
    expect(issues(() => createSmtpMailer({ url, transport, from }))).toEqual(['transport']);
    // @ts-expect-error one is needed
    expect(issues(() => createSmtpMailer({ from }))).toEqual(['url']);
    // @ts-expect-error a transport has sendMail
    expect(issues(() => createSmtpMailer({ from, transport: {} }))).toEqual(['transport']);
  });
});
