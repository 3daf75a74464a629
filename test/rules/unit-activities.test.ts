import { describe, expect, test } from 'vitest';
import { createActivityStore, createMemoryStore } from '../../adapters/memory/index.ts';
import {
  createPostgresStore,
  createActivityStore as createSqlActivityStore,
  fromPglite,
} from '../../adapters/postgres/index.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';
import { schemaOnPostgres } from '../servers/shared-pool.ts';
import { beginOnPglite } from '../stores/pglite-transaction.ts';
import { openActivities } from './activity-scene.ts';
import { stored } from './stored.ts';

const everyHost = [
  {
    name: 'memory',
    open: async () => {
      const store = createMemoryStore();
      const begin = async () => {
        const handle = await store.begin();
        return { handle, commit: async () => handle.commit(), rollback: async () => handle.rollback() };
      };
      return { store, activities: createActivityStore(store), begin };
    },
  },
  {
    name: 'PGlite',
    open: async () => {
      const { pglite, schema } = await schemaOnPglite();
      const options = { executor: fromPglite(pglite), schema };
      return {
        store: createPostgresStore(options),
        activities: createSqlActivityStore(options),
        begin: () => beginOnPglite(pglite),
      };
    },
  },
  {
    name: 'PostgreSQL',
    open: async () => {
      const { pool, schema } = await schemaOnPostgres();
      const begin = async () => {
        const handle = await pool.connect();
        await handle.query('begin');
        const end = (how: string) => async () => {
          await handle.query(how);
          handle.release();
        };
        return { handle, commit: end('commit'), rollback: end('rollback') };
      };
      return {
        store: createPostgresStore({ pool, schema }),
        activities: createSqlActivityStore({ pool, schema }),
        begin,
      };
    },
  },
];

describe.each(everyHost)('on $name', ({ open }) => {
  test('in your transaction activity and link commit or vanish together, and nobody hears of it before you say so', async () => {
    const { store, activities, begin } = await open();
    const { ada, first, created, elsewhere, desk } = await openActivities({ store, activities });
    const heard: string[] = [];
    desk.on('activity.linked', ({ data }) => heard.push(data.id));
    desk.on('activity.unlinked', ({ data }) => heard.push(data.id));
    const placed = await elsewhere();
    await ada.activities.link(first, placed);
    heard.length = 0;
    for (const end of ['rollback', 'commit'] as const) {
      created.clear();
      const transaction = await begin();
      const unit = ada.in(transaction.handle as never);
      const { activity } = await unit.activities.create(first, { type: 'call', subject: 'Called' });
      await unit.activities.unlink(first, placed);
      expect((await unit.activities.list(first)).map(({ id }) => id)).toEqual([activity.id]);
      await transaction[end]();
      expect(heard).toEqual([]);
      if (end === 'commit') await unit.committed();
      const links = (await stored(store, first)).tickets[0]?.details.activityLinks.map(({ id }) => id);
      const found = await activities.lookUp([activity], { tenant: 'default', actor: { user: 'ada' } });
      expect([...created]).toEqual([activity.id]);
      expect([links, found.length]).toEqual(end === 'commit' ? [[activity.id], 1] : [[placed.id], 0]);
      expect(heard).toEqual(end === 'commit' ? [activity.id, placed.id] : []);
    }
  });
});
