import { changedLinks } from './changed-links.ts';
import { assignments, columnNames, givenFields, givenRows } from './columns.ts';
import type { CommitPart, CommitShape } from './commit-shape.ts';
import { changeDocumentsPhase, removeDocumentsPhase } from './document-phases.ts';
import { erasurePhase, redactEventsPhase } from './erasure-phases.ts';
import {
  actionColumns,
  activityLinkColumns,
  counterColumns,
  deliveryColumns,
  documentColumns,
  erasureColumns,
  eventColumns,
  mailColumns,
  onceColumns,
  openingColumns,
  questionColumns,
  removedActionColumns,
  settingsColumns,
  sourceColumns,
  textBlockColumns,
  ticketColumns,
  ticketIndexColumns,
  timerColumns,
} from './row-columns.ts';
import { settingsRevision } from './settings-revision.ts';
import { addSourcesPhase, rawRemoval } from './source-phases.ts';

const writtenTicket = { ...ticketColumns, ...ticketIndexColumns };

/** Rows with a version of their own, in the order in which they are locked. */
const roots = {
  tickets: writtenTicket,
  mails: mailColumns,
  deliveries: deliveryColumns,
  sources: sourceColumns,
  text_blocks: textBlockColumns,
  questions: questionColumns,
  timers: timerColumns,
} as const;
type Root = keyof typeof roots;

/** Rows that come with a ticket: their table, and their columns. */
const additions = {
  events: ['events', eventColumns],
  actions: ['actions', actionColumns],
  mails_more: ['mails', mailColumns],
  deliveries_more: ['deliveries', deliveryColumns],
  questions_more: ['questions', questionColumns],
  documents: ['documents', documentColumns],
  activities_linked: ['activity_links', activityLinkColumns],
} as const;
type Addition = keyof typeof additions;

/** Rows beside a ticket whose phases stand for themselves; they are counted like the others. */
const changedAdditions = [
  'events_redacted',
  'sources_more',
  'documents_changed',
  'documents_removed',
  'activities_moved',
  'activities_unlinked',
] as const;

