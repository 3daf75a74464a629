import { z } from 'zod';
import type { LoadRequest, TicketDetail } from '../../ports/store.ts';
import { accept, type Decided, refuse, refuseInput } from '../../refusal/refusal.ts';
import { requirePermission } from '../../ticket/closed-lock.ts';
import { countDeleted, deletedEvent } from '../../ticket/deletion.ts';
import type { Command } from '../command.ts';
import { findActivities } from '../find-activities.ts';
import { removeFreedBlobs } from '../remove-freed-blobs.ts';
import { ticketReference } from '../ticket-input.ts';
import type { OnTicketInput } from './on-ticket.ts';
import { type TicketInHand, takeInHand } from './ticket-in-hand.ts';

interface Values {
  /** Anything but true asks first. */
  readonly confirmed?: unknown;
}

const details: readonly TicketDetail[] = ['actions', 'mails', 'sources', 'documents', 'activityLinks'];

/** Closed tickets may be deleted too; out of a list it takes a word of its own beside the other. */
export const mayDelete = (
  { area, permissions }: Pick<TicketInHand, 'area' | 'permissions'>,
  from: 'ticket' | 'list' = 'ticket',
): Decided<null> => {
  const allowed = requirePermission('ticket.delete', permissions, area.id);
  return allowed.ok && from === 'list' ? requirePermission('ticket.delete_from_list', permissions, area.id) : allowed;
};

/** Deletes a ticket. `from` says whether one is looked at, or several are taken out of a list. */
const deletion = (name: string, from: 'ticket' | 'list'): Command<OnTicketInput<Values>> => ({
  name,
  schema: z.strictObject({ ticket: ticketReference, values: z.strictObject({ confirmed: z.unknown().optional() }) }),
  repeats: false,
  gather: async () => accept(null),
  load: ({ ticket }): Omit<LoadRequest, 'tenant'> => ({ tickets: { ids: [ticket], details } }),
  ticket: (_input, loaded) => loaded.tickets[0],
  // The host is asked about what stays with it: while it does not answer, nothing is deleted.
  consult: async (_input, loaded, call) => {
    await findActivities(loaded.tickets[0]?.details.activityLinks ?? [], call);
    return accept(null);
  },
  people: () => ({}),
  decide: ({ values }, { call, loaded, people, expectedVersion }) => {
    const [found] = loaded.tickets;
    if (found === undefined) throw new Error('A ticket is deleted that was not found.');
    const hand = takeInHand(found.row, call);
    if (!hand.ok) return hand;
    const { ticket, area } = hand.value;
    const allowed = mayDelete(hand.value, from);
    if (!allowed.ok) return allowed;
    if (from === 'ticket' && expectedVersion === undefined) return refuseInput([versionMissing]);
    const deletes = countDeleted(found.details);
    if (values.confirmed !== true) {
      return refuse(
        'confirmation_required',
        `Deleting ticket ${ticket.number} cannot be undone; pass { confirmed: true }.`,
        {
          issues: [{ path: ['confirmed'], code: 'required', message: 'Say { confirmed: true } to delete the ticket.' }],
          data: { impact: deletes },
        },
      );
    }
    const via = from === 'list' ? 'bulk' : 'system' in call.actor ? 'system' : 'single';
    return accept({
      ticketId: ticket.id,
      before: ticket,
      area,
      people,
      events: [deletedEvent(ticket, deletes, via)],
      deletes,
      freedBlobs: found.details.documents.map(({ blob }) => blob),
    });
  },
  afterCommit: removeFreedBlobs,
});

const versionMissing = {
  path: ['expectedVersion'],
  code: 'required',
  message: 'Say which version of the ticket you looked at: { expectedVersion: ticket.version }.',
};

/** Deletes the ticket that somebody looks at. */
export const deleteTicketCommand = deletion('tickets.delete', 'ticket');

/** Deletes one of several tickets of a list. */
export const deleteFromListCommand = deletion('bulk.delete', 'list');
