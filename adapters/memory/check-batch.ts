import type { Batch, Change, CommitResult, TicketChange, UniqueKey } from '../../src/ports/batch.ts';
import { changedRow } from '../../src/ports/changed-row.ts';
import type { StoredResult } from '../../src/ports/stored-result.ts';
import { foldText } from '../../src/text/fold-text.ts';
import { checkConsistency } from './check-consistency.ts';
import { storedSettings } from './settings.ts';
import { activityKey, onceKey, refKey, type Space } from './space.ts';

/** Why a batch must not be written, or null. In the order of the port: settings, idempotency key, versions, counter, other unique keys. */
export const checkBatch = (space: Space, batch: Batch, shared: Space): CommitResult | null => {
  if (!isCurrent(space, batch.settings) || !isCurrent(shared, batch.deployment)) return { outcome: 'outdated' };
  if (batch.once !== undefined && space.results.get(onceKey(batch.once)) !== undefined) return taken('once');
  if (!batch.changes.every((change) => versionHolds(space, change))) return { outcome: 'conflict' };
  const { counter } = batch;
  if (counter !== undefined && space.counters.last(counter.series) >= counter.value) return taken('number');
  const key = takenKey(space, batch);
  if (key !== null) return taken(key);
  checkConsistency(space, batch);
  return null;
};

const isCurrent = (space: Space, revision: number | undefined): boolean =>
  revision === undefined || revision === (storedSettings(space)?.revision ?? 0);

const taken = (key: UniqueKey): CommitResult => ({ outcome: 'taken', key });

/** Is the row still the one that the change was decided on? */
export const versionHolds = (space: Space, change: Change): boolean => {
  if (change.before === null) return true;
  return stored(space, change)?.version === change.before.version;
};

const stored = (space: Space, change: Change): { readonly version: number } | undefined => {
  const { id } = changedRow(change);
  switch (change.root) {
    case 'ticket':
    case 'deletion':
      return space.tickets.get(id);
    case 'mail':
      return space.mails.get(id);
    case 'delivery':
      return space.deliveries.get(id);
    case 'source':
      return space.sources.get(id);
    case 'text_block':
      return space.textBlocks.get(id);
    case 'question':
      return space.questions.get(id);
    case 'timer':
      return space.timers.get(id);
    case 'timed_transition':
      return space.timedTransitions.get(id);
  }
};

/** Keys are looked up in the tables and among those that came earlier in the same batch. */
const takenKey = (space: Space, batch: Batch): UniqueKey | null => {
  const seen = new Set<string>();
  const free = (kind: string, key: string, known: boolean): boolean => {
    const mark = `${kind} ${key}`;
    if (known || seen.has(mark)) return false;
    seen.add(mark);
    return true;
  };
  for (const once of keysOf(batch)) {
    const key = onceKey(once);
    if (!free('once', key, space.results.get(key) !== undefined)) return 'once';
  }
  for (const change of batch.changes) {
    if (change.root !== 'text_block' || change.before !== null) continue;
    const { id } = change.after;
    if (!free('text_block', id, space.textBlocks.get(id) !== undefined)) return 'id';
  }
  for (const change of batch.changes) {
    if (change.root !== 'ticket') continue;
    const { before, after } = change;
    if (before === null && !free('ticket', after.id, space.tickets.get(after.id) !== undefined)) return 'id';
    const number = foldText(after.number);
    const others =
      space.tickets.where('number', number).some(({ id }) => id !== after.id) ||
      (before === null && space.deletedNumbers.get(number) !== undefined);
    if (!free('number', number, others)) return 'number';
  }
  const timer = takenTimer(space, batch);
  if (timer !== null) return timer;
  for (const change of batch.changes) {
    const key = change.root === 'ticket' ? takenByAdditions(space, change, free) : null;
    if (key !== null) return key;
  }
  return null;
};

/** Keys of commands on one ticket of the batch. */
const keysOf = ({ changes }: Batch): readonly StoredResult[] =>
  changes.flatMap((change) =>
    change.root === 'ticket' ? (change.add.once ?? []) : change.root === 'deletion' ? (change.once ?? []) : [],
  );

/** As things are after the batch: one that it pauses does not count. */
const takenTimer = (space: Space, { changes }: Batch): UniqueKey | null => {
  const timers = changes.filter((change) => change.root === 'timer');
  if (timers.some(({ before, after }) => before === null && space.timers.get(after.id) !== undefined)) return 'id';
  const running = timers.map(({ after }) => after).filter(({ state }) => state === 'running');
  const touched = new Set(timers.map(({ after }) => after.id));
  const others = (user: string) =>
    space.timers.where('user', user).filter(({ id, state }) => state === 'running' && !touched.has(id));
  const users = running.map(({ user }) => user);
  return new Set(users).size < users.length || users.some((user) => others(user).length > 0) ? 'timer' : null;
};

const takenByAdditions = (
  space: Space,
  { add }: TicketChange,
  free: (kind: string, key: string, known: boolean) => boolean,
): UniqueKey | null => {
  for (const { id } of add.actions ?? []) if (!free('action', id, space.actions.get(id) !== undefined)) return 'id';
  for (const { id } of add.mails ?? []) if (!free('mail', id, space.mails.get(id) !== undefined)) return 'id';
  for (const { id } of add.deliveries ?? [])
    if (!free('delivery', id, space.deliveries.get(id) !== undefined)) return 'id';
  for (const { id } of add.questions ?? [])
    if (!free('question', id, space.questions.get(id) !== undefined)) return 'id';
  for (const { id } of add.documents ?? [])
    if (!free('document', id, space.documents.get(id) !== undefined)) return 'id';
  for (const { source } of add.sources ?? []) {
    if (!free('source', source.id, space.sources.get(source.id) !== undefined)) return 'id';
    const ref = refKey(source.ref);
    if (!free('ref', ref, space.sources.where('ref', ref).length > 0)) return 'source';
  }
  for (const { before, after } of add.activityLinks ?? []) {
    if (before !== null) continue;
    const key = activityKey(after);
    if (!free('activity', key, space.activityLinks.get(key) !== undefined)) return 'activity';
  }
  return null;
};
