-- What the migrations make, for reading and for comparing. `vitest run --project stores --update` writes it anew.

create table ticketwerk.actions (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  seq integer not null,
  visibility text not null,
  author jsonb not null,
  concerns jsonb not null,
  occurred_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  time_spent integer not null,
  short_description text not null,
  short_description_derived boolean not null,
  description text not null
);

create table ticketwerk.activities (
  tenant text collate "C" not null,
  type text collate "C" not null,
  id text collate "C" not null,
  subject text not null,
  description text not null,
  at timestamp with time zone not null,
  until timestamp with time zone,
  details jsonb not null,
  "user" text
);

create table ticketwerk.activity_links (
  tenant text collate "C" not null,
  type text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  contacts jsonb not null,
  project text,
  linked_by jsonb not null,
  linked_at timestamp with time zone not null
);

create table ticketwerk.blob_pieces (
  tenant text collate "C" not null,
  blob text collate "C" not null,
  seq integer not null,
  bytes bytea not null
);

create table ticketwerk.blobs (
  tenant text collate "C" not null,
  id text collate "C" not null,
  stored_at timestamp with time zone not null,
  size bigint,
  sha256 text,
  pieces integer
);

create table ticketwerk.concerns (
  tenant text collate "C" not null,
  action text collate "C" not null,
  "user" text collate "C" not null,
  occurred_at timestamp with time zone not null
);

create table ticketwerk.counters (
  tenant text collate "C" not null,
  series text not null,
  last bigint not null
);

create table ticketwerk.deleted_numbers (
  tenant text collate "C" not null,
  folded_number text collate "C" not null
);

create table ticketwerk.deliveries (
  tenant text collate "C" not null,
  id text collate "C" not null,
  mail text collate "C" not null,
  ticket text collate "C" not null,
  recipient jsonb not null,
  state text not null,
  attempts integer not null,
  not_before timestamp with time zone not null,
  leased_until timestamp with time zone,
  sent_at timestamp with time zone,
  reason text,
  version integer not null
);

create table ticketwerk.documents (
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
  added_at timestamp with time zone not null,
  source text
);

create table ticketwerk.erasures (
  tenant text collate "C" not null,
  person text not null,
  known jsonb not null
);

create table ticketwerk.events (
  tenant text collate "C" not null,
  ticket text collate "C" not null,
  seq integer not null,
  type text not null,
  v integer not null,
  at timestamp with time zone not null,
  actor jsonb not null,
  data jsonb not null,
  feed xid8 not null default pg_current_xact_id(),
  "position" bigint not null
);

create table ticketwerk.mails (
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
  created_at timestamp with time zone not null,
  queued_at timestamp with time zone,
  written_at timestamp with time zone not null default date_trunc('milliseconds'::text, now()),
  leased_until timestamp with time zone
);

create table ticketwerk.migrations (
  id integer not null,
  name text not null,
  applied_at timestamp with time zone not null default clock_timestamp()
);

create table ticketwerk.once (
  tenant text collate "C" not null,
  actor text not null,
  key text not null,
  request text not null,
  result jsonb not null,
  stored_at timestamp with time zone not null default clock_timestamp()
);

create table ticketwerk.openings (
  tenant text collate "C" not null,
  ref jsonb not null,
  "user" text collate "C" not null,
  at timestamp with time zone not null
);

create table ticketwerk.questions (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  kind text not null,
  asker text not null,
  previous text not null,
  candidates jsonb not null,
  state text not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  version integer not null
);

create table ticketwerk.settings (
  tenant text collate "C" not null,
  revision integer not null,
  document text not null,
  at timestamp with time zone not null,
  actor jsonb not null
);

create table ticketwerk.sources (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  ref jsonb not null,
  message_id text,
  content_hash text not null,
  "from" text not null,
  subject text not null,
  stored_at timestamp with time zone not null,
  removal text not null,
  removal_not_before timestamp with time zone not null,
  removal_attempts integer not null,
  leased_until timestamp with time zone,
  version integer not null,
  raw bytea
);

create table ticketwerk.text_blocks (
  tenant text collate "C" not null,
  id text collate "C" not null,
  owner text,
  name text not null,
  text text not null,
  permission text,
  version integer not null,
  changed_by jsonb not null,
  changed_at timestamp with time zone not null,
  removed boolean not null
);

