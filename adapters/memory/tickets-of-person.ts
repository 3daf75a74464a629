import type { PageRequest } from '../../src/ports/store.ts';
import { compareText } from '../../src/text/compare-text.ts';
import { foldAddress } from '../../src/text/email-address.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';
import type { Space } from './space.ts';

export const ticketsOfPerson = (
  space: Space,
  { query, after, limit }: PageRequest<'ticketsOfPerson'>,
): readonly string[] => {
  const addresses = new Set(query.addresses.map(foldAddress));
  const isHis = (address: string) => addresses.has(foldAddress(address));
  const isHe = (person: string | null | undefined) => query.person !== null && person === query.person;
  const caused = ({ actor }: TicketEvent) => 'contact' in actor && isHe(actor.person);
  const wasAsked = ({ type, data }: TicketEvent) =>
    type === 'ticket.edited' &&
    data.requester !== undefined &&
    (isHe(data.requester.from.person) || isHis(data.requester.from.email));
  const found = [
    ...[...space.tickets.all()]
      .filter(({ requester }) => isHe(requester.person) || isHis(requester.email))
      .map(({ id }) => id),
    ...[...space.events.all()].filter((event) => caused(event) || wasAsked(event)).map(({ ticket }) => ticket),
    ...[...space.mails.all()]
      .filter(({ to, cc, suggestedRecipients }) =>
        [...to, ...cc, ...suggestedRecipients].some(({ address }) => isHis(address)),
      )
      .map(({ ticket }) => ticket),
    ...[...space.sources.all()].filter(({ from }) => isHis(from)).map(({ ticket }) => ticket),
  ];
  return [...new Set(found)]
    .filter((id) => after === undefined || compareText(id, after) > 0)
    .sort(compareText)
    .slice(0, limit);
};