/** Rows that were at a ticket before, and what becomes of them. */
const revisions = { actions_changed: actionColumns, actions_removed: removedActionColumns } as const;
type Revision = keyof typeof revisions;

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
  const given = (part: CommitPart, columns: Parameters<typeof givenRows>[1]) =>
    `${part}_given as materialized (${givenRows(`$${parts.indexOf(part) + 2}`, columns)})`;
  const changed = (Object.keys(roots) as readonly Root[]).filter(has);
  const added = (Object.keys(additions) as readonly Addition[]).filter(has);
  const revised = (Object.keys(revisions) as readonly Revision[]).filter(has);
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
    ...added.flatMap((part) => [given(part, additions[part][1]), addPhase(schema, part)]),
    ...revised.flatMap((part) => [given(part, revisions[part]), revisePhase(schema, part)]),
    ...(has('sources_more') ? [given('sources_more', { ...sourceColumns, raw: 'text' }), addSourcesPhase(schema)] : []),
    ...(has('documents_changed') ? [given('documents_changed', documentColumns), changeDocumentsPhase(schema)] : []),
    ...(has('documents_removed')
      ? [given('documents_removed', { id: 'text', ticket: 'text' }), removeDocumentsPhase(schema)]
      : []),
    ...(has('activities_moved')
      ? [given('activities_moved', { ...activityLinkColumns, from: 'text' }), changedLinks.moved(schema)]
      : []),
    ...(has('activities_unlinked')
      ? [given('activities_unlinked', activityLinkColumns), changedLinks.unlinked(schema)]
      : []),
    ...(has('events_redacted')
      ? [given('events_redacted', eventColumns), redactEventsPhase(schema, has('events'))]
      : []),
    ...(has('erasure') ? [given('erasure', erasureColumns), erasurePhase(schema, last)] : []),
    ...(has('openings') ? [given('openings', openingColumns), openingsPhase(schema, last)] : []),
  ];

  const counted: readonly CommitPart[] = [
    ...(has('settings') ? ['settings' as const] : []),
    ...(has('tickets_made') ? ['tickets_made' as const] : []),
    ...(has('text_blocks_made') ? ['text_blocks_made' as const] : []),
    ...(has('timers_made') ? ['timers_made' as const] : []),
    ...changed,
    ...added,
    ...changedAdditions.filter(has),
    ...revised,
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

/** What to read from: the gate, if there is one, and the rows. */
const from = (gate: string | null, rows: string): string => (gate === null ? rows : `${gate}, ${rows}`);

const reliancePhase = (schema: string, param: string): string => `relied_held as materialized (
  select 1 where ${settingsRevision(schema)} = (${param}::text::jsonb -> 0 ->> 'revision')::integer
)`;

const oncePhase = (schema: string, gate: string | null): string => `once_written as (
  insert into ${schema}.once (tenant, ${columnNames(onceColumns)})
  select $1::text, ${givenFields(onceColumns)} from ${from(gate, 'once_given given')}
  on conflict (tenant, actor, key) do nothing
  returning 1
),
once_held as materialized (
  select 1 ${gate === null ? '' : `from ${gate} `}where (select count(*) from once_written) = (select count(*) from once_given)
)`;

const lockPhase = (schema: string, root: Root, gate: string | null): string => `${root}_locked as materialized (
  select stored.id
  from ${from(gate, `${root}_given given`)}
  join ${schema}.${root} stored on stored.tenant = $1::text and stored.id = given.id and stored.version = given.before
  order by stored.id
  for no key update of stored
),
${root}_held as materialized (
  select 1
  ${gate === null ? '' : `from ${gate}\n  `}where (select count(*) from ${root}_locked) = (select count(*) from ${root}_given)
)`;

/** Two writers of one revision meet at the primary key. */
const settingsPhase = (schema: string, gate: string | null): string => `settings_written as (
  insert into ${schema}.settings (tenant, ${columnNames(settingsColumns)})
  select $1::text, ${givenFields(settingsColumns)}
  from ${from(gate, 'settings_given given')}
  returning 1
)`;

const counterPhase = (schema: string, gate: string | null): string => `counter_written as (
  insert into ${schema}.counters as stored (tenant, series, last)
  select $1::text, given.series, given.value from ${from(gate, 'counter_given given')}
  on conflict (tenant, series) do update set last = excluded.last where stored.last < excluded.last
  returning 1
),
counter_held as materialized (
  select 1 ${gate === null ? '' : `from ${gate} `}where (select count(*) from counter_written) = (select count(*) from counter_given)
)`;

const createPhase = (schema: string, gate: string | null): string => `tickets_made_written as (
  insert into ${schema}.tickets (tenant, feed, ${columnNames(writtenTicket)})
  select $1::text, pg_current_xact_id(), ${givenFields(writtenTicket)}
  from ${from(gate, 'tickets_made_given given')}
  returning id, feed
)`;

const addTextBlocksPhase = (schema: string, gate: string | null): string => `text_blocks_made_written as (
  insert into ${schema}.text_blocks (tenant, ${columnNames(textBlockColumns)})
  select $1::text, ${givenFields(textBlockColumns)}
  from ${from(gate, 'text_blocks_made_given given')}
  returning 1
)`;

const timersPhase = (schema: string, gate: string | null): string => `timers_made_written as (
  insert into ${schema}.timers (tenant, ${columnNames(timerColumns)})
  select $1::text, ${givenFields(timerColumns)}
  from ${from(gate, 'timers_made_given given')}
  returning 1
)`;

/**
 * A lone row is looked up by values, not by a join: a join may be planned as a walk through all tickets of the tenant while
 * there are few, and a prepared statement keeps its plan when there are many.
 */
const updatePhase = (schema: string, root: Root, gate: string | null, lone: boolean): string => {
  const [set, returning] =
    root === 'tickets'
      ? [', feed = greatest(stored.feed, pg_current_xact_id())', ', stored.feed']
      : [root === 'sources' ? rawRemoval.set : '', ''];
  const value = (field: string) => (lone ? `(select ${field} from ${root}_given)` : `given.${field}`);
  return `${root}_written as (
  update ${schema}.${root} stored
  set ${assignments(roots[root])}${set}
  from ${from(gate, `${root}_given given`)}
  where stored.tenant = $1::text and stored.id = ${value('id')} and stored.version = ${value('before')}
  returning stored.id${returning}
)`;
};

const appliedPhase = (made: boolean, changed: boolean): string => {
  const applied = [...(made ? ['tickets_made_written'] : []), ...(changed ? ['tickets_written'] : [])];
  return `tickets_applied as materialized (
  ${applied.map((written) => `select id, feed from ${written}`).join(' union all ')}
)`;
};

const addPhase = (schema: string, part: Addition): string => {
  const [table, columns] = additions[part];
  const [into, value] = part === 'events' ? ['feed, ', 'applied.feed, '] : ['', ''];
  return `${part}_written as (
  insert into ${schema}.${table} (tenant, ${into}${columnNames(columns)})
  select $1::text, ${value}${givenFields(columns)}
  from tickets_applied applied join ${part}_given given on given.ticket = applied.id
  returning 1
)`;
};

/** Only of a ticket that was really applied, and only where the row is its own: of another one nothing is found. */
const revisePhase = (schema: string, part: Revision): string => {
  const applied = `tickets_applied applied join ${part}_given given on given.ticket = applied.id`;
  const [write, rows] =
    part === 'actions_changed'
      ? [`update ${schema}.actions stored\n  set ${assignments(actionColumns)}`, 'from']
      : [`delete from ${schema}.actions stored`, 'using'];
  return `${part}_written as (
  ${write}
  ${rows} ${applied}
  where stored.tenant = $1::text and stored.id = given.id and stored.ticket = given.ticket
  returning 1
)`;
};

const openingsPhase = (schema: string, gate: string | null): string => `openings_written as (
  insert into ${schema}.openings as stored (tenant, ${columnNames(openingColumns)})
  select distinct on (given.ref, given."user") $1::text, ${givenFields(openingColumns)}
  from ${from(gate, 'openings_given given')}
  order by given.ref, given."user", given.at desc
  on conflict (tenant, ref, "user") do update set at = greatest(stored.at, excluded.at)
)`;

const total = (parts: readonly CommitPart[], which: 'given' | 'written'): string =>
  parts.map((part) => `(select count(*) from ${part}_${which})`).join(' + ');
