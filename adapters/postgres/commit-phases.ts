import { changedLinks } from './changed-links.ts';
import { assignments, columnNames, givenFields, givenRows } from './columns.ts';
import type { CommitPart } from './commit-shape.ts';
import { changeDocumentsPhase, removeDocumentsPhase } from './document-phases.ts';
import { redactEventsPhase } from './erasure-phases.ts';
import {
  actionColumns,
  activityLinkColumns,
  deliveryColumns,
  documentColumns,
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
  timedTransitionColumns,
  timerColumns,
} from './row-columns.ts';
import { deploymentRevision, settingsRevision } from './settings-revision.ts';
import { addSourcesPhase, rawRemoval } from './source-phases.ts';

export const writtenTicket = { ...ticketColumns, ...ticketIndexColumns };

/** Rows with a version of their own, in the order in which they are locked. */
export const roots = {
  tickets: writtenTicket,
  mails: mailColumns,
  deliveries: deliveryColumns,
  sources: sourceColumns,
  text_blocks: textBlockColumns,
  questions: questionColumns,
  timers: timerColumns,
  timed_transitions: timedTransitionColumns,
} as const;
export type Root = keyof typeof roots;

/** Rows that come with a ticket: their table, and their columns. */
const additions = {
  events: ['events', eventColumns],
  actions: ['actions', actionColumns],
  mails_more: ['mails', mailColumns],
  deliveries_more: ['deliveries', deliveryColumns],
  questions_more: ['questions', questionColumns],
  documents: ['documents', documentColumns],
  timed_transitions_more: ['timed_transitions', timedTransitionColumns],
  activities_linked: ['activity_links', activityLinkColumns],
} as const;
type Addition = keyof typeof additions;

/** Rows beside a ticket whose phases stand for themselves; they are counted like the others. */
const changedAdditions = [
  'events_redacted',
  'sources_more',
  'results_more',
  'documents_changed',
  'documents_removed',
  'activities_moved',
  'activities_unlinked',
] as const;

/** Rows that were at a ticket before, and what becomes of them. */
const revisions = { actions_changed: actionColumns, actions_removed: removedActionColumns } as const;
type Revision = keyof typeof revisions;

/** What to read from: the gate, if there is one, and the rows. */
const from = (gate: string | null, rows: string): string => (gate === null ? rows : `${gate}, ${rows}`);

/** What is not relied on holds whatever it is. */
const holds = (what: string, revision: string): string =>
  `${revision} = coalesce((relied ->> '${what}')::integer, ${revision})`;

export const reliancePhase = (schema: string, param: string): string => `relied_held as materialized (
  select 1
  from (select ${param}::text::jsonb -> 0 as relied) given
  where ${holds('settings', settingsRevision(schema))}
    and ${holds('deployment', deploymentRevision(schema))}
)`;

export const oncePhase = (schema: string, gate: string | null): string => `once_written as (
  insert into ${schema}.once (tenant, ${columnNames(onceColumns)})
  select $1::text, ${givenFields(onceColumns)} from ${from(gate, 'once_given given')}
  on conflict (tenant, actor, key) do nothing
  returning 1
),
once_held as materialized (
  select 1 ${gate === null ? '' : `from ${gate} `}where (select count(*) from once_written) = (select count(*) from once_given)
)`;