create table ticketwerk.tickets (
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
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  started_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by jsonb,
  reopened_at timestamp with time zone,
  reopened_by jsonb,
  last_external_at timestamp with time zone not null,
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
  feed xid8 not null default pg_current_xact_id()
);

create table ticketwerk.timed_transitions (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  timer text not null,
  stay integer not null,
  due_at timestamp with time zone not null,
  state text not null,
  try_at timestamp with time zone not null,
  attempts integer not null,
  refusal jsonb,
  leased_until timestamp with time zone,
  version integer not null
);

create table ticketwerk.timers (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  "user" text collate "C" not null,
  action text,
  visibility text not null,
  state text not null,
  started_at timestamp with time zone not null,
  ran bigint not null,
  counted_at timestamp with time zone not null,
  booked integer not null,
  handed integer not null,
  runs_until timestamp with time zone not null,
  due_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  version integer not null
);

alter table ticketwerk.actions add constraint actions_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.actions add constraint actions_ticket_fkey FOREIGN KEY (tenant, ticket) REFERENCES ticketwerk.tickets(tenant, id);

alter table ticketwerk.activities add constraint activities_pkey PRIMARY KEY (tenant, type, id);

alter table ticketwerk.activity_links add constraint activity_links_pkey PRIMARY KEY (tenant, type, id);

alter table ticketwerk.activity_links add constraint activity_links_ticket_fkey FOREIGN KEY (tenant, ticket) REFERENCES ticketwerk.tickets(tenant, id);

alter table ticketwerk.blob_pieces add constraint blob_pieces_blob_fkey FOREIGN KEY (tenant, blob) REFERENCES ticketwerk.blobs(tenant, id) ON DELETE CASCADE;

alter table ticketwerk.blob_pieces add constraint blob_pieces_pkey PRIMARY KEY (tenant, blob, seq);

alter table ticketwerk.blobs add constraint blobs_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.concerns add constraint concerns_action_fkey FOREIGN KEY (tenant, action) REFERENCES ticketwerk.actions(tenant, id) ON DELETE CASCADE;

alter table ticketwerk.concerns add constraint concerns_pkey PRIMARY KEY (tenant, action, "user");

alter table ticketwerk.counters add constraint counters_pkey PRIMARY KEY (tenant, series);

alter table ticketwerk.deleted_numbers add constraint deleted_numbers_pkey PRIMARY KEY (tenant, folded_number);

alter table ticketwerk.deliveries add constraint deliveries_mail_fkey FOREIGN KEY (tenant, mail) REFERENCES ticketwerk.mails(tenant, id);

alter table ticketwerk.deliveries add constraint deliveries_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.documents add constraint documents_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.documents add constraint documents_ticket_fkey FOREIGN KEY (tenant, ticket) REFERENCES ticketwerk.tickets(tenant, id);

alter table ticketwerk.erasures add constraint erasures_pkey PRIMARY KEY (tenant, person);

alter table ticketwerk.events add constraint events_pkey PRIMARY KEY (tenant, ticket, seq);

alter table ticketwerk.mails add constraint mails_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.mails add constraint mails_ticket_fkey FOREIGN KEY (tenant, ticket) REFERENCES ticketwerk.tickets(tenant, id);

alter table ticketwerk.migrations add constraint migrations_pkey PRIMARY KEY (id);

alter table ticketwerk.once add constraint once_pkey PRIMARY KEY (tenant, actor, key);

alter table ticketwerk.openings add constraint openings_pkey PRIMARY KEY (tenant, ref, "user");

alter table ticketwerk.questions add constraint questions_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.questions add constraint questions_ticket_fkey FOREIGN KEY (tenant, ticket) REFERENCES ticketwerk.tickets(tenant, id);

alter table ticketwerk.settings add constraint settings_pkey PRIMARY KEY (tenant, revision);

alter table ticketwerk.sources add constraint sources_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.sources add constraint sources_ref_key UNIQUE (tenant, ref);

alter table ticketwerk.sources add constraint sources_ticket_fkey FOREIGN KEY (tenant, ticket) REFERENCES ticketwerk.tickets(tenant, id);

alter table ticketwerk.text_blocks add constraint text_blocks_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.tickets add constraint tickets_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.timed_transitions add constraint timed_transitions_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.timed_transitions add constraint timed_transitions_ticket_fkey FOREIGN KEY (tenant, ticket) REFERENCES ticketwerk.tickets(tenant, id);

