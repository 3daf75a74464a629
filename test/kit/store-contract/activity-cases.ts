import assert from 'node:assert/strict';
import type { Store } from '../../../src/ports/store.ts';
import type { ActivityLink } from '../../../src/ticket/activity-link.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, eventRow, trickyText } from './sample-rows.ts';
import { atOnce, conflict, given, givenTicket, readTicket, tenant, ticketChange } from './store-steps.ts';

const link = (id: string, ticket: string, more: Partial<ActivityLink> = {}): ActivityLink => ({
  type: 'call',
  id,
  ticket,
  contacts: ['acme', trickyText],
  project: 'Neubau 7',
  linkedBy: { user: 'ada' },
  linkedAt: at(1),
  ...more,
});

const linksOf = async (store: Store, ticket: string, of = tenant) =>
  (await readTicket(store, ticket, of))?.details.activityLinks;
const activityAt = async (store: Store, id: string, of = tenant) =>
  (await store.load({ tenant: of, activity: { type: 'call', id } })).activity;

export const activityCases: readonly ContractCase[] = [
  contractCase(
    'links-read-back',
    'links of activities read back as written, in the order in which they were linked, and each by its activity',
    async (store) => {
      const late = link('a', 't1', { linkedAt: at(2), contacts: [], project: null, linkedBy: { system: 'import' } });
      const links = [link('b', 't1'), link('c', 't1'), link('a', 't1', { type: 'task' }), late];
      const row = await givenTicket(store, 't1', {
        activityLinks: [late, ...links.slice(0, 3)].map((after) => ({ before: null, after })),
      });
      assert.deepEqual(await linksOf(store, 't1'), links);
      assert.deepEqual(await activityAt(store, 'a'), { link: late, ticket: row });
      assert.equal(await activityAt(store, 'nothing'), null);
    },
  ),

  contractCase(
    'activity-at-one-ticket',
    'an activity is linked once: a second link is refused as taken',
    async (store) => {
      const rows = await Promise.all(['t1', 't2', 't3'].map((id) => givenTicket(store, id)));
      const results = await atOnce(3, (index) => {
        const before = rows[index] as (typeof rows)[number];
        return store.commit({
          tenant,
          changes: [ticketChange(before, { activityLinks: [{ before: null, after: link('a', before.id) }] })],
        });
      });
      const outcomes = results.map((result) => (result.outcome === 'taken' ? result.key : result.outcome));
      assert.deepEqual(outcomes.sort(), ['activity', 'activity', 'committed']);
      const kept = (await activityAt(store, 'a'))?.ticket.id ?? '';
      for (const { id } of rows) {
        const stored = await readTicket(store, id);
        assert.deepEqual(stored?.details.activityLinks, id === kept ? [link('a', id)] : []);
        assert.equal(stored?.row.version, id === kept ? 2 : 1, 'a refused ticket was written');
      }
    },
  ),

  contractCase(
    'activity-moves',
    'an activity moves to another ticket together with both tickets, and is changed at its own',
    async (store) => {
      const before = link('a', 't1');
      const first = await givenTicket(store, 't1', { activityLinks: [{ before: null, after: before }] });
      const second = await givenTicket(store, 't2');
      const after = link('a', 't2', { contacts: [], linkedAt: at(5) });
      await given(store, {
        changes: [
          ticketChange(first, { events: [eventRow('t1', 2)] }),
          ticketChange(second, { activityLinks: [{ before, after }] }),
        ],
      });
      assert.deepEqual(await linksOf(store, 't1'), []);
      assert.deepEqual(await linksOf(store, 't2'), [after]);
      const changed = { ...after, project: null };
      const now = (await readTicket(store, 't2'))?.row ?? second;
      await given(store, { changes: [ticketChange(now, { activityLinks: [{ before: after, after: changed }] })] });
      assert.deepEqual(await linksOf(store, 't2'), [changed]);
    },
  ),

  contractCase('activity-unlinked', 'an activity that is taken away is free again', async (store) => {
    const before = link('a', 't1');
    const other = link('a', 't1', { type: 'note' });
    const add = [before, other].map((after) => ({ before: null, after }));
    const first = await givenTicket(store, 't1', { activityLinks: add });
    await given(store, { changes: [ticketChange(first, { activityLinks: [{ before, after: null }] })] });
    assert.deepEqual(await linksOf(store, 't1'), [other]);
    await givenTicket(store, 't2', { activityLinks: [{ before: null, after: link('a', 't2') }] });
    assert.deepEqual(await linksOf(store, 't2'), [link('a', 't2')]);
  }),

  contractCase('activity-stale', 'links of a stale ticket stay as they are', async (store) => {
    const before = link('a', 't1');
    const first = await givenTicket(store, 't1', { activityLinks: [{ before: null, after: before }] });
    const second = await givenTicket(store, 't2');
    const stale = { ...ticketChange(first), before: { ...first, version: 7 } };
    const refused = [
      [{ ...stale, add: { activityLinks: [{ before, after: null }] } }],
      [{ ...stale, add: { activityLinks: [{ before: null, after: link('b', 't1') }] } }],
      [stale, ticketChange(second, { activityLinks: [{ before, after: link('a', 't2') }] })],
    ];
    for (const changes of refused) assert.deepEqual(await store.commit({ tenant, changes }), conflict);
    assert.deepEqual(await linksOf(store, 't1'), [before]);
    assert.deepEqual(await linksOf(store, 't2'), []);
  }),

  contractCase('activities-tenants-apart', 'the same activity may be linked in two tenants', async (store) => {
    await givenTicket(store, 't1', { activityLinks: [{ before: null, after: link('a', 't1') }] });
    assert.equal(await activityAt(store, 'a', 'globex'), null);
    const theirs = link('a', 't1', { project: null });
    await givenTicket(store, 't1', { activityLinks: [{ before: null, after: theirs }] }, 'globex');
    assert.deepEqual(await linksOf(store, 't1', 'globex'), [theirs]);
    assert.deepEqual(await linksOf(store, 't1'), [link('a', 't1')]);
  }),
];
