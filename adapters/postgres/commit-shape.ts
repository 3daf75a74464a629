import { personKey, ticketIndex } from '../../src/index.ts';
import type { Batch, Change } from '../../src/ports/batch.ts';
import { changedRow } from '../../src/ports/changed-row.ts';

/** Kinds of rows that a batch may hold, in the order of their parameters. */
const commitParts = [
  'relied',
  'once',
  'tickets_made',
  'tickets',
  'deletions',
  'mails',
  'deliveries',
  'sources',
  'text_blocks_made',
  'text_blocks',
  'questions',
  'settings',
  'timers_made',
  'timers',
  'timed_transitions',
  'counter',
  'events',
  'events_redacted',
  'actions',
  'actions_changed',
  'actions_removed',
  'mails_more',
  'deliveries_more',
  'sources_more',
  'questions_more',
  'documents',
  'timed_transitions_ended',
  'timed_transitions_more',
  'documents_changed',
  'documents_removed',
  'activities_linked',
  'activities_moved',
  'activities_unlinked',
  'results_more',
  'openings',
  'erasure',
] as const;
export type CommitPart = (typeof commitParts)[number];

/** Which statement writes a batch: batches of one shape share a text, whether they hold 1 or 500 changes. */
export interface CommitShape {
  readonly mode: 'all' | 'each';
  /** The kinds of rows it holds, in order. */
  readonly parts: readonly CommitPart[];
  /** It changes one row that was there before, and makes none: then the version check of that one update decides. */
  readonly lone: boolean;
}

/** The shape of a batch, and its rows as one JSON text for each kind. */
export const shapeOf = (batch: Batch): CommitShape & { readonly params: readonly string[] } => {
  const rows = rowsOf(batch);
  const parts = commitParts.filter((part) => rows[part].length > 0);
  const count = (...kinds: readonly CommitPart[]) => kinds.reduce((sum, kind) => sum + rows[kind].length, 0);
  const changed = count(
    'tickets',
    'mails',
    'deliveries',
    'sources',
    'text_blocks',
    'questions',
    'timers',
    'timed_transitions',
  );
  const others = count('tickets_made', 'text_blocks_made', 'timers_made', 'settings', 'counter', 'openings', 'erasure');
  return {
    mode: batch.mode ?? 'all',
    parts,
    lone: batch.mode !== 'each' && changed === 1 && others === 0,
    params: [batch.tenant, ...parts.map((part) => JSON.stringify(rows[part]))],
  };
};

const rowsOf = (batch: Batch): Readonly<Record<CommitPart, readonly unknown[]>> => {
  const additions = batch.changes.flatMap((change) => (change.root === 'ticket' ? [change.add] : []));
  const deletions = batch.changes.filter((change) => change.root === 'deletion');
  const links = additions.flatMap(({ activityLinks = [] }) => activityLinks);
  return {
    relied:
      batch.settings === undefined && batch.deployment === undefined
        ? []
        : [{ settings: batch.settings ?? null, deployment: batch.deployment ?? null }],
    once: batch.once === undefined ? [] : [batch.once],
    tickets_made: changesOf(batch, 'ticket', true),
    tickets: changesOf(batch, 'ticket', false),
    deletions: deletions.map(({ before }) => ({ id: before.id, before: before.version })),
    mails: changesOf(batch, 'mail', false),
    deliveries: changesOf(batch, 'delivery', false),
    sources: changesOf(batch, 'source', false),
    text_blocks_made: changesOf(batch, 'text_block', true),
    text_blocks: changesOf(batch, 'text_block', false),
    questions: changesOf(batch, 'question', false),
    settings: batch.newSettings === undefined ? [] : [batch.newSettings],
    timers_made: changesOf(batch, 'timer', true),
    timers: changesOf(batch, 'timer', false),
    timed_transitions: changesOf(batch, 'timed_transition', false),
    counter: batch.counter === undefined ? [] : [batch.counter],
    events: [...additions.flatMap(({ events = [] }) => events), ...deletions.map(({ tombstone }) => tombstone)],
    events_redacted: additions.flatMap(({ eventsRedacted = [] }) => eventsRedacted),
    actions: additions.flatMap(({ actions = [] }) => actions),
    actions_changed: additions.flatMap(({ actionsChanged = [] }) => actionsChanged),
    actions_removed: additions.flatMap(({ actionsRemoved = [] }) =>
      actionsRemoved.map(({ id, ticket }) => ({ id, ticket })),
    ),
    mails_more: additions.flatMap(({ mails = [] }) => mails),
    deliveries_more: additions.flatMap(({ deliveries = [] }) => deliveries),
    sources_more: additions.flatMap(({ sources = [] }) =>
      sources.map(({ source, raw }) => ({ ...source, raw: base64(raw) })),
    ),
    questions_more: additions.flatMap(({ questions = [] }) => questions),
    documents: additions.flatMap(({ documents = [] }) => documents),
    timed_transitions_ended: batch.changes.flatMap((change) =>
      change.root === 'ticket' && change.before !== null && change.add.timedTransitions !== undefined
        ? [{ ticket: change.after.id }]
        : [],
    ),
    timed_transitions_more: additions.flatMap(({ timedTransitions = [] }) => timedTransitions),
    documents_changed: additions.flatMap(({ documentsChanged = [] }) => documentsChanged),
    documents_removed: batch.changes.flatMap((change) =>
      change.root === 'ticket'
        ? (change.add.documentsRemoved ?? []).map((id) => ({ id, ticket: change.after.id }))
        : [],
    ),
    activities_linked: links.flatMap(({ before, after }) => (before === null ? [after] : [])),
    activities_moved: links.flatMap(({ before, after }) =>
      before === null || after === null ? [] : [{ ...after, from: before.ticket }],
    ),
    activities_unlinked: links.flatMap(({ before, after }) => (after === null ? [before] : [])),
    results_more: batch.changes.flatMap((change) => {
      const once = change.root === 'ticket' ? change.add.once : change.root === 'deletion' ? change.once : undefined;
      return once === undefined ? [] : [{ ...once, ticket: changedRow(change).id }];
    }),
    openings: batch.openings ?? [],
    erasure: batch.erasure === undefined ? [] : [{ ...batch.erasure, key: personKey(batch.erasure.person) }],
  };
};

const changesOf = (batch: Batch, root: Exclude<Change['root'], 'deletion'>, made: boolean): readonly unknown[] =>
  batch.changes
    .filter((change) => change.root !== 'deletion')
    .filter((change) => change.root === root && (change.before === null) === made)
    .map((change) => ({
      ...change.after,
      ...(change.root === 'ticket' ? ticketIndex(change.after) : {}),
      ...(change.root === 'source' ? { rawRemoved: change.rawRemoved === true } : {}),
      before: change.before?.version ?? null,
    }));

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