alter table ticketwerk.timers add constraint timers_one_running EXCLUDE USING btree (tenant WITH =, "user" WITH =) WHERE ((state = 'running'::text)) DEFERRABLE;

alter table ticketwerk.timers add constraint timers_pkey PRIMARY KEY (tenant, id);

alter table ticketwerk.timers add constraint timers_ticket_fkey FOREIGN KEY (tenant, ticket) REFERENCES ticketwerk.tickets(tenant, id);

CREATE INDEX actions_of_ticket ON ticketwerk.actions USING btree (tenant, ticket, seq);

CREATE INDEX activity_links_of_ticket ON ticketwerk.activity_links USING btree (tenant, ticket);

CREATE INDEX blobs_by_age ON ticketwerk.blobs USING btree (stored_at, tenant, id);

CREATE INDEX concerns_of_user ON ticketwerk.concerns USING btree (tenant, "user", occurred_at, action);

CREATE INDEX deliveries_due ON ticketwerk.deliveries USING btree (tenant, not_before, id) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE INDEX deliveries_of_mail ON ticketwerk.deliveries USING btree (tenant, mail);

CREATE INDEX documents_by_blob ON ticketwerk.documents USING btree (tenant, blob);

CREATE INDEX documents_of_ticket ON ticketwerk.documents USING btree (tenant, ticket);

CREATE INDEX events_by_feed ON ticketwerk.events USING btree (tenant, feed, "position");

CREATE INDEX events_of_former_email ON ticketwerk.events USING btree (tenant, ticketwerk.address_key((((data -> 'requester'::text) -> 'from'::text) ->> 'email'::text)), ticket) WHERE ((type = 'ticket.edited'::text) AND ((((data -> 'requester'::text) -> 'from'::text) ->> 'email'::text) <> ''::text));

CREATE INDEX events_of_former_person ON ticketwerk.events USING btree (tenant, ((((data -> 'requester'::text) -> 'from'::text) ->> 'person'::text)), ticket) WHERE ((type = 'ticket.edited'::text) AND ((((data -> 'requester'::text) -> 'from'::text) ->> 'person'::text) IS NOT NULL));

CREATE INDEX events_of_person ON ticketwerk.events USING btree (tenant, ((actor ->> 'person'::text)), ticket) WHERE ((actor ->> 'person'::text) IS NOT NULL);

CREATE INDEX mails_by_age ON ticketwerk.mails USING btree (tenant, created_at, id);

CREATE INDEX mails_due ON ticketwerk.mails USING btree (tenant, written_at, id) WHERE (state = 'draft'::text);

CREATE INDEX mails_of_address ON ticketwerk.mails USING gin (ticketwerk.address_keys((("to" || cc) || suggested_recipients)));

CREATE INDEX mails_of_owner ON ticketwerk.mails USING btree (tenant, COALESCE(('='::text || owner), ''::text), created_at, id);

CREATE INDEX mails_of_ticket ON ticketwerk.mails USING btree (tenant, ticket);

CREATE INDEX once_of_person ON ticketwerk.once USING btree (tenant, split_part(actor, '/'::text, 2)) WHERE (actor ~~ 'requester:%'::text);

CREATE INDEX questions_of_ticket ON ticketwerk.questions USING btree (tenant, ticket);

CREATE INDEX questions_open ON ticketwerk.questions USING btree (tenant, asker, expires_at, id) WHERE (state = 'open'::text);

CREATE INDEX sources_by_message_id ON ticketwerk.sources USING btree (tenant, hashtextextended(message_id, (0)::bigint));

CREATE INDEX sources_due ON ticketwerk.sources USING btree (tenant, removal_not_before, id) WHERE (removal = 'pending'::text);

CREATE INDEX sources_of_sender ON ticketwerk.sources USING btree (tenant, ticketwerk.address_key("from"), ticket);

CREATE INDEX sources_of_ticket ON ticketwerk.sources USING btree (tenant, ticket);

CREATE INDEX text_blocks_of_owner ON ticketwerk.text_blocks USING btree (tenant, COALESCE(('='::text || owner), ''::text), id) WHERE (NOT removed);

