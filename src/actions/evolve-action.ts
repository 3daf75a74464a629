import type { Action } from '../ticket/action.ts';
import type { EventData, TicketEvent } from '../ticket/ticket-event.ts';

/** The id of the action that an event is about, or null. */
export const actionOf = (event: TicketEvent): string | null => {
  switch (event.type) {
    case 'action.added':
      return event.data.action.id;
    case 'action.edited':
    case 'action.published':
    case 'action.removed':
    case 'action.time_booked':
      return event.data.action;
    default:
      return null;
  }
};

/** Folds one event into its action; null: there is none (any more). Folding a history gives the actions as they are stored, always. */
export const evolveAction = (action: Action | null, event: TicketEvent): Action | null => {
  if (event.type === 'action.added') return { ...event.data.action, ticket: event.ticket, seq: event.seq };
  if (action === null) return null;
  switch (event.type) {
    case 'action.edited':
      return edited(action, event.data);
    case 'action.published':
      return { ...action, visibility: 'external' };
    case 'action.time_booked':
      return { ...action, timeSpent: action.timeSpent + event.data.timeSpent };
    case 'action.removed':
      return null;
    default:
      return action;
  }
};

const edited = (action: Action, edit: EventData<'action.edited'>): Action => ({
  ...action,
  visibility: edit.visibility.to,
  timeSpent: edit.timeSpent.to,
  occurredAt: edit.occurredAt?.to ?? action.occurredAt,
  concerns: edit.concerns?.to ?? action.concerns,
  shortDescription: edit.shortDescription?.to ?? action.shortDescription,
  shortDescriptionDerived: edit.shortDescriptionDerived?.to ?? action.shortDescriptionDerived,
  description: edit.description?.to ?? action.description,
});
