import { createTransport } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { toSmtpMessage } from '../../adapters/smtp/to-smtp-message.ts';
import type { NumberingInput } from '../../src/area/area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { findNumbers } from '../../src/area/find-numbers.ts';
import { formatNumber } from '../../src/area/number-format.ts';
import { resolveArea } from '../../src/area/resolve-area.ts';
import { createDesk } from '../../src/desk.ts';
import { subjectWithNumber } from '../../src/notifications/subject-with-number.ts';
import type { OutgoingMail } from '../../src/ports/mailer.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, mail } from './helpdesk.ts';

const formats = [
  '{areaKey}-{yyyy}-{count:5}',
  '{yyyy}-{count:4}',
  '{count:7}',
  'T{count}',
  '{yy}{mm}{dd}/{count:3}',
  'INC_{count:4}',
  '{dd}.{mm}.{yyyy}-{count:2}',
  'v{count:6}x',
];
const markers = ['[#{number}]', '{number}', '({number})', 'Ticket {number}:', '<<{number}>>', '#{number}'];
const areas = formats.map((format, index) =>
  defineArea({
    id: `a${index}`,
    name: `Area ${index}`,
    workflows: [incident],
    number: { format, reset: 'never' },
    subjectMarker: markers[index % markers.length] ?? '[#{number}]',
  }),
);
const resolved = areas.map((area) => resolveArea(area, { timeZone: 'UTC', language: 'en' }));
const allFormats = resolved.map(({ number }) => number);

/** Subjects as people, machines and mischief write them. */
const subjects = [
  'Printer',
  'Größe der Lieferung – dringend 🔥👩‍🚒 プリンター',
  'A1-2026-00001 and A2-2026-00002 are broken too',
  'see INC_0099, T12 and 2025-0001',
  'INV2026-00001',
  '2026-000011',
  'Order 4711 of 03.03.2026-01',
  '[#2025-0007] AW: old ticket',
  'ends with a dash -',
  'ends with A0-2026-',
  '-2026-00001 begins oddly',
  '[#] {number} $& $1 {{ ticket.number }} %%',
  '   ',
  '=?UTF-8?Q?A1-2026-00005?=',
  'x'.repeat(255),
  `${'long words '.repeat(23)}`,
  'T1T2T3 t4',
];

