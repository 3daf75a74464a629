import type { Migration } from './migration.ts';

/**
 * What tickets wait for. Their rows go with the ticket, so `purge` takes them too; who may call it stays as it was.
 *
 * Claims walk along `timed_transitions_due` from tenant to tenant; `timed_transitions_next` says until when there is nothing to do.
 */
export const timedTransitions: Migration = {
  id: 5,
  name: 'timed transitions',
  sql: (schema) => `
create table ${schema}.timed_transitions (
  tenant text collate "C" not null,
  id text collate "C" not null,
  ticket text collate "C" not null,
  timer text not null,
  stay integer not null,
  due_at timestamptz not null,
  state text not null,
  try_at timestamptz not null,
  attempts integer not null,
  refusal jsonb,
  leased_until timestamptz,
  version integer not null,
  constraint timed_transitions_pkey primary key (tenant, id),
  constraint timed_transitions_ticket_fkey foreign key (tenant, ticket) references ${schema}.tickets
);
create index timed_transitions_of_ticket on ${schema}.timed_transitions (tenant, ticket);
create index timed_transitions_due on ${schema}.timed_transitions (tenant, try_at, id) where state = 'waiting';
create index timed_transitions_next on ${schema}.timed_transitions (try_at) where state = 'waiting' and leased_until is null;

create or replace function ${schema}.purge(of_tenant text, of_tickets text[]) returns table (id text, feed xid8)
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
  delete from ${schema}.timed_transitions timed where timed.tenant = of_tenant and timed.ticket = any (of_tickets);
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
`,
};
