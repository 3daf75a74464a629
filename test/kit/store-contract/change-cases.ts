import assert from 'node:assert/strict';
import type { Store } from '../../../src/ports/store.ts';
import type { TicketEvent } from '../../../src/ticket/ticket-event.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { changedTicket, eventRow } from './sample-rows.ts';
import { given, givenTicket, tenant, ticketChange } from './store-steps.ts';

export const changeCases: readonly ContractCase[] = [
  contractCase(
    'changes-in-order',
    'changes are handed out once each, a ticket’s in the order of its history',
    async (store, changesHandedOut) => {
      const events = [eventRow('t1', 1), eventRow('t1', 2), eventRow('t2', 1), eventRow('t1', 3), eventRow('t2', 2)];
      const first = await givenTicket(store, 't1', { events: events.slice(0, 2) });
      const second = await givenTicket(store, 't2', { events: events.slice(2, 3) });
      const third = await givenTicket(store, 't3');
      await given(store, { changes: [ticketChange(first, { events: events.slice(3, 4) }), ticketChange(third)] });
      await given(store, { changes: [ticketChange(second, { events: events.slice(4) })] });
      await changesHandedOut();
      for (const limit of [1, 2, 100]) assert.deepEqual(await everyChange(store, limit), events);
    },
  ),

  contractCase(
    'changes-go-on',
    'whoever read everything gets what is new, and only that',
    async (store, changesHandedOut) => {
      const row = await givenTicket(store, 't1', { events: [eventRow('t1', 1)] });
      await changesHandedOut();
      const [last] = await store.changes({ tenant, limit: 10 });
      assert.ok(last !== undefined && /^\d{1,18}(\.\d{1,18})?$/.test(last.position), 'a position has another form');
      const read = () => store.changes({ tenant, after: last.position, limit: 10 });
      assert.deepEqual(await read(), []);
      const stale = { ...ticketChange(row, { events: [eventRow('t1', 3)] }), before: changedTicket(row) };
      await store.commit({ tenant, changes: [stale] });
      await changesHandedOut();
      assert.deepEqual(await read(), [], 'a refused batch has left a change');
      await given(store, { changes: [ticketChange(row, { events: [eventRow('t1', 2)] })] });
      await changesHandedOut();
      assert.deepEqual(
        (await read()).map(({ event }) => event),
        [eventRow('t1', 2)],
      );
    },
  ),

  contractCase('changes-tenants-apart', 'a tenant hears of no changes of another', async (store, changesHandedOut) => {
    await givenTicket(store, 't1', { events: [eventRow('t1', 1)] });
    await givenTicket(store, 't1', { events: [eventRow('t1', 1), eventRow('t1', 2)] }, 'globex');
    await changesHandedOut();
    assert.deepEqual(await everyChange(store, 10), [eventRow('t1', 1)]);
  }),
];

const everyChange = async (store: Store, limit: number): Promise<readonly TicketEvent[]> => {
  const found: TicketEvent[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.changes({ tenant, limit, ...(after === undefined ? {} : { after }) });
    assert.ok(page.length <= limit, 'a page is longer than its limit');
    if (page.length === 0) return found;
    found.push(...page.map(({ event }) => event));
    after = page.at(-1)?.position;
    assert.ok(found.length <= 100, 'the pages never end');
  }
};
