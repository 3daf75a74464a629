import { z } from 'zod';
import { accept } from '../../refusal/refusal.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { onTicket } from './on-ticket.ts';
import { interimDetails, toldHistory } from './told-history.ts';

/** Drafts the interim information to the requester. It appends a draft, so it is decided anew when the ticket changed meanwhile. */
export const draftInterimCommand = onTicket<Readonly<Record<never, never>>>({
  name: 'tickets.draftInterim',
  values: z.strictObject({}),
  repeats: true,
  details: interimDetails,
  people: (_values, ticket) => ({
    persons: [ticket?.requester.person].filter((id) => id != null),
    contacts: [ticket?.requester.contact].filter((id) => id != null),
    takeAsTheyCome: true,
  }),
  decide: (_values, hand, { loaded }) => {
    const allowed = requireToChange('ticket.edit', hand);
    if (!allowed.ok) return allowed;
    const details = loaded.tickets[0]?.details;
    return accept({
      events: [],
      requesterMail: { kind: 'interim', mode: 'draft' },
      ...toldHistory('interim', hand.area, details),
      otherOpenDrafts: (details?.mails ?? []).filter(({ kind, state }) => kind === 'interim' && state === 'draft'),
    });
  },
});
