import { additionParts, additionPhases, changePhase, givenPhase, reliancePhase, roots } from './commit-phases.ts';
import type { CommitPart, CommitShape } from './commit-shape.ts';

/** Rows that belong to a ticket and have a version of their own. */
const dependents = ['timers', 'questions'] as const;

/**
 * What a batch of this shape writes ticket by ticket, in one statement. $1 is the tenant, then each part has a parameter of its own.
 *
 * 0. Settings that are not the stored ones any more let nothing through.
 * 1. Tickets whose version holds are locked in the order of their ids, then what belongs to them: two batches over the same
 *    tickets never wait for each other.
 * 2. A ticket is whole if the versions of everything that belongs to it hold. Only whole ones are changed or deleted.
 * 3. Everything else joins the tickets that were really applied, the idempotency key of each ticket too: who used it before
 *    has raised the ticket's version with it.
 * 4. What was written is counted, not believed: written by halves, the statement gives up everything it wrote.
 */
export const commitEachText = (schema: string, { parts }: CommitShape): string => {
  const has = (part: CommitPart) => parts.includes(part);
  const changed = dependents.filter(has);
  const gate = has('relied') ? 'relied_held, ' : '';
  const named = [...(has('tickets') ? ['tickets' as const] : []), ...(has('deletions') ? ['deletions' as const] : [])];
  const idsOf = (suffix: string) => named.map((part) => `select id from ${part}_${suffix}`).join(' union all ');
  const phases = [
    ...(has('relied') ? [reliancePhase(schema, `$${parts.indexOf('relied') + 2}`)] : []),
    ...(has('tickets')
      ? [
          givenPhase(parts, 'tickets', { before: 'integer', ...roots.tickets }),
          lockTickets(schema, 'tickets', gate, 'no key update'),
        ]
      : []),
    ...(has('deletions')
      ? [
          givenPhase(parts, 'deletions', { id: 'text', before: 'integer' }),
          lockTickets(schema, 'deletions', gate, 'update'),
        ]
      : []),
    ...changed.flatMap((root) => [
      givenPhase(parts, root, { before: 'integer', ...roots[root] }),
      lockDependents(schema, root),
    ]),
    `whole as materialized (
  select locked.id
  from (${idsOf('locked')}) locked
  where true${changed.map(broken).join('')}
)`,
    ...(has('tickets')
      ? [changePhase(schema, 'tickets', 'tickets_given given join whole on whole.id = given.id', false)]
      : []),
    ...(has('deletions') ? [deletePhase(schema)] : []),
    ...changed.map((root) =>
      changePhase(schema, root, `${root}_given given join whole on whole.id = given.ticket`, false),
    ),
    `tickets_applied as materialized (
  ${named.map((part) => `select id, feed from ${part}_written`).join(' union all ')}
)`,
    ...additionPhases(schema, parts),
  ];
  const counted = [...changed, ...additionParts(parts)];
  const due = counted.map(
    (part) =>
      `(select count(*) from ${part}_given given where given.ticket in (select applied.id from tickets_applied applied))`,
  );
  const written = counted.map((part) => `(select count(*) from ${part}_written)`);
  return `with
${phases.join(',\n')}
select case
  ${has('relied') ? `when not exists (select from relied_held) then 'outdated'` : ''}
  when (select count(*) from whole)${plus(due)} <> (select count(*) from tickets_applied)${plus(written)} then ${schema}.give_up('TW002')
  when $1::text is not null then 'committed'
end as outcome, (
  select coalesce(json_agg(given.id order by given.id collate "C"), '[]')::text
  from (${idsOf('given')}) given
  where given.id not in (select applied.id from tickets_applied applied)
) as stale`;
};

const plus = (counts: readonly string[]): string => counts.map((count) => ` + ${count}`).join('');

const lockTickets = (schema: string, part: 'tickets' | 'deletions', gate: string, strength: string): string =>
  `${part}_locked as materialized (
  select stored.id
  from ${gate}${part}_given given
  join ${schema}.tickets stored on stored.tenant = $1::text and stored.id = given.id and stored.version = given.before
  order by stored.id
  for ${strength} of stored
)`;

const lockDependents = (schema: string, root: 'timers' | 'questions'): string => `${root}_locked as materialized (
  select stored.id
  from ${root}_given given
  join tickets_locked ticket on ticket.id = given.ticket
  join ${schema}.${root} stored on stored.tenant = $1::text and stored.id = given.id and stored.version = given.before
  order by stored.id
  for no key update of stored
)`;

const broken = (root: 'timers' | 'questions'): string => `
    and not exists (
      select from ${root}_given given
      where given.ticket = locked.id and given.id not in (select id from ${root}_locked)
    )`;

/** The function is the only way round the guard that keeps events from being deleted. */
const deletePhase = (schema: string): string => `deletions_written as materialized (
  select purged.id, purged.feed
  from ${schema}.purge($1::text, array(select whole.id from whole join deletions_given given on given.id = whole.id)) purged
)`;
