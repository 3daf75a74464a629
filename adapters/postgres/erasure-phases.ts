/**
 * Rewrites events through the one function that may, once the events of the batch are there: the newest must say that somebody was
 * erased. A batch without events says nothing.
 */
export const redactEventsPhase = (
  schema: string,
  hasEvents: boolean,
): string => `events_redacted_ready as materialized (
  select given.ticket, jsonb_agg(to_jsonb(given)) as redacted
  from tickets_applied applied join events_redacted_given given on given.ticket = applied.id
  where ${hasEvents ? '(select count(*) from events_written) > 0' : 'false'}
  group by given.ticket
),
events_redacted_written as materialized (
  select done.seq
  from events_redacted_ready ready
  cross join lateral ${schema}.redact_events($1::text, ready.ticket, ready.redacted) as done(seq)
)`;

/** The person's part of an actor's key stands behind its only slash. */
export const erasurePhase = (schema: string, gate: string | null): string => {
  const given = gate === null ? 'erasure_given given' : `${gate}, erasure_given given`;
  return `erasure_kept as (
  insert into ${schema}.erasures as stored (tenant, person, known)
  select $1::text, given.person, given.known from ${given} where jsonb_typeof(given.known) = 'object'
  on conflict (tenant, person) do update set known = excluded.known
),
erasure_ended as (
  delete from ${schema}.erasures stored
  using ${given}
  where stored.tenant = $1::text and stored.person = given.person and jsonb_typeof(given.known) is distinct from 'object'
),
results_forgotten as (
  delete from ${schema}.once stored
  using ${given}
  where stored.tenant = $1::text and stored.actor like 'requester:%' and split_part(stored.actor, '/', 2) = given.key
)`;
};
