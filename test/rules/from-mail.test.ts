import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, mail, openHelpdesk, printer } from './helpdesk.ts';

/** A mail with a text and two attachments. */
const withAttachments = [
  'From: Bob Baker <bob@acme.example>',
  'To: support@desk.example',
  'Cc: Carol <carol@acme.example>',
  'Subject: Photo of the printer',
  'Message-ID: <photo@acme.example>',
  'Date: Tue, 03 Mar 2026 12:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=frontier',
  '',
  '--frontier',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'See the photo.',
  '--frontier',
  'Content-Type: image/png; name=printer.png',
  'Content-Disposition: attachment; filename=printer.png',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '--frontier',
  'Content-Type: text/plain; name=log.txt',
  'Content-Disposition: attachment; filename=log.txt',
  '',
  'paper jam',
  '--frontier--',
  '',
].join('\r\n');

describe.each(everyStore)('on $name', ({ open }) => {
  test('one call makes of one mail one ticket; the other mails stay [MAI-01]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const first = mailbox.put(mail());
    const second = mailbox.put(mail({ Subject: 'Scanner', 'Message-ID': '<2@acme.example>' }));
    const { ticket, drafts, warnings } = await ada.tickets.create({ area: 'helpdesk', from: { mail: first } });
    expect(ticket).toMatchObject({
      number: 'HELPDESK-2026-00001',
      origin: 'email',
      subject: 'Printer does not print',
      description: 'Hello,\n\nthe printer does not print.\n\nBob',
      requester: { name: 'Bob Baker', email: 'bob@acme.example' },
      creator: { user: 'ada' },
      responsible: 'ada',
    });
    expect([drafts.length, warnings]).toEqual([1, []]);
    expect([mailbox.has(first), mailbox.has(second)]).toEqual([false, true]);
    expect((await ada.tickets.create({ area: 'helpdesk', from: { mail: second } })).ticket.subject).toBe('Scanner');
    await expect(
      ada.tickets.create({ area: 'helpdesk', from: { mail: [first, second] } as never }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('a mail that was converted before answers with its ticket, whoever asks [MAI-01]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    for (const user of [ada, agent('Grace', 'agent')]) {
      for (const call of [user.tickets.create, user.tickets.prepare]) {
        await expect(call({ area: 'helpdesk', from: { mail: ref } })).rejects.toMatchObject({
          code: 'already_done',
          data: { ticket: { id: ticket.id, number: ticket.number } },
        });
      }
    }
  });

  test('an unknown mailbox, folder or mail is not found [MAI-01 refused]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'lead');
    const ref = mailbox.put(mail());
    for (const [other, what] of [
      [{ mailbox: 'sales' }, 'mailbox'],
      [{ mailbox: 'toString' }, 'mailbox'],
      [{ folder: 'Archive' }, 'mail'],
      [{ uid: '99' }, 'mail'],
    ] as const) {
      for (const call of [ada.tickets.create, ada.tickets.prepare]) {
        await expect(call({ area: 'helpdesk', from: { mail: { ...ref, ...other } } })).rejects.toMatchObject({
          code: 'not_found',
          data: { what },
        });
      }
    }
    expect([mailbox.has(ref), mailbox.calls.remove]).toEqual([true, 0]);
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    expect(ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('without the right to the mailbox it is forbidden, and the mail is not even looked at [MAI-01 refused]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas: [helpdesk, caretaker],
      roles: { agent: { '*': ['ticket.create', 'ticket.read', 'mail.convert'] } },
      parser: createMimeParser(),
      store: await open(),
      options: {
        authorizer: {
          grants: async () => ({
            areas: { helpdesk: { permissions: ['ticket.create', 'ticket.read', 'mail.convert'], visible: 'all' } },
            desk: [],
            mailboxes: ['sales'],
          }),
        },
      },
    });
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    for (const call of [ada.tickets.create, ada.tickets.prepare]) {
      await expect(call({ from: { mail: ref } })).rejects.toMatchObject({
        code: 'forbidden',
        data: { mailbox: 'support' },
      });
    }
    await expect(ada.mailbox.list({ mailbox: 'support' })).rejects.toMatchObject({ code: 'forbidden' });
    expect([mailbox.has(ref), mailbox.calls]).toEqual([true, { fetch: 0, remove: 0 }]);
    expect((await ada.tickets.create(printer)).ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('a mail that cannot be read is refused and stays where it is [MAI-01 refused]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas: [helpdesk, caretaker],
      roles: { agent: { '*': ['*'] } },
      store: await open(),
      parser: createMimeParser({ maxBytes: 1000 }),
    });
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail({}, 'x'.repeat(2000)));
    for (const call of [ada.tickets.create, ada.tickets.prepare]) {
      await expect(call({ area: 'helpdesk', from: { mail: ref } })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [expect.objectContaining({ path: ['from', 'mail'], code: 'mail_unparseable' })],
      });
    }
    expect([mailbox.has(ref), mailbox.calls.remove]).toEqual([true, 0]);
    expect((await ada.outbox.list()).items).toEqual([]);
    expect((await ada.tickets.create({ area: 'helpdesk', ...printer })).ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('without the right to create or to convert it is forbidden before the mail is touched [MAI-01 refused]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas: [helpdesk, caretaker],
      roles: {
        reader: { '*': ['ticket.read', 'mail.convert'] },
        typist: { helpdesk: ['ticket.create', 'ticket.read'] },
        lead: { '*': ['*'] },
      },
      store: await open(),
      parser: createMimeParser(),
    });
    const ref = mailbox.put(mail());
    for (const [role, permission] of [
      ['reader', 'ticket.create'],
      ['typist', 'mail.convert'],
    ] as const) {
      const user = agent(role, role);
      for (const call of [user.tickets.create, user.tickets.prepare]) {
        await expect(call({ area: 'helpdesk', from: { mail: ref } })).rejects.toMatchObject({
          code: 'forbidden',
          data: { permission },
        });
      }
    }
    expect([mailbox.has(ref), mailbox.calls]).toEqual([true, { fetch: 0, remove: 0 }]);
    const { ticket } = await agent('Lea', 'lead').tickets.create({ area: 'helpdesk', from: { mail: ref } });
    expect(ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('prepare shows the mail and the filled fields; after create the ticket carries the mail [MAI-05]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(withAttachments);
    const prepared = await ada.tickets.prepare({ area: 'helpdesk', from: { mail: ref } });
    expect(JSON.parse(JSON.stringify(prepared))).toEqual(prepared);
    expect(prepared.mail).toEqual({
      from: { name: 'Bob Baker', address: 'bob@acme.example' },
      to: [{ name: '', address: 'support@desk.example' }],
      cc: [{ name: 'Carol', address: 'carol@acme.example' }],
      subject: 'Photo of the printer',
      text: expect.stringContaining('See the photo.'),
      date: '2026-03-03T12:00:00.000Z',
      attachments: [
        { name: 'printer.png', type: 'image/png', size: 8 },
        { name: 'log.txt', type: 'text/plain', size: 9 },
      ],
    });
    expect(prepared.fields).toMatchObject({ subject: 'Photo of the printer', requester: { name: 'Bob Baker' } });
    expect([mailbox.has(ref), mailbox.calls.remove]).toEqual([true, 0]);

    const { area: _area, ...fields } = prepared.fields;
    const edited = { ...fields, subject: 'Printer, with photo', requester: { ...fields.requester, phone: '112' } };
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...edited, from: { mail: ref } });
    expect(ticket).toMatchObject({ number: 'HELPDESK-2026-00001', ...edited });
    expect(ticket.indicators.hasMails).toBe(true);
    const attached = (await ada.tickets.mails(ticket)).filter(({ direction }) => direction === 'in');
    expect(attached).toMatchObject([{ state: 'attached', subject: 'Photo of the printer', from: 'bob@acme.example' }]);
    const raw = await ada.tickets.rawMail(ticket, attached[0]?.id ?? '');
    expect(new TextDecoder().decode(raw)).toBe(withAttachments);
  });

  test('the attached mail is for agents: not an action, and the requester sees nothing of it [MAI-05]', async () => {
    const { agent, requester, mailbox, people } = await openHelpdesk(await open());
    people.addContact({ id: 'acme', name: 'Acme', email: 'bob@acme.example' });
    const ada = agent('Ada', 'agent');
    const carl = agent('Carl', 'none');
    const ref = mailbox.put(withAttachments);
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref }, description: 'A photo.' });
    expect(await ada.actions.list(ticket)).toEqual([]);
    const seen = await requester('Bob', { contact: 'acme' }).get(ticket.id);
    expect(seen.actions).toEqual([]);
    expect(JSON.stringify(seen)).not.toMatch(/printer\.png|log\.txt|See the photo/);
    const [attached] = await ada.tickets.mails(ticket);
    await expect(carl.tickets.rawMail(ticket, attached?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    await expect(carl.tickets.mails(ticket)).rejects.toMatchObject({ code: 'not_found' });
  });
});
