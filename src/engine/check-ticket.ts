import type { Loaded } from '../ports/store.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../refusal/refusal.ts';
import type { Call } from './call.ts';
import type { Command } from './command.ts';
import { sees } from './sees.ts';
import { ticketView } from './ticket-view.ts';

/** Is the ticket there for whoever calls, and in the version that he expects? */
export const checkTicket = <Input, Gathered>(
  command: Pick<Command<Input, Gathered>, 'ticket' | 'what'>,
  input: Input,
  loaded: Loaded,
  expectedVersion: number | undefined,
  call: Call,
): Decided<null> => {
  const ticket = command.ticket(input, loaded);
  if (ticket === null) return accept(null);
  if (ticket === undefined || !sees(call, ticket.row)) return refuseNotFound(command.what ?? 'ticket');
  return expectedVersion !== undefined && expectedVersion !== ticket.row.version
    ? refuse('conflict', `The ticket is at version ${ticket.row.version}, not ${expectedVersion}.`, {
        data: !('contact' in call.actor) ? { ticket: ticketView(ticket.row, call) } : {},
      })
    : accept(null);
};
