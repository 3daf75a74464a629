import type { Migration } from './migration.ts';

/**
 * A deleted ticket leaves one event behind, so events belong to tickets that may be gone. `purge` is the only way round the guard
 * of the events, and the owner's: a role of the application without the right to delete from tables deletes tickets through it alone,
 * once it was granted to it.
 * A number is looked up once its ticket stands, so that a deletion at the same moment is seen.
 */
export const deletion: Migration = {
  id: 3,
  name: 'deletion',
  sql: (schema) => `
create table ${schema}.deleted_numbers (
  tenant text collate "C" not null,
  folded_number text collate "C" not null,
  constraint deleted_numbers_pkey primary key (tenant, folded_number)
);
create function ${schema}.refuse_deleted_number() returns trigger language plpgsql as $function$
begin
  if exists (
    select from ${schema}.deleted_numbers deleted
    where deleted.tenant = new.tenant and deleted.folded_number = new.folded_number
  ) then
    raise exception 'The number belonged to a ticket that was deleted.'
      using errcode = 'unique_violation', constraint = 'tickets_number_key';
  end if;
  return null;
end
$function$;
create trigger tickets_number_not_deleted after insert on ${schema}.tickets
  for each row execute function ${schema}.refuse_deleted_number();

alter table ${schema}.events drop constraint events_ticket_fkey;
create or replace function ${schema}.refuse_change() returns trigger language plpgsql as $function$
begin
  if tg_op = 'DELETE' and current_setting('ticketwerk.purging', true) = 'on' then
    return old;
  end if;
  raise exception 'Events are append-only: they are neither changed nor deleted.' using errcode = 'restrict_violation';
end
$function$;
create function ${schema}.purge(of_tenant text, of_tickets text[]) returns table (id text, feed xid8)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $function$
begin
  perform set_config('ticketwerk.purging', 'on', true);
  delete from ${schema}.deliveries delivery
  using ${schema}.mails mail
  where mail.tenant = of_tenant and mail.ticket = any (of_tickets)
    and delivery.tenant = mail.tenant and delivery.mail = mail.id;
  delete from ${schema}.mails mail where mail.tenant = of_tenant and mail.ticket = any (of_tickets);
  delete from ${schema}.sources source where source.tenant = of_tenant and source.ticket = any (of_tickets);
  delete from ${schema}.questions question where question.tenant = of_tenant and question.ticket = any (of_tickets);
  delete from ${schema}.timers timer where timer.tenant = of_tenant and timer.ticket = any (of_tickets);
  delete from ${schema}.documents document where document.tenant = of_tenant and document.ticket = any (of_tickets);
  delete from ${schema}.activity_links link where link.tenant = of_tenant and link.ticket = any (of_tickets);
  delete from ${schema}.actions action where action.tenant = of_tenant and action.ticket = any (of_tickets);
  delete from ${schema}.events event where event.tenant = of_tenant and event.ticket = any (of_tickets);
  perform set_config('ticketwerk.purging', '', true);
  insert into ${schema}.deleted_numbers (tenant, folded_number)
  select ticket.tenant, ticket.folded_number
  from ${schema}.tickets ticket
  where ticket.tenant = of_tenant and ticket.id = any (of_tickets);
  return query
    delete from ${schema}.tickets ticket
    where ticket.tenant = of_tenant and ticket.id = any (of_tickets)
    returning ticket.id, greatest(ticket.feed, pg_current_xact_id());
end
$function$;
revoke execute on function ${schema}.purge from public;
`,
};