export const lockPhase = (schema: string, root: Root, gate: string | null): string => `${root}_locked as materialized (
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
export const settingsPhase = (schema: string, gate: string | null): string => `settings_written as (
  insert into ${schema}.settings (tenant, ${columnNames(settingsColumns)})
  select $1::text, ${givenFields(settingsColumns)}
  from ${from(gate, 'settings_given given')}
  returning 1
)`;

export const counterPhase = (schema: string, gate: string | null): string => `counter_written as (
  insert into ${schema}.counters as stored (tenant, series, last)
  select $1::text, given.series, given.value from ${from(gate, 'counter_given given')}
  on conflict (tenant, series) do update set last = excluded.last where stored.last < excluded.last
  returning 1
),
counter_held as materialized (
  select 1 ${gate === null ? '' : `from ${gate} `}where (select count(*) from counter_written) = (select count(*) from counter_given)
)`;

export const createPhase = (schema: string, gate: string | null): string => `tickets_made_written as (
  insert into ${schema}.tickets (tenant, feed, ${columnNames(writtenTicket)})
  select $1::text, pg_current_xact_id(), ${givenFields(writtenTicket)}
  from ${from(gate, 'tickets_made_given given')}
  returning id, feed
)`;

export const addTextBlocksPhase = (schema: string, gate: string | null): string => `text_blocks_made_written as (
  insert into ${schema}.text_blocks (tenant, ${columnNames(textBlockColumns)})
  select $1::text, ${givenFields(textBlockColumns)}
  from ${from(gate, 'text_blocks_made_given given')}
  returning 1
)`;

export const timersPhase = (schema: string, gate: string | null): string => `timers_made_written as (
  insert into ${schema}.timers (tenant, ${columnNames(timerColumns)})
  select $1::text, ${givenFields(timerColumns)}
  from ${from(gate, 'timers_made_given given')}
  returning 1
)`;

/**
 * A lone row is looked up by values, not by a join: a join may be planned as a walk through all tickets of the tenant while
 * there are few, and a prepared statement keeps its plan when there are many.
 */
export const updatePhase = (schema: string, root: Root, gate: string | null, lone: boolean): string =>
  changePhase(schema, root, from(gate, `${root}_given given`), lone);

/** Changes rows of a root whose version holds. */
export const changePhase = (schema: string, root: Root, rows: string, lone: boolean): string => {
  const [set, returning] =
    root === 'tickets'
      ? [', feed = greatest(stored.feed, pg_current_xact_id())', ', stored.feed']
      : [root === 'sources' ? rawRemoval.set : '', ''];
  const value = (field: string) => (lone ? `(select ${field} from ${root}_given)` : `given.${field}`);
  return `${root}_written as (
  update ${schema}.${root} stored
  set ${assignments(roots[root])}${set}
  from ${rows}
  where stored.tenant = $1::text and stored.id = ${value('id')} and stored.version = ${value('before')}
  returning stored.id${returning}
)`;
};

export const appliedPhase = (made: boolean, changed: boolean): string => {
  const applied = [...(made ? ['tickets_made_written'] : []), ...(changed ? ['tickets_written'] : [])];
  return `tickets_applied as materialized (
  ${applied.map((written) => `select id, feed from ${written}`).join(' union all ')}
)`;
};

/** The rows of a part, as its parameter gives them. */
export const givenPhase = (
  parts: readonly CommitPart[],
  part: CommitPart,
  columns: Parameters<typeof givenRows>[1],
): string => `${part}_given as materialized (${givenRows(`$${parts.indexOf(part) + 2}`, columns)})`;

/** Everything that is written beside tickets which were really applied. */
export const additionPhases = (schema: string, parts: readonly CommitPart[]): readonly string[] => {
  const has = (part: CommitPart) => parts.includes(part);
  const given = (part: CommitPart, columns: Parameters<typeof givenRows>[1]) => givenPhase(parts, part, columns);
  const added = (Object.keys(additions) as readonly Addition[]).filter(has);
  const revised = (Object.keys(revisions) as readonly Revision[]).filter(has);
  return [
    ...(has('timed_transitions_ended')
      ? [given('timed_transitions_ended', { ticket: 'text' }), endTimedTransitionsPhase(schema)]
      : []),
    ...added.flatMap((part) => [given(part, additions[part][1]), addPhase(schema, part)]),
    ...revised.flatMap((part) => [given(part, revisions[part]), revisePhase(schema, part)]),
    ...(has('sources_more') ? [given('sources_more', { ...sourceColumns, raw: 'text' }), addSourcesPhase(schema)] : []),
    ...(has('results_more')
      ? [given('results_more', { ...onceColumns, ticket: 'text' }), addResultsPhase(schema)]
      : []),
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
  ];
};

/** The parts that `additionPhases` writes: each of their rows must be written. */
export const additionParts = (parts: readonly CommitPart[]): readonly CommitPart[] =>
  [
    ...(Object.keys(additions) as readonly Addition[]),
    ...changedAdditions,
    ...(Object.keys(revisions) as readonly Revision[]),
  ].filter((part) => parts.includes(part));

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

/** All that a ticket waited for, as it stands before the statement: what it waits for from now on is not among them. */
const endTimedTransitionsPhase = (schema: string): string => `timed_transitions_ended_written as (
  delete from ${schema}.timed_transitions stored
  using tickets_applied applied join timed_transitions_ended_given given on given.ticket = applied.id
  where stored.tenant = $1::text and stored.ticket = applied.id
)`;

const addResultsPhase = (schema: string): string => `results_more_written as (
  insert into ${schema}.once (tenant, ${columnNames(onceColumns)})
  select $1::text, ${givenFields(onceColumns)}
  from tickets_applied applied join results_more_given given on given.ticket = applied.id
  returning 1
)`;

export const openingsPhase = (schema: string, gate: string | null): string => `openings_written as (
  insert into ${schema}.openings as stored (tenant, ${columnNames(openingColumns)})
  select distinct on (given.ref, given."user") $1::text, ${givenFields(openingColumns)}
  from ${from(gate, 'openings_given given')}
  order by given.ref, given."user", given.at desc
  on conflict (tenant, ref, "user") do update set at = greatest(stored.at, excluded.at)
)`;

export const total = (parts: readonly CommitPart[], which: 'given' | 'written'): string =>
  parts.map((part) => `(select count(*) from ${part}_${which})`).join(' + ');
