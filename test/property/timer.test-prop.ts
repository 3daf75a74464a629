import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import {
  countTimer,
  nextVersion,
  pauseTimer,
  runTimer,
  stopTimer,
  type Timer,
  timerInterval,
} from '../../src/actions/timer.ts';
import { defaultArea } from '../../src/area/default-area.ts';
import { createDesk } from '../../src/desk.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { timerRow } from '../kit/store-contract/sample-rows.ts';
import { createTestIds } from '../kit/test-ids.ts';

const pause = fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.constantFrom(35_999, 36_000, 36_001, 1));

test('a timer has booked a hundredth for every full 36 seconds that it ran, however often and by whomever it is counted, whatever is lost, and wherever the clock jumps', () => {
  const seen = { back: 0, lost: 0, booked: 0 };
  const step = fc.record({
    what: fc.constantFrom('count', 'count', 'pause', 'resume', 'lost', 'race'),
    wait: fc.oneof({ weight: 6, arbitrary: pause }, { weight: 1, arbitrary: fc.integer({ min: -400_000, max: -1 }) }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      let now = Date.UTC(2026, 2, 29, 0, 59);
      let row: Timer = runTimer(timerRow('c', 't', { ran: 0, booked: 0 }), new Date(now), 1000);
      /** What it ran: the time that went by since the last moment that was counted, never backwards. */
      let [ran, mark] = [0, now];
      const count = () => {
        if (row.state !== 'running') return;
        ran += Math.max(0, now - mark);
        mark = Math.max(mark, now);
      };
      for (const { what, wait } of steps) {
        now += wait;
        if (wait < 0) seen.back += 1;
        const before = row;
        switch (what) {
          case 'count':
            count();
            row = nextVersion(countTimer(row, new Date(now)));
            break;
          case 'pause':
            count();
            row = nextVersion(pauseTimer(row, new Date(now)));
            break;
          case 'resume':
            if (row.state === 'running') break;
            row = nextVersion(runTimer(row, new Date(now), 1000));
            mark = now;
            break;
          case 'lost':
            // A process counted and died before it wrote.
            nextVersion(countTimer(row, new Date(now)));
            seen.lost += 1;
            break;
          case 'race': {
            // Two count from the same row; the store takes what is written on its version, once.
            count();
            const written = [countTimer(row, new Date(now)), countTimer(row, new Date(now))].map(nextVersion);
            row = written.find(({ version }) => version === before.version + 1) ?? row;
            break;
          }
        }
        expect(row.ran).toBe(ran);
        expect(row.booked).toBe(Math.floor(ran / timerInterval));
        expect(row.booked).toBeGreaterThanOrEqual(before.booked);
        if (row.state === 'running') {
          const due = Date.parse(row.dueAt) - Date.parse(row.countedAt);
          expect(countTimer(row, new Date(Date.parse(row.dueAt) - 1)).booked).toBe(row.booked);
          expect(countTimer(row, new Date(Date.parse(row.dueAt))).booked).toBe(row.booked + 1);
          expect(due).toBeGreaterThan(0);
          expect(due).toBeLessThanOrEqual(timerInterval);
        }
      }
      count();
      const stopped = stopTimer(row, new Date(now));
      expect(stopped.booked).toBe(Math.floor(ran / timerInterval));
      seen.booked += stopped.booked;
    }),
    { numRuns: 1000 },
  );
  for (const number of Object.values(seen)) expect(number).toBeGreaterThan(100);
});

test('two desks on one store that crash, wait and race keep exactly the full intervals that each timer ran, and stopping books them once', async () => {
  const seen = { stopped: 0, paused: 0, crashed: 0 };
  const step = fc.record({
    what: fc.constantFrom('start', 'start', 'pause', 'resume', 'stop', 'book', 'book', 'race', 'crash', 'look'),
    which: fc.nat({ max: 3 }),
    wait: pause,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
      const store = createMemoryStore();
      const kit = await createTestDesk({ areas: [defaultArea()], roles: { agent: { '*': ['*'] } }, store });
      const ada = kit.agent('Ada', 'agent');
      const other = createDesk({
        areas: [defaultArea()],
        store,
        authorizer: { grants: () => ({ areas: {}, desk: [], mailboxes: [] }) },
        clock: kit.clock,
        ids: createTestIds(),
      });
      const { ticket } = await ada.tickets.create({
        subject: 'Printer',
        description: 'Smoke',
        requester: { name: 'Bob', email: 'bob@acme.example' },
      });
      const timers: { readonly id: string; ran: number; state: string }[] = [];
      const running = () => timers.find(({ state }) => state === 'running');
      const halt = () => {
        const one = running();
        if (one !== undefined) one.state = 'paused';
      };
      const pass = (milliseconds: number) => kit.clock.set(new Date(kit.clock.now().getTime() + milliseconds));
      let booked = 0;
      for (const { what, which, wait } of steps) {
        pass(wait);
        const now = running();
        if (now !== undefined) now.ran += wait;
        const timer = timers[which % Math.max(timers.length, 1)];
        if (what === 'start') {
          const started = await ada.timers.start(ticket);
          expect(started.paused?.id).toBe(now?.id);
          halt();
          timers.push({ id: started.timer.id, ran: 0, state: 'running' });
        } else if (what === 'pause' && timer?.state === 'running') {
          await ada.timers.pause(timer.id);
          halt();
          seen.paused += 1;
        } else if (what === 'resume' && timer?.state === 'paused') {
          await ada.timers.resume(timer.id);
          halt();
          timer.state = 'running';
        } else if (what === 'stop' && timer !== undefined && timer.state !== 'stopped') {
          const stopped = await ada.timers.stop(timer.id, { description: 'Work' });
          booked += Math.floor(timer.ran / timerInterval);
          timer.state = 'stopped';
          seen.stopped += 1;
          expect(stopped.ticket.timeSpent.total).toBe(booked);
        } else if (what === 'book') {
          await kit.desk.bookTimers();
        } else if (what === 'race') {
          await Promise.all([kit.desk.bookTimers(), other.bookTimers(), kit.desk.bookTimers()]);
        } else if (what === 'crash') {
          const dueBy = kit.clock.now().toISOString();
          const leasedUntil = new Date(kit.clock.now().getTime() + 30_000).toISOString();
          seen.crashed += (await store.claim('timer', { dueBy, leasedUntil, limit: 9 })).length;
        }
        const current = await ada.timers.current();
        const views = [...(current.running === null ? [] : [current.running]), ...current.paused];
        expect(Object.fromEntries(views.map(({ id, state, timeSpent }) => [id, [state, timeSpent]]))).toEqual(
          Object.fromEntries(
            timers
              .filter(({ state }) => state !== 'stopped')
              .map(({ id, state, ran }) => [id, [state, Math.floor(ran / timerInterval)]]),
          ),
        );
      }
      // Whatever happened: once the leases are over, less than an interval is not in the store.
      pass(31_000);
      const last = running();
      if (last !== undefined) last.ran += 31_000;
      await Promise.all([other.bookTimers(), kit.desk.bookTimers()]);
      const { timers: rows } = await store.load({ tenant: 'default', timersOf: 'ada' });
      for (const row of rows) {
        const ran = timers.find(({ id }) => id === row.id)?.ran ?? 0;
        expect(row.booked).toBe(Math.floor(ran / timerInterval));
      }
      const actions = await ada.actions.list(ticket);
      expect(actions.reduce((sum, { timeSpent }) => sum + timeSpent, 0)).toBe(booked);
    }),
    { numRuns: 150 },
  );
  for (const number of Object.values(seen)) expect(number).toBeGreaterThan(20);
});
