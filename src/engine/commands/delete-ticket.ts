import { z } from 'zod';
import type { LoadRequest, TicketDetail } from '../../ports/store.ts';
import { accept, refuse, refuseInput } from '../../refusal/refusal.ts';
import { requirePermission } from '../../ticket/closed-lock.ts';
import { countDeleted, deletedEvent } from '../../ticket/deletion.ts';
import type { Command } from '../command.ts';
import { findActivities } from '../find-activities.ts';
import { removeFreedBlobs } from '../remove-freed-blobs.ts';
import { ticketReference } from '../ticket-input.ts';
import type { OnTicketInput } from './on-ticket.ts';
import { takeInHand } from './ticket-in-hand.ts';

interface Values {
  /** Anything but true asks first. */
  readonly confirmed?: unknown;
}

const details: readonly TicketDetail[] = ['actions', 'mails', 'sources', 'documents', 'activityLinks'];

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
    const { ticket, area, permissions } = hand.value;
    for (const word of ['ticket.delete', ...(from === 'list' ? ['ticket.delete_from_list'] : [])]) {
      const allowed = requirePermission(word, permissions, area.id);
      if (!allowed.ok) return allowed;
    }
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
