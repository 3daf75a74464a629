import type { Migration } from './migration.ts';

/**
 * Ids have collation "C": they sort by time as bytes do, whatever the language of the database.
 * What is `folded`, and the keys of fields, comes from the engine with the row: no database folds as JavaScript does.
 * `feed` is the transaction whose end the feed of changes waits for.
 * A Message-ID is found by its hash, because a stranger chooses its length and an index has a limit.
 */
export const firstTables: Migration = {
  id: 1,
  name: 'first tables',
  sql: (schema) => `
create table ${schema}.tickets (
  tenant text collate "C" not null,
  id text collate "C" not null,
  number text not null,
  area text not null,
  origin text not null,
  workflow text not null,
  workflow_version integer not null,
  step text not null,
  category text not null,
  subject text not null,
  description text not null,
  requester jsonb not null,
  project text,
  responsible text not null,
  audience jsonb not null,
  creator jsonb not null,
  fields jsonb not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  started_at timestamptz,
  closed_at timestamptz,
  closed_by jsonb,
  reopened_at timestamptz,
  reopened_by jsonb,
  last_external_at timestamptz not null,
  internal_time integer not null,
  external_time integer not null,
  mail_count integer not null,
  draft_count integer not null,
  document_count integer not null,
  folded_number text collate "C" not null,
  folded_subject text collate "C" not null,
  folded_description text collate "C" not null,
  creator_user text,
  requester_contact text,
  requester_person text,
  folded_requester_name text collate "C" not null,
  folded_requester_email text collate "C" not null,
  field_keys jsonb not null,
  feed xid8 not null default pg_current_xact_id(),
  constraint tickets_pkey primary key (tenant, id)
);
create unique index tickets_number_key on ${schema}.tickets (tenant, folded_number);
create index tickets_by_age on ${schema}.tickets (tenant, created_at, id);
create index tickets_by_change on ${schema}.tickets (tenant, updated_at, id);
create index tickets_by_external_change on ${schema}.tickets (tenant, last_external_at, id);
create index tickets_by_subject on ${schema}.tickets (tenant, folded_subject, id);
create index tickets_open on ${schema}.tickets (tenant, created_at, id) where category <> 'closed';
create index tickets_of_responsible on ${schema}.tickets (tenant, responsible, created_at, id);
create index tickets_of_creator on ${schema}.tickets (tenant, creator_user, created_at, id) where creator_user is not null;
create index tickets_of_contact on ${schema}.tickets (tenant, requester_contact, last_external_at, id) where requester_contact is not null;
create index tickets_of_project on ${schema}.tickets (tenant, project, created_at, id) where project is not null;
create index tickets_by_fields on ${schema}.tickets using gin (field_keys jsonb_path_ops);
create index tickets_of_audience on ${schema}.tickets using gin (audience jsonb_path_ops);

create table ${schema}.events (
  tenant text collate "C" not null,
  ticket text collate "C" not null,
  seq integer not null,
  type text not null,
  v integer not null,
  at timestamptz not null,
  actor jsonb not null,
  data jsonb not null,
  feed xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity,
  constraint events_pkey primary key (tenant, ticket, seq),
  constraint events_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets
);
create index events_by_feed on ${schema}.events (tenant, feed, position);
create function ${schema}.refuse_change() returns trigger language plpgsql as $function$
begin
  raise exception 'Events are append-only: they are neither changed nor deleted.' using errcode = 'restrict_violation';
end
$function$;
create trigger events_append_only before update or delete on ${schema}.events
  for each row execute function ${schema}.refuse_change();
create trigger events_not_emptied before truncate on ${schema}.events
  for each statement execute function ${schema}.refuse_change();

create table ${schema}.actions (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  seq integer not null,
  visibility text not null,
  author jsonb not null,
  concerns jsonb not null,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  time_spent integer not null,
  short_description text not null,
  short_description_derived boolean not null,
  description text not null,
  constraint actions_pkey primary key (tenant, id),
  constraint actions_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets
);
create index actions_of_ticket on ${schema}.actions (tenant, ticket, seq);

create table ${schema}.mails (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  kind text not null,
  state text not null,
  owner text,
  "to" jsonb not null,
  cc jsonb not null,
  subject text not null,
  text text not null,
  language text not null,
  automatic boolean not null,
  message_id text,
  in_reply_to text,
  "references" jsonb not null,
  suggested_recipients jsonb not null,
  source_automatic boolean not null,
  ticket_version integer not null,
  version integer not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  queued_at timestamptz,
  constraint mails_pkey primary key (tenant, id),
  constraint mails_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets
);
create index mails_of_ticket on ${schema}.mails (tenant, ticket);
create index mails_by_age on ${schema}.mails (tenant, created_at, id);
create index mails_of_owner on ${schema}.mails (tenant, coalesce('=' || owner, ''), created_at, id);

create table ${schema}.deliveries (
  tenant text collate "C" not null,
  id text collate "C" not null,
  mail text collate "C" not null,
  ticket text collate "C" not null,
  recipient jsonb not null,
  state text not null,
  attempts integer not null,
  not_before timestamptz not null,
  leased_until timestamptz,
  sent_at timestamptz,
  reason text,
  version integer not null,
  constraint deliveries_pkey primary key (tenant, id),
  constraint deliveries_mail_fkey foreign key (tenant, mail) references ${schema}.mails
);
create index deliveries_of_mail on ${schema}.deliveries (tenant, mail);
create index deliveries_due on ${schema}.deliveries (tenant, not_before, id) where state in ('queued', 'sending');

create table ${schema}.sources (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  ref jsonb not null,
  message_id text,
  content_hash text not null,
  "from" text not null,
  subject text not null,
  stored_at timestamptz not null,
  removal text not null,
  removal_not_before timestamptz not null,
  removal_attempts integer not null,
  leased_until timestamptz,
  version integer not null,
  raw bytea not null,
  constraint sources_pkey primary key (tenant, id),
  constraint sources_ref_key unique (tenant, ref),
  constraint sources_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets
);
create index sources_of_ticket on ${schema}.sources (tenant, ticket);
create index sources_by_message_id on ${schema}.sources (tenant, hashtextextended(message_id, 0));
create index sources_due on ${schema}.sources (tenant, removal_not_before, id) where removal = 'pending';

create table ${schema}.once (
  tenant text collate "C" not null,
  actor text not null,
  key text not null,
  request text not null,
  result jsonb not null,
  stored_at timestamptz not null default clock_timestamp(),
  constraint once_pkey primary key (tenant, actor, key)
);

create table ${schema}.openings (
  tenant text collate "C" not null,
  ref jsonb not null,
  "user" text collate "C" not null,
  at timestamptz not null,
  constraint openings_pkey primary key (tenant, ref, "user")
);

create table ${schema}.settings (
  tenant text collate "C" not null,
  revision integer not null,
  document text not null,
  at timestamptz not null,
  actor jsonb not null,
  constraint settings_pkey primary key (tenant, revision)
);

create table ${schema}.counters (
  tenant text collate "C" not null,
  series text not null,
  last bigint not null,
  constraint counters_pkey primary key (tenant, series)
);

create function ${schema}.give_up(reason text) returns text language plpgsql as $function$
begin
  raise exception 'The batch is not written: %', reason using errcode = reason;
end
$function$;
`,
};
