import { z } from 'zod';
import { decideHandOver } from '../../notifications/decide-hand-over.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import { decideUpdate, editsContent, isHandOver, type UpdateValues } from '../../ticket/decide-update.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { CommandFacts } from '../command.ts';
import { idInput } from '../id-input.ts';
import type { Plan } from '../plan.ts';
import { supersededQuestions } from '../supersede-questions.ts';
import { updateInput } from '../ticket-input.ts';
import { onTicket } from './on-ticket.ts';
import type { TicketInHand } from './ticket-in-hand.ts';

interface Update {
  readonly input: UpdateValues;
  readonly inform?: readonly string[] | undefined;
}

/**
 * What people wrote is edited; who holds the ticket and who else sees it is assigned. Whoever edits a ticket may also hand it over,
 * but must not let others see it.
 */
export const mayUpdate = (values: UpdateValues, { ticket, area, permissions }: TicketInHand): Decided<null> => {
  const hands = permissions.has('ticket.edit') || permissions.has('ticket.assign');
  const needed = [
    ...(editsContent(values) ? ['ticket.edit'] : []),
    ...(values.audience === undefined && (values.responsible === undefined || hands) ? [] : ['ticket.assign']),
  ];
  for (const permission of needed) {
    const allowed = requirePermission(permission, permissions, area.id);
    if (!allowed.ok) return allowed;
  }
  return requireUnlocked(ticket, area, permissions);
};

/** Edits what people wrote on a ticket, who is responsible for it and who else sees it. */
export const updateCommand = onTicket<Update>({
  name: 'tickets.update',
  values: z.strictObject({ input: updateInput, inform: z.array(idInput()).max(10).optional() }),
  repeats: false,
  details: ({ input }) => (input.responsible === undefined ? [] : ['questions']),
  people: ({ input }, ticket, actor) => ({
    users:
      input.responsible === undefined
        ? []
        : [input.responsible, ticket?.responsible, userOf(actor)].filter((id) => id != null),
    persons: [input.requester?.person].filter((id) => id != null),
    contacts: [input.requester?.contact].filter((id) => id != null),
    projects: [input.project].filter((id) => id != null),
  }),
  decide: (update, hand, facts) => {
    const allowed = mayUpdate(update.input, hand);
    return allowed.ok ? edit(update, hand, facts) : allowed;
  },
});

const edit = (
  { input, inform }: Update,
  { ticket, area }: TicketInHand,
  { people, call, now, freshId, loaded }: CommandFacts<null>,
): Decided<Pick<Plan, 'events' | 'handOver' | 'question' | 'questions'>> => {
  const events = decideUpdate(ticket, input, { area, people });
  if (!events.ok) return events;
  const from = ticket.responsible;
  const to = input.responsible ?? from;
  const handOver = decideHandOver(
    { ticket: ticket.id, from, to, mode: area.handOver, actor: call.actor, people, now: toInstant(now), freshId },
    inform,
  );
  if (!handOver.ok) return handOver;
  const handed = isHandOver(ticket, input);
  return accept({
    events: events.value,
    handOver: { previous: from, inform: handOver.value.inform },
    question: handOver.value.question,
    questions: handed ? supersededQuestions(loaded.tickets[0]) : [],
  });
};
