import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/mail-rules/read-report.ts';

const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join('\r\n'));
const original = ['From: support@desk.example', 'Message-ID: <m1@desk.example>', 'Subject: Printer', '', 'Hello'];
const bounce = (...parts: string[][]) =>
  bytes(
    'From: MAILER-DAEMON@mx.example',
    'Message-ID: <bounce@mx.example>',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="=_b 1"',
    '',
    'This is a MIME mail.',
    ...parts.flatMap((part) => ['--=_b 1', ...part]),
    '--=_b 1--',
    '',
    'Message-ID: <epilogue@mx.example>',
  );
const status = (...lines: string[]) => [
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example',
  '',
  ...lines,
];

describe('a report on a delivery (RFC 3464)', () => {
  test('says which recipient failed, why, and which mail it was', () => {
    const report = readReport(
      bounce(
        ['Content-Type: text/plain', '', 'Sorry.'],
        status(
          'Original-Recipient: rfc822;other@acme.example',
          'Final-Recipient: RFC822; <Bob@Acme.example>',
          'Action: Failed',
          'Status: 5.1.1 (bad mailbox)',
          'Diagnostic-Code: smtp; 550 5.1.1 no such',
          ' user here',
          '',
          'Final-Recipient: rfc822; carol@acme.example',
          'Action: delayed',
          'Status: 4.4.7',
        ),
        ['Content-Type: message/rfc822', '', ...original],
      ),
    );
    expect(report).toEqual({
      recipients: [
        {
          address: 'bob@acme.example',
          action: 'failed',
          status: '5.1.1',
          diagnostic: 'smtp; 550 5.1.1 no such user here',
        },
        { address: 'carol@acme.example', action: 'delayed', status: '4.4.7', diagnostic: null },
      ],
      originalIds: ['<m1@desk.example>'],
    });
  });

  test.each<[string, string[]]>([
    ['as headers alone', ['Content-Type: text/rfc822-headers', '', ...original.slice(0, 3)]],
    [
      'as an embedded mail in base64',
      ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '', btoa(original.join('\r\n'))],
    ],
    [
      'in quoted-printable',
      [
        'Content-Type: message/rfc822',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Message-ID: <m1=40desk.exa=',
        'mple>',
        '',
        'x',
      ],
    ],
    ['behind an empty line', ['Content-Type: text/rfc822-headers', '', '', ...original]],
    [
      'in a part that is nested',
      [
        'Content-Type: multipart/mixed; boundary=in',
        '',
        '--in',
        'Content-Type: message/rfc822',
        '',
        ...original,
        '--in--',
      ],
    ],
    [
      'quoted in the text',
      ['Content-Type: text/plain', '', 'Your mail:', '> From: support@desk.example', '> Message-Id: <m1@desk.example>'],
    ],
    ['folded and quoted in the text', ['Content-Type: text/plain', '', '  Message-ID:', '    <m1@desk.example>']],
  ])('the original is found %s', (_, part) => {
    expect(readReport(bounce(status('Final-Recipient: rfc822; bob@acme.example'), part)).originalIds).toEqual([
      '<m1@desk.example>',
    ]);
  });

  test('the id of the report itself is none of an original', () => {
    expect(readReport(bounce(status())).originalIds).toEqual([]);
  });

  test('a text without parts, as old servers write it, is searched', () => {
    const report = readReport(
      bytes(
        'X-Failed-Recipients: bob@acme.example, carol@acme.example',
        'Message-ID: <b@mx.example>',
        '',
        'Copy:',
        '',
        ...original,
      ),
    );
    expect(report.originalIds).toEqual(['<m1@desk.example>']);
    expect(report.recipients.map(({ address, action }) => [address, action])).toEqual([
      ['bob@acme.example', 'failed'],
      ['carol@acme.example', 'failed'],
    ]);
  });

  test('a receipt names the original by itself (RFC 8098), and comes first', () => {
    const report = readReport(
      bounce(
        ['Content-Type: message/rfc822', '', ...original],
        [
          'Content-Type: message/disposition-notification',
          '',
          'Final-Recipient: rfc822;bob@acme.example',
          'Original-Message-ID: <m0@desk.example>',
          'Disposition: manual-action/MDN-sent-manually; displayed',
        ],
      ),
    );
    expect(report.originalIds).toEqual(['<m0@desk.example>', '<m1@desk.example>']);
    expect(report.recipients[0]).toMatchObject({ address: 'bob@acme.example', action: null });
  });

  test('an address in UTF-8 (RFC 6533) is read, and no control character reaches anything', () => {
    const report = readReport(
      bounce(
        status('Final-Recipient: utf-8; jörg@bücher.example', 'Status: 5.0.0', 'Diagnostic-Code: smtp; a\u0007b\u0000'),
      ),
    );
    expect(report.recipients[0]).toMatchObject({ address: 'jörg@bücher.example', diagnostic: 'smtp; a b' });
  });

  test('of a report that is cut off what is there is read', () => {
    const whole = bounce(status('Final-Recipient: rfc822; bob@acme.example'), [
      'Content-Type: message/rfc822',
      '',
      ...original,
    ]);
    expect(readReport(whole.subarray(0, whole.length - 60)).originalIds).toEqual(['<m1@desk.example>']);
  });
});
