import { rowAsJson } from './columns.ts';
import { questionColumns, ticketColumns } from './row-columns.ts';

/** A question with the ticket it is about, as JSON. */
export const questionWithTicket = (question: string, ticket: string): string =>
  `json_build_object('question', ${rowAsJson(question, questionColumns)}, 'ticket', ${rowAsJson(ticket, ticketColumns)})`;

/** $1 tenant, $2 asker, $3 instant, $4 id to continue after or null, $5 limit. */
export const pageQuestions = (schema: string): string => `
select coalesce(json_agg(${questionWithTicket('question', 'ticket')} order by question.asked_at desc, question.id desc), '[]')::text as result
from (
  select *
  from ${schema}.questions
  where tenant = $1::text and asker = $2::text and state = 'open' and expires_at > $3::text::timestamptz
    and ($4::text is null or (asked_at, id) < (
      select last.asked_at, last.id from ${schema}.questions last where last.tenant = $1::text and last.id = $4::text))
  order by asked_at desc, id desc
  limit $5::text::integer
) question
join ${schema}.tickets ticket on ticket.tenant = question.tenant and ticket.id = question.ticket`;
