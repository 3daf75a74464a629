import type { Batch, Change } from '../../../src/ports/batch.ts';
import { asIfCurrent } from './as-if-current.ts';
import { type BrokenStore, broken } from './broken-store.ts';

/** Stores that break a promise about erasing a person. */
export const brokenErasures: readonly BrokenStore[] = [
  broken('redacts no event', 'redact-rewrites', (store) => ({
    commit: (batch) => store.commit(withoutRedaction(batch)),
  })),

  broken('redacts the history of a stale ticket', 'redact-stale', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      if (result.outcome !== 'conflict') return result;
      await store.commit({ ...batch, changes: await asIfCurrent(store, batch) });
      return result;
    },
  })),

  broken('lets a redaction pass that no event tells of', 'redact-says-so', (store) => ({
    commit: (batch) => store.commit(batch).catch(() => store.commit(withoutRedaction(batch))),
  })),

  broken('passes over redactions of events that are not there', 'redact-nothing-else', (store) => ({
    commit: (batch) => store.commit(batch).catch(() => store.commit(withoutRedaction(batch))),
  })),

  broken('keeps every raw source', 'raw-removed', (store) => ({
    commit: ({ changes, ...batch }) =>
      store.commit({
        ...batch,
        changes: changes.map((change) => {
          if (change.root !== 'source') return change;
          const { rawRemoved: _, ...rest } = change;
          return rest;
        }),
      }),
  })),

  broken('keeps what it knew of a person', 'erasure-kept', (store) => ({
    commit: ({ erasure, ...batch }) =>
      store.commit({ ...batch, ...(erasure !== undefined && erasure.known !== null && { erasure }) }),
  })),

  broken('keeps nothing of a person who is being erased', 'erasure-kept', (store) => ({
    commit: ({ erasure, ...batch }) =>
      store.commit({ ...batch, ...(erasure && { erasure: { ...erasure, known: null } }) }),
  })),

  broken('keeps the results of an erased person', 'erasure-forgets-results', (store) => ({
    commit: ({ erasure: _, ...batch }) => store.commit(batch),
  })),

  broken('knows a person as requester only', 'person-found', (store) => ({
    page: async (kind, request) => {
      const found = await store.page(kind, request);
      if (kind !== 'ticketsOfPerson' || !('person' in request.query)) return found;
      const { person } = request.query;
      const ids = found as readonly string[];
      const { tickets } = await store.load({ tenant: request.tenant, tickets: { ids, details: [] } });
      const his = tickets.filter(({ row }) => row.requester.person === person).map(({ row }) => row.id);
      return his as unknown as typeof found;
    },
  })),

  broken('hands out more tickets of a person than a page holds', 'person-pages', (store) => ({
    page: (kind, request) => store.page(kind, kind === 'ticketsOfPerson' ? { ...request, limit: 99 } : request),
  })),

  broken('finds an address only as it is written', 'person-beyond-ascii', (store) => ({
    page: async (kind, request) => {
      const found = await store.page(kind, request);
      if (kind !== 'ticketsOfPerson' || !('addresses' in request.query)) return found;
      const { addresses } = request.query;
      const ids = found as readonly string[];
      const { tickets } = await store.load({ tenant: request.tenant, tickets: { ids, details: [] } });
      const his = tickets.filter(({ row }) => addresses.includes(row.requester.email)).map(({ row }) => row.id);
      return his as unknown as typeof found;
    },
  })),
];

const withoutRedaction = (batch: Batch): Batch => ({
  ...batch,
  changes: batch.changes.map((change): Change => {
    if (change.root !== 'ticket') return change;
    const { eventsRedacted: _, ...add } = change.add;
    return { ...change, add };
  }),
});
