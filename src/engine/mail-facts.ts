import type { MailFacts } from '../notifications/mail-facts.ts';
import { toInstant } from '../ticket/instant.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { standingOf } from '../workflow/versions/standing.ts';
import type { Call } from './call.ts';
import { linksTo } from './links-to.ts';
import type { Plan } from './plan.ts';

/** Everything that writing mails about a ticket may look at. */
export const mailFacts = (
  plan: Pick<Plan, 'area' | 'people'> &
    Partial<Pick<Plan, 'externalActions' | 'actions' | 'readers' | 'answered' | 'handOver' | 'via'>>,
  ticket: TicketRow,
  { engine, actor }: Call,
  now: Date,
): MailFacts => ({
  ticket,
  area: standingOf(ticket, plan.area).area,
  formats: engine.configuration.formats,
  actor,
  now: toInstant(now),
  people: plan.people,
  externalActions: plan.externalActions ?? [],
  actions: plan.actions ?? [],
  readers: plan.readers ?? new Set(),
  answered: plan.answered ?? null,
  handOver: plan.handOver ?? null,
  link: linksTo(engine, ticket.id),
  via: plan.via ?? ('system' in actor ? 'system' : 'single'),
});
