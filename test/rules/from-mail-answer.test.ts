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
  test('a mail makes no ticket until every required field of the area is filled [MAI-12]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas: [
        defineArea({
          id: 'desk',
          name: 'Desk',
          statuses,
          required: ['description', 'requester.phone'],
          fields: { floor: { type: 'number', required: true, name: 'Floor' } },
        }),
      ],
      roles: { agent: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    const from = { mail: ref };
    await expect(ada.tickets.create({ from, requester: { phone: '1' } })).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: ['fields', 'floor'], code: 'required' })],
    });
    await expect(ada.tickets.create({ from, fields: { floor: 2 } })).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: ['requester', 'phone'], code: 'required' })],
    });
    expect(mailbox.has(ref)).toBe(true);
    const { ticket } = await ada.tickets.create({ from, fields: { floor: 2 }, requester: { phone: '1' } });
    expect(ticket).toMatchObject({ number: 'DESK-2026-00001', fields: { floor: 2 }, requester: { phone: '1' } });
    expect(mailbox.has(ref)).toBe(false);
  });

  test('on refusal all missing fields are named; the mail stays, nothing is written and nothing drafted [MAI-12 refused]', async () => {
    const store = await open();
    const { agent, mailbox, refusals } = await openHelpdesk(store);
    const ada = agent('Ada', 'lead');
    const ref = mailbox.put(mail({ From: '<>', Subject: '' }, ' '));
    await expect(ada.tickets.create({ area: 'helpdesk', from: { mail: ref } })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [
        expect.objectContaining({ path: ['subject'], code: 'required' }),
        expect.objectContaining({ path: ['description'], code: 'required' }),
        expect.objectContaining({ path: ['requester', 'name'], code: 'required' }),
        expect.objectContaining({ path: ['requester', 'email'], code: 'required' }),
      ],
    });
    expect(refusals.map(({ call }) => call)).toEqual(['tickets.create']);
    expect([mailbox.has(ref), mailbox.calls.remove]).toEqual([true, 0]);
    expect((await ada.outbox.list({ everybody: true })).items).toEqual([]);
    const { sources } = await store.load({ tenant: 'default', source: { ref, messageId: null, openedSince: null } });
    expect(sources).toEqual([]);
    expect((await ada.tickets.create({ area: 'helpdesk', ...printer })).ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('exactly one draft is made: Ada’s, to the requester; nothing leaves before she sends it [MAI-13]', async () => {
    const { agent, desk, mailbox, mails } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const lea = agent('Lea', 'lead');
    const from = { mail: mailbox.put(mail()) };
    const { ticket, drafts } = await ada.tickets.create({ area: 'helpdesk', from, responsible: 'lea' });
    expect(drafts).toMatchObject([
      {
        kind: 'received',
        state: 'draft',
        owner: 'ada',
        to: [{ name: 'Bob Baker', address: 'bob@acme.example' }],
        cc: [],
        ticket: ticket.id,
        sourceAutomatic: false,
      },
    ]);
    expect((await ada.outbox.list()).items).toEqual(drafts);
    expect((await lea.outbox.list()).items).toEqual([]);
    expect(await desk.deliver()).toMatchObject({ sent: 0 });
    await ada.outbox.send(drafts[0]?.id ?? '');
    expect(await desk.deliver()).toMatchObject({ sent: 1 });
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['bob@acme.example']);
  });

  test('a ticket made by hand, and whatever is edited later, makes no draft [MAI-13]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    expect((await ada.tickets.create({ area: 'helpdesk', ...printer })).drafts).toEqual([]);
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    const edited = await ada.tickets.update(ticket, { subject: 'Other', requester: { email: 'rob@acme.example' } });
    expect(edited.drafts).toEqual([]);
    expect((await ada.outbox.list()).items).toHaveLength(1);
  });

  test('a discarded draft leaves the ticket as it was and never goes out [MAI-13]', async () => {
    const { agent, desk, mailbox, mails } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { ticket, drafts } = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    await ada.outbox.discard(drafts[0]?.id ?? '');
    const now = await ada.tickets.get(ticket);
    // The history keeps that a draft was given up: the version counts it, nothing else of the ticket shows it.
    expect(now).toEqual({
      ...ticket,
      version: ticket.version + 1,
      indicators: { ...ticket.indicators, openDrafts: 0 },
    });
    await desk.deliver();
    expect([mails, (await ada.outbox.list()).items]).toEqual([[], []]);
  });

  test('without an e-mail of the requester the draft has no recipient, and Ada is warned [MAI-13]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas: [defineArea({ id: 'desk', name: 'Desk', statuses, required: [] })],
      roles: { agent: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    const { drafts, warnings } = await ada.tickets.create({ from: { mail: mailbox.put(mail({ From: '<>' })) } });
    expect(drafts).toMatchObject([{ state: 'draft', to: [] }]);
    expect(warnings.map(({ code }) => code)).toEqual(['mail_no_sender', 'no_recipient']);
  });

  test('a machine’s mail gets its draft too, flagged, because Ada decides [MAI-13]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const signs = [
      { 'Auto-Submitted': 'auto-replied' },
      { Precedence: 'bulk' },
      { 'List-Id': '<news.acme.example>' },
      { 'Return-Path': '<>' },
    ];
    for (const [index, sign] of signs.entries()) {
      const ref = mailbox.put(mail({ ...sign, 'Message-ID': `<auto${index}@acme.example>` } as Record<string, string>));
      const { drafts, warnings } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
      expect(drafts).toMatchObject([{ state: 'draft', sourceAutomatic: true }]);
      expect(warnings.map(({ code }) => code)).toEqual(['source_automatic']);
    }
  });

  test('a draft without a recipient, or with a wrong one, does not leave [MAI-13 refused]', async () => {
    const { agent, desk, mailbox, mails } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { drafts } = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    const id = drafts[0]?.id ?? '';
    for (const address of ['', 'bob', 'bob@', 'bob@acme.example\r\nBcc: eve@evil.example', 'a@b@c.example']) {
      await expect(ada.outbox.update(id, { to: [{ address }] })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [expect.objectContaining({ path: ['to', 0, 'address'], code: 'bad_address' })],
      });
    }
    await ada.outbox.update(id, { to: [] });
    await expect(ada.outbox.send(id)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [expect.objectContaining({ path: ['to'], code: 'required' })],
    });
    await desk.deliver();
    expect([mails, (await ada.outbox.get(id)).state]).toEqual([[], 'draft']);
  });

  test('nobody sends a mail twice, and nobody another’s [MAI-13 refused]', async () => {
    const { agent, desk, mailbox, mails } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const grace = agent('Grace', 'agent');
    const { drafts } = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    const id = drafts[0]?.id ?? '';
    const unknown = await grace.outbox.send('nothing').catch((error: Error) => error);
    for (const call of [
      () => grace.outbox.send(id),
      () => grace.outbox.get(id),
      () => grace.outbox.update(id, { text: 'Hacked' }),
      () => grace.outbox.discard(id),
    ]) {
      const refusal = await call().catch((error: Error) => error);
      expect(refusal).toMatchObject({ code: 'not_found' });
      expect({ ...(refusal as object) }).toEqual({ ...(unknown as object) });
    }
    await ada.outbox.send(id);
    await expect(ada.outbox.send(id)).rejects.toMatchObject({ code: 'already_done' });
    await desk.deliver();
    await expect(ada.outbox.send(id)).rejects.toMatchObject({ code: 'already_done' });
    await desk.deliver();
    expect(mails).toHaveLength(1);
  });
});
