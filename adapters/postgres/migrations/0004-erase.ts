import type { Migration } from './migration.ts';

/**
 * A person is found by what stands of him at a ticket, and taken out of its history by `redact_events`: the one way round the
 * trigger, and open to nobody but the owner until he grants it.
 *
 * The trigger lets a change pass only while that function runs, which a setting of the transaction tells: made inside it, taken back
 * at its end, and gone with the savepoint when it fails. The setting alone would not do, for any role may make it; but only inside the
 * function, which runs as its owner, is the role that changes the table the one that owns it, whoever called. Even then nothing but
 * actor and payload may differ, and the newest event of the ticket must say that somebody was erased.
 *
 * An address is found by its lower case where that is the same everywhere; those beyond ASCII are all found under `*`, for whoever asks to
 * look closer.
 */
export const erase: Migration = {
  id: 4,
  name: 'erase',
  sql: (schema) => `
create function ${schema}.address_key(address text) returns text immutable language sql as $function$
  select case when octet_length(address) = char_length(address) then lower(address collate "C") else '*' end
$function$;
create function ${schema}.address_keys(addresses jsonb) returns text[] immutable language sql as $function$
  select coalesce(array_agg(distinct ${schema}.address_key(entry ->> 'address')), '{}')
  from jsonb_array_elements(addresses) as given(entry)
$function$;

create index tickets_of_person on ${schema}.tickets (tenant, requester_person, id) where requester_person is not null;
create index tickets_of_email on ${schema}.tickets (tenant, folded_requester_email, id) where folded_requester_email <> '';
create index events_of_person on ${schema}.events (tenant, (actor ->> 'person'), ticket) where actor ->> 'person' is not null;
create index events_of_former_person on ${schema}.events (tenant, (data -> 'requester' -> 'from' ->> 'person'), ticket)
  where type = 'ticket.edited' and data -> 'requester' -> 'from' ->> 'person' is not null;
create index events_of_former_email on ${schema}.events (tenant, ${schema}.address_key(data -> 'requester' -> 'from' ->> 'email'), ticket)
  where type = 'ticket.edited' and data -> 'requester' -> 'from' ->> 'email' <> '';
create index mails_of_address on ${schema}.mails using gin (${schema}.address_keys("to" || cc || suggested_recipients));
create index sources_of_sender on ${schema}.sources (tenant, ${schema}.address_key("from"), ticket);
create index once_of_person on ${schema}.once (tenant, split_part(actor, '/', 2)) where actor like 'requester:%';

alter table ${schema}.sources alter column raw drop not null;

create table ${schema}.erasures (
  tenant text collate "C" not null,
  person text not null,
  known jsonb not null,
  constraint erasures_pkey primary key (tenant, person)
);

create or replace function ${schema}.refuse_change() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $function$
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
create function ${schema}.redact_events(of_tenant text, of_ticket text, redacted jsonb) returns setof integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $function$
begin
  if 'person.erased' is distinct from (
    select event.type from ${schema}.events event
    where event.tenant = of_tenant and event.ticket = of_ticket
    order by event.seq desc
    limit 1
  ) then
    raise exception 'Events are redacted only where the newest one says so.' using errcode = 'restrict_violation';
  end if;
  perform set_config('ticketwerk.redacting', 'on', true);
  return query
  update ${schema}.events stored
  set actor = given.actor, data = given.data
  from jsonb_to_recordset(redacted) as given(seq integer, type text, v integer, at timestamptz, actor jsonb, data jsonb)
  where stored.tenant = of_tenant and stored.ticket = of_ticket and stored.seq = given.seq
    and stored.type = given.type and stored.v = given.v and stored.at = given.at
  returning stored.seq;
  perform set_config('ticketwerk.redacting', 'off', true);
end
$function$;
revoke execute on function ${schema}.redact_events from public;
`,
};
