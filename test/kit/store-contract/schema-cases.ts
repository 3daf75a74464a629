import assert from 'node:assert/strict';
import { type ContractCase, contractCase, sqlCase } from './contract-case.ts';
import { eventRow } from './sample-rows.ts';
import { atOnce, givenTicket, readTicket } from './store-steps.ts';

export const schemaCases: readonly ContractCase[] = [
  contractCase('migrate-again', 'migrating again, also by several at once, is harmless', async (store) => {
    const row = await givenTicket(store, 't1', { events: [eventRow('t1', 1)] });
    await store.migrate();
    await atOnce(4, () => store.migrate());
    assert.deepEqual((await readTicket(store, 't1'))?.row, row);
    await givenTicket(store, 't2');
  }),

  sqlCase(
    'events-append-only',
    'events are neither changed nor deleted, not even by SQL',
    async (store, { schema, query }) => {
      await givenTicket(store, 't1', { events: [eventRow('t1', 1)] });
      for (const attempt of [
        `update ${schema}.events set type = 'ticket.edited'`,
        `delete from ${schema}.events`,
        `truncate ${schema}.events`,
      ]) {
        await assert.rejects(query(attempt), /append-only/, attempt);
      }
      assert.deepEqual((await readTicket(store, 't1'))?.details.events, [eventRow('t1', 1)]);
    },
  ),
];
