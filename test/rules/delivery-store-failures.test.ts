import { beforeAll, describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import type { Batch, Change } from '../../src/ports/batch.ts';
import { changedRow } from '../../src/ports/changed-row.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { creation, given } from '../kit/store-contract/store-steps.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, printer } from './helpdesk.ts';

const tenants = ['acme', 'globex'];
const away = new Error('The database is away.');

/** How an operation fails: before it has done anything, or after, when only its answer is lost. */
type Failure = 'does nothing' | 'loses its answer';

/** A store whose operations fail as `at` says, counted from 1. */
const failing = (store: Store, at: (operation: number, name: string, given: unknown) => Failure | null) => {
  const count = { operations: 0 };
  const spoilt =
    <Given extends readonly unknown[], Answer>(name: string, run: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      count.operations += 1;
      const failure = at(count.operations, name, given[0]);
      if (failure === 'does nothing') throw away;
      const answer = await run(...given);
      if (failure === 'loses its answer') throw away;
      return answer;
    };
  const spoiltStore: Store = {
    ...store,
    load: spoilt('load', store.load),
    commit: spoilt('commit', store.commit),
    claim: spoilt('claim', store.claim) as Store['claim'],
  };
  return { count, spoiltStore };
};

const openDesk = async (store: Store, warn: (message: string) => void) => {
  const options = { logger: { warn } };
  const kit = await createTestDesk({ areas: [helpdesk], roles: { all: { '*': ['*'] } }, store, options });
  kit.agent('Ada', 'all');
  return kit;
};

/** What a desk writes that has closed three tickets of each tenant and sent their mails, for a store that begins with it. */
const threeQueued = new Map<string, readonly Change[]>();
beforeAll(async () => {
  const { desk, store } = await openDesk(createMemoryStore(), () => {});
  for (const tenant of tenants) {
    const ada = desk.forTenant(tenant).as({ user: 'ada' });
    const ids: string[] = [];
    for (const subject of ['One', 'Two', 'Three']) {
      const { ticket } = await ada.tickets.create({ ...printer, workflow: 'request', subject });
      const { drafts } = await ada.tickets.close(ticket);
      await ada.outbox.send(drafts[0]?.id ?? '');
      ids.push(ticket.id);
    }
    const { tickets } = await store.load({ tenant, tickets: { ids, details: ['events', 'mails'] } });
    const letters = await store.page('outbox', { tenant, query: { states: ['queued'] }, limit: 100 });
    const deliveriesOf = (id: string) =>
      letters.filter(({ mail }) => mail.ticket === id).flatMap(({ deliveries }) => deliveries);
    threeQueued.set(
      tenant,
      tickets.map(({ row, details: { events, mails } }) =>
        creation(row, { events, mails, deliveries: deliveriesOf(row.id) }),
      ),
    );
  }
});