const overTheWire = async (sent: OutgoingMail): Promise<string> => {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(
    toSmtpMessage(sent) as never,
  );
  const parsed = await createMimeParser().parse(message as Uint8Array);
  if (parsed.outcome !== 'parsed') throw new Error(parsed.reason);
  return parsed.mail.subject;
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('every mail of a ticket has its number in the subject, and the number finds the way back from a reply [NOT-04]', async () => {
    const { agent, desk, mailbox, mails, store } = await createTestDesk({
      areas,
      roles: { lead: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const lea = agent('Lea', 'lead');
    agent('Max', 'lead');
    const numbers = new Map<string, string>();
    const some = subjects.slice(0, areas.length);
    for (const [index, subject] of some.entries()) {
      const area = areas[index];
      const { ticket, drafts } = await lea.tickets.create({
        area: area?.id ?? 'a0',
        from: { mail: mailbox.put(mail({ Subject: 'Hello', 'Message-ID': `<m${index}@acme.example>` })) },
        subject,
      });
      numbers.set(ticket.id, ticket.number);
      await lea.outbox.send(drafts[0]?.id ?? '');
      await lea.tickets.transition(ticket.id, 'start');
      await lea.tickets.transition(ticket.id, 'pass', { responsible: 'max' });
      const closed = await lea.tickets.transition(ticket.id, 'close', { comment: 'Done' });
      await lea.outbox.send(closed.drafts[0]?.id ?? '');
    }
    while ((await desk.deliver()).sent > 0);
    expect(mails).toHaveLength(some.length * 3);
    for (const sent of mails) {
      const ticket = /^<t(.+)\.[^.]+@/.exec(sent.messageId)?.[1] ?? '';
      const number = numbers.get(ticket);
      const received = await overTheWire(sent);
      for (const reply of [received, `AW: Re: WG: ${received}`, `Antwort: ${received} (war: Drucker)`]) {
        expect([reply, findNumbers(reply, allFormats)[0]]).toEqual([reply, number?.toUpperCase()]);
      }
      const { tickets } = await store.load({
        tenant: 'default',
        tickets: { numbers: [findNumbers(received, allFormats)[0] ?? ''], details: [] },
      });
      expect(tickets.map(({ row }) => row.id)).toEqual([ticket]);
    }
  });

  test('Ada may take the number out of a draft, and is warned [NOT-04]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas,
      roles: { lead: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const lea = agent('Lea', 'lead');
    const { ticket, drafts } = await lea.tickets.create({ area: 'a0', from: { mail: mailbox.put(mail()) } });
    const id = drafts[0]?.id ?? '';
    const without = await lea.outbox.update(id, { subject: 'Your printer' });
    const missing = [expect.objectContaining({ code: 'number_missing', params: { number: ticket.number } })];
    expect(without.warnings).toEqual(missing);
    expect((await lea.outbox.update(id, { subject: `INC_0009 ${ticket.number}` })).warnings).toEqual(missing);
    expect((await lea.outbox.update(id, { subject: `Re: ${ticket.number.toLowerCase()}` })).warnings).toEqual([]);
    await lea.outbox.update(id, { subject: 'Your printer' });
    expect((await lea.outbox.send(id)).warnings).toEqual(missing);
  });

  test('a host’s own template without the number gets it too, in every kind of mail [NOT-04]', async () => {
    const own = { subject: 'News', body: 'Text' };
    const both = { en: own, de: own };
    const { agent, desk, mailbox, mails } = await createTestDesk({
      areas: [
        defineArea({
          id: 'desk',
          name: 'Desk',
          workflows: [incident],
          templates: { received: both, closing: both, assigned: both },
        }),
      ],
      roles: { lead: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const lea = agent('Lea', 'lead');
    agent('Max', 'lead');
    const { ticket } = await lea.tickets.create({ from: { mail: mailbox.put(mail()) } });
    await lea.tickets.transition(ticket.id, 'start');
    await lea.tickets.transition(ticket.id, 'pass', { responsible: 'max' });
    await lea.tickets.transition(ticket.id, 'close', { comment: 'Done' });
    for (const { id } of (await lea.outbox.list()).items) await lea.outbox.send(id);
    await desk.deliver();
    expect(mails.map(({ subject }) => subject)).toEqual(Array(3).fill(`News [#${ticket.number}]`));
  });
});

test('whatever the subject, the format and the marker: the first number in it is the ticket’s [NOT-04]', () => {
  const moment = new Date('2026-03-03T12:00:00Z');
  for (const format of allFormats) {
    for (const count of [1, 12, 99_999, 1_234_567]) {
      const number = formatNumber(format, count, moment);
      for (const marker of markers) {
        for (const subject of [...subjects, number.toLowerCase(), `about ${number}`, `${number}9`, 'y'.repeat(5000)]) {
          const rendered = subjectWithNumber(subject, number, { marker, formats: allFormats });
          for (const reply of [rendered, `AW: Re: WG: ${rendered}`]) {
            expect([reply, findNumbers(reply, allFormats)[0]]).toEqual([reply, number.toUpperCase()]);
          }
          expect(rendered.length).toBeLessThanOrEqual(998);
        }
      }
    }
  }
});

test('a format whose numbers could not be found in a subject is no configuration [NOT-04 refused]', () => {
  const open = (number: NumberingInput, subjectMarker = '[#{number}]') =>
    createDesk({
      areas: [defineArea({ id: 'desk', name: 'Desk', key: 'D', workflows: [incident], number, subjectMarker })],
      store: createMemoryStore(),
      authorizer: { grants: () => ({ areas: {}, desk: [], mailboxes: [] }) },
    });
  const refused = (path: readonly (string | number)[], code: string) =>
    expect.objectContaining({ code: 'config_invalid', issues: [expect.objectContaining({ path, code })] });
  for (const format of ['D {count:5}', 'D\t{count:5}', 'D#{count:5}', 'Dü{count:5}', '({count:5})', 'D\n{count:5}']) {
    expect(() => open({ format, reset: 'never' })).toThrow(refused(['areas', 0, 'number'], 'not_recognisable'));
  }
  for (const format of ['{count}', '{count:2}', '{count:3}', '-{count:3}', '{yy}{count}', '{dd}/{count}']) {
    expect(() => open({ format, reset: 'never' })).toThrow(refused(['areas', 0, 'number'], 'not_recognisable'));
  }
  for (const format of ['{count:4}', 'D{count}', '{yyyy}/{count}']) {
    expect(open({ format, reset: 'never' })).toBeDefined();
  }
  for (const marker of ['Nr{number}', '{number}th', '2{number}', 'X-{number}', '{number}_x', '[#{number}\r\n]']) {
    expect(() => open({}, marker)).toThrow(refused(['areas', 0, 'subjectMarker'], 'not_recognisable'));
  }
  expect(() => open({}, '[#number]')).toThrow(refused(['areas', 0, 'subjectMarker'], 'number_missing'));
});
