import type { ConditionFacts } from '../condition/evaluate-condition.ts';
import { actorKey, userOf } from './actor.ts';
import type { TicketRow } from './ticket-row.ts';

/** The fields of a ticket that conditions may ask for; custom fields are `fields.<id>`. */
export const ticketFacts =
  (ticket: TicketRow): ConditionFacts =>
  (field) => {
    switch (field) {
      case 'area':
      case 'origin':
      case 'workflow':
      case 'step':
      case 'category':
      case 'subject':
      case 'description':
      case 'responsible':
      case 'number':
      case 'createdAt':
      case 'updatedAt':
      case 'closedAt':
        return ticket[field];
      case 'creator':
        return userOf(ticket.creator) ?? actorKey(ticket.creator);
      case 'requester.contact':
        return ticket.requester.contact;
      case 'requester.person':
        return ticket.requester.person;
      case 'requester.name':
        return ticket.requester.name;
      case 'requester.email':
        return ticket.requester.email;
      default:
        return field.startsWith('fields.') && Object.hasOwn(ticket.fields, field.slice(7))
          ? ticket.fields[field.slice(7)]
          : null;
    }
  };
