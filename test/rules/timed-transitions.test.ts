import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { printer } from './helpdesk.ts';
import { eventNames, stored } from './stored.ts';
import { openTimedDesk } from './timed-desk.ts';

const nothing = { taken: 0, postponed: 0, dropped: 0 };
const one = { ...nothing, taken: 1 };

describe.each(everyStore)('on $name', ({ open }) => {
  test('a ticket that stays in a step for so long goes on by itself, at its moment and not before, as the system with its reason', async () => {
    const { ada, desk, clock, ticketIn, waitsFor } = await openTimedDesk(await open());
    const ticket = await ticketIn('start', 'wait');
    expect(await waitsFor(ticket)).toEqual(['silent expire 2026-03-06T13:00:00.000Z']);
    clock.set('2026-03-06T12:59:59.999Z');
    expect(await desk.takeTimedTransitions()).toEqual(nothing);
    clock.set('2026-03-06T13:00:00.000Z');
    expect(await desk.takeTimedTransitions()).toEqual(one);
    expect(await ada.tickets.get(ticket)).toMatchObject({
      step: 'closed',
      closedAt: '2026-03-06T13:00:00.000Z',
      closedBy: { system: 'timer:silent' },
    });
    expect((await ada.tickets.stepLog(ticket)).at(-1)).toMatchObject({
      seq: 4,
      transition: { id: 'expire', name: 'Expire' },
      actor: { system: 'timer:silent' },
      via: 'system',
      comment: null,
    });
    expect(await desk.takeTimedTransitions()).toEqual(nothing);
    // The next step has a timer of its own.
    expect(await waitsFor(ticket)).toEqual(['old archive 2026-04-05T13:00:00.000Z']);
  });

  test('a new ticket waits from the moment it is made', async () => {
    const { desk, clock, ticketIn, waitsFor, stepOf } = await openTimedDesk(await open());
    const ticket = await ticketIn();
    expect(await waitsFor(ticket)).toEqual(['unattended escalate 2026-03-04T13:00:00.000Z']);
    clock.advance({ days: 1 });
    expect(await desk.takeTimedTransitions()).toEqual(one);
    expect([await stepOf(ticket), await waitsFor(ticket)]).toEqual(['urgent', []]);
  });

  test('who leaves the step in time ends the waiting in the same commit', async () => {
    const { ada, desk, clock, store, ticketIn, waitsFor, stepOf } = await openTimedDesk(await open());
    const ticket = await ticketIn('start', 'wait');
    await ada.tickets.transition(ticket, 'resume');
    expect(await waitsFor(ticket)).toEqual([]);
    expect(await rowsOf(store, ticket)).toEqual([]);
    expect(await store.nextTimedTransition()).toBeNull();
    clock.advance({ days: 400 });
    expect(await desk.takeTimedTransitions()).toEqual(nothing);
    expect(await stepOf(ticket)).toBe('doing');
  });

  test('a transition from a step into itself begins the waiting anew, and so does coming back', async () => {
    const { ada, desk, clock, ticketIn, waitsFor } = await openTimedDesk(await open());
    const ticket = await ticketIn('start', 'wait');
    clock.advance({ days: 2 });
    await ada.tickets.transition(ticket, 'remind');
    expect(await waitsFor(ticket)).toEqual(['silent expire 2026-03-08T13:00:00.000Z']);
    clock.advance({ days: 2 });
    expect(await desk.takeTimedTransitions()).toEqual(nothing);
    await ada.tickets.transition(ticket, 'resume');
    await ada.tickets.transition(ticket, 'wait');
    expect(await waitsFor(ticket)).toEqual(['silent expire 2026-03-10T13:00:00.000Z']);
    clock.advance({ days: 3 });
    expect(await desk.takeTimedTransitions()).toEqual(one);
  });

  test('what does not leave the step changes nothing: edits, actions and hand-overs', async () => {
    const { ada, agent, clock, ticketIn, waitsFor } = await openTimedDesk(await open());
    agent('Grace', 'agent');
    const ticket = await ticketIn('start', 'wait');
    clock.advance({ days: 2 });
    await ada.tickets.update(ticket, { subject: 'Lift', responsible: 'grace' }, { inform: [] });
    await ada.actions.add(ticket, { visibility: 'external', description: 'Still waiting.' });
    expect(await waitsFor(ticket)).toEqual(['silent expire 2026-03-06T13:00:00.000Z']);
  });

  test('a switch of the workflow, ways into another one and back, and reopening end what was waited for and begin the new', async () => {
    const { ada, desk, clock, ticketIn, waitsFor, stepOf } = await openTimedDesk(await open());
    const switched = await ticketIn();
    await ada.tickets.switchWorkflow(switched, 'problem');
    expect(await waitsFor(switched)).toEqual(['late back 2026-03-03T17:00:00.000Z']);
    const asked = await ticketIn('start', 'ask');
    expect(await waitsFor(asked)).toEqual(['late back 2026-03-03T17:00:00.000Z']);
    clock.advance({ hours: 4 });
    expect(await desk.takeTimedTransitions()).toEqual({ ...nothing, taken: 2 });
    // One came from nowhere, the other goes back to where it was.
    expect([await stepOf(switched), await stepOf(asked)]).toEqual(['new', 'doing']);
    await ada.tickets.transition(asked, 'close');
    expect(await waitsFor(asked)).toEqual(['old archive 2026-04-02T17:00:00.000Z']);
    await ada.tickets.transition(asked, 'reopen');
    expect(await waitsFor(asked)).toEqual([]);
    clock.advance({ days: 60 });
    await desk.takeTimedTransitions();
    expect(await stepOf(asked)).toBe('doing');
  });

  test('many tickets at once: each that moves waits anew, the others as before', async () => {
    const { ada, clock, ticketIn, waitsFor } = await openTimedDesk(await open());
    const tickets = [await ticketIn('start'), await ticketIn('start', 'wait')];
    clock.advance({ hours: 1 });
    const { verdicts } = await ada.bulk.setStep(tickets, 'waiting');
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['changed', 'unchanged']);
    expect(await Promise.all(tickets.map(waitsFor))).toEqual([
      ['silent expire 2026-03-06T14:00:00.000Z'],
      ['silent expire 2026-03-06T13:00:00.000Z'],
    ]);
  });

  test('with a deleted ticket goes what it waited for', async () => {
    const { agent, desk, clock, store, ticketIn } = await openTimedDesk(await open());
    const grace = agent('Grace', 'lead');
    const ticket = await ticketIn('start', 'wait');
    const { version } = await grace.tickets.get(ticket);
    await grace.tickets.delete(ticket, { confirmed: true }, { expectedVersion: version });
    expect(await store.nextTimedTransition()).toBeNull();
    clock.advance({ days: 9 });
    expect(await desk.takeTimedTransitions()).toEqual(nothing);
  });

  test('statuses change by themselves too; a week later it is as late as now, also where the clocks were changed meanwhile', async () => {
    const { ada, desk, clock, waitsFor, stepOf } = await openTimedDesk(await open());
    clock.set('2026-03-27T08:00:00.000Z');
    const { ticket } = await ada.tickets.create({ area: 'caretaker', ...printer });
    expect(await waitsFor(ticket.id)).toEqual(['forgotten done 2026-04-03T07:00:00.000Z']);
    clock.set('2026-04-03T07:00:00.000Z');
    expect(await desk.takeTimedTransitions()).toEqual(one);
    expect(await stepOf(ticket.id)).toBe('done');
  });

  test('areas that the store alone knows have timers as well', async () => {
    const { agent, desk, clock } = await openTimedDesk(await open());
    const grace = agent('Grace', 'lead');
    await grace.settings.update({
      areas: {
        stock: {
          name: 'Stock',
          workflows: [
            {
              id: 'order',
              name: 'Order',
              initial: 'open',
              steps: [
                {
                  id: 'open',
                  name: 'Open',
                  category: 'new',
                  timers: [{ id: 'late', after: 'PT90M', transition: 'drop' }],
                },
                { id: 'dropped', name: 'Dropped', category: 'closed' },
              ],
              transitions: [{ id: 'drop', name: 'Drop', from: ['open'], to: 'dropped', permission: 'ticket.edit' }],
            },
          ],
        },
      },
    });
    const dynamic = desk.dynamic.as({ user: 'grace' });
    const { ticket } = await dynamic.tickets.create({ area: 'stock', ...printer });
    clock.advance({ minutes: 90 });
    expect(await desk.takeTimedTransitions()).toEqual(one);
    expect((await dynamic.tickets.get(ticket.id)).step).toBe('dropped');
  });

  test('closing by itself stops stopwatches, and writes no mail: nobody is there to send it', async () => {
    const { ada, desk, clock, store, ticketIn } = await openTimedDesk(await open());
    const ticket = await ticketIn('start', 'wait');
    await ada.timers.start(ticket);
    clock.advance({ minutes: 3 });
    await ada.timers.pause((await ada.timers.current()).running?.id ?? '');
    clock.advance({ days: 3 });
    expect(await desk.takeTimedTransitions()).toEqual(one);
    expect(await ada.timers.current()).toEqual({ running: null, paused: [] });
    const names = await eventNames(store, ticket);
    expect(names.slice(-3)).toEqual(['action.added', 'ticket.moved', 'ticket.closed']);
    expect((await stored(store, ticket)).outbox).toEqual([]);
  });

  test('tenants take turns, and no tenant sees what is taken for another', async () => {
    const { desk, clock } = await openTimedDesk(await open());
    const tickets = [];
    for (const tenant of ['acme', 'globex']) {
      const ada = desk.forTenant(tenant).as({ user: 'ada' });
      tickets.push({ ada, id: (await ada.tickets.create({ area: 'helpdesk', ...printer })).ticket.id });
      clock.advance({ minutes: 1 });
    }
    clock.advance({ days: 1 });
    expect(await desk.takeTimedTransitions()).toEqual({ ...nothing, taken: 2 });
    for (const { ada, id } of tickets) expect((await ada.tickets.get(id)).step).toBe('urgent');
  });

  test('a preview leaves nothing to wait for, and who repeats with his key waits as long as the first time', async () => {
    const { ada, clock, store, ticketIn, waitsFor } = await openTimedDesk(await open());
    const ticket = await ticketIn('start');
    await ada.preview.tickets.transition(ticket, 'wait');
    expect(await rowsOf(store, ticket)).toEqual([]);
    await ada.tickets.transition(ticket, 'wait', {}, { idempotencyKey: 'k' });
    clock.advance({ hours: 1 });
    expect((await ada.tickets.transition(ticket, 'wait', {}, { idempotencyKey: 'k' })).replayed).toBe(true);
    expect(await waitsFor(ticket)).toEqual(['silent expire 2026-03-06T13:00:00.000Z']);
  });

  test('a requester is told nothing of it', async () => {
    const { desk, clock, requester, ticketIn } = await openTimedDesk(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const ticket = await ticketIn('start', 'wait');
    const told = async () => JSON.stringify([await bob.get(ticket), await bob.list(), await bob.documents(ticket)]);
    const before = await told();
    expect(before).not.toMatch(/timed|silent|expire|2026-03-06/i);
    clock.advance({ days: 3 });
    await desk.takeTimedTransitions();
    const after = await bob.get(ticket);
    expect(after).toMatchObject({ status: { category: 'closed' }, actions: [] });
    expect(JSON.stringify(after)).not.toMatch(/timer|silent|expire/i);
  });
});

const rowsOf = async (store: Parameters<typeof stored>[0], ticket: string) =>
  (await store.load({ tenant: 'default', tickets: { ids: [ticket], details: ['timedTransitions'] } })).tickets[0]
    ?.details.timedTransitions;