CREATE INDEX tickets_by_age ON ticketwerk.tickets USING btree (tenant, created_at, id);

CREATE INDEX tickets_by_change ON ticketwerk.tickets USING btree (tenant, updated_at, id);

CREATE INDEX tickets_by_external_change ON ticketwerk.tickets USING btree (tenant, last_external_at, id);

CREATE INDEX tickets_by_fields ON ticketwerk.tickets USING gin (field_keys jsonb_path_ops);

CREATE INDEX tickets_by_subject ON ticketwerk.tickets USING btree (tenant, folded_subject, id);

CREATE UNIQUE INDEX tickets_number_key ON ticketwerk.tickets USING btree (tenant, folded_number);

CREATE INDEX tickets_of_audience ON ticketwerk.tickets USING gin (audience jsonb_path_ops);

CREATE INDEX tickets_of_contact ON ticketwerk.tickets USING btree (tenant, requester_contact, last_external_at, id) WHERE (requester_contact IS NOT NULL);

CREATE INDEX tickets_of_creator ON ticketwerk.tickets USING btree (tenant, creator_user, created_at, id) WHERE (creator_user IS NOT NULL);

CREATE INDEX tickets_of_email ON ticketwerk.tickets USING btree (tenant, folded_requester_email, id) WHERE (folded_requester_email <> ''::text);

CREATE INDEX tickets_of_person ON ticketwerk.tickets USING btree (tenant, requester_person, id) WHERE (requester_person IS NOT NULL);

CREATE INDEX tickets_of_project ON ticketwerk.tickets USING btree (tenant, project, created_at, id) WHERE (project IS NOT NULL);

CREATE INDEX tickets_of_responsible ON ticketwerk.tickets USING btree (tenant, responsible, created_at, id);

CREATE INDEX tickets_open ON ticketwerk.tickets USING btree (tenant, created_at, id) WHERE (category <> 'closed'::text);

CREATE INDEX timed_transitions_due ON ticketwerk.timed_transitions USING btree (tenant, try_at, id) WHERE (state = 'waiting'::text);

CREATE INDEX timed_transitions_next ON ticketwerk.timed_transitions USING btree (try_at) WHERE ((state = 'waiting'::text) AND (leased_until IS NULL));

CREATE INDEX timed_transitions_of_ticket ON ticketwerk.timed_transitions USING btree (tenant, ticket);

CREATE INDEX timers_due ON ticketwerk.timers USING btree (tenant, due_at, id) WHERE (state = 'running'::text);

CREATE INDEX timers_of_ticket ON ticketwerk.timers USING btree (tenant, ticket);

CREATE INDEX timers_of_user ON ticketwerk.timers USING btree (tenant, "user", id) WHERE (state <> 'stopped'::text);

CREATE INDEX timers_one_running ON ticketwerk.timers USING btree (tenant, "user") WHERE (state = 'running'::text);

