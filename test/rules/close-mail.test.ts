import { describe, expect, test } from 'vitest';
import { hours } from '../../src/ticket/time-spent.ts';
import { everyStore } from './every-store.ts';
import { mail, openHelpdesk, printer } from './helpdesk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const worked = async (area: 'helpdesk' | 'caretaker' = 'helpdesk') => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    kit.agent('Grace', 'agent');
    const { ticket } = await ada.tickets.create({ area, ...printer });
    return { ...kit, ada, ticket: ticket.id };
  };

  test('the closing mail tells the requester his request and every external action, newest first, and nothing internal [CLO-04]', async () => {
    const { ada, ticket, clock } = await worked();
    await ada.tickets.transition(ticket, 'start');
    clock.advance({ hours: 1 });
    await ada.actions.add(ticket, {
      visibility: 'external',
      shortDescription: 'First look',
      description: 'The cable is broken.\nWe order a new one.',
      timeSpent: hours(0.5),
    });
    await ada.actions.add(ticket, {
      visibility: 'internal',
      shortDescription: 'CANARY-short',
      description: 'CANARY-description',
      timeSpent: hours(7.77),
    });
    await ada.tickets.transition(ticket, 'pass', { responsible: 'grace', comment: 'CANARY-comment' });
    clock.advance({ hours: 1 });
    await ada.actions.add(ticket, {
      visibility: 'external',
      description: 'The new cable works.',
      timeSpent: hours(0.25),
    });
    await ada.actions.add(ticket, {
      visibility: 'external',
      description: 'You called us before.',
      occurredAt: '2026-03-03T09:30:00+01:00',
    });
    clock.advance({ hours: 1 });
    const { drafts } = await ada.tickets.close(ticket, { comment: 'CANARY-closing' });
    const [draft] = drafts;
    expect(draft).toMatchObject({
      kind: 'closing',
      to: [{ name: 'Bob Baker', address: 'bob@acme.example' }],
      cc: [],
      subject: 'Closed: Printer on fire [#HELPDESK-2026-00001]',
    });
    expect(draft?.text).toBe(`Dear Bob Baker,

we have closed your ticket HELPDESK-2026-00001. This is what was done, newest first.

2026-03-03 15:00 – The new cable works. (0.25 h)
The new cable works.

2026-03-03 14:00 – First look (0.50 h)
The cable is broken.
We order a new one.

2026-03-03 08:30 – You called us before.
You called us before.

Your request:
Smoke on the second floor.

Time spent: 0.75 h

Your Help-Desk
`);
    expect(JSON.stringify(draft)).not.toMatch(/CANARY|7[.,]77|8[.,]52|Waiting|In progress|Pass on|grace/i);
  });

  test('it is written in the language and the time zone of the area', async () => {
    const { ada, ticket } = await worked('caretaker');
    await ada.actions.add(ticket, { visibility: 'external', description: 'Erledigt.', timeSpent: hours(1.5) });
    const { drafts } = await ada.tickets.close(ticket);
    expect(drafts[0]?.text).toContain('03.03.2026 14:00 – Erledigt. (1,50 h)');
    expect(drafts[0]?.text).toContain('Ihre Anfrage:\nSmoke on the second floor.');
  });

  test('texts of people are put in as they are, also when they look like a template', async () => {
    const { ada, ticket } = await worked();
    await ada.tickets.transition(ticket, 'start');
    const text = '{{ ticket.number }} {% raw %} <b>bold</b> & "quoted"\n\n  indented';
    await ada.actions.add(ticket, { visibility: 'external', shortDescription: '{{ actions }}', description: text });
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    expect(drafts[0]?.text).toContain(`– {{ actions }}\n${text}\n`);
  });

  test('a ticket without external actions still gets standard text and request', async () => {
    const { ada, ticket } = await worked();
    await ada.tickets.transition(ticket, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    expect(drafts[0]?.text).toContain('Smoke on the second floor.');
    expect(drafts[0]?.text).not.toContain('Time spent');
  });

  test('a closing mail is a snapshot: what is written afterwards is not in it', async () => {
    const { ada, ticket, agent } = await worked();
    await ada.tickets.transition(ticket, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    await agent('Lena', 'lead').actions.add(ticket, { visibility: 'external', description: 'Afterwards' });
    expect((await ada.outbox.get(drafts[0]?.id ?? '')).text).not.toContain('Afterwards');
  });

  test('the closing mail of a ticket made from a mail continues that conversation', async () => {
    const { ada, mailbox, desk, mails } = await worked();
    const ref = mailbox.put(mail({ 'Message-ID': '<first@acme.example>' }));
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    await ada.tickets.transition(ticket.id, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    await ada.outbox.send(drafts[0]?.id ?? '');
    await desk.deliver();
    expect(mails).toMatchObject([{ inReplyTo: '<first@acme.example>' }]);
    expect(mails[0]?.references).toContain('<first@acme.example>');
  });
});
