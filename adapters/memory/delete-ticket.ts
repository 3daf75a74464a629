import { foldText } from '../../src/text/fold-text.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { activityKey, eventKey, type Space } from './space.ts';

/** Removes a ticket with everything that belongs to it. */
export const deleteTicket = (space: Space, { id, number }: TicketRow): void => {
  for (const event of space.events.where('ticket', id)) space.events.remove(eventKey(event));
  for (const action of space.actions.where('ticket', id)) space.actions.remove(action.id);
  for (const mail of space.mails.where('ticket', id)) {
    for (const delivery of space.deliveries.where('mail', mail.id)) space.deliveries.remove(delivery.id);
    space.mails.remove(mail.id);
  }
  for (const source of space.sources.where('ticket', id)) {
    space.raws.remove(source.id);
    space.sources.remove(source.id);
  }
  for (const question of space.questions.where('ticket', id)) space.questions.remove(question.id);
  for (const timer of space.timers.where('ticket', id)) space.timers.remove(timer.id);
  for (const row of space.timedTransitions.where('ticket', id)) space.timedTransitions.remove(row.id);
  for (const document of space.documents.where('ticket', id)) space.documents.remove(document.id);
  for (const link of space.activityLinks.where('ticket', id)) space.activityLinks.remove(activityKey(link));
  space.deletedNumbers.put({ number: foldText(number) });
  space.tickets.remove(id);
};
