import assert from 'node:assert/strict';
import type { Activities, ActivityDraft } from '../../src/ports/activities.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';

/** A transaction that the host has open. */
export interface ActivitiesTransaction {
  /** What commands join it by. */
  readonly handle: unknown;
  commit(): unknown;
  rollback(): unknown;
}

/** What a case gets: activities without any content. */
export interface ActivitiesContext {
  readonly activities: Activities;
  /** Opens a transaction as a host does. Left out: activities do not take part in any, which is their own risk. */
  readonly begin?: () => Promise<ActivitiesTransaction>;
}

/** One promise of the port of activities. It throws an AssertionError if an implementation breaks it. */
export interface ActivitiesCase {
  readonly id: string;
  readonly title: string;
  readonly run: (context: ActivitiesContext) => Promise<void>;
}

const now = '2026-03-03T13:00:00.000Z';
const at = '2026-03-04T08:30:00.001Z';
const actor = { user: 'ada' };
const context = { tenant: 'acme', actor };
const types = ['appointment', 'task', 'call', 'note'] as const;
const draft = (type: ActivityRef['type'], subject = `Ärger with a ${type}, 'quoted' 🎫`): ActivityDraft => ({
  type,
  subject,
  description: 'Line 1\nLine 2',
  at,
  until: type === 'task' || type === 'note' ? null : '2026-03-04T09:30:00.001Z',
  details: {},
});

/**
 * The promises of the port of activities that hold for every host, as data: run them with the test runner of your choice, each
 * on activities without any content, acting for the user `ada`, who may see and link what she makes.
 *
 * @example
 * ```ts
 * import { createActivityStore } from 'ticketwerk/memory';
 * import { activitiesContract } from 'ticketwerk/testing';
 *
 * for (const { title, run } of activitiesContract) {
 *   // with a test runner: test(title, () => run({ activities }))
 *   await run({ activities: createActivityStore() });
 * }
 * ```
 */
export const activitiesContract: readonly ActivitiesCase[] = [
  {
    id: 'created-is-found',
    title: 'what was created is found, of each type, with its subject, moment and user',
    run: async ({ activities }) => {
      for (const type of types) {
        const given = draft(type);
        assert.deepEqual(await activities.check(given, context), []);
        const { id } = await activities.create(given, { ...context, key: `key-${type}`, now });
        const found = await activities.lookUp([{ type, id }], context);
        assert.deepEqual(found, [{ type, id, subject: given.subject, at, by: 'ada', visible: true, linkable: true }]);
      }
    },
  },
  {
    id: 'created-once',
    title: 'the same key makes no second activity, another one does',
    run: async ({ activities }) => {
      const create = async (key: string) => (await activities.create(draft('task'), { ...context, key, now })).id;
      const first = await create('k1');
      assert.equal(await create('k1'), first);
      assert.notEqual(await create('k2'), first);
      const both = await Promise.all([create('k3'), create('k3')]);
      assert.equal(both[0], both[1]);
    },
  },
  {
    id: 'discarded-is-gone',
    title: 'what is discarded is gone, and its key is free; discarding again does nothing',
    run: async ({ activities }) => {
      const create = () => activities.create(draft('note'), { ...context, key: 'k1', now });
      const ref = { type: 'note', id: (await create()).id } as const;
      await activities.discard(ref, context);
      await activities.discard(ref, context);
      assert.deepEqual(await activities.lookUp([ref], context), []);
      const again = await create();
      assert.equal((await activities.lookUp([{ type: 'note', id: again.id }], context)).length, 1);
    },
  },
  {
    id: 'look-up-many',
    title: 'many are looked up at once, and those that do not exist are left out',
    run: async ({ activities }) => {
      const made: ActivityRef[] = [];
      for (let index = 0; index < 20; index += 1) {
        const { id } = await activities.create(draft('call', `Call ${index}`), { ...context, key: `k${index}`, now });
        made.push({ type: 'call', id });
      }
      const unknown = Array.from(
        { length: 300 },
        (_, index): ActivityRef => ({ type: 'call', id: `nothing-${index}` }),
      );
      const found = await activities.lookUp([...unknown, ...made, { type: 'task', id: made[0]?.id ?? '' }], context);
      assert.deepEqual(found.map(({ id }) => id).sort(), made.map(({ id }) => id).sort());
      assert.deepEqual(await activities.lookUp(unknown, context), []);
    },
  },
  {
    id: 'tenants-apart',
    title: 'nothing of a tenant is found or discarded in another, and keys are free there',
    run: async ({ activities }) => {
      const ref = {
        type: 'task',
        id: (await activities.create(draft('task'), { ...context, key: 'k1', now })).id,
      } as const;
      const elsewhere = { ...context, tenant: 'globex' };
      assert.deepEqual(await activities.lookUp([ref], elsewhere), []);
      await activities.discard(ref, elsewhere);
      assert.equal((await activities.lookUp([ref], context)).length, 1);
      const theirs = await activities.create(draft('task', 'Theirs'), { ...elsewhere, key: 'k1', now });
      const [found] = await activities.lookUp([{ type: 'task', id: theirs.id }], elsewhere);
      assert.equal(found?.subject, 'Theirs');
    },
  },
  {
    id: 'check-writes-nothing',
    title: 'a check writes nothing, and what it finds nothing wrong with is created',
    run: async ({ activities }) => {
      for (const type of types) {
        const bare: ActivityDraft = { ...draft(type), description: '', at: null, until: null };
        const issues = await activities.check(bare, context);
        for (const { path, message } of issues) assert.ok(Array.isArray(path) && message !== '');
        if (issues.length > 0) continue;
        const { id } = await activities.create(bare, { ...context, key: `bare-${type}`, now });
        assert.equal((await activities.lookUp([{ type, id }], context)).length, 1);
      }
    },
  },
  {
    id: 'host-transaction',
    title: 'in a transaction of the host activities are seen inside, kept with its commit and gone with its rollback',
    run: async ({ activities, begin }) => {
      if (begin === undefined) return;
      for (const end of ['commit', 'rollback'] as const) {
        const transaction: ActivitiesTransaction = await begin();
        const inside = { ...context, handle: transaction.handle };
        const ref = {
          type: 'call',
          id: (await activities.create(draft('call'), { ...inside, key: end, now })).id,
        } as const;
        assert.equal((await activities.lookUp([ref], inside)).length, 1);
        const other = await activities.create(draft('call'), { ...inside, key: `${end}-2`, now });
        await activities.discard({ type: 'call', id: other.id }, inside);
        await transaction[end]();
        assert.equal((await activities.lookUp([ref], context)).length, end === 'commit' ? 1 : 0);
        assert.deepEqual(await activities.lookUp([{ type: 'call', id: other.id }], context), []);
      }
    },
  },
];
