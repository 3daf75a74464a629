import type { Migration } from './migration.ts';

/**
 * A blob has no `pieces` while it is written; its pieces are not compressed, because most documents are already.
 * Whom an action concerns stands in rows of their own, in the order of an index: a list of years of work costs no more than one of a day.
 * That a user has one running timer is looked at once a batch is written, which pauses one and lets another run: hence the
 * deferrable constraint instead of a unique index, which would look at each row.
 */
export const aroundATicket: Migration = {
  id: 2,
  name: 'around a ticket',
  sql: (schema) => `
create table ${schema}.concerns (
  tenant text collate "C" not null,
  action text collate "C" not null,
  "user" text collate "C" not null,
  occurred_at timestamptz not null,
  constraint concerns_pkey primary key (tenant, action, "user"),
  constraint concerns_action_fkey foreign key (tenant, action) references ${schema}.actions on delete cascade
);
create index concerns_of_user on ${schema}.concerns (tenant, "user", occurred_at, action);
create function ${schema}.keep_concerns() returns trigger language plpgsql as $function$
begin
  if tg_op = 'UPDATE' then
    delete from ${schema}.concerns
    where tenant = new.tenant and action = new.id
      and "user" not in (select value from jsonb_array_elements_text(new.concerns) as given(value));
  end if;
  insert into ${schema}.concerns (tenant, action, "user", occurred_at)
  select distinct new.tenant, new.id, value, new.occurred_at
  from jsonb_array_elements_text(new.concerns) as given(value)
  on conflict on constraint concerns_pkey do update set occurred_at = excluded.occurred_at;
  return null;
end
$function$;
create trigger actions_concerns after insert or update of concerns, occurred_at on ${schema}.actions
  for each row execute function ${schema}.keep_concerns();

create table ${schema}.text_blocks (
  tenant text collate "C" not null,
  id text collate "C" not null,
  owner text,
  name text not null,
  text text not null,
  permission text,
  version integer not null,
  changed_by jsonb not null,
  changed_at timestamptz not null,
  removed boolean not null,
  constraint text_blocks_pkey primary key (tenant, id)
);
create index text_blocks_of_owner on ${schema}.text_blocks (tenant, coalesce('=' || owner, ''), id) where not removed;

create table ${schema}.activity_links (
  tenant text collate "C" not null,
  type text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  contacts jsonb not null,
  project text,
  linked_by jsonb not null,
  linked_at timestamptz not null,
  constraint activity_links_pkey primary key (tenant, type, id),
  constraint activity_links_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets
);
create index activity_links_of_ticket on ${schema}.activity_links (tenant, ticket);

create table ${schema}.activities (
  tenant text collate "C" not null,
  type text collate "C" not null,
  id text collate "C" not null,
  subject text not null,
  description text not null,
  at timestamptz not null,
  until timestamptz,
  details jsonb not null,
  "user" text,
  constraint activities_pkey primary key (tenant, type, id)
);

create table ${schema}.questions (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  kind text not null,
  asker text not null,
  previous text not null,
  candidates jsonb not null,
  state text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  version integer not null,
  constraint questions_pkey primary key (tenant, id),
  constraint questions_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets
);
create index questions_of_ticket on ${schema}.questions (tenant, ticket);
create index questions_open on ${schema}.questions (tenant, asker, expires_at, id) where state = 'open';

create table ${schema}.documents (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  folder text not null,
  name text not null,
  size bigint not null,
  media_type text not null,
  sha256 text not null,
  blob text collate "C" not null,
  added_by jsonb not null,
  added_at timestamptz not null,
  source text,
  constraint documents_pkey primary key (tenant, id),
  constraint documents_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets
);
create index documents_of_ticket on ${schema}.documents (tenant, ticket);
create index documents_by_blob on ${schema}.documents (tenant, blob);

create table ${schema}.blobs (
  tenant text collate "C" not null,
  id text collate "C" not null,
  stored_at timestamptz not null,
  size bigint,
  sha256 text,
  pieces integer,
  constraint blobs_pkey primary key (tenant, id)
);
create index blobs_by_age on ${schema}.blobs (stored_at, tenant, id);

create table ${schema}.blob_pieces (
  tenant text collate "C" not null,
  blob text collate "C" not null,
  seq integer not null,
  bytes bytea not null,
  constraint blob_pieces_pkey primary key (tenant, blob, seq),
  constraint blob_pieces_blob_fkey foreign key (tenant, blob) references ${schema}.blobs on delete cascade
);
alter table ${schema}.blob_pieces alter column bytes set storage external;

create table ${schema}.timers (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  "user" text collate "C" not null,
  action text,
  visibility text not null,
  state text not null,
  started_at timestamptz not null,
  ran bigint not null,
  counted_at timestamptz not null,
  booked integer not null,
  handed integer not null,
  runs_until timestamptz not null,
  due_at timestamptz not null,
  leased_until timestamptz,
  version integer not null,
  constraint timers_pkey primary key (tenant, id),
  constraint timers_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets,
  constraint timers_one_running exclude using btree (tenant with =, "user" with =) where (state = 'running') deferrable
);
create index timers_of_ticket on ${schema}.timers (tenant, ticket);
create index timers_of_user on ${schema}.timers (tenant, "user", id) where state <> 'stopped';
create index timers_due on ${schema}.timers (tenant, due_at, id) where state = 'running';
`,
};
