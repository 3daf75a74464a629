import assert from 'node:assert/strict';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, sourceRow } from './sample-rows.ts';
import { committed, conflict, givenTicket, readTicket, tenant } from './store-steps.ts';

const raw = new Uint8Array();
const lease = { dueBy: at(10), leasedUntil: at(15), limit: 10 };

export const removalCases: readonly ContractCase[] = [
  contractCase(
    'removal-hands-out',
    'converted mails that still lie in their folder are handed out when due, by time',
    async (store) => {
      const sources = [
        sourceRow('s1', 't1', { removalNotBefore: at(10) }),
        sourceRow('s2', 't1', { removalNotBefore: at(2) }),
        sourceRow('s3', 't1', { removalNotBefore: at(11) }),
        sourceRow('s4', 't1', { removal: 'done' }),
        sourceRow('s5', 't1', { leasedUntil: at(12) }),
      ];
      await givenTicket(store, 't1', { sources: sources.map((source) => ({ source, raw })) });
      const claimed = await store.claim('removal', lease);
      const after = [sources[1], sources[0]].map((source) => ({
        ...source,
        leasedUntil: lease.leasedUntil,
        version: 2,
      }));
      assert.deepEqual(
        claimed,
        after.map((source) => ({ tenant, source })),
      );
      const stored = (await readTicket(store, 't1'))?.details.sources;
      assert.deepEqual(stored?.slice(0, 2), after.toReversed());
    },
  ),

  contractCase(
    'removal-leased',
    'a removal is leased to one, free after its lease, and its version fences',
    async (store) => {
      await givenTicket(store, 't1', { sources: [{ source: sourceRow('s1', 't1'), raw }] });
      const [slow] = await store.claim('removal', { ...lease, limit: 1 });
      assert.ok(slow);
      assert.deepEqual(await store.claim('removal', lease), []);
      const [quick] = await store.claim('removal', { ...lease, dueBy: at(15), leasedUntil: at(20) });
      assert.ok(quick);
      const report = (before: typeof slow.source) => {
        const after = { ...before, removal: 'done' as const, leasedUntil: null, version: before.version + 1 };
        return store.commit({ tenant, changes: [{ root: 'source', before, after }] });
      };
      assert.deepEqual(await report(slow.source), conflict);
      assert.deepEqual(await report(quick.source), committed);
      assert.deepEqual(await store.claim('removal', { ...lease, dueBy: at(99), leasedUntil: at(100) }), []);
    },
  ),
];
