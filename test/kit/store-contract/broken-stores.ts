import type { Change } from '../../../src/ports/batch.ts';
import { changedRow } from '../../../src/ports/changed-row.ts';
import type { Store } from '../../../src/ports/store.ts';
import { asIfCurrent, isStale } from './as-if-current.ts';
import { brokenAdditions } from './broken-additions.ts';
import { brokenEach } from './broken-each.ts';
import { brokenErasures } from './broken-erasures.ts';
import { type BrokenStore, broken, brokenHost } from './broken-store.ts';

/** The suite must fail each of these, or it proves nothing. */
export const brokenStores: readonly BrokenStore[] = [
  ...brokenAdditions,
  ...brokenEach,
  ...brokenErasures,

  broken('checks no version', 'one-writer-wins', (store) => ({
    commit: inTurn(async (batch) => store.commit({ ...batch, changes: await asIfCurrent(store, batch) })),
  })),

  broken('checks no version below the ticket', 'claim-fences', (store) => ({
    commit: async (batch) => {
      const current = await asIfCurrent(store, batch);
      const changes = batch.changes.map((change, index) =>
        change.root === 'ticket' ? change : (current[index] ?? change),
      );
      return store.commit({ ...batch, changes });
    },
  })),

  broken('ignores idempotency keys', 'once-one-effect', (store) => ({
    commit: ({ once, ...batch }) => store.commit(batch),
  })),

  broken('keeps the idempotency key of a refused batch', 'once-free-after-conflict', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      const { tenant, once } = batch;
      if (result.outcome !== 'committed' && once) await store.commit({ tenant, changes: [], once });
      return result;
    },
  })),

  broken('looks at versions before idempotency keys', 'once-before-versions', (store) => ({
    commit: async ({ once, ...batch }) => {
      const changes = batch.changes.map((change) => (change.root === 'ticket' ? { ...change, add: {} } : change));
      const rehearsal = changes.every(({ before }) => before !== null) && (await isStale(store, { ...batch, changes }));
      return rehearsal ? { outcome: 'conflict' } : store.commit({ ...batch, ...(once && { once }) });
    },
  })),

  broken('writes the additions of a stale ticket', 'stale-change', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      if (result.outcome !== 'conflict') return result;
      for (const change of await asIfCurrent(store, batch)) {
        if (change.root !== 'ticket' || change.before === null) continue;
        const { events, ...add } = change.add;
        await store.commit({ tenant: batch.tenant, changes: [{ ...change, after: change.before, add }] });
      }
      return result;
    },
  })),

  broken('writes a batch row by row', 'all-or-nothing', (store) => ({
    commit: async ({ changes, ...rest }) => {
      let result = await store.commit({ ...rest, changes: [] });
      for (const change of changes) {
        const each = await store.commit({ tenant: rest.tenant, changes: [change] });
        if (result.outcome === 'committed') result = each;
      }
      return result;
    },
  })),

  broken('takes numbers that differ in case', 'number-taken', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      const isNumber = result.outcome === 'taken' && result.key === 'number';
      return isNumber ? store.commit({ ...batch, changes: batch.changes.map(withOddNumber) }) : result;
    },
  })),

  broken('leases nothing', 'claim-leased-to-one', (store) => ({
    claim: (kind, request) => store.claim(kind, { ...request, leasedUntil: request.dueBy }),
  })),

  broken('hands out more than the limit', 'claim-order', (store) => ({
    claim: (kind, request) => store.claim(kind, { ...request, limit: 1000 }),
  })),

  broken('serves a tenant until he has nothing left', 'claim-turns', (store) => ({
    claim: async (kind, request) => {
      const all = [];
      for (let place = 0; place < request.limit; place += 1) {
        const one = await store.claim(kind, { ...request, limit: 1 });
        if (one.length === 0) break;
        all.push(...one);
      }
      return all;
    },
  })),

  broken('begins the turns anew with each claim', 'claim-goes-round', (store) => ({
    claim: (kind, { after, ...request }) => store.claim(kind, request),
  })),

  broken('counts leases from when the work was due', 'draft-lease', (store) => ({
    claim: (kind, { now, ...request }) => store.claim(kind, request),
  })),

  broken('hands out drafts by when they were made', 'draft-written', (store) => ({
    commit: (batch) =>
      store.commit({
        ...batch,
        changes: batch.changes.map((change) =>
          change.root === 'mail'
            ? { ...change, after: { ...change.after, writtenAt: change.before.writtenAt } }
            : change,
        ),
      }),
  })),

  broken('draws in two steps', 'draw-never-repeats', (store) => {
    const last = new Map<string, number>();
    return {
      draw: async ({ tenant, series, count, from }) => {
        const key = JSON.stringify([tenant, series]);
        const first = Math.max((last.get(key) ?? 0) + 1, from);
        await store.load({ tenant });
        last.set(key, first + count - 1);
        return first;
      },
    };
  }),

  broken('draws one number for a block', 'draw-blocks', (store) => ({
    draw: (request) => store.draw({ ...request, count: 1 }),
  })),

  broken('ignores the counter', 'counter-no-gap', (store) => ({
    commit: ({ counter, ...batch }) => store.commit(batch),
  })),

  broken('raises the counter of a refused batch', 'counter-left', (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      const { tenant, counter } = batch;
      if (result.outcome !== 'committed' && counter) await store.commit({ tenant, changes: [], counter });
      return result;
    },
  })),

  broken('takes the number it only looks at', 'peek-takes-nothing', (store) => ({
    peek: (request) => store.draw({ ...request, count: 1 }),
  })),

  brokenHost('loses what the host commits', 'host-commit-keeps', (host) => ({ ...host, commit: host.rollback })),

  brokenHost('keeps what the host rolls back', 'host-rollback-takes-all', (host) => ({
    ...host,
    rollback: host.commit,
  })),

  broken('mixes tenants', 'tenants-read-apart', (store) => ({
    load: (request) => store.load({ ...request, tenant: 'all' }),
    commit: (batch) => store.commit({ ...batch, tenant: 'all' }),
  })),

  broken('writes by settings of yesterday', 'settings-outdated', (store) => ({
    commit: ({ settings, newSettings, ...batch }) =>
      newSettings === undefined || settings === undefined
        ? store.commit(batch)
        : store.commit({ ...batch, settings, newSettings }),
  })),

  broken('writes by a deployment of yesterday', 'deployment-outdated', (store) => ({
    commit: ({ deployment: _, ...batch }) => store.commit(batch),
  })),

  broken('tells tenants nothing of a deployment', 'deployment-outdated', (store) => ({
    load: async (request) => ({ ...(await store.load(request)), deploymentRevision: 0 }),
  })),

  broken('keeps the newest settings only', 'settings-history', (store) => ({
    page: async (kind, request) => {
      const found = await store.page(kind, request);
      return kind === 'settings' ? found.slice(0, 1) : found;
    },
  })),

  broken('shares settings among tenants', 'settings-tenants-apart', (store) => ({
    load: async (request) => {
      const { settings, settingsRevision } = await store.load({ ...request, tenant: 'acme' });
      return { ...(await store.load(request)), settings, settingsRevision };
    },
  })),

  broken('shares rows with the caller', 'handed-in-is-copied', (store) => {
    const rows = new Map<string, ReturnType<typeof changedRow>>();
    return {
      commit: async (batch) => {
        for (const row of batch.changes.map(changedRow)) rows.set(row.id, row);
        return store.commit(batch);
      },
      load: async (request) => {
        const loaded = await store.load(request);
        const tickets = loaded.tickets.map((ticket) => ({
          ...ticket,
          row: (rows.get(ticket.row.id) ?? ticket.row) as typeof ticket.row,
        }));
        return { ...loaded, tickets };
      },
    };
  }),

  broken('reads raw mails through any ticket', 'raw-mail', (store) => ({
    rawMail: async ({ tenant, source, ticket }) =>
      (await store.rawMail({ tenant, source, ticket })) ?? store.rawMail({ tenant, source, ticket: 't1' }),
  })),

  broken('shows everybody the mails of the desk', 'outbox-owners', (store) => ({
    page: (kind, request) => {
      const { query } = request;
      const owners = 'owners' in query && query.owners !== undefined ? { owners: [...query.owners, null] } : {};
      return store.page(kind, { ...request, query: { ...query, ...owners } });
    },
  })),

  broken('continues a list after an id alone', 'list-sorts', (store) => ({
    page: (kind, { after, ...request }) => {
      const alone = typeof after === 'object' ? { ...after, value: '' } : after;
      return store.page(kind, { ...request, ...(alone !== undefined && { after: alone as typeof after }) });
    },
  })),

  broken('counts everything', 'count-stops', (store) => ({
    count: (request) => store.count({ ...request, limit: 1_000_000 }),
  })),

  broken('begins the changes anew', 'changes-go-on', (store) => ({
    changes: ({ after, ...request }) => store.changes(request),
  })),

  broken('tells of changes in another order', 'changes-in-order', (store) => ({
    changes: async (request) => {
      const found = await store.changes({ ...request, limit: 100 });
      return [...found].sort((a, b) => a.event.seq - b.event.seq).slice(0, request.limit);
    },
  })),

  broken('shows every look ever', 'openings-last-look', (store) => ({
    load: ({ source, ...request }) =>
      store.load({ ...request, ...(source && { source: { ...source, openedSince: '2000-01-01T00:00:00.000Z' } }) }),
  })),
];

/** One after the other, so that what was read is still so when it is written. */
const inTurn = (commit: Store['commit']): Store['commit'] => {
  let last: Promise<unknown> = Promise.resolve();
  return (batch) => {
    const next = last.then(() => commit(batch));
    last = next.catch(() => {});
    return next;
  };
};

const withOddNumber = (change: Change, index: number): Change =>
  change.root === 'ticket'
    ? { ...change, after: { ...change.after, number: `${change.after.number}~${index}` } }
    : change;
