import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { mail, openHelpdesk, printer } from './helpdesk.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;

describe.each(everyStore)('on $name', ({ open }) => {
  test('subject and text of the draft come from the area’s template, with every placeholder filled', async () => {
    const body = [
      '{{ ticket.number }} | {{ ticket.subject }} | {{ ticket.status }} | {{ ticket.link }} | {{ area.name }}',
      '{{ requester.name }} | {{ today }}',
      '{{ ticket.description }}',
    ].join('\n');
    const { agent, mailbox, clock } = await createTestDesk({
      areas: [
        defineArea({
          id: 'desk',
          name: 'Desk',
          language: 'de',
          timeZone: 'Pacific/Auckland',
          statuses: [{ id: 'new', name: 'New', publicLabel: 'Received', category: 'new' }, statuses[1]],
          templates: { received: { de: { subject: 'Eingang: {{ ticket.subject }}', body } } },
        }),
      ],
      roles: { agent: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    clock.set('2026-03-03T13:00:00Z');
    const ada = agent('Ada', 'agent');
    const { ticket, drafts } = await ada.tickets.create({ from: { mail: mailbox.put(mail()) } });
    expect(drafts[0]?.language).toBe('de');
    expect(drafts[0]?.subject).toBe('Eingang: Printer does not print [#DESK-2026-00001]');
    expect(drafts[0]?.text).toBe(
      [
        `DESK-2026-00001 | Printer does not print | Received | https://crm.example/portal/tickets/${ticket.id} | Desk`,
        'Bob Baker | 04.03.2026',
        'Hello,\n\nthe printer does not print.\n\nBob',
      ].join('\n'),
    );
  });

  test('the shipped texts are there in German and English, and an empty value is empty text', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const english = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    expect(english.drafts[0]?.text).toMatch(/^Dear Bob Baker,\n\nthank you .*HELPDESK-2026-00001/s);
    const german = await ada.tickets.create({
      area: 'caretaker',
      from: { mail: mailbox.put(mail({ 'Message-ID': '<2@acme.example>' })) },
    });
    expect(german.drafts[0]?.text).toMatch(/^Guten Tag Bob Baker,\n\nvielen Dank .*CARETAKER-2026-00001/s);

    const texts = { en: { subject: '{{ requester.name }}', body: '<{{ requester.name }}|{{ ticket.description }}>' } };
    const bare = await createTestDesk({
      areas: [defineArea({ id: 'bare', name: 'Bare', statuses, required: [], templates: { received: texts } })],
      roles: { agent: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const ref = bare.mailbox.put(mail({ From: 'bob@acme.example' }, ' '));
    const { drafts } = await bare.agent('Ada', 'agent').tickets.create({ from: { mail: ref } });
    expect(drafts[0]).toMatchObject({ subject: '[#BARE-2026-00001]', text: '<|>' });
  });

  test('what a requester writes is text and never part of the template', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const Subject = '{{ ticket.number }} {% for i in (1..9) %}x{% endfor %} {{ area.name }}';
    const { ticket, drafts } = await agent('Ada', 'agent').tickets.create({
      area: 'helpdesk',
      from: { mail: mailbox.put(mail({ Subject })) },
    });
    expect(ticket.subject).toBe(Subject);
    expect(drafts[0]?.subject).toBe(`${Subject} [#${ticket.number}]`);
    expect(drafts[0]?.text).toContain(`Subject: ${Subject}`);
  });

  test('Ada edits her draft; the next one comes from the template again', async () => {
    const { agent, desk, mailbox, mails } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const first = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    const id = first.drafts[0]?.id ?? '';
    const subject = `Your printer [#${first.ticket.number}]`;
    const { mail: edited, warnings } = await ada.outbox.update(id, {
      subject,
      text: 'Dear Bob,\nwe are on it.',
      cc: [{ name: 'Carol', address: 'carol@acme.example' }],
    });
    expect([edited.subject, edited.text, warnings]).toEqual([subject, 'Dear Bob,\nwe are on it.', []]);
    await ada.outbox.send(id);
    await desk.deliver();
    expect(mails.map((sent) => [sent.envelope.to, sent.subject, sent.text])).toEqual([
      ['bob@acme.example', subject, 'Dear Bob,\nwe are on it.'],
      ['carol@acme.example', subject, 'Dear Bob,\nwe are on it.'],
    ]);
    const second = await ada.tickets.create({
      area: 'helpdesk',
      from: { mail: mailbox.put(mail({ 'Message-ID': '<2@acme.example>' })) },
    });
    expect(second.drafts[0]?.text).toMatch(/^Dear Bob Baker,/);
  });

  test('the answer refers to the mail it answers and carries the desk’s header; a notice says it is automatic [OUT-05]', async () => {
    const { agent, desk, mailbox, mails } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    agent('Grace', 'agent');
    const ref = mailbox.put(
      mail({ 'Message-ID': '<3@acme.example>', References: '<1@acme.example> <2@acme.example>' }),
    );
    const { ticket, drafts } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    await ada.outbox.send(drafts[0]?.id ?? '');
    await ada.tickets.transition(ticket.id, 'start');
    await ada.tickets.transition(ticket.id, 'pass', { responsible: 'grace' });
    await desk.deliver();
    expect(mails).toHaveLength(2);
    const answer = mails.find(({ envelope }) => envelope.to === 'bob@acme.example');
    const notice = mails.find(({ envelope }) => envelope.to === 'grace@desk.example');
    expect(answer).toMatchObject({ inReplyTo: '<3@acme.example>', headers: { 'X-Ticketwerk': 'answer' } });
    expect(answer?.references).toEqual([
      expect.stringMatching(/^<t.+@desk\.example>$/),
      '<1@acme.example>',
      '<2@acme.example>',
      '<3@acme.example>',
    ]);
    expect(notice).toMatchObject({
      inReplyTo: null,
      envelope: { from: '' },
      headers: { 'X-Ticketwerk': 'notice', 'Auto-Submitted': 'auto-generated' },
    });
    expect(notice?.references).toEqual([answer?.references[0]]);
    expect(answer?.messageId).not.toBe(notice?.messageId);
  });

  test('no value that becomes a header holds a line break [OUT-05 refused]', async () => {
    const { agent, desk, mailbox, mails } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { drafts } = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    const id = drafts[0]?.id ?? '';
    for (const end of ['\r\n', '\n', '\r', '\u0000', '\u2028']) {
      const trick = `x${end}Bcc: eve@evil.example`;
      await expect(
        ada.outbox.update(id, {
          subject: trick,
          to: [{ name: trick, address: 'bob@acme.example' }],
          cc: [{ name: '', address: `bob@acme.example${end}Bcc` }],
        }),
      ).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [
          expect.objectContaining({ path: ['subject'], code: 'control_character' }),
          expect.objectContaining({ path: ['to', 0, 'name'], code: 'control_character' }),
          expect.objectContaining({ path: ['cc', 0, 'address'], code: 'bad_address' }),
        ],
      });
      await expect(
        ada.tickets.create({ area: 'helpdesk', ...printer, subject: trick, requester: { name: trick, email: trick } }),
      ).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect(await ada.outbox.get(id)).toEqual(drafts[0]);
    await ada.outbox.send(id);
    await desk.deliver();
    expect(mails).toHaveLength(1);
  });
});