describe.each(everyStore)('on $name', ({ open }) => {
  /** Two tenants with three queued mails each. */
  const queued = async (at: Parameters<typeof failing>[1]) => {
    const store = await open();
    for (const [tenant, changes] of threeQueued) await given(store, { changes }, tenant);
    const armed = { on: true };
    const { count, spoiltStore } = failing(store, (...operation) => (armed.on ? at(...operation) : null));
    const warnings: string[] = [];
    const kit = await openDesk(spoiltStore, (message) => warnings.push(message));
    const states = async () => {
      const found = await Promise.all(
        tenants.map((tenant) => {
          const query = { states: ['queued', 'closed'] } as const;
          return spoiltStore.page('outbox', { tenant, query, limit: 100 });
        }),
      );
      return found.flat().flatMap(({ deliveries }) => deliveries.map(({ state }) => state));
    };
    const sentEvents = async () => {
      const all = await Promise.all(tenants.map((tenant) => kit.desk.forTenant(tenant).changes({ limit: 500 })));
      return all.flatMap(({ events }) => events).filter(({ type }) => type === 'mail.sent');
    };
    return {
      ...kit,
      armed,
      warnings,
      count,
      states,
      sentEvents,
      pass: () => kit.desk.deliver().catch(() => null),
    };
  };

  test('whichever operation of the store fails in a pass, nothing is lost, nothing leaves twice, and the next pass finishes', async () => {
    let operation = 1;
    for (let reached = true; reached; operation += 1) {
      const { pass, mails, states, sentEvents, count } = await queued((n) => (n === operation ? 'does nothing' : null));
      const first = await pass();
      reached = count.operations >= operation;
      expect(first === null, `operation ${operation}`).toBe(reached);
      // No lease has to run out: the clock stands still.
      await pass();
      expect(await states(), `operation ${operation}`).toEqual(Array(6).fill('sent'));
      expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(6);
      expect(mails, `operation ${operation}`).toHaveLength(6);
      expect(await sentEvents()).toHaveLength(6);
    }
    // Six mails, each claimed, loaded and written, and the claim that finds nothing.
    expect(operation).toBe(21);
  });

  test('whichever answer of the store is lost in a pass, nothing leaves twice, and one mail at most waits for its lease', async () => {
    for (let operation = 1; operation <= 19; operation += 1) {
      const { pass, mails, states, sentEvents, clock } = await queued((n) =>
        n === operation ? 'loses its answer' : null,
      );
      await pass();
      await pass();
      const waiting = (await states()).filter((state) => state !== 'sent');
      expect(waiting, `operation ${operation}`).toEqual(operation % 3 === 1 && operation < 19 ? ['sending'] : []);
      clock.advance({ minutes: 15 });
      await pass();
      expect(await states()).toEqual(Array(6).fill('sent'));
      expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(6);
      expect(mails, `operation ${operation}`).toHaveLength(6);
      expect(await sentEvents()).toHaveLength(6);
    }
  });

  test('a process that dies keeps one mail waiting, not those it had yet to begin', async () => {
    const { desk, mails, clock, store } = await queued((_, name) => (name === 'commit' ? 'does nothing' : null));
    await expect(desk.deliver()).rejects.toThrow(away);
    expect(mails).toHaveLength(1);
    const due = { dueBy: clock.now().toISOString(), leasedUntil: clock.now().toISOString(), limit: 100 };
    expect(await store.claim('delivery', due)).toHaveLength(5);
  });

  test('a store that takes no outcome at all gets no more than a few to keep, and takes them all when it can again', async () => {
    const { desk, mails, states, armed, warnings } = await queued((_, name) =>
      name === 'commit' ? 'does nothing' : null,
    );
    for (let pass = 0; pass < 9; pass += 1) await expect(desk.deliver()).rejects.toThrow(away);
    expect(mails).toHaveLength(5);
    expect(new Set(warnings)).toEqual(
      new Set(['The result of a delivery could not be stored yet; it is tried again with the next pass.']),
    );
    armed.on = false;
    expect(await desk.deliver()).toEqual({ sent: 6, retried: 0, failed: 0, ambiguous: 0 });
    expect(await states()).toEqual(Array(6).fill('sent'));
    expect(mails).toHaveLength(6);
  });

  test('one row that can never be written keeps no other mail waiting', async () => {
    const poison: unknown[] = [];
    const { desk, mails, states } = await queued((_, name, given) => {
      if (name !== 'commit') return null;
      const { id } = changedRow((given as Batch).changes[0] as Change);
      if (poison.length === 0) poison.push(id);
      return poison.includes(id) ? 'does nothing' : null;
    });
    await expect(desk.deliver()).rejects.toThrow(away);
    expect(mails).toHaveLength(1);
    expect(await desk.deliver()).toMatchObject({ sent: 5 });
    expect(mails).toHaveLength(6);
    expect((await states()).sort()).toEqual(['sending', ...Array(5).fill('sent')]);
  });
});
