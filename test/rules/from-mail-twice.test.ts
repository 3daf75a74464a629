import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { createTestMailSource } from '../kit/test-mail-source.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, mail, openHelpdesk, printer } from './helpdesk.ts';

interface Refused {
  readonly code: string;
  readonly data: { readonly ticket?: { readonly id: string; readonly number: string } };
}

/** Lets everybody read the mail before anybody may go on. */
const meetAfterReading = (mailbox: ReturnType<typeof createTestMailSource>, people: number) => {
  const { fetch } = mailbox;
  let go: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    go = resolve;
  });
  let arrived = 0;
  Object.assign(mailbox, {
    fetch: async (...args: Parameters<typeof fetch>) => {
      const fetched = await fetch(...args);
      arrived += 1;
      if (arrived === people) go();
      await all;
      return fetched;
    },
  });
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('Ada and Grace convert the same mail at the same moment: one ticket, and the other is told which [MAI-04]', async () => {
    const store = await open();
    const { agent, mailbox, mails } = await openHelpdesk(store);
    const ref = mailbox.put(mail());
    const users = ['Ada', 'Grace', 'Hedy', 'Joan'].map((name) => agent(name, 'agent'));
    meetAfterReading(mailbox, users.length);
    const results = await Promise.allSettled(
      users.map((user) => user.tickets.create({ area: 'helpdesk', from: { mail: ref } })),
    );
    const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Refused] : []));
    expect([made.length, refused.length]).toEqual([1, 3]);
    for (const { code, data } of refused) {
      expect(code).toBe('already_done');
      expect(data.ticket).toMatchObject({ id: made[0]?.ticket.id, number: made[0]?.ticket.number });
    }
    const { sources } = await store.load({
      tenant: 'default',
      source: { ref, messageId: '<1@acme.example>', openedSince: null },
    });
    expect(sources.map(({ ticket }) => ticket)).toEqual([made[0]?.ticket.id]);
    expect(mails).toEqual([]);
  });

  test('who loses removes nothing and leaves no ticket, no draft and no ticket with his number [MAI-04 refused]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ref = mailbox.put(mail());
    const users = ['Ada', 'Grace'].map((name) => agent(name, 'lead'));
    meetAfterReading(mailbox, 2);
    const results = await Promise.allSettled(
      users.map((user) => user.tickets.create({ area: 'helpdesk', from: { mail: ref } })),
    );
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    const { reason } = results[1 - winner] as PromiseRejectedResult;
    const { ticket } = (await users[winner]?.tickets.byNumber(reason.data.ticket.number).then((found) => ({
      ticket: found,
    }))) ?? { ticket: null };
    expect(reason).toMatchObject({ code: 'already_done', data: { ticket: { id: ticket?.id } } });
    expect(mailbox.calls.remove).toBe(1);
    const drafts = await users[0]?.outbox.list({ everybody: true });
    expect(drafts?.items.map((draft) => draft.ticket)).toEqual([ticket?.id]);
    // A number that was drawn for nothing is a gap: it names no ticket, now or ever.
    const { ticket: next } = (await users[0]?.tickets.create({ area: 'helpdesk', ...printer })) ?? {};
    const between = Number(next?.number.slice(-5)) - Number(ticket?.number.slice(-5)) - 1;
    expect(between === 0 || between === 1).toBe(true);
    for (const count of ['00001', '00002', '00003']) {
      const number = `HELPDESK-2026-${count}`;
      const found = await users[0]?.tickets.byNumber(number).catch(() => null);
      expect([null, ticket?.id, next?.id]).toContain(found?.id ?? null);
    }
  });

  test('the loser of a mail he may not see afterwards learns that it is done, not what became of it [MAI-04 refused]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas: [helpdesk],
      roles: { writer: { helpdesk: ['ticket.create', 'mail.convert'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const ref = mailbox.put(mail());
    await agent('Ada', 'writer').tickets.create({ from: { mail: ref } });
    await expect(agent('Grace', 'writer').tickets.create({ from: { mail: ref } })).rejects.toMatchObject({
      code: 'already_done',
      data: {},
    });
    const refusal = await agent('Hedy', 'writer')
      .tickets.create({ from: { mail: ref } })
      .catch((error: Refused) => error.data);
    expect(refusal).toEqual({});
  });

  test('one letter in two mailboxes makes two tickets, with a warning that names the first [MAI-04]', async () => {
    const support = createTestMailSource('support');
    const sales = createTestMailSource('sales');
    const roles = { agent: { '*': ['*'] } };
    const { agent } = await createTestDesk({
      areas: [helpdesk],
      roles,
      parser: createMimeParser(),
      store: await open(),
      options: {
        mailboxes: { support: { source: support }, sales: { source: sales } },
        authorizer: rolePolicy({ roles, rolesOf: () => ['agent'], mailboxes: { agent: ['*'] } }),
      },
    });
    const ada = agent('Ada', 'agent');
    const first = await ada.tickets.create({ from: { mail: support.put(mail()) } });
    expect(first.warnings).toEqual([]);
    const copy = sales.put(mail());
    const duplicate = (sameContent: boolean) => ({
      code: 'duplicate_message_id',
      params: { ticket: first.ticket.id, sameContent },
    });
    expect((await ada.tickets.prepare({ from: { mail: copy } })).warnings).toMatchObject([duplicate(true)]);
    const second = await ada.tickets.create({ from: { mail: copy } });
    expect(second.warnings).toMatchObject([duplicate(true)]);
    expect(second.ticket.id).not.toBe(first.ticket.id);
    expect(sales.has(copy)).toBe(false);
    const reused = await ada.tickets.prepare({ from: { mail: sales.put(mail({}, 'Another text')) } });
    expect(reused.warnings).toHaveLength(2);
    expect(reused.warnings).toContainEqual(expect.objectContaining(duplicate(false)));
    const without = await ada.tickets.create({ from: { mail: sales.put(mail({ 'Message-ID': '' })) } });
    expect(without.warnings).toEqual([]);
  });

  test('prepare shows who opened the same mail in the last 15 minutes, but not oneself [MAI-04]', async () => {
    const { agent, mailbox, clock } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const grace = agent('Grace', 'agent');
    const ref = mailbox.put(mail());
    const other = mailbox.put(mail({ 'Message-ID': '<2@acme.example>' }));
    const openedBy = async (user: typeof ada, of = ref) =>
      (await user.tickets.prepare({ area: 'helpdesk', from: { mail: of } })).openedBy;
    expect(await openedBy(ada)).toEqual([]);
    expect(await openedBy(ada)).toEqual([]);
    const opened = clock.now().toISOString();
    clock.advance({ minutes: 15 });
    expect(await openedBy(grace)).toEqual([{ user: 'ada', at: opened }]);
    expect(await openedBy(grace, other)).toEqual([]);
    clock.advance({ seconds: 1 });
    expect(await openedBy(grace)).toEqual([]);
    expect((await openedBy(ada)).map(({ user }) => user)).toEqual(['grace']);
    // It is advice, no lock: Ada may convert the mail although Grace looks at it.
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    expect(ticket.number).toBe('HELPDESK-2026-00001');
  });
});
