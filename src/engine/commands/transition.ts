import { z } from 'zod';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import { newestFirst } from '../../ticket/newest-first.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { closingTransition } from '../../workflow/closing-transition.ts';
import { decideTransition, workflowOf } from '../../workflow/decide-transition.ts';
import type { TransitionInputs } from '../../workflow/transition-inputs.ts';
import type { CommandFacts } from '../command.ts';
import { idInput } from '../id-input.ts';
import type { Plan } from '../plan.ts';
import { settledTimers } from '../settled-timers.ts';
import { onTicket } from './on-ticket.ts';
import type { TicketInHand } from './ticket-in-hand.ts';

const inputs = z.strictObject({
  comment: z.string().max(100_000).optional(),
  responsible: idInput().optional(),
});
const transitionInput = z.strictObject({ transition: z.string().max(255), input: inputs });

/** Everybody who may have to be told of a change of responsible. */
const peopleOf = (values: TransitionInputs, ticket: TicketRow | undefined, user: string | null) => ({
  users:
    values.responsible === undefined ? [] : [values.responsible, ticket?.responsible, user].filter((id) => id != null),
});

/** Takes a transition of the ticket's workflow. */
export const transitionCommand = onTicket<z.output<typeof transitionInput>>({
  name: 'tickets.transition',
  values: transitionInput,
  repeats: false,
  // Only a closing mail tells the history.
  details: ({ transition }, { closing }) => (closing.has(transition) ? ['actions', 'sources', 'timers'] : []),
  people: ({ input }, ticket, actor) => peopleOf(input, ticket, userOf(actor)),
  decide: ({ transition, input }, hand, facts) => move(transition, input, hand, facts),
});

/** Takes the one transition that closes the ticket. */
export const closeCommand = onTicket<z.output<typeof inputs>>({
  name: 'tickets.close',
  values: inputs,
  repeats: false,
  details: ['actions', 'sources', 'timers'],
  people: (values, ticket, actor) => peopleOf(values, ticket, userOf(actor)),
  decide: (given, hand, facts) => {
    const workflow = workflowOf(hand.ticket, hand.area);
    if (!workflow.ok) return workflow;
    const way = closingTransition(hand.ticket, workflow.value.definition, facts.call.actor, hand.permissions);
    return way.ok ? move(way.value, given, hand, facts) : way;
  },
});

const move = (
  transition: string,
  given: TransitionInputs,
  { ticket, area, permissions }: TicketInHand,
  facts: CommandFacts<null>,
): Decided<Pick<Plan, 'events' | 'externalActions' | 'answered' | 'actions' | 'timers'>> => {
  const { call, people, loaded } = facts;
  const { actor } = call;
  const via = 'system' in actor ? 'system' : 'single';
  const events = decideTransition(ticket, transition, given, { area, actor, permissions, people, via });
  if (!events.ok) return events;
  const details = loaded.tickets[0]?.details;
  const source = details?.sources.at(-1);
  const before = details?.actions ?? [];
  const settled = events.value.some(({ type }) => type === 'ticket.closed')
    ? settledTimers(details?.timers ?? [], before, area, facts)
    : null;
  return accept({
    // What was worked comes before the end of it.
    events: [...(settled?.events ?? []), ...events.value],
    externalActions: newestFirst((settled?.actions ?? before).filter(({ visibility }) => visibility === 'external')),
    actions: before,
    timers: settled?.timers ?? [],
    answered:
      source === undefined ? null : { messageId: source.messageId, references: [], replyTo: [], automatic: false },
  });
};
