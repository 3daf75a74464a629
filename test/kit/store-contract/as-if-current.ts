import type { Batch, Change } from '../../../src/ports/batch.ts';
import { changedRow } from '../../../src/ports/changed-row.ts';
import type { Store } from '../../../src/ports/store.ts';
import { allDetails } from './store-steps.ts';

/** The same changes, as if each had been decided on what is stored now. */
export const asIfCurrent = async (store: Store, { tenant, changes }: Batch): Promise<readonly Change[]> => {
  const rows = changes.map((change) => ({ root: change.root, ...changedRow(change) }));
  const ids = rows.map(({ id }) => id);
  const owners = rows.flatMap((row) => (row.root === 'delivery' && 'mail' in row ? [row.mail] : []));
  const tickets = rows.flatMap((row) => ('ticket' in row ? [row.ticket] : []));
  const loaded = await store.load({
    tenant,
    tickets: { ids: [...ids, ...tickets], details: allDetails },
    mails: [...ids, ...owners],
  });
  const stored = new Map<string, { readonly id: string }>();
  const keep = (root: Change['root'], rows: readonly { readonly id: string }[]) => {
    for (const row of rows) stored.set(`${root} ${row.id}`, row);
  };
  for (const { row, details } of loaded.tickets) {
    keep('ticket', [row]);
    keep('timer', details.timers);
    keep('timed_transition', details.timedTransitions);
    keep('source', details.sources);
  }
  for (const { mail, deliveries } of loaded.mails) {
    keep('mail', [mail]);
    keep('delivery', deliveries);
  }
  return changes.map((change) => {
    const root = change.root === 'deletion' ? 'ticket' : change.root;
    const before = change.before === null ? null : (stored.get(`${root} ${changedRow(change).id}`) ?? change.before);
    return { ...change, before } as Change;
  });
};

/** Was something else stored since the batch was decided? */
export const isStale = async (store: Store, batch: Batch): Promise<boolean> => {
  const current = await asIfCurrent(store, batch);
  return current.some(({ before }, index) => before?.version !== batch.changes[index]?.before?.version);
};
