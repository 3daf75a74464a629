import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, eventsOf, refusalOf, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    const create = async () =>
      (
        await ada.tickets.create({
          area: 'helpdesk',
          workflow: 'incident',
          ...printer,
          requester: { ...printer.requester, contact: 'acme' },
        })
      ).ticket.id;
    const bob = kit.requester('Bob', { contact: 'acme' });
    const booked = async () =>
      (await kit.store.load({ tenant: 'default', timersOf: 'ada' })).timers.map((timer) => timer.booked);
    return { ...kit, ada, bob, create, booked, ticket: await create() };
  };

  test('a timer is started, paused, resumed and stopped; its time is added to what was entered [TIM-02]', async () => {
    const { ada, bob, ticket, clock, store } = await opened();
    const { timer, paused, action } = await ada.timers.start(ticket, { visibility: 'external' });
    expect([paused, action]).toEqual([null, null]);
    expect(timer).toEqual({
      id: timer.id,
      ticket,
      action: null,
      visibility: 'external',
      state: 'running',
      startedAt: '2026-03-03T13:00:00.000Z',
      timeSpent: 0,
      runsUntil: '2026-03-04T01:00:00.000Z',
    });
    clock.advance({ seconds: 100 });
    expect(await ada.timers.current()).toMatchObject({ running: { id: timer.id, timeSpent: 2 }, paused: [] });
    expect((await ada.timers.pause(timer)).timer).toMatchObject({ state: 'paused', timeSpent: 2, runsUntil: null });
    clock.advance({ hours: 1 });
    expect(await ada.timers.current()).toMatchObject({ running: null, paused: [{ id: timer.id, timeSpent: 2 }] });
    await ada.timers.resume(timer.id);
    clock.advance({ seconds: 8 });
    // The 28 seconds before the pause were kept.
    expect((await ada.timers.current()).running?.timeSpent).toBe(3);
    clock.advance({ seconds: 35 });
    expect(await eventNames(store, ticket)).toEqual(['ticket.created']);
    const stopped = await ada.timers.stop(timer, { description: 'Cable replaced', timeSpent: 25, concerns: [] });
    expect(stopped).toMatchObject({
      timer: { state: 'stopped', timeSpent: 3, action: stopped.action?.id },
      ticket: { timeSpent: { total: 28, external: 28 } },
    });
    expect(await ada.actions.list(ticket)).toMatchObject([
      { id: stopped.action?.id, visibility: 'external', description: 'Cable replaced', timeSpent: 28, concerns: [] },
    ]);
    expect(await bob.get(ticket)).toMatchObject({ timeSpent: 28 });
    expect(await ada.timers.current()).toEqual({ running: null, paused: [] });
  });

  test('a user has one running timer: starting or resuming one pauses the other, and says so', async () => {
    const { ada, agent, ticket, create, clock } = await opened();
    const grace = agent('Grace', 'agent');
    const { timer: hers } = await grace.timers.start(ticket);
    const { timer: first } = await ada.timers.start(ticket);
    clock.advance({ seconds: 50 });
    const { timer: second, paused } = await ada.timers.start(await create());
    expect(paused).toMatchObject({ id: first.id, state: 'paused', timeSpent: 1 });
    clock.advance({ seconds: 22 });
    const resumed = await ada.timers.resume(first);
    expect(resumed).toMatchObject({
      timer: { id: first.id, state: 'running', timeSpent: 1 },
      paused: { id: second.id },
    });
    clock.advance({ seconds: 22 });
    expect(await ada.timers.current()).toMatchObject({
      running: { id: first.id, timeSpent: 2 },
      paused: [{ id: second.id, timeSpent: 0 }],
    });
    expect(await grace.timers.current()).toMatchObject({ running: { id: hers.id, timeSpent: 2 } });
    // However many he starts at once, one runs.
    await Promise.all([1, 2, 3].map(() => ada.timers.start(ticket)));
    const { running, paused: others } = await ada.timers.current();
    expect([running?.timeSpent, others.length]).toEqual([0, 4]);
  });

  test('pausing what does not run, and stopping what is stopped, is refused; a timer of somebody else does not exist [TIM-02 refused]', async () => {
    const { ada, agent, desk, ticket, clock, store } = await opened();
    const grace = agent('Grace', 'agent');
    const { timer } = await ada.timers.start(ticket);
    await ada.timers.pause(timer);
    const notRunning = { code: 'conflict', data: { state: 'not_running' }, issues: [{ code: 'not_running' }] };
    await expect(ada.timers.pause(timer)).rejects.toMatchObject(notRunning);
    for (const call of [
      () => grace.timers.pause(timer),
      () => grace.timers.resume(timer),
      () => grace.timers.stop(timer, { description: 'Mine' }),
      () => ada.timers.pause('unknown'),
      () => desk.asSystem('job').timers.pause(timer),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ code: 'not_found', data: { what: 'timer' } });
    }
    await expect(ada.timers.start('unknown')).rejects.toMatchObject({ code: 'not_found' });
    await expect(ada.timers.start(ticket, { action: 'unknown' })).rejects.toMatchObject({ data: { what: 'action' } });
    await expect(ada.timers.start(ticket, { color: 'red' } as never)).rejects.toMatchObject({ code: 'invalid_input' });
    await ada.timers.resume(timer);
    await expect(ada.timers.resume(timer)).rejects.toMatchObject({ code: 'conflict', data: { state: 'not_paused' } });
    clock.advance({ minutes: 3 });
    const before = await stored(store, ticket);
    await expect(ada.timers.stop(timer)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['description'], code: 'empty' }],
    });
    await expect(ada.timers.stop(timer, { description: 'x', timeSpent: -1 })).rejects.toMatchObject({
      issues: [{ path: ['timeSpent'] }],
    });
    expect(await stored(store, ticket)).toEqual(before);
    await ada.timers.stop(timer, { description: 'Work' });
    await expect(ada.timers.stop(timer, { description: 'Work' })).rejects.toMatchObject(notRunning);
    await expect(ada.timers.pause(timer)).rejects.toMatchObject(notRunning);
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.close(ticket, { comment: 'Done' });
    await expect(ada.timers.start(ticket)).rejects.toMatchObject({ code: 'ticket_closed' });
    const lena = agent('Lena', 'lead');
    expect((await lena.timers.start(ticket)).timer.state).toBe('running');
  });

  test('a timer on an action that is there adds to it, whoever else does: sums are exact [TIM-05]', async () => {
    const { ada, agent, ticket, clock, store } = await opened();
    const grace = agent('Grace', 'agent');
    const { action } = await ada.actions.add(ticket, { visibility: 'external', description: 'Work', timeSpent: 50 });
    const timers = [];
    for (const who of [ada, grace]) timers.push((await who.timers.start(ticket, { action })).timer);
    expect(timers[0]).toMatchObject({ action: action.id, visibility: 'external' });
    clock.advance({ seconds: 3600 });
    await expect(ada.timers.stop(timers[0]?.id ?? '', { description: 'Other' })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['description'], code: 'action_there' }],
    });
    await Promise.all([ada.timers.stop(timers[0]?.id ?? ''), grace.timers.stop(timers[1]?.id ?? '')]);
    expect(await ada.actions.list(ticket)).toMatchObject([{ id: action.id, timeSpent: 250 }]);
    await ada.actions.add(ticket, { visibility: 'internal', description: 'Note', timeSpent: 7 });
    expect((await ada.tickets.get(ticket)).timeSpent).toEqual({ total: 257, external: 250, internal: 7 });
    const actions = await ada.actions.list(ticket);
    expect(actions.reduce((sum, { timeSpent }) => sum + timeSpent, 0)).toBe(257);
    expect((await eventNames(store, ticket)).filter((name) => name === 'action.time_booked')).toHaveLength(2);
  });

  test('what a timer on an external action keeps is what the portal shows, before anybody stops it [TIM-04]', async () => {
    const { ada, bob, desk, ticket, clock, store } = await opened();
    const { action } = await ada.actions.add(ticket, { visibility: 'external', description: 'Work', timeSpent: 50 });
    const { timer } = await ada.timers.start(ticket, { action });
    for (const [seconds, shown] of [
      [35, 50],
      [1, 51],
      [73, 53],
    ] as const) {
      clock.advance({ seconds });
      await Promise.all([desk.bookTimers(), desk.bookTimers()]);
      expect(await bob.get(ticket)).toMatchObject({ timeSpent: shown, actions: [{ timeSpent: shown }] });
    }
    clock.advance({ seconds: 36 });
    const { ticket: stopped } = await ada.timers.stop(timer);
    expect(stopped.timeSpent).toEqual({ total: 54, internal: 0, external: 54 });
    expect((await ada.actions.list(ticket)).map(({ timeSpent }) => timeSpent)).toEqual([54]);
    expect((await eventsOf(store, ticket)).slice(2)).toMatchObject(
      [1, 2, 1].map((timeSpent) => ({ type: 'action.time_booked', data: { action: action.id, timeSpent } })),
    );
  });

  test('when its action was removed meanwhile, stopping adds one', async () => {
    const { ada, ticket, clock } = await opened();
    const { action } = await ada.actions.add(ticket, { visibility: 'internal', description: 'Work' });
    const { timer } = await ada.timers.start(ticket, { action });
    clock.advance({ seconds: 36 });
    await ada.actions.remove(action);
    await ada.timers.stop(timer, { description: 'Work after all' });
    expect(await ada.actions.list(ticket)).toMatchObject([{ description: 'Work after all', timeSpent: 1 }]);
  });

  test('a timer that ran less than an interval, and was given no words, leaves no action', async () => {
    const { ada, ticket, clock, store } = await opened();
    const { timer } = await ada.timers.start(ticket);
    clock.advance({ seconds: 35 });
    expect(await ada.timers.stop(timer)).toMatchObject({ action: null, timer: { state: 'stopped', timeSpent: 0 } });
    expect(await eventNames(store, ticket)).toEqual(['ticket.created']);
  });

  test('every full 36 seconds are kept without anybody doing anything, once, and less than that is lost in a crash [TIM-04] [TIM-04 refused]', async () => {
    const { ada, desk, ticket, clock, booked } = await opened();
    const { timer } = await ada.timers.start(ticket);
    const later = async (seconds: number) => {
      clock.advance({ seconds });
      const { booked: counted } = await desk.bookTimers();
      return [counted, ...(await booked())];
    };
    expect(await later(35.999)).toEqual([0, 0]);
    expect(await later(0.001)).toEqual([1, 1]);
    expect(await later(35)).toEqual([0, 1]);
    expect(await later(1)).toEqual([1, 2]);
    // A process that slept for an hour catches up once, and two of them do not count twice.
    clock.advance({ hours: 1 });
    const passes = await Promise.all([desk.bookTimers(), desk.bookTimers()]);
    expect(passes.reduce((sum, pass) => sum + pass.booked, 0)).toBe(1);
    expect(await booked()).toEqual([102]);
    // What goes back counts nothing, and nothing is taken away.
    clock.set('2026-03-03T10:00:00.000Z');
    expect(await later(60)).toEqual([0, 102]);
    expect((await ada.timers.current()).running?.timeSpent).toBe(102);
    clock.set('2026-03-03T14:01:48.000Z');
    await ada.timers.stop(timer, { description: 'Work' });
    expect((await ada.tickets.get(ticket)).timeSpent.total).toBe(103);
  });

  test('a timer that a process died over is taken up by another one when its lease runs out', async () => {
    const { ada, desk, ticket, clock, store, booked } = await opened();
    await ada.timers.start(ticket);
    clock.advance({ seconds: 40 });
    const dueBy = clock.now().toISOString();
    await store.claim('timer', { dueBy, leasedUntil: '2026-03-03T13:01:10.000Z', limit: 9 });
    clock.advance({ seconds: 29 });
    expect(await desk.bookTimers()).toEqual({ booked: 0, ended: 0 });
    clock.advance({ seconds: 1 });
    expect(await desk.bookTimers()).toEqual({ booked: 1, ended: 0 });
    expect(await booked()).toEqual([1]);
  });

  test('a timer that was forgotten stands after twelve hours, or as the area says, and the history says so', async () => {
    const { ada, desk, ticket, clock, store } = await opened();
    const { timer } = await ada.timers.start(ticket);
    clock.advance({ days: 3 });
    expect(await ada.timers.current()).toMatchObject({ running: null, paused: [{ timeSpent: 1200 }] });
    expect(await desk.bookTimers()).toEqual({ booked: 1, ended: 1 });
    expect(await desk.bookTimers()).toEqual({ booked: 0, ended: 0 });
    expect((await eventsOf(store, ticket)).at(-1)).toMatchObject({
      type: 'timer.paused',
      actor: { system: 'timers' },
      data: { timer: timer.id, user: 'ada', timeSpent: 1200 },
    });
    await ada.timers.stop(timer, { description: 'A long day' });
    expect((await ada.tickets.get(ticket)).timeSpent.total).toBe(1200);
    const area = defineArea({ id: 'short', name: 'Short', workflows: [incident], maxTimerHours: 0.5 });
    const kit = await createTestDesk({ areas: [area], roles: { agent: { '*': ['*'] } }, store: await open() });
    const grace = kit.agent('Grace', 'agent');
    await grace.timers.start((await grace.tickets.create(printer)).ticket);
    kit.clock.advance({ hours: 2 });
    expect((await grace.timers.current()).paused).toMatchObject([{ timeSpent: 50 }]);
  });

  test('closing a ticket books and stops its timers, and the closing mail tells the external ones', async () => {
    const { ada, agent, ticket, clock, store } = await opened();
    const grace = agent('Grace', 'agent');
    const { action } = await ada.actions.add(ticket, { visibility: 'external', description: 'Cable', timeSpent: 25 });
    const { timer: first } = await ada.timers.start(ticket, { action });
    const { timer: second } = await grace.timers.start(ticket, { visibility: 'external' });
    clock.advance({ seconds: 180 });
    await grace.timers.pause(second);
    clock.advance({ seconds: 180 });
    await ada.tickets.transition(ticket, 'start');
    const { ticket: closed, drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    expect(closed.timeSpent).toEqual({ total: 40, internal: 0, external: 40 });
    expect(await ada.timers.current()).toEqual({ running: null, paused: [] });
    expect(await grace.timers.current()).toEqual({ running: null, paused: [] });
    expect(await ada.actions.list(ticket)).toMatchObject([
      { author: { user: 'grace' }, shortDescription: 'Time from a timer', timeSpent: 5 },
      { id: action.id, timeSpent: 35 },
    ]);
    expect(drafts[0]?.text).toContain('Time from a timer (0.05 h)');
    expect(drafts[0]?.text).toContain('Cable (0.35 h)');
    expect(drafts[0]?.text).toContain('Time spent: 0.40 h');
    expect((await eventNames(store, ticket)).slice(-5)).toEqual([
      'action.time_booked',
      'action.added',
      'ticket.moved',
      'ticket.closed',
      'mail.drafted',
    ]);
    for (const [who, timer] of [
      [ada, first],
      [grace, second],
    ] as const) {
      await expect(who.timers.stop(timer, { description: 'x' })).rejects.toMatchObject({ code: 'ticket_closed' });
    }
  });

  test('a transition into a closed step books and stops the timers as closing does', async () => {
    const { ada, ticket, clock } = await opened();
    await ada.timers.start(ticket, { visibility: 'external' });
    clock.advance({ minutes: 6 });
    await ada.tickets.transition(ticket, 'start');
    const { ticket: closed, drafts } = await ada.tickets.transition(ticket, 'close', { comment: 'Done' });
    expect(closed.timeSpent).toEqual({ total: 10, internal: 0, external: 10 });
    expect(await ada.timers.current()).toEqual({ running: null, paused: [] });
    expect(drafts[0]?.text).toContain('Time spent: 0.10 h');
  });

  test('a timer that was begun while its ticket was being closed is stopped by the next pass; one on a closed ticket runs on', async () => {
    const { ada, agent, desk, ticket, clock, store } = await opened();
    const lena = agent('Lena', 'lead');
    await ada.tickets.transition(ticket, 'start');
    const honest = store.commit;
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    store.commit = async (batch) => {
      store.commit = honest;
      reached.resolve();
      await released.promise;
      return honest(batch);
    };
    const late = ada.timers.start(ticket);
    await reached.promise;
    await lena.tickets.close(ticket, { comment: 'Done' });
    released.resolve();
    await late;
    clock.advance({ seconds: 72 });
    await lena.timers.start(ticket);
    clock.advance({ seconds: 36 });
    expect(await desk.bookTimers()).toEqual({ booked: 2, ended: 1 });
    expect(await ada.timers.current()).toEqual({ running: null, paused: [] });
    expect((await lena.timers.current()).running?.timeSpent).toBe(1);
    expect(await ada.actions.list(ticket)).toMatchObject([{ author: { user: 'ada' }, timeSpent: 3 }]);
  });

  test('with an idempotency key a timer is started and stopped once', async () => {
    const { ada, ticket, create, clock } = await opened();
    const { timer: other } = await ada.timers.start(await create());
    const start = () => ada.timers.start(ticket, {}, { idempotencyKey: 'start' });
    const { timer } = await start();
    clock.advance({ seconds: 36 });
    expect(await start()).toMatchObject({
      replayed: true,
      timer: { id: timer.id, state: 'running', timeSpent: 1 },
      paused: { id: other.id },
    });
    const stop = () => ada.timers.stop(timer, { description: 'Work' }, { idempotencyKey: 'stop' });
    const { action } = await stop();
    expect(await stop()).toMatchObject({ replayed: true, action, timer: { state: 'stopped' } });
    expect(await ada.actions.list(ticket)).toHaveLength(1);
  });

  test('a preview says what stopping would do, and stops nothing', async () => {
    const { ada, ticket, clock } = await opened();
    const { timer } = await ada.timers.start(ticket);
    clock.advance({ seconds: 72 });
    expect(await ada.preview.timers.stop(timer, { description: 'Work' })).toMatchObject({
      allowed: true,
      events: ['action.added'],
      ticket: { timeSpent: { total: 2 } },
    });
    expect(await ada.preview.timers.stop(timer)).toMatchObject({ allowed: false });
    expect(await ada.preview.timers.start(ticket)).toMatchObject({ allowed: true, events: [], changes: [] });
    expect((await ada.timers.current()).running?.id).toBe(timer.id);
  });
});

test('an area whose timers would never run is refused', async () => {
  const area = defineArea({ id: 'short', name: 'Short', workflows: [incident], maxTimerHours: 0 });
  await expect(createTestDesk({ areas: [area], roles: {} })).rejects.toMatchObject({
    code: 'config_invalid',
    issues: [{ path: ['areas', 0, 'maxTimerHours'], code: 'out_of_range' }],
  });
});
