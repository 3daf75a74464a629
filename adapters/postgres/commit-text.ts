import type { givenRows } from './columns.ts';
import {
  additionParts,
  additionPhases,
  addTextBlocksPhase,
  appliedPhase,
  counterPhase,
  createPhase,
  givenPhase,
  lockPhase,
  oncePhase,
  openingsPhase,
  type Root,
  reliancePhase,
  roots,
  settingsPhase,
  timersPhase,
  total,
  updatePhase,
  writtenTicket,
} from './commit-phases.ts';
import type { CommitPart, CommitShape } from './commit-shape.ts';
import { erasurePhase } from './erasure-phases.ts';
import {
  counterColumns,
  erasureColumns,
  onceColumns,
  openingColumns,
  settingsColumns,
  textBlockColumns,
  timerColumns,
} from './row-columns.ts';
import { rawRemoval } from './source-phases.ts';

/**
 * Everything a batch of this shape writes, or nothing, in one statement: only what such a batch holds, because every phase
 * costs time even where it has nothing to do. $1 is the tenant, then each part has a parameter of its own.
 *
 * 0. Settings that are not the stored ones any more let nothing through.
 * 1. The idempotency key is written first: of two commands with one key the second waits here and then writes nothing.
 * 2. Rows whose version holds are locked, root by root and in the order of their ids, so that two batches never wait for
 *    each other. Each gate (`…_held`) has one row if all versions so far held, and else none. A lone row needs no lock
 *    before its update.
 * 3. The counter of a series without gaps is raised only while the number is still free: of two commands with one number
 *    the second waits here and then writes nothing.
 * 4. Every write joins the last gate or the tickets that were really applied: a plain CTE would write the events of a
 *    stale ticket.
 * 5. Events get the place in the feed of changes that their ticket has: never before an earlier event of it.
 * 6. What was written is counted, not believed. Written by halves, or the key written for a refused batch: the statement
 *    gives up, and with it everything it wrote.
 */
export const commitText = (schema: string, { parts, lone }: CommitShape): string => {
  const has = (part: CommitPart) => parts.includes(part);
  const given = (part: CommitPart, columns: Parameters<typeof givenRows>[1]) => givenPhase(parts, part, columns);
  const changed = (Object.keys(roots) as readonly Root[]).filter(has);
  const locked = lone ? [] : changed;

  const afterReliance = has('relied') ? 'relied_held' : null;
  const afterOnce = has('once') ? 'once_held' : afterReliance;
  const afterLocks = locked.length > 0 ? `${locked.at(-1)}_held` : afterOnce;
  const last = has('counter') ? 'counter_held' : afterLocks;
  const gateBefore = (root: Root) => {
    const index = locked.indexOf(root);
    return index <= 0 ? afterOnce : `${locked[index - 1]}_held`;
  };

  const phases = [
    ...(has('relied') ? [reliancePhase(schema, `$${parts.indexOf('relied') + 2}`)] : []),
    ...(has('once') ? [given('once', onceColumns), oncePhase(schema, afterReliance)] : []),
    ...changed.map((root) =>
      given(root, { before: 'integer', ...roots[root], ...(root === 'sources' ? rawRemoval.columns : {}) }),
    ),
    ...locked.map((root) => lockPhase(schema, root, gateBefore(root))),
    ...(has('settings') ? [given('settings', settingsColumns), settingsPhase(schema, afterLocks)] : []),
    ...(has('counter') ? [given('counter', counterColumns), counterPhase(schema, afterLocks)] : []),
    ...(has('tickets_made') ? [given('tickets_made', writtenTicket), createPhase(schema, last)] : []),
    ...(has('text_blocks_made') ? [given('text_blocks_made', textBlockColumns), addTextBlocksPhase(schema, last)] : []),
    ...(has('timers_made') ? [given('timers_made', timerColumns), timersPhase(schema, last)] : []),
    ...changed.map((root) => updatePhase(schema, root, last, lone)),
    ...(has('tickets_made') || has('tickets') ? [appliedPhase(has('tickets_made'), has('tickets'))] : []),
    ...additionPhases(schema, parts),
    ...(has('erasure') ? [given('erasure', erasureColumns), erasurePhase(schema, last)] : []),
    ...(has('openings') ? [given('openings', openingColumns), openingsPhase(schema, last)] : []),
  ];

  const counted: readonly CommitPart[] = [
    ...(has('settings') ? ['settings' as const] : []),
    ...(has('tickets_made') ? ['tickets_made' as const] : []),
    ...(has('text_blocks_made') ? ['text_blocks_made' as const] : []),
    ...(has('timers_made') ? ['timers_made' as const] : []),
    ...changed,
    ...additionParts(parts),
  ];
  const refusal = (code: string, word: string) =>
    has('once')
      ? `case when exists (select from once_written) then ${schema}.give_up('${code}') else '${word}' end`
      : `'${word}'`;
  const verdicts = [
    ...(has('relied') ? [`when not exists (select from relied_held) then 'outdated'`] : []),
    ...(has('once') ? [`when not exists (select from once_held) then 'once'`] : []),
    ...(locked.length > 0 ? [`when not exists (select from ${afterLocks}) then ${refusal('TW001', 'conflict')}`] : []),
    ...(lone ? [`when not exists (select from ${changed[0]}_written) then ${refusal('TW001', 'conflict')}`] : []),
    ...(has('counter') ? [`when not exists (select from counter_held) then ${refusal('TW003', 'number')}`] : []),
    ...(counted.length > 0
      ? [`when ${total(counted, 'given')} <> ${total(counted, 'written')} then ${schema}.give_up('TW002')`]
      : []),
    // Without a tenant there is no batch; it makes the type of $1 known where nothing else does.
    `when $1::text is not null then 'committed'`,
  ];
  return `${phases.length === 0 ? '' : `with\n${phases.join(',\n')}\n`}select case\n  ${verdicts.join('\n  ')}\nend as outcome`;
};
