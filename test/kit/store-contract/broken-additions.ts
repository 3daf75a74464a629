import type { Change } from '../../../src/ports/batch.ts';
import { asIfCurrent } from './as-if-current.ts';
import { type BrokenStore, broken } from './broken-store.ts';

/** Stores that break a promise about what stands around a ticket: documents, actions, timers, activities, text blocks. */
export const brokenAdditions: readonly BrokenStore[] = [
  broken('removes documents of a stale ticket', 'documents-stale', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      if (result.outcome !== 'conflict') return result;
      for (const change of await asIfCurrent(store, batch)) {
        const removed = change.root === 'ticket' ? (change.add.documentsRemoved ?? []) : [];
        if (change.root !== 'ticket' || change.before === null || removed.length === 0) continue;
        const stale: Change = { ...change, after: change.before, add: { documentsRemoved: removed } };
        await store.commit({ tenant: batch.tenant, changes: [stale] });
      }
      return result;
    },
  })),

  broken('passes over documents of another ticket', 'documents-own', (store) => ({
    commit: (batch) =>
      store.commit(batch).catch(() => {
        const changes = batch.changes.map((change) => (change.root === 'ticket' ? { ...change, add: {} } : change));
        return store.commit({ ...batch, changes });
      }),
  })),

  broken('finds a document only where it is the first', 'documents-found', (store) => ({
    load: async (request) => {
      const loaded = await store.load(request);
      const documents = request.tickets?.documents;
      if (documents === undefined) return loaded;
      const tickets = loaded.tickets.filter(({ details }) => documents.includes(details.documents[0]?.id ?? ''));
      return { ...loaded, tickets };
    },
  })),

  broken('knows of no blob in use', 'blobs-in-use', () => ({ blobsInUse: async () => [] })),

  broken('hands out more text blocks than a page holds', 'text-block-pages', (store) => ({
    page: (kind, request) => store.page(kind, kind === 'textBlocks' ? { ...request, limit: 99 } : request),
  })),

  broken('changes the actions of a stale ticket', 'action-stale', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      if (result.outcome !== 'conflict') return result;
      for (const change of await asIfCurrent(store, batch)) {
        if (change.root !== 'ticket' || change.before === null) continue;
        const { actionsChanged = [], actionsRemoved = [] } = change.add;
        const add = { actionsChanged, actionsRemoved };
        await store.commit({ tenant: batch.tenant, changes: [{ ...change, after: change.before, add }] });
      }
      return result;
    },
  })),

  broken('lists what concerns anybody on any ticket', 'concerning-visible', (store) => ({
    page: (kind, request) => {
      const query = 'user' in request.query ? { ...request.query, where: { all: [] } } : request.query;
      return store.page(kind, { ...request, query });
    },
  })),

  broken('lets two timers of a user run', 'timer-one-running', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      const isTimer = result.outcome === 'taken' && result.key === 'timer';
      return isTimer ? store.commit({ ...batch, changes: batch.changes.map(asIfOfAnother) }) : result;
    },
  })),

  broken('keeps what a ticket waited for', 'timed-transition-replaced', (store) => ({
    commit: async (batch) => {
      const ids = batch.changes.flatMap((change) => (change.root === 'ticket' ? [change.after.id] : []));
      const { tickets } = await store.load({
        tenant: batch.tenant,
        tickets: { ids, details: ['timedTransitions'] },
      });
      const before = new Map(tickets.map(({ row, details }) => [row.id, details.timedTransitions]));
      const changes = batch.changes.map((change) =>
        change.root === 'ticket' && change.add.timedTransitions !== undefined
          ? {
              ...change,
              add: {
                ...change.add,
                timedTransitions: [...(before.get(change.after.id) ?? []), ...change.add.timedTransitions],
              },
            }
          : change,
      );
      return store.commit({ ...batch, changes });
    },
  })),

  broken('ends what a ticket waits for with every change', 'timed-transition-stays', (store) => ({
    commit: (batch) =>
      store.commit({
        ...batch,
        changes: batch.changes.map((change) =>
          change.root === 'ticket' ? { ...change, add: { timedTransitions: [], ...change.add } } : change,
        ),
      }),
  })),

  broken('replaces what a stale ticket waits for', 'timed-transition-stale', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      if (result.outcome !== 'conflict') return result;
      for (const change of await asIfCurrent(store, batch)) {
        if (change.root !== 'ticket' || change.before === null) continue;
        const add = { timedTransitions: change.add.timedTransitions ?? [] };
        await store.commit({ tenant: batch.tenant, changes: [{ ...change, after: change.before, add }] });
      }
      return result;
    },
  })),

  broken('names the next of what is leased too', 'timed-transition-next', (store) => {
    let first: string | null = null;
    return {
      nextTimedTransition: async () => {
        first ??= await store.nextTimedTransition();
        return first;
      },
    };
  }),

  broken('hands out dropped timed transitions', 'timed-transition-hands-out', (store) => ({
    commit: (batch) =>
      store.commit({
        ...batch,
        changes: batch.changes.map((change) =>
          change.root === 'timed_transition'
            ? { ...change, after: { ...change.after, state: 'waiting' as const } }
            : change,
        ),
      }),
  })),

  broken('links an activity twice', 'activity-at-one-ticket', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      if (result.outcome !== 'taken' || result.key !== 'activity') return result;
      return store.commit({ ...batch, changes: batch.changes.map((change) => ({ ...change, add: {} }) as Change) });
    },
  })),
];

const asIfOfAnother = (change: Change): Change =>
  change.root === 'timer' ? { ...change, after: { ...change.after, user: `${change.after.user}~` } } : change;
