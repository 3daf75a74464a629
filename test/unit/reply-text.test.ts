import { describe, expect, test } from 'vitest';
import { replyText } from '../../src/mail-rules/reply-text.ts';

const text = (...lines: string[]) => lines.join('\n');
const old = ['> Is the printer on?', '>', '> Ada'];

describe('old mails below what was written are left out', () => {
  test.each<[string, string[]]>([
    ['English', ['On Tue, 3 Mar 2026 at 13:00, Ada Agent <ada@desk.example> wrote:', '', ...old]],
    ['English, two lines', ['On Tue, 3 Mar 2026 at 13:00, Ada Agent <', 'ada@desk.example> wrote:', '', ...old]],
    ['German', ['Am 03.03.2026 um 13:00 schrieb Ada Agent:', ...old]],
    ['German, name first', ['Ada Agent <ada@desk.example> schrieb am Di., 3. März 2026', 'um 13:00 Uhr:', '', ...old]],
    ['French', ['Le mar. 3 mars 2026 à 13:00, Ada Agent <ada@desk.example> a écrit :', ...old]],
    ['Spanish', ['El mar, 3 mar 2026 a las 13:00, Ada Agent (<ada@desk.example>) escribió:', ...old]],
    ['without a verb', ['2026-03-03 13:00 GMT+01:00 Ada Agent <ada@desk.example>:', ...old]],
    ['unmarked', ['On Tue, Mar 3, 2026 at 1:00 PM, Ada Agent <ada@desk.example> wrote:', 'Is the printer on?']],
    [
      'Outlook',
      [
        '________________________________',
        'From: Ada Agent <ada@desk.example>',
        'Sent: Tuesday, March 3, 2026 1:00 PM',
        'To: Bob',
        'Subject: Printer',
        '',
        'Is it on?',
      ],
    ],
    [
      'Outlook in German',
      [
        'Von: Ada Agent',
        'Gesendet: Dienstag, 3. März 2026 13:00',
        'An: Bob; Carol;',
        ' Dan',
        'Betreff: Drucker',
        '',
        'Ist er an?',
      ],
    ],
    ['in bold', ['*Von:* Ada Agent', '*Datum:* 3. März 2026', '*Betreff:* Drucker', '', 'Ist er an?']],
    ['a separator', ['-----Ursprüngliche Nachricht-----', 'Von: Ada', 'Ist er an?']],
    ['a forward', ['---------- Forwarded message ---------', 'From: Ada', 'Is it on?']],
    ['quoted introduction', ['> Am 03.03.2026 um 13:00 schrieb Ada Agent <ada@desk.example>:', '>', '> Ist er an?']],
    [
      'with a signature below',
      ['On Tue, 3 Mar 2026 at 13:00, Ada <ada@desk.example> wrote:', ...old, '', '-- ', 'Bob Baker', 'Acme'],
    ],
  ])('%s', (_, below) => {
    expect(replyText(text('Yes, it is.', '', 'It burns.', '', ...below))).toBe('Yes, it is.\n\nIt burns.');
    expect(replyText(text('Yes, it is.', '', 'It burns.', '', ...below).replaceAll('\n', '\r\n'))).toBe(
      'Yes, it is.\n\nIt burns.',
    );
  });
});

describe('signatures and footers of devices are left out', () => {
  test.each([
    '-- \nBob Baker',
    '--\nBob Baker\nAcme',
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Diese Nachricht wurde von meinem Android-Mobiltelefon mit K-9 Mail gesendet.',
    'Gesendet von Outlook für Android',
    'Get Outlook for iOS<https://aka.ms/o0ukef>',
    'Envoyé depuis mon iPhone',
    'Sent from my mobile device. Please excuse my brevity.',
    '_______',
  ])('%s', (footer) => {
    expect(replyText(`It burns.\n\n${footer}\n`)).toBe('It burns.');
  });
});

describe('nothing that the author wrote is lost', () => {
  test.each([
    [
      'answers between quotations, with a greeting',
      text('Hello Ada,', '', 'Am 03.03.2026 um 13:00 schrieb Ada:', '> Ist er an?', 'Ja.', '> Brennt er?', 'Ja.'),
    ],
    ['an answer below the quotation', text('> Is it on?', '', 'Yes, it is.')],
    [
      'a person who tells what was said',
      text('Hello,', 'on Monday at 10:30 your colleague wrote:', 'please restart.', 'That did not help.'),
    ],
    ['a journey', text('We travel:', 'From: Berlin', 'To: Hamburg', 'Date: 3 March 2026', 'Please book.')],
    ['a sentence with a device', text('It burns.', '', 'Sent from my desk, is much easier than my mobile phone.')],
    ['dashes inside', text('Before', '----------', 'After')],
    ['nothing but a quotation', '> Is it on?'],
    ['nothing but a signature', text('-- ', 'Bob')],
    ['a mark that begins the text', text('--', 'Is this a list?')],
    ['code', text('```', '# not a delimiter', 'x = 1', '```', 'End.')],
    ['a question about a date', text('On 3 March 2026 I wrote to you.', 'Nothing happened.')],
  ])('%s', (_, written) => {
    expect(replyText(written)).toBe(written.trim());
  });

  test('below an introduction with nothing above it everything stays', () => {
    expect(
      replyText(text('On Tue, 3 Mar 2026 at 13:00, Ada <ada@desk.example> wrote:', '', 'My answer stands here.')),
    ).toBe('My answer stands here.');
  });

  test('answers between quotations stay with them, the introduction alone goes', () => {
    const answers = text('> Is it on?', 'Yes.', '> Does it burn?', 'It does.');
    expect(replyText(`On Tue, 3 Mar 2026 at 13:00, Ada <ada@desk.example> wrote:\n${answers}`)).toBe(answers);
  });

  test('a text of a size that nobody writes stays as it is', () => {
    const long = `${'word '.repeat(60_000)}\n-- \nBob`;
    expect(replyText(long)).toBe(long);
  });
});
