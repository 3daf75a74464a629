import type { Batch } from '../../../src/ports/batch.ts';
import { asIfCurrent } from './as-if-current.ts';
import { type BrokenStore, broken } from './broken-store.ts';

/** Stores that break what holds for batches which are applied ticket by ticket, and for deletions. */
export const brokenEach: readonly BrokenStore[] = [
  broken('applies ticket by ticket as a whole', 'each-on-its-own', (store) => ({
    commit: async (batch) => {
      const current = await asIfCurrent(store, batch);
      const stale = current.some(({ before }, index) => before?.version !== batch.changes[index]?.before?.version);
      return batch.mode === 'each' && stale ? { outcome: 'conflict' } : store.commit(batch);
    },
  })),

  broken('writes additions of a stale ticket beside others', 'each-on-its-own', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      if (result.outcome !== 'committed' || batch.mode !== 'each') return result;
      for (const change of await asIfCurrent(store, batch)) {
        if (change.root !== 'ticket' || change.before === null || !result.stale?.includes(change.after.id)) continue;
        const add = { actions: change.add.actions ?? [] };
        await store.commit({ tenant: batch.tenant, changes: [{ ...change, after: change.before, add }] });
      }
      return result;
    },
  })),

  broken('says of no ticket that it is stale', 'each-all-stale', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      return result.outcome === 'committed' && result.stale ? { ...result, stale: [] } : result;
    },
  })),

  broken('looks at no version of what belongs to a ticket', 'each-with-its-rows', (store) => ({
    commit: async (batch) => {
      if (batch.mode !== 'each') return store.commit(batch);
      const current = await asIfCurrent(store, batch);
      const changes = batch.changes.map((change, index) =>
        change.root === 'timer' ? (current[index] ?? change) : change,
      );
      return store.commit({ ...batch, changes });
    },
  })),

  broken('keeps no keys of single tickets', 'each-on-its-own', (store) => ({
    commit: (batch) => store.commit({ ...batch, changes: batch.changes.map(withoutKey) }),
  })),

  broken('lets a used key of a single ticket through', 'each-key-once', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      return result.outcome === 'taken' && batch.mode === 'each'
        ? store.commit({ ...batch, changes: batch.changes.map(withoutKey) })
        : result;
    },
  })),

  broken('counts the tickets of all areas', 'step-counts', (store) => ({
    stepCounts: async (request) => {
      const areas = await Promise.all(['helpdesk', 'caretaker'].map((area) => store.stepCounts({ ...request, area })));
      return areas.flat();
    },
  })),

  broken('keeps raw mails of deleted tickets', 'deletion-takes-everything', (store) => {
    const kept = new Map<string, Uint8Array>();
    return {
      rawMail: async (request) => {
        const raw = (await store.rawMail(request)) ?? kept.get(request.source) ?? null;
        if (raw !== null) kept.set(request.source, raw);
        return raw;
      },
    };
  }),

  broken('leaves nothing of a deleted ticket', 'deletion-leaves-a-tombstone', (store) => ({
    changes: async (request) => (await store.changes(request)).filter(({ event }) => event.type !== 'ticket.deleted'),
  })),

  broken('moves the feed when a ticket is deleted', 'deletion-leaves-a-tombstone', (store) => ({
    changes: async (request) => {
      const all = await store.changes({ tenant: request.tenant, limit: 10_000 });
      const numbered = all.map(({ event }, index) => ({ event, position: String(index + 1) }));
      return numbered.slice(Number(request.after ?? 0)).slice(0, request.limit);
    },
  })),

  broken('deletes whatever version there is', 'deletion-stale', (store) => ({
    commit: async (batch) => {
      const deletes = batch.changes.some(({ root }) => root === 'deletion');
      return store.commit(deletes ? { ...batch, changes: await asIfCurrent(store, batch) } : batch);
    },
  })),

  broken('gives the number of a deleted ticket again', 'deletion-number', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      const [change] = batch.changes;
      if (result.outcome !== 'taken' || result.key !== 'number' || change?.root !== 'ticket') return result;
      const { tickets } = await store.load({
        tenant: batch.tenant,
        tickets: { numbers: [change.after.number], details: [] },
      });
      const after = { ...change.after, number: `${change.after.number} again` };
      return tickets.length > 0 ? result : store.commit({ ...batch, changes: [{ ...change, after }] });
    },
  })),
];

const withoutKey = (change: Batch['changes'][number]): Batch['changes'][number] => {
  if (change.root === 'ticket') {
    const { once: _once, ...add } = change.add;
    return { ...change, add };
  }
  if (change.root !== 'deletion') return change;
  const { once: _once, ...rest } = change;
  return rest;
};
