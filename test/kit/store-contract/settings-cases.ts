import assert from 'node:assert/strict';
import type { SettingsRevision } from '../../../src/ports/settings-revision.ts';
import type { Store } from '../../../src/ports/store.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, eventRow, ticketRow } from './sample-rows.ts';
import { committed, creation, given, givenTicket, readOnce, readTicket, storedResult, tenant } from './store-steps.ts';

const outdated = { outcome: 'outdated' } as const;

const settingsRow = (revision: number): SettingsRevision => ({
  revision,
  // The order of the keys, the spaces and the number are to stay as they are.
  document: `{"b": 1.0, "a": "ä\\u0001", "revision": ${revision}}`,
  at: at(revision),
  actor: { user: 'ada' },
});

const set = (store: Store, revision: number, of = tenant) =>
  store.commit({ tenant: of, changes: [], settings: revision - 1, newSettings: settingsRow(revision) });

const read = async (store: Store, of = tenant) => {
  const { settings, settingsRevision } = await store.load({ tenant: of, settings: true });
  return { settings, settingsRevision };
};

export const settingsCases: readonly ContractCase[] = [
  contractCase(
    'settings-read-back',
    'settings are read back letter by letter, and only when asked for',
    async (store) => {
      assert.deepEqual(await read(store), { settings: null, settingsRevision: 0 });
      for (const revision of [1, 2]) assert.deepEqual(await set(store, revision), committed);
      assert.deepEqual(await read(store), { settings: settingsRow(2), settingsRevision: 2 });
      const { settings, settingsRevision } = await store.load({ tenant, tickets: { ids: ['none'], details: [] } });
      assert.deepEqual({ settings, settingsRevision }, { settings: null, settingsRevision: 2 });
    },
  ),

  contractCase(
    'settings-one-writer',
    'of several writers of one revision of the settings exactly one wins',
    async (store) => {
      await given(store, { changes: [], settings: 0, newSettings: settingsRow(1) });
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => set(store, 2)));
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'committed').length, 1);
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'outdated').length, 7);
      assert.deepEqual((await read(store)).settings, settingsRow(2));
    },
  ),

  contractCase(
    'settings-outdated',
    'a batch that relies on other settings than the stored ones writes nothing',
    async (store) => {
      await given(store, { changes: [], settings: 0, newSettings: settingsRow(1) });
      const row = await givenTicket(store, 't0');
      for (const settings of [0, 2]) {
        const once = storedResult(`k${settings}`);
        const changes = [creation(ticketRow('t1'), { events: [eventRow('t1', 1)] })];
        assert.deepEqual(await store.commit({ tenant, changes, settings }), outdated);
        assert.deepEqual(await store.commit({ tenant, changes, settings, once }), outdated);
        const stale = { root: 'ticket', before: { ...row, version: 9 }, after: row, add: {} } as const;
        assert.deepEqual(await store.commit({ tenant, changes: [stale], settings }), outdated, 'before anything else');
        assert.equal(await readOnce(store, once), null, 'a refused batch left its key');
      }
      assert.equal(await readTicket(store, 't1'), undefined, 'a refused batch left its ticket');
      assert.deepEqual(await set(store, 3), outdated, 'a revision was left out');
      assert.deepEqual(await store.commit({ tenant, changes: [creation(ticketRow('t1'))], settings: 1 }), committed);
      assert.deepEqual(await store.commit({ tenant, changes: [creation(ticketRow('t2'))] }), committed);
    },
  ),

  contractCase(
    'deployment-outdated',
    'every tenant is told the revision of the desk, and what relies on another one writes nothing',
    async (store) => {
      const deployed = async () => (await store.load({ tenant })).deploymentRevision;
      assert.equal(await deployed(), 0);
      assert.deepEqual(await store.commit({ tenant, changes: [creation(ticketRow('t1'))], deployment: 0 }), committed);
      assert.deepEqual(await set(store, 1, ''), committed);
      assert.deepEqual(await set(store, 1), committed);
      assert.equal(await deployed(), 1);
      assert.deepEqual(await set(store, 2, ''), committed);
      assert.equal(await deployed(), 2);
      const changes = [creation(ticketRow('t2'))];
      for (const relied of [{ deployment: 1 }, { deployment: 1, settings: 1 }, { deployment: 2, settings: 2 }]) {
        assert.deepEqual(await store.commit({ tenant, changes, ...relied }), outdated);
        const each = { root: 'ticket', before: ticketRow('t1'), after: ticketRow('t1'), add: {} } as const;
        assert.deepEqual(await store.commit({ tenant, mode: 'each', changes: [each], ...relied }), outdated);
      }
      assert.equal(await readTicket(store, 't2'), undefined, 'a refused batch left its ticket');
      assert.deepEqual(await store.commit({ tenant, changes, deployment: 2, settings: 1 }), committed);
    },
  ),

  contractCase('settings-history', 'every revision of the settings is kept, and listed newest first', async (store) => {
    for (const revision of [1, 2, 3]) assert.deepEqual(await set(store, revision), committed);
    const page = (limit: number, after?: number) =>
      store.page('settings', { tenant, query: {}, limit, ...(after === undefined ? {} : { after }) });
    assert.deepEqual(await page(2), [settingsRow(3), settingsRow(2)]);
    assert.deepEqual(await page(2, 2), [settingsRow(1)]);
    assert.deepEqual(await page(2, 1), []);
  }),

  contractCase('settings-tenants-apart', 'tenants have settings of their own', async (store) => {
    assert.deepEqual(await set(store, 1), committed);
    assert.deepEqual(await read(store, 'globex'), { settings: null, settingsRevision: 0 });
    assert.deepEqual(await store.page('settings', { tenant: 'globex', query: {}, limit: 9 }), []);
    assert.deepEqual(
      await store.commit({ tenant: 'globex', changes: [creation(ticketRow('t1'))], settings: 0 }),
      committed,
    );
    assert.deepEqual(await set(store, 1, 'globex'), committed);
  }),

  contractCase(
    'tenants-listed',
    'tenants with tickets or settings are listed in order, page by page',
    async (store) => {
      assert.deepEqual(await store.tenants({ limit: 10 }), []);
      for (const each of ['b', 'a', 'Z', 'ä', '😀', '\uffee']) await givenTicket(store, 't1', {}, each);
      await givenTicket(store, 't2', {}, 'a');
      assert.deepEqual(await set(store, 1, 'c'), committed);
      assert.deepEqual(await set(store, 1, 'b'), committed);
      await store.load({ tenant: 'only read', settings: true });
      assert.deepEqual(await set(store, 1, ''), committed, 'the desk has a space of its own');
      const all = ['Z', 'a', 'b', 'c', 'ä', '\uffee', '😀'];
      assert.deepEqual(await store.tenants({ limit: 10 }), all);
      assert.deepEqual(await store.tenants({ limit: 2 }), all.slice(0, 2));
      assert.deepEqual(await store.tenants({ after: 'a', limit: 3 }), all.slice(2, 5));
      assert.deepEqual(await store.tenants({ after: '😀', limit: 3 }), []);
    },
  ),
];
