import { z } from 'zod';
import { decideRefresh } from '../../notifications/decide-draft.ts';
import type { RequesterKind } from '../../notifications/requester-text.ts';
import { requesterText } from '../../notifications/requester-text.ts';
import { accept, refuseNotFound } from '../../refusal/refusal.ts';
import { mailFacts } from '../mail-facts.ts';
import { sees } from '../sees.ts';
import { onMail } from './on-mail.ts';
import { interimDetails, toldHistory } from './told-history.ts';

/** Writes a draft anew from the ticket as it is now. */
export const refreshDraftCommand = onMail<Record<never, never>>({
  name: 'outbox.refresh',
  values: z.strictObject({}),
  details: interimDetails,
  decide: (_values, { mail, ticket, area }, { call, now, loaded, people }) => {
    // Whoever may not read the ticket any more must not learn by his old draft what was added to it.
    if (!sees(call, ticket)) return refuseNotFound('ticket');
    const told = toldHistory(mail.kind, area, loaded.tickets[0]?.details);
    const facts = mailFacts({ area, people, ...told }, ticket, call, now);
    // Only mails to a requester are ever drafts.
    const text = requesterText(mail.kind as RequesterKind, mail.language, facts);
    const after = decideRefresh(mail, { ...text, ticketVersion: ticket.version, writtenAt: facts.now });
    return after.ok ? accept({ after: after.value }) : after;
  },
});
