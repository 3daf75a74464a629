import { ticketIndex } from '../../src/index.ts';
import type { Batch, Change } from '../../src/ports/store.ts';

/** The parameters of the commit, one JSON text for each kind of row: so one text serves a batch of 1 and of 500 changes. */
export const commitParams = (batch: Batch): readonly string[] => {
  const additions = batch.changes.flatMap((change) => (change.root === 'ticket' ? [change.add] : []));
  const rows: readonly (readonly unknown[])[] = [
    changesOf(batch, 'ticket'),
    changesOf(batch, 'mail'),
    changesOf(batch, 'delivery'),
    changesOf(batch, 'source'),
    additions.flatMap(({ events = [] }) => events),
    additions.flatMap(({ actions = [] }) => actions),
    additions.flatMap(({ mails = [] }) => mails),
    additions.flatMap(({ deliveries = [] }) => deliveries),
    additions.flatMap(({ sources = [] }) => sources.map(({ source, raw }) => ({ ...source, raw: base64(raw) }))),
    batch.once === undefined ? [] : [batch.once],
    batch.openings ?? [],
    batch.counter === undefined ? [] : [batch.counter],
  ];
  return [batch.tenant, ...rows.map((part) => JSON.stringify(part))];
};

const changesOf = (batch: Batch, root: Change['root']): readonly unknown[] =>
  batch.changes
    .filter((change) => change.root === root)
    .map((change) => ({
      ...change.after,
      ...(change.root === 'ticket' ? ticketIndex(change.after) : {}),
      before: change.before?.version ?? null,
    }));

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
