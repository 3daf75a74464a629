import { z } from 'zod';
import { decideAddAction } from '../../actions/decide-add-action.ts';
import { accept, refuseInput } from '../../refusal/refusal.ts';
import { requireUnlocked } from '../../ticket/closed-lock.ts';
import { toInstant } from '../../ticket/instant.ts';
import { onTicket } from './on-ticket.ts';

/** A requester adds something to his ticket: an external action of his own, of which the responsible hears. */
export const portalReplyCommand = onTicket<{ readonly text: string }>({
  name: 'portal.reply',
  values: z.strictObject({ text: z.string().max(2_000_000) }),
  repeats: true,
  people: (_values, ticket, _actor, configuration) => ({
    users: [ticket?.responsible, configuration.areas.get(ticket?.area ?? '')?.portal?.defaultResponsible].filter(
      (id) => id != null,
    ),
  }),
  decide: ({ text }, { ticket, area }, { call, now, freshId, people }) => {
    const unlocked = requireUnlocked(ticket, area, new Set());
    if (!unlocked.ok) return unlocked;
    if (text.trim() === '') return refuseInput([{ path: ['text'], code: 'required', message: 'Write something.' }]);
    const facts = { id: freshId, now: toInstant(now), actor: call.actor, area, people };
    const events = decideAddAction({ visibility: 'external', description: text, concerns: [] }, facts);
    return events.ok ? accept({ events: events.value, result: { action: freshId } }) : events;
  },
});
