import type { ConditionFacts } from '../condition/evaluate-condition.ts';
import { customFieldOf } from '../condition/ticket-fields.ts';
import { valueKey } from '../condition/value-key.ts';
import { foldText } from '../text/fold-text.ts';
import { userOf } from './actor.ts';
import type { TicketRow } from './ticket-row.ts';

/** What people give a ticket: known while it is made, before it has a number or a place. */
export type GivenValues = Pick<
  TicketRow,
  | 'area'
  | 'origin'
  | 'responsible'
  | 'creator'
  | 'project'
  | 'audience'
  | 'subject'
  | 'description'
  | 'requester'
  | 'fields'
>;

/** The fields among them that conditions may ask for, in the form in which they are compared. */
export const givenFacts =
  (ticket: GivenValues): ConditionFacts =>
  (field) => {
    switch (field) {
      case 'area':
      case 'origin':
      case 'responsible':
      case 'project':
        return ticket[field];
      case 'subject':
      case 'description':
        return foldText(ticket[field]);
      case 'creator':
        return userOf(ticket.creator);
      case 'requester.contact':
        return ticket.requester.contact;
      case 'requester.person':
        return ticket.requester.person;
      case 'requester.name':
        return foldText(ticket.requester.name);
      case 'requester.email':
        return foldText(ticket.requester.email);
      case 'audience':
        return ticket.audience.length === 0 ? null : ticket.audience;
      default: {
        const id = customFieldOf(field);
        return id !== null && Object.hasOwn(ticket.fields, id) ? valueKey(ticket.fields[id]) : null;
      }
    }
  };
