import type { MailFacts } from '../notifications/mail-facts.ts';
import { toInstant } from '../ticket/instant.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Call } from './call.ts';
import { linksTo } from './links-to.ts';
import type { Plan } from './plan.ts';

/** Everything that writing mails about a ticket may look at. */
export const mailFacts = (
  {
    area,
    people,
    externalActions = [],
    answered = null,
  }: Pick<Plan, 'area' | 'people' | 'externalActions' | 'answered'>,
  ticket: TicketRow,
  { engine, actor }: Call,
  now: Date,
): MailFacts => ({
  ticket,
  area,
  formats: engine.configuration.formats,
  actor,
  now: toInstant(now),
  people,
  externalActions,
  answered,
  link: linksTo(engine, ticket.id),
  via: 'system' in actor ? 'system' : 'single',
});
