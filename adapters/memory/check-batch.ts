import type { Batch, Change, CommitResult, TicketChange, UniqueKey } from '../../src/ports/batch.ts';
import { foldText } from '../../src/text/fold-text.ts';
import { checkConsistency } from './check-consistency.ts';
import { storedSettings } from './settings.ts';
import { activityKey, onceKey, refKey, type Space } from './space.ts';

/** Why a batch must not be written, or null. In the order of the port: settings, idempotency key, versions, counter, other unique keys. */
export const checkBatch = (space: Space, batch: Batch): CommitResult | null => {
  const current = storedSettings(space)?.revision ?? 0;
  if (batch.settings !== undefined && batch.settings !== current) return { outcome: 'outdated' };
  if (batch.once !== undefined && space.results.get(onceKey(batch.once)) !== undefined) return taken('once');
  if (!batch.changes.every((change) => versionHolds(space, change))) return { outcome: 'conflict' };
  const { counter } = batch;
  if (counter !== undefined && space.counters.last(counter.series) >= counter.value) return taken('number');
  const key = takenKey(space, batch);
  if (key !== null) return taken(key);
  checkConsistency(space, batch);
  return null;
};

const taken = (key: UniqueKey): CommitResult => ({ outcome: 'taken', key });

const versionHolds = (space: Space, change: Change): boolean => {
  if (change.before === null) return true;
  return stored(space, change)?.version === change.before.version;
};

const stored = (space: Space, { root, after }: Change): { readonly version: number } | undefined => {
  switch (root) {
    case 'ticket':
      return space.tickets.get(after.id);
    case 'mail':
      return space.mails.get(after.id);
    case 'delivery':
      return space.deliveries.get(after.id);
    case 'source':
      return space.sources.get(after.id);
    case 'text_block':
      return space.textBlocks.get(after.id);
    case 'question':
      return space.questions.get(after.id);
    case 'timer':
      return space.timers.get(after.id);
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
  for (const { root, before, after } of batch.changes) {
    if (root === 'text_block' && before === null && !free(root, after.id, space.textBlocks.get(after.id) !== undefined))
      return 'id';
  }
  for (const change of batch.changes) {
    if (change.root !== 'ticket') continue;
    const { before, after } = change;
    if (before === null && !free('ticket', after.id, space.tickets.get(after.id) !== undefined)) return 'id';
    const number = foldText(after.number);
    const others = space.tickets.where('number', number).some(({ id }) => id !== after.id);
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
