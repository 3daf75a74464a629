import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createDesk } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestClock } from '../kit/test-clock.ts';
import { everyStore } from './every-store.ts';
import { refusalOf } from './stored.ts';
import { areaWith, openTimedDesk, supportWith, systemWords } from './timed-desk.ts';

const nothing = { taken: 0, postponed: 0, dropped: 0 };
const one = { ...nothing, taken: 1 };
const later = { ...nothing, postponed: 1 };

describe.each(everyStore)('on $name', ({ open }) => {
  /** A ticket that waits, and whose moment has come. */
  const due = async (options: NonNullable<Parameters<typeof openTimedDesk>[1]> = {}) => {
    const kit = await openTimedDesk(await open(), options);
    const ticket = await kit.ticketIn('start', 'wait');
    kit.clock.advance({ days: 3 });
    const blocked = async () => (await kit.ada.tickets.open(ticket)).timedTransitions[0]?.blocked;
    return { ...kit, ticket, blocked };
  };

  describe('what cannot be taken', () => {
    test('stays due and says why, is tried ever more rarely, and is taken as soon as a try finds that it can', async () => {
      const { ada, desk, clock, ticket, blocked, refusals, stepOf, waitsFor } = await due();
      await ada.tickets.update(ticket, { fields: { keep: true } });
      expect(await blocked()).toBeNull();
      expect(await desk.takeTimedTransitions()).toEqual(later);
      expect(await blocked()).toEqual({
        code: 'transition_unavailable',
        message: 'It is to be kept.',
        issues: [{ path: [], code: 'condition', message: 'It is to be kept.' }],
        attempts: 1,
        nextTryAt: '2026-03-06T13:01:00.000Z',
      });
      expect(refusals.at(-1)).toMatchObject({
        tenant: 'default',
        actor: { system: 'timer:silent' },
        call: 'desk.takeTimedTransitions',
        refusal: { code: 'transition_unavailable' },
      });
      expect(await desk.takeTimedTransitions()).toEqual(nothing);
      const pauses = [];
      for (let attempt = 2; attempt <= 9; attempt += 1) {
        const from = clock.now().getTime();
        clock.set((await blocked())?.nextTryAt ?? '');
        pauses.push((clock.now().getTime() - from) / 60_000);
        expect(await desk.takeTimedTransitions()).toEqual(later);
      }
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
      // The promise does not move.
      expect(await waitsFor(ticket)).toEqual(['silent expire 2026-03-06T13:00:00.000Z']);
      await ada.tickets.update(ticket, { fields: { keep: false } });
      clock.advance({ hours: 1 });
      expect(await desk.takeTimedTransitions()).toEqual(one);
      expect(await stepOf(ticket)).toBe('closed');
    });

    test('is forgotten when the ticket leaves the step, and a new stay begins without it', async () => {
      const { ada, desk, clock, ticket, blocked, waitsFor } = await due();
      await ada.tickets.update(ticket, { fields: { keep: true } });
      await desk.takeTimedTransitions();
      await ada.tickets.transition(ticket, 'remind');
      expect([await blocked(), await waitsFor(ticket)]).toEqual([null, ['silent expire 2026-03-09T13:00:00.000Z']]);
      clock.advance({ hours: 1 });
      expect(await desk.takeTimedTransitions()).toEqual(nothing);
    });

    test.each([
      ['may not take it', ['ticket.read'], 'transition_unavailable', '"Expire" needs the permission expire.'],
      ['may not see it', ['expire'], 'forbidden', 'The desk itself does not see this ticket; grant it ticket.read.'],
    ])('because the desk itself %s is named to those who look after it', async (_, words, code, message) => {
      const { words: _known, ...policy } = rolePolicy({
        roles: { agent: { '*': ['ticket.create', 'ticket.read', 'ticket.edit', 'work'] } },
        rolesOf: () => ['agent'],
        system: { '*': words },
      });
      const { system: _told, ...authorizer } = policy;
      const { desk, blocked } = await due({ options: { authorizer } });
      expect(await desk.takeTimedTransitions()).toEqual(later);
      expect(await blocked()).toMatchObject({ code, message, attempts: 1 });
    });

    test('because the authorizer fails is tried again', async () => {
      const policy = rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'], system: systemWords });
      const broken = { yes: true };
      const { desk, clock, blocked } = await due({
        options: {
          authorizer: {
            grants: (actor, context) => {
              if ('system' in actor && broken.yes) throw new Error('The roles are away.');
              return policy.grants(actor, context);
            },
          },
        },
      });
      expect(await desk.takeTimedTransitions()).toEqual(later);
      expect(await blocked()).toMatchObject({ code: 'forbidden' });
      broken.yes = false;
      clock.advance({ minutes: 1 });
      expect(await desk.takeTimedTransitions()).toEqual(one);
    });
  });

  describe('a race', () => {
    /** Does something right before the worker writes. */
    const meddling = async (meddle: (kit: Awaited<ReturnType<typeof due>>) => Promise<unknown>) => {
      const store = await open();
      const before: { commit?: () => Promise<unknown> } = {};
      const raced: Store = {
        ...store,
        commit: async (batch) => {
          const { commit } = before;
          delete before.commit;
          await commit?.();
          return store.commit(batch);
        },
      };
      const kit = await openTimedDesk(raced);
      const ticket = await kit.ticketIn('start', 'wait');
      kit.clock.advance({ days: 3 });
      const blocked = async () => (await kit.ada.tickets.open(ticket)).timedTransitions[0]?.blocked;
      before.commit = () => meddle({ ...kit, ticket, blocked });
      return { ...kit, ticket, blocked };
    };

    test('lost to somebody who does not move the ticket is decided anew', async () => {
      const { ada, desk, ticket, stepOf } = await meddling((kit) =>
        kit.ada.tickets.update(kit.ticket, { subject: 'Lift' }),
      );
      expect(await desk.takeTimedTransitions()).toEqual(one);
      expect([await stepOf(ticket), (await ada.tickets.get(ticket)).subject]).toEqual(['closed', 'Lift']);
    });

    test('lost to somebody after whose change it cannot be taken leaves it due', async () => {
      const { desk, blocked } = await meddling((kit) => kit.ada.tickets.update(kit.ticket, { fields: { keep: true } }));
      expect(await desk.takeTimedTransitions()).toEqual(later);
      expect(await blocked()).toMatchObject({ message: 'It is to be kept.' });
    });

    test.each(['resume', 'remind'] as const)('lost to somebody who takes "%s" ends it', async (transition) => {
      const { ada, desk, ticket } = await meddling((kit) => kit.ada.tickets.transition(kit.ticket, transition));
      expect(await desk.takeTimedTransitions()).toEqual(nothing);
      expect((await ada.tickets.stepLog(ticket)).map((entry) => entry.transition?.id)).toEqual([
        ...[undefined, 'start', 'wait', transition],
      ]);
    });

    test('of two desks on one store takes each ticket on once', async () => {
      const store = await open();
      const { desk, clock, ada, ticketIn } = await openTimedDesk(store);
      const tickets = [];
      for (let index = 0; index < 12; index += 1) tickets.push(await ticketIn('start', 'wait'));
      clock.advance({ days: 3 });
      const other = createDesk({
        areas: [areaWith(supportWith())],
        store,
        clock,
        authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'], system: systemWords }),
      });
      const counts = await Promise.all([desk.takeTimedTransitions(), other.takeTimedTransitions()]);
      expect(counts.reduce((sum, { taken }) => sum + taken, 0)).toBe(12);
      for (const ticket of tickets) expect(await ada.tickets.stepLog(ticket)).toHaveLength(4);
    });
  });

  test('what a crashed process was about to take is taken once its lease has run out, once', async () => {
    const store = await open();
    const stuck = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const crashing = { yes: false };
    const {
      desk: crashed,
      clock,
      ada,
      ticketIn,
    } = await openTimedDesk({
      ...store,
      commit: async (batch) => {
        if (!crashing.yes) return store.commit(batch);
        began.resolve();
        await stuck.promise;
        return store.commit(batch);
      },
    });
    const ticket = await ticketIn('start', 'wait');
    clock.advance({ days: 3 });
    crashing.yes = true;
    const slow = crashed.takeTimedTransitions();
    await began.promise;
    const other = await openTimedDesk(store, { options: { clock } });
    expect(await other.desk.takeTimedTransitions()).toEqual(nothing);
    clock.advance({ seconds: 59 });
    expect(await other.desk.takeTimedTransitions()).toEqual(nothing);
    clock.advance({ seconds: 1 });
    expect(await other.desk.takeTimedTransitions()).toEqual(one);
    // It was not dead, only slow.
    stuck.resolve();
    expect(await slow).toEqual(nothing);
    expect(await ada.tickets.stepLog(ticket)).toHaveLength(4);
  });

  test('a store that fails ends the pass; what was claimed is free again after the lease', async () => {
    const store = await open();
    const away = { yes: false };
    const { desk, clock, ticketIn, stepOf } = await openTimedDesk({
      ...store,
      load: (request) => (away.yes ? Promise.reject(new Error('The database is away.')) : store.load(request)),
    });
    const ticket = await ticketIn('start', 'wait');
    clock.advance({ days: 3 });
    away.yes = true;
    await expect(desk.takeTimedTransitions()).rejects.toThrow('The database is away.');
    away.yes = false;
    expect(await desk.takeTimedTransitions()).toEqual(nothing);
    clock.advance({ minutes: 1 });
    expect(await desk.takeTimedTransitions()).toEqual(one);
    expect(await stepOf(ticket)).toBe('closed');
  });

  describe('a clock', () => {
    test('that jumps ahead makes due what lies before it, the oldest first', async () => {
      const { ada, desk, clock, ticketIn } = await openTimedDesk(await open());
      const second = await ticketIn('start', 'wait');
      const first = await ticketIn();
      clock.set('2036-01-01T00:00:00.000Z');
      const order: string[] = [];
      desk.on('ticket.moved', ({ ticket }) => order.push(ticket));
      expect(await desk.takeTimedTransitions()).toEqual({ ...nothing, taken: 2 });
      expect(order).toEqual([first, second]);
      // From there on the next stay is counted.
      expect((await ada.tickets.open(second)).timedTransitions[0]?.dueAt).toBe('2036-01-31T00:00:00.000Z');
    });

    test('that goes back makes nothing early', async () => {
      const { desk, clock, ticket, stepOf } = await due();
      clock.set('2026-03-06T12:00:00.000Z');
      expect(await desk.takeTimedTransitions()).toEqual(nothing);
      clock.set('2026-03-06T13:00:00.000Z');
      expect(await desk.takeTimedTransitions()).toEqual(one);
      expect(await stepOf(ticket)).toBe('closed');
    });

    test('that goes back while one is in hand gives it back', async () => {
      const store = await open();
      const clock = createTestClock();
      const jump = { yes: false };
      const { desk, ticketIn, stepOf } = await openTimedDesk(
        {
          ...store,
          claim: async (kind, request) => {
            const claimed = await store.claim(kind, request);
            if (jump.yes && claimed.length > 0) clock.set('2026-03-06T12:59:59.000Z');
            return claimed;
          },
        },
        { options: { clock } },
      );
      const ticket = await ticketIn('start', 'wait');
      clock.set('2026-03-06T13:00:00.000Z');
      jump.yes = true;
      expect(await desk.takeTimedTransitions()).toEqual(nothing);
      expect(await stepOf(ticket)).toBe('waiting');
      clock.set('2026-03-06T13:00:00.000Z');
      jump.yes = false;
      // Nobody has leased it any more.
      expect(await desk.takeTimedTransitions()).toEqual(one);
    });
  });

  describe('a new version of the workflow', () => {
    const changed = async (support: ReturnType<typeof supportWith>) => {
      const store = await open();
      const old = await openTimedDesk(store);
      const ticket = await old.ticketIn('start', 'wait');
      const kit = await openTimedDesk(store, {
        support,
        options: { clock: old.clock },
        system: { '*': ['*'] },
      });
      return { ...kit, clock: old.clock, ticket };
    };

    test('without the timer drops it when it is due, and shows it no more', async () => {
      const { ada, desk, clock, ticket, store, waitsFor, stepOf } = await changed(supportWith({}));
      expect(await waitsFor(ticket)).toEqual([]);
      clock.advance({ days: 3 });
      expect(await desk.takeTimedTransitions()).toEqual({ ...nothing, dropped: 1 });
      expect([await stepOf(ticket), await store.nextTimedTransition()]).toEqual(['waiting', null]);
      expect((await ada.tickets.get(ticket)).version).toBe(3);
    });

    test('with another duration holds for stays that begin from then on', async () => {
      const { ada, ticket, waitsFor } = await changed(supportWith({ silent: { after: 'P5D', transition: 'expire' } }));
      expect(await waitsFor(ticket)).toEqual(['silent expire 2026-03-06T13:00:00.000Z']);
      await ada.tickets.transition(ticket, 'remind');
      expect(await waitsFor(ticket)).toEqual(['silent expire 2026-03-08T13:00:00.000Z']);
    });

    test('with another transition takes that one, and with another timer that waits for the next stay', async () => {
      const { ada, desk, clock, ticket, waitsFor, stepOf } = await changed(
        supportWith({
          silent: { after: 'P3D', transition: 'resume' },
          late: { after: 'P1D', transition: 'expire' },
        }),
      );
      expect(await waitsFor(ticket)).toEqual(['silent resume 2026-03-06T13:00:00.000Z']);
      clock.advance({ days: 3 });
      expect(await desk.takeTimedTransitions()).toEqual(one);
      expect(await stepOf(ticket)).toBe('doing');
      await ada.tickets.transition(ticket, 'wait');
      expect(await waitsFor(ticket)).toEqual([
        'late expire 2026-03-07T13:00:00.000Z',
        'silent resume 2026-03-09T13:00:00.000Z',
      ]);
    });

    test('without the step keeps what the ticket waits for, until the step is there again', async () => {
      const store = await open();
      const { clock, ticketIn, desk, stepOf } = await openTimedDesk(store);
      const ticket = await ticketIn('start', 'wait');
      clock.advance({ days: 3 });
      const without = createDesk({
        areas: [
          defineArea({
            id: 'helpdesk',
            name: 'Help-Desk',
            workflows: [
              defineWorkflow({
                id: 'support',
                name: 'Support',
                initial: 'new',
                steps: { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
                transitions: { close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' } },
              }),
            ],
          }),
        ],
        store,
        clock,
        authorizer: rolePolicy({ roles: { lead: { '*': ['*'] } }, rolesOf: () => ['lead'], system: { '*': ['*'] } }),
      });
      expect(await without.takeTimedTransitions()).toEqual(later);
      expect((await without.as({ user: 'grace' }).tickets.open(ticket)).timedTransitions).toEqual([]);
      clock.advance({ minutes: 1 });
      expect(await desk.takeTimedTransitions()).toEqual(one);
      expect(await stepOf(ticket)).toBe('closed');
    });
  });

  test('a row that belongs to another stay is dropped, whoever left it', async () => {
    const store = await open();
    const forgetful = { yes: false };
    const { ada, desk, clock, ticketIn, stepOf } = await openTimedDesk({
      ...store,
      commit: (batch) =>
        store.commit({
          ...batch,
          changes: batch.changes.map((change) => {
            if (!forgetful.yes || change.root !== 'ticket') return change;
            const { timedTransitions: _, ...add } = change.add;
            return { ...change, add };
          }),
        }),
    });
    const ticket = await ticketIn('start', 'wait');
    forgetful.yes = true;
    await ada.tickets.transition(ticket, 'remind');
    clock.advance({ days: 3 });
    expect((await ada.tickets.open(ticket)).timedTransitions).toEqual([]);
    expect(await desk.takeTimedTransitions()).toEqual({ ...nothing, dropped: 1 });
    expect(await stepOf(ticket)).toBe('waiting');
  });

  describe('a running desk', () => {
    test('sleeps until the next one is due, however rarely it looks for other work', async () => {
      const { desk, clock, ticketIn } = await openTimedDesk(await open());
      const stop = new AbortController();
      await ticketIn('start', 'wait');
      const moments: string[] = [];
      desk.on('ticket.moved', ({ at }) => {
        moments.push(at);
        if (moments.length === 2) stop.abort();
      });
      clock.advance({ minutes: 7 });
      await desk.run({ signal: stop.signal, poll: 40 * 86_400 });
      expect(moments).toEqual(['2026-03-06T13:00:00.000Z', '2026-04-05T13:00:00.000Z']);
    });

    test.each([
      ['a command', 1],
      ['a bulk command', 3],
    ] as const)('is woken by %s for one that is due before its rest ends', async (by, days) => {
      const store = await open();
      const stop = new AbortController();
      const real = createTestClock();
      const rests: number[] = [];
      let make: (() => Promise<unknown>) | null = null;
      const { ada, desk, ticketIn, stepOf } = await openTimedDesk(store, {
        options: {
          clock: {
            now: real.now,
            // Rests as long as it may, unless it is woken.
            sleep: async (ms, signal) => {
              rests.push(ms);
              // The first rest ends with what the ticket waited for in its first step.
              if (make === null || rests.length === 1) return real.sleep(ms);
              const woken = new Promise<void>((resolve) => {
                signal?.addEventListener('abort', () => resolve());
              });
              const made = make();
              make = null;
              await woken;
              await made;
            },
          },
        },
      });
      const begun = await ticketIn('start');
      let ticket = begun;
      make = async () => {
        if (by === 'a command') ticket = await ticketIn();
        else await ada.bulk.setStep([begun], 'waiting');
      };
      desk.on('ticket.moved', ({ actor }) => {
        if ('system' in actor) stop.abort();
      });
      await desk.run({ signal: stop.signal, poll: 5 * 86_400 });
      expect(rests.slice(-2)).toEqual([5 * 86_400_000, days * 86_400_000]);
      expect(await stepOf(ticket)).toBe(by === 'a command' ? 'urgent' : 'closed');
    });

    test('that is stopped takes no more', async () => {
      const { desk, clock, ticketIn } = await openTimedDesk(await open());
      for (let index = 0; index < 3; index += 1) await ticketIn();
      clock.advance({ days: 1 });
      const stop = new AbortController();
      const taken: string[] = [];
      desk.on('ticket.moved', ({ ticket }) => {
        taken.push(ticket);
        stop.abort();
      });
      await desk.run({ signal: stop.signal });
      expect(taken).toHaveLength(1);
      expect(await desk.takeTimedTransitions()).toEqual({ ...nothing, taken: 2 });
    });

    test('whose work fails rests as usual before it tries again, though something is due', async () => {
      const store = await open();
      const stop = new AbortController();
      const rests: number[] = [];
      const real = createTestClock();
      const { desk, ticketIn } = await openTimedDesk(
        {
          ...store,
          claim: (kind, request) =>
            kind === 'timedTransition'
              ? Promise.reject(new Error('The database is away.'))
              : store.claim(kind, request),
        },
        {
          options: {
            clock: {
              now: real.now,
              sleep: async (ms) => {
                rests.push(ms);
                if (rests.length === 2) stop.abort();
              },
            },
          },
        },
      );
      await ticketIn();
      real.advance({ days: 2 });
      await desk.run({ signal: stop.signal, poll: 30 });
      expect(rests.at(-1)).toBe(30_000);
    });

    test('whose store cannot say what is next looks again after its usual rest', async () => {
      const store = await open();
      const stop = new AbortController();
      const warnings: string[] = [];
      const rests: number[] = [];
      const real = createTestClock();
      const { desk } = await openTimedDesk(
        { ...store, nextTimedTransition: () => Promise.reject(new Error('The database is away.')) },
        {
          options: {
            logger: { warn: (message) => warnings.push(message) },
            clock: {
              now: real.now,
              sleep: async (ms) => {
                rests.push(ms);
                stop.abort();
              },
            },
          },
        },
      );
      await desk.run({ signal: stop.signal, poll: 30 });
      expect([rests, warnings]).toEqual([[30_000], ['The next timed transition could not be looked up.']]);
    });
  });
});

test('what a transaction of the host takes back waits for nothing', async () => {
  const store = createMemoryStore();
  const { ada, ticketIn } = await openTimedDesk(store);
  const ticket = await ticketIn('start');
  const transaction = await store.begin();
  // The kit does not know which store it has.
  const unit = ada.in(transaction as never);
  await unit.tickets.transition(ticket, 'wait');
  expect((await unit.tickets.open(ticket)).timedTransitions).toHaveLength(1);
  transaction.rollback();
  expect((await ada.tickets.open(ticket)).timedTransitions).toEqual([]);
  expect(await store.nextTimedTransition()).toBeNull();
});

test('a desk whose timers could never do what they are there for is refused with every problem', async () => {
  const problems = async (timers: Parameters<typeof supportWith>[0], system = systemWords) => {
    const { issues } = await refusalOf(openTimedDesk(createMemoryStore(), { support: supportWith(timers), system }));
    return issues.map(({ path, code }) => `${path.slice(4).join('.')} ${code}`);
  };
  expect(
    await problems({
      soon: { after: '3 days', transition: 'expire' },
      later: { after: 'P3D', transition: 'close' as never },
      last: { after: 'P3D', transition: 'never' as never },
    }),
  ).toEqual([
    'steps.waiting.timers.soon.after bad_duration',
    'steps.waiting.timers.later.transition not_from_step',
    'steps.waiting.timers.last.transition unknown_transition',
  ]);
  expect(await problems({}, { '*': ['ticket.read', 'ticket.edit', 'escalate', 'expire'] })).toEqual([
    'steps.closed.timers.old.transition not_held',
  ]);
});
