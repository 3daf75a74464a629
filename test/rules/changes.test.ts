import { describe, expect, test } from 'vitest';
import { actor } from '../../src/condition/condition.ts';
import type { Grants } from '../../src/ports/authorizer.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, openHelpdesk, printer } from './helpdesk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  test('the feed gives every event once, in order, whatever the size of a page, and goes on from where one stopped', async () => {
    const { agent, desk, clock } = await openHelpdesk(await open());
    const heard: unknown[] = [];
    for (const type of ['ticket.created', 'ticket.moved', 'action.added', 'ticket.closed', 'mail.drafted'] as const) {
      desk.on(type, (event) => heard.push(event));
    }
    const ada = agent('Ada', 'agent');
    expect(await desk.changes()).toEqual({ events: [], next: 'c', more: false });
    for (let n = 0; n < 3; n += 1) {
      const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
      await ada.tickets.transition(ticket.id, 'start');
      await ada.actions.add(ticket, { visibility: 'internal', description: 'A note', timeSpent: 25 });
      await ada.tickets.close(ticket, { comment: 'Done' });
      clock.advance({ minutes: 1 });
    }
    const all = await desk.changes();
    expect(all.events).toEqual(heard);
    expect(all.more).toBe(false);
    for (const limit of [1, 2, 5, 1000]) {
      const read = [];
      let page = await desk.changes({ limit });
      read.push(...page.events);
      while (page.more) {
        page = await desk.changes({ limit, after: page.next });
        read.push(...page.events);
      }
      expect(read).toEqual(heard);
      expect(page.next).toBe(all.next);
    }
    expect(await desk.changes({ after: all.next })).toEqual({ events: [], next: all.next, more: false });
    await ada.tickets.create({ area: 'helpdesk', ...printer });
    const later = await desk.changes({ after: all.next });
    expect(later.events.map(({ type }) => type)).toEqual(['ticket.created']);
    expect(later.events).toEqual(heard.slice(-1));
    expect(Object.isFrozen(later.events[0])).toBe(true);
  });

  test('a reader gets the changes of tickets that he sees, and no hint of others', async () => {
    const grants = (visible: Grants['areas'][string]['visible']): Grants => ({
      areas: { helpdesk: { permissions: ['ticket.create', 'ticket.read', 'work'], visible } },
      desk: [],
      mailboxes: [],
    });
    const { agent, desk } = await createTestDesk({
      areas: [helpdesk],
      roles: {},
      store: await open(),
      options: {
        authorizer: {
          grants: (who) => grants('user' in who && who.user === 'ada' ? 'all' : { field: 'responsible', is: actor }),
        },
      },
    });
    const [ada, grace] = [agent('Ada', 'none'), agent('Grace', 'none')];
    const { ticket: hers } = await ada.tickets.create({ workflow: 'incident', ...printer, responsible: 'grace' });
    const { ticket: other } = await ada.tickets.create({ workflow: 'incident', ...printer });
    const ofTickets = (events: readonly { readonly ticket: string }[]) => [
      ...new Set(events.map(({ ticket }) => ticket)),
    ];
    expect(ofTickets((await ada.changes()).events)).toEqual([hers.id, other.id]);
    expect(ofTickets((await grace.changes()).events)).toEqual([hers.id]);
    const passed = await grace.changes();
    await ada.tickets.transition(other.id, 'start');
    expect(await grace.changes({ after: passed.next })).toMatchObject({ events: [], more: false });
    await ada.tickets.transition(other.id, 'pass', { responsible: 'grace' });
    // What he sees now he hears of from there on; what was before stands in the log of the ticket.
    const { events } = await grace.changes({ after: passed.next });
    expect(ofTickets(events)).toEqual([other.id]);
    expect((await desk.as({ user: 'stranger' }).changes()).events).toEqual([]);
  });

  test('a cursor that is none is refused', async () => {
    const { agent, desk } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    for (const after of ['', '1', 'x', 'c1.2.3', 'c-1', 'c1234567890123456789', "c1'", 'cc']) {
      for (const read of [() => desk.changes({ after }), () => ada.changes({ after })]) {
        await expect(read(), after).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: ['after'] }] });
      }
    }
    await expect(desk.changes({ limit: 1001 })).rejects.toMatchObject({ issues: [{ path: ['limit'] }] });
    expect((await desk.changes({ after: 'c' })).events).toEqual([]);
  });
});
