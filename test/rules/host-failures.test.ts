import { describe, expect, test } from 'vitest';
import { commands } from './host-commands.ts';
import { type HostWorld, sqlHosts, type Wire } from './host-worlds.ts';
import { keptScene } from './kept-scene.ts';

/** Breaks the n-th statement from now on: the database refuses it, or its answer is lost. */
const breaking = () => {
  const state = { count: 0, at: 0, how: 'refused' as 'refused' | 'lost', text: '' };
  const wire: Wire = async (text, send) => {
    state.count += 1;
    if (state.count !== state.at) return send();
    state.text = text;
    if (state.how === 'refused') return send('select 1/0');
    await send();
    throw new Error('The connection was lost.');
  };
  const arm = (at: number, how: typeof state.how) => Object.assign(state, { count: 0, at, how });
  return { wire, arm, disarm: () => arm(0, 'refused'), broke: () => state.count >= state.at, text: () => state.text };
};

const tables = [
  'tickets',
  'events',
  'actions',
  'concerns',
  'mails',
  'deliveries',
  'sources',
  'activity_links',
  'questions',
  'timers',
  'once',
  'openings',
  'settings',
  'text_blocks',
] as const;

/** Every row of the store but the counters: a number that was drawn for nothing is a gap. */
const dump = async ({ query, schema }: HostWorld): Promise<string> => {
  const parts = tables.map(
    (table) =>
      `select '${table}' as name, coalesce(json_agg(to_jsonb(t) - 'stored_at' order by to_jsonb(t)::text), '[]')::text as rows from ${schema}.${table} t`,
  );
  return JSON.stringify(await query(parts.join(' union all ')));
};

describe.each(sqlHosts)('on $name', ({ open }) => {
  const [own, hosted] = [breaking(), breaking()];
  const fresh = keptScene(open, { own: own.wire, hosted: hosted.wire });

  test.each(commands)('$name, with any statement refused by the database, writes nothing', async ({ run }) => {
    const { arm, disarm, broke } = own;
    const { world, scene } = await fresh();
    const before = await dump(world);
    let failures = 0;
    for (let at = 1; ; at += 1) {
      arm(at, 'refused');
      const failed = await run(scene.ada, scene).then(
        () => null,
        (error: unknown) => error,
      );
      if (!broke()) break;
      disarm();
      // Marking a mail that has left its folder comes after the commit and cannot undo it.
      if (failed === null) break;
      failures += 1;
      expect(failed).toMatchObject({ code: 'store_failed', data: { sqlState: '22012' } });
      expect(await dump(world)).toBe(before);
    }
    expect(failures).toBeGreaterThanOrEqual(2);
    expect(await dump(world)).not.toBe(before);
  });

  test.each(commands)(
    '$name, with any answer lost, is written as a whole or not at all, and once when repeated [XCT-01]',
    async ({ run }) => {
      const { arm, disarm, broke } = own;
      const options = { idempotencyKey: 'k' };
      let { world, scene } = await fresh();
      for (let at = 1, isThrough = false; !isThrough; at += 1) {
        const before = await dump(world);
        arm(at, 'lost');
        await run(scene.ada, scene, options).catch(() => {});
        isThrough = !broke();
        disarm();
        const after = await dump(world);
        if (isThrough) expect([at > 2, after === before]).toEqual([true, false]);
        // Nothing was written: the next try is the repetition, with the same key.
        if (after === before) continue;
        for (const _ of [1, 2]) {
          await run(scene.ada, scene, options);
          expect(await dump(world)).toBe(after);
        }
        if (!isThrough) ({ world, scene } = await fresh());
      }
    },
  );

  test.each(commands)('$name in a transaction, with any statement broken, writes all or nothing', async ({ run }) => {
    const { arm, disarm, broke, text } = hosted;
    const { world, scene } = await fresh();
    const before = await dump(world);
    for (const how of ['refused', 'lost'] as const) {
      for (let at = 1; ; at += 1) {
        const tx = await world.begin();
        arm(at, how);
        const failed = await run(scene.ada.in(tx.handle), scene).then(
          () => null,
          (error: unknown) => error,
        );
        const isThrough = !broke();
        disarm();
        // The host commits whatever happened: what was refused must be gone without his help.
        // Only where no savepoint could be set, or nobody knows whether it is there, his transaction is lost.
        const isLost = text() === (how === 'refused' ? 'savepoint ticketwerk' : 'release savepoint ticketwerk');
        if (isThrough || isLost) await tx.rollback();
        else await tx.commit();
        if (isThrough) {
          expect(failed).toBeNull();
          break;
        }
        expect(failed).toMatchObject({ code: 'store_failed' });
        expect(await dump(world)).toBe(before);
      }
    }
  });
});
