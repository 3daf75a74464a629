import type { ConditionFacts } from '../condition/evaluate-condition.ts';
import { customFieldOf } from '../condition/ticket-fields.ts';
import { valueKey } from '../condition/value-key.ts';
import { foldText } from '../text/fold-text.ts';
import { userOf } from './actor.ts';
import type { TicketRow } from './ticket-row.ts';

/** The fields of a ticket that conditions may ask for, in the form in which they are compared. */
export const ticketFacts =
  (ticket: TicketRow): ConditionFacts =>
  (field) => {
    switch (field) {
      case 'area':
      case 'origin':
      case 'workflow':
      case 'step':
      case 'category':
      case 'responsible':
      case 'project':
      case 'createdAt':
      case 'updatedAt':
      case 'startedAt':
      case 'closedAt':
      case 'lastExternalAt':
        return ticket[field];
      case 'number':
      case 'subject':
      case 'description':
        return foldText(ticket[field]);
      case 'creator':
        return userOf(ticket.creator);
      case 'requester.contact':
        return ticket.requester.contact;
      case 'requester.person':
        return ticket.requester.person;
      case 'audience':
        return ticket.audience.length === 0 ? null : ticket.audience;
      case 'requester.name':
        return foldText(ticket.requester.name);
      case 'requester.email':
        return foldText(ticket.requester.email);
      case 'timeSpent.internal':
        return ticket.internalTime;
      case 'timeSpent.external':
        return ticket.externalTime;
      case 'timeSpent.total':
        return ticket.internalTime + ticket.externalTime;
      default: {
        const id = customFieldOf(field);
        return id !== null && Object.hasOwn(ticket.fields, id) ? valueKey(ticket.fields[id]) : null;
      }
    }
  };
