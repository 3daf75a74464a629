import type { PageRequest } from '../../src/ports/store.ts';
import { foldAddress } from '../../src/text/email-address.ts';
import { foldText } from '../../src/text/fold-text.ts';
import { givenTexts } from './columns.ts';

/**
 * $1 tenant, $2 person or null, $3 addresses as columns have them folded, $4 keys of addresses, $5 id to continue after or empty,
 * $6 limit. Each way to a ticket has an index of its own.
 */
export const pageTicketsOfPerson = (schema: string): string => {
  const keys = givenTexts('$4');
  const formerPerson = `event.data -> 'requester' -> 'from' ->> 'person'`;
  const formerEmail = `event.data -> 'requester' -> 'from' ->> 'email'`;
  const ways: readonly string[] = [
    way(`ticket.id`, `${schema}.tickets ticket`, `ticket.requester_person = $2::text`),
    way(
      `ticket.id`,
      `${schema}.tickets ticket`,
      `ticket.folded_requester_email in (${givenTexts('$3')}) and ticket.folded_requester_email <> ''`,
    ),
    way(`event.ticket`, `${schema}.events event`, `event.actor ->> 'person' = $2::text`),
    way(`event.ticket`, `${schema}.events event`, `event.type = 'ticket.edited' and ${formerPerson} = $2::text`),
    way(
      `event.ticket`,
      `${schema}.events event`,
      `event.type = 'ticket.edited' and ${formerEmail} <> '' and ${schema}.address_key(${formerEmail}) in (${keys})`,
    ),
    // Fenced off: in the order of tickets it would rather walk through all of them than look up the few mails there are.
    way(
      `mail.ticket`,
      `(
        select tenant, ticket
        from ${schema}.mails
        where tenant = $1::text and ${schema}.address_keys("to" || cc || suggested_recipients) && array(${keys})
        offset 0
      ) mail`,
      'true',
    ),
    way(`source.ticket`, `${schema}.sources source`, `${schema}.address_key(source."from") in (${keys})`),
  ];
  return `
select coalesce(json_agg(found.ticket order by found.ticket), '[]')::text as result
from (
  select every.ticket
  from (
    ${ways.join('\n    union\n    ')}
  ) every
  order by every.ticket
  limit $6::text::integer
) found`;
};

const way = (ticket: string, rows: string, condition: string): string => {
  const [alias] = ticket.split('.');
  return `(select distinct ${ticket} as ticket from ${rows} where ${alias}.tenant = $1::text and ${condition} and ${ticket} > $5::text order by ticket limit $6::text::integer)`;
};

/** The parameters; whatever is beyond ASCII is found under one key. */
export const ticketsOfPersonParams = ({
  tenant,
  query: { person, addresses },
  after,
  limit,
}: PageRequest<'ticketsOfPerson'>): readonly (string | null)[] => {
  const keys = addresses.length === 0 ? [] : [...addresses.map(foldAddress), '*'];
  return [tenant, person, JSON.stringify(addresses.map(foldText)), JSON.stringify(keys), after ?? '', String(limit)];
};
