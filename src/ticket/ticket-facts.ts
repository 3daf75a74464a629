import type { ConditionFacts } from '../condition/evaluate-condition.ts';
import { foldText } from '../text/fold-text.ts';
import { givenFacts } from './given-facts.ts';
import type { TicketRow } from './ticket-row.ts';

/** The fields of a ticket that conditions may ask for, in the form in which they are compared. */
export const ticketFacts =
  (ticket: TicketRow): ConditionFacts =>
  (field) => {
    switch (field) {
      case 'workflow':
      case 'workflowVersion':
      case 'step':
      case 'category':
      case 'createdAt':
      case 'updatedAt':
      case 'startedAt':
      case 'closedAt':
      case 'lastExternalAt':
        return ticket[field];
      case 'number':
        return foldText(ticket.number);
      case 'timeSpent.internal':
        return ticket.internalTime;
      case 'timeSpent.external':
        return ticket.externalTime;
      case 'timeSpent.total':
        return ticket.internalTime + ticket.externalTime;
      default:
        return givenFacts(ticket)(field);
    }
  };