CREATE OR REPLACE FUNCTION ticketwerk.address_key(address text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when octet_length(address) = char_length(address) then lower(address collate "C") else '*' end
$function$;

CREATE OR REPLACE FUNCTION ticketwerk.address_keys(addresses jsonb)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select coalesce(array_agg(distinct ticketwerk.address_key(entry ->> 'address')), '{}')
  from jsonb_array_elements(addresses) as given(entry)
$function$;

CREATE OR REPLACE FUNCTION ticketwerk.give_up(reason text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The batch is not written: %', reason using errcode = reason;
end
$function$;

CREATE OR REPLACE FUNCTION ticketwerk.keep_concerns()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    delete from ticketwerk.concerns
    where tenant = new.tenant and action = new.id
      and "user" not in (select value from jsonb_array_elements_text(new.concerns) as given(value));
  end if;
  insert into ticketwerk.concerns (tenant, action, "user", occurred_at)
  select distinct new.tenant, new.id, value, new.occurred_at
  from jsonb_array_elements_text(new.concerns) as given(value)
  on conflict on constraint concerns_pkey do update set occurred_at = excluded.occurred_at;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION ticketwerk.purge(of_tenant text, of_tickets text[])
 RETURNS TABLE(id text, feed xid8)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform set_config('ticketwerk.purging', 'on', true);
  delete from ticketwerk.deliveries delivery
  using ticketwerk.mails mail
  where mail.tenant = of_tenant and mail.ticket = any (of_tickets)
    and delivery.tenant = mail.tenant and delivery.mail = mail.id;
  delete from ticketwerk.mails mail where mail.tenant = of_tenant and mail.ticket = any (of_tickets);
  delete from ticketwerk.sources source where source.tenant = of_tenant and source.ticket = any (of_tickets);
  delete from ticketwerk.questions question where question.tenant = of_tenant and question.ticket = any (of_tickets);
  delete from ticketwerk.timers timer where timer.tenant = of_tenant and timer.ticket = any (of_tickets);
  delete from ticketwerk.timed_transitions timed where timed.tenant = of_tenant and timed.ticket = any (of_tickets);
  delete from ticketwerk.documents document where document.tenant = of_tenant and document.ticket = any (of_tickets);
  delete from ticketwerk.activity_links link where link.tenant = of_tenant and link.ticket = any (of_tickets);
  delete from ticketwerk.actions action where action.tenant = of_tenant and action.ticket = any (of_tickets);
  delete from ticketwerk.events event where event.tenant = of_tenant and event.ticket = any (of_tickets);
  perform set_config('ticketwerk.purging', '', true);
  insert into ticketwerk.deleted_numbers (tenant, folded_number)
  select ticket.tenant, ticket.folded_number
  from ticketwerk.tickets ticket
  where ticket.tenant = of_tenant and ticket.id = any (of_tickets);
  return query
    delete from ticketwerk.tickets ticket
    where ticket.tenant = of_tenant and ticket.id = any (of_tickets)
    returning ticket.id, greatest(ticket.feed, pg_current_xact_id());
end
$function$;

CREATE OR REPLACE FUNCTION ticketwerk.redact_events(of_tenant text, of_ticket text, redacted jsonb)
 RETURNS SETOF integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if 'person.erased' is distinct from (
    select event.type from ticketwerk.events event
    where event.tenant = of_tenant and event.ticket = of_ticket
    order by event.seq desc
    limit 1
  ) then
    raise exception 'Events are redacted only where the newest one says so.' using errcode = 'restrict_violation';
  end if;
  perform set_config('ticketwerk.redacting', 'on', true);
  return query
  update ticketwerk.events stored
  set actor = given.actor, data = given.data
  from jsonb_to_recordset(redacted) as given(seq integer, type text, v integer, at timestamptz, actor jsonb, data jsonb)
  where stored.tenant = of_tenant and stored.ticket = of_ticket and stored.seq = given.seq
    and stored.type = given.type and stored.v = given.v and stored.at = given.at
  returning stored.seq;
  perform set_config('ticketwerk.redacting', 'off', true);
end
$function$;

CREATE OR REPLACE FUNCTION ticketwerk.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and current_setting('ticketwerk.redacting', true) = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
    and to_jsonb(new) - '{actor,data}'::text[] = to_jsonb(old) - '{actor,data}'::text[]
  then
    return new;
  end if;
  if tg_op = 'DELETE' and current_setting('ticketwerk.purging', true) = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
  then
    return old;
  end if;
  raise exception 'Events are append-only: they are neither changed nor deleted.' using errcode = 'restrict_violation';
end
$function$;

CREATE OR REPLACE FUNCTION ticketwerk.refuse_deleted_number()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from ticketwerk.deleted_numbers deleted
    where deleted.tenant = new.tenant and deleted.folded_number = new.folded_number
  ) then
    raise exception 'The number belonged to a ticket that was deleted.'
      using errcode = 'unique_violation', constraint = 'tickets_number_key';
  end if;
  return null;
end
$function$;

CREATE TRIGGER actions_concerns AFTER INSERT OR UPDATE OF concerns, occurred_at ON ticketwerk.actions FOR EACH ROW EXECUTE FUNCTION ticketwerk.keep_concerns();

CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE ON ticketwerk.events FOR EACH ROW EXECUTE FUNCTION ticketwerk.refuse_change();

CREATE TRIGGER events_not_emptied BEFORE TRUNCATE ON ticketwerk.events FOR EACH STATEMENT EXECUTE FUNCTION ticketwerk.refuse_change();

CREATE TRIGGER tickets_number_not_deleted AFTER INSERT ON ticketwerk.tickets FOR EACH ROW EXECUTE FUNCTION ticketwerk.refuse_deleted_number();
