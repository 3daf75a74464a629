import { describe, expect, test } from 'vitest';
import { evolve } from '../../src/ticket/evolve.ts';
import { eventSchemas, type TicketEvent } from '../../src/ticket/ticket-event.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { everyStore } from './every-store.ts';
import { mail, openHelpdesk, printer } from './helpdesk.ts';
import { eventsOf, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await openHelpdesk(await open());
    const heard: TicketEvent[] = [];
    for (const type of Object.keys(eventSchemas) as TicketEvent['type'][]) {
      kit.desk.on(type, ({ tenant: _, ...event }) => heard.push(event as TicketEvent));
    }
    const ada = kit.agent('Ada', 'agent');
    kit.agent('Grace', 'agent');
    return { ...kit, heard, ada, lena: kit.agent('Lena', 'lead') };
  };

  test('every command that changes a ticket leaves who, when and what, from old to new, in its history [GEN-01]', async () => {
    const { ada, lena, heard, mailbox, store, clock, desk } = await opened();
    const { ticket, drafts } = await ada.tickets.create({
      area: 'helpdesk',
      workflow: 'request',
      from: { mail: mailbox.put(mail()) },
    });
    const done = async (act: () => Promise<unknown>) => {
      clock.advance({ minutes: 1 });
      const before = heard.length;
      await act();
      return heard.slice(before).map(({ type, actor, at, data }) => ({ type, actor, at, data }));
    };
    const by = (user: string, minute: number) => ({
      actor: { user },
      at: `2026-03-03T13:${String(minute).padStart(2, '0')}:00.000Z`,
    });
    expect(heard.map(({ type }) => type)).toEqual(['ticket.created', 'mail.attached', 'mail.drafted']);
    expect(await done(() => ada.tickets.update(ticket, { subject: 'Printer', fields: { severity: 'high' } }))).toEqual([
      {
        type: 'ticket.edited',
        ...by('ada', 1),
        data: {
          subject: { from: 'Printer does not print', to: 'Printer' },
          fields: { from: {}, to: { severity: 'high' } },
        },
      },
    ]);
    expect(await done(() => ada.tickets.switchWorkflow(ticket, 'incident'))).toMatchObject([
      { type: 'ticket.workflow_switched', ...by('ada', 2), data: { from: { step: 'asked' }, to: { step: 'new' } } },
    ]);
    expect(await done(() => ada.tickets.transition(ticket.id, 'start'))).toMatchObject([
      { type: 'ticket.moved', ...by('ada', 3), data: { from: { step: 'new' }, to: { step: 'doing' } } },
    ]);
    expect(
      await done(() => ada.tickets.transition(ticket.id, 'pass', { responsible: 'grace', comment: 'x' })),
    ).toMatchObject([
      { type: 'ticket.moved', data: { comment: 'x', responsible: { from: 'ada', to: 'grace' } } },
      { type: 'ticket.responsible_changed', ...by('ada', 4), data: { from: 'ada', to: 'grace' } },
      { type: 'mail.queued', data: { kind: 'assigned', to: ['grace@desk.example'], drafted: false } },
    ]);
    expect(await done(() => ada.actions.add(ticket, { visibility: 'internal', description: 'x' }))).toMatchObject([
      { type: 'action.added', ...by('ada', 5), data: { action: { description: 'x', author: { user: 'ada' } } } },
    ]);
    expect(await done(() => ada.outbox.send(drafts[0]?.id ?? ''))).toMatchObject([
      { type: 'mail.queued', ...by('ada', 6), data: { kind: 'received', to: ['bob@acme.example'], drafted: true } },
    ]);
    expect(await done(() => desk.deliver())).toMatchObject([
      { type: 'mail.sent', actor: { system: 'delivery' } },
      { type: 'mail.sent', actor: { system: 'delivery' } },
    ]);
    let closing = '';
    expect(
      await done(async () => {
        closing = (await ada.tickets.close(ticket, { comment: 'Done' })).drafts[0]?.id ?? '';
      }),
    ).toMatchObject([{ type: 'ticket.moved' }, { type: 'ticket.closed', ...by('ada', 8) }, { type: 'mail.drafted' }]);
    expect(await done(() => ada.outbox.discard(closing))).toMatchObject([
      { type: 'mail.discarded', ...by('ada', 9), data: { mail: closing } },
    ]);
    expect(await done(() => lena.tickets.transition(ticket.id, 'reopen'))).toMatchObject([
      { type: 'ticket.moved' },
      { type: 'ticket.reopened', ...by('lena', 10) },
    ]);
    // What listeners heard is what is stored; it has the schema it promises, and folding it gives the ticket.
    const history = await eventsOf(store, ticket);
    expect(heard).toEqual(history);
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1));
    for (const { type, data } of history) expect(eventSchemas[type].parse(data)).toEqual(data);
    const [found] = (await stored(store, ticket)).tickets;
    expect(history.reduce<TicketRow | null>(evolve, null)).toEqual(found?.row);
  });

  test('a command that changes nothing leaves nothing, and neither does one that fails', async () => {
    const { ada, heard, store } = await opened();
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    const before = await stored(store, ticket);
    await ada.tickets.update(ticket, { subject: printer.subject });
    await ada.tickets.switchWorkflow(ticket, 'incident');
    await expect(ada.tickets.close(ticket)).rejects.toBeDefined();
    const { commit } = store;
    Object.assign(store, { commit: () => Promise.reject(new Error('The disk is full.')) });
    await expect(ada.tickets.transition(ticket.id, 'start')).rejects.toThrow('The disk is full.');
    await expect(ada.tickets.create({ area: 'helpdesk', ...printer })).rejects.toThrow('The disk is full.');
    Object.assign(store, { commit });
    expect(await stored(store, ticket)).toEqual(before);
    expect(heard.map(({ type }) => type)).toEqual(['ticket.created']);
  });

  test('listeners hear after the commit, each by itself: one that throws or rejects harms neither the others nor the command', async () => {
    const { ada, desk, store } = await opened();
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    const seen: unknown[] = [];
    desk.on('ticket.moved', () => {
      throw new Error('A broken listener');
    });
    desk.on('ticket.moved', async () => {
      throw new Error('A broken promise');
    });
    desk.on('ticket.moved', async ({ ticket: id, seq, tenant }) => {
      const [found] = (await stored(store, id)).tickets;
      seen.push([tenant, seq, found?.row.version, found?.row.step]);
    });
    const silent = desk.on('ticket.moved', () => seen.push('never'));
    silent();
    await expect(ada.tickets.transition(ticket.id, 'start')).resolves.toMatchObject({ ticket: { step: 'doing' } });
    await expect.poll(() => seen).toEqual([['default', 2, 2, 'doing']]);
  });
});
