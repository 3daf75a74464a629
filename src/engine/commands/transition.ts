import { z } from 'zod';
import { closableByRequester } from '../../portal/closable-by-requester.ts';
import type { TicketDetail } from '../../ports/store.ts';
import { accept, type Decided, refuse, refuseInput } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { closingTransition } from '../../workflow/closing-transition.ts';
import { decideTransition, workflowOf } from '../../workflow/decide-transition.ts';
import type { TransitionInputs } from '../../workflow/transition-inputs.ts';
import type { CommandFacts } from '../command.ts';
import { idInput } from '../id-input.ts';
import type { Plan } from '../plan.ts';
import { settledTimers } from '../settled-timers.ts';
import { supersededQuestions } from '../supersede-questions.ts';
import { onTicket } from './on-ticket.ts';
import type { TicketInHand } from './ticket-in-hand.ts';
import { closingDetails, toldHistory } from './told-history.ts';

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

/** Only a closing mail tells the history, and only closing stops timers. */
const detailsOf = (
  transition: string,
  { responsible }: TransitionInputs,
  closing: ReadonlySet<string>,
): readonly TicketDetail[] => [
  ...(closing.has(transition) ? ([...closingDetails, 'timers'] as const) : []),
  ...(responsible === undefined ? [] : (['questions'] as const)),
];

/** Takes a transition of the ticket's workflow. */
export const transitionCommand = onTicket<z.output<typeof transitionInput>>({
  name: 'tickets.transition',
  values: transitionInput,
  repeats: false,
  details: ({ transition, input }, { closing }) => detailsOf(transition, input, closing),
  people: ({ input }, ticket, actor) => peopleOf(input, ticket, userOf(actor)),
  decide: ({ transition, input }, hand, facts) => move(transition, input, hand, facts),
});

const statusInput = z.strictObject({ status: z.string().max(255), input: inputs });

/** Puts a ticket of a status list into another status: the transition that takes the status's name. */
export const setStatusCommand = onTicket<z.output<typeof statusInput>>({
  name: 'tickets.setStatus',
  values: statusInput,
  repeats: false,
  details: ({ status, input }, { closing }) => detailsOf(status, input, closing),
  people: ({ input }, ticket, actor) => peopleOf(input, ticket, userOf(actor)),
  decide: ({ status, input }, hand, facts) =>
    hand.area.mode === 'status'
      ? move(status, input, hand, facts)
      : refuseInput([
          {
            path: ['status'],
            code: 'no_statuses',
            message: `Tickets of area "${hand.area.id}" run through workflows; take a transition with tickets.transition.`,
          },
        ]),
});

/** Takes the one transition that closes the ticket. */
export const closeCommand = onTicket<z.output<typeof inputs>>({
  name: 'tickets.close',
  values: inputs,
  repeats: false,
  details: [...closingDetails, 'timers', 'questions'],
  people: (values, ticket, actor) => peopleOf(values, ticket, userOf(actor)),
  decide: (given, hand, facts) => {
    const isRequester = 'contact' in facts.call.actor;
    const workflow = workflowOf(hand.ticket, hand.area);
    // In which step it stands is none of a requester's business.
    if (!workflow.ok) return isRequester ? noWay() : workflow;
    const way = closingTransition(hand.ticket, workflow.value.definition, facts.call.actor, hand.permissions);
    if (!way.ok) return way;
    return isRequester && !closableByRequester(hand.area) ? noWay() : move(way.value, given, hand, facts);
  },
});

const noWay = () => refuse('transition_unavailable', 'There is no way to close this ticket now.');

const move = (
  transition: string,
  given: TransitionInputs,
  { ticket, area, permissions }: TicketInHand,
  facts: CommandFacts<null>,
): Decided<Pick<Plan, 'events' | 'externalActions' | 'answered' | 'actions' | 'timers' | 'questions'>> => {
  const { call, people, loaded } = facts;
  const { actor } = call;
  const via = 'system' in actor ? 'system' : 'single';
  const events = decideTransition(ticket, transition, given, { area, actor, permissions, people, via });
  if (!events.ok) return events;
  const details = loaded.tickets[0]?.details;
  const before = details?.actions ?? [];
  const settled = events.value.some(({ type }) => type === 'ticket.closed')
    ? settledTimers(details?.timers ?? [], before, area, facts)
    : null;
  const handedOver = events.value.some(({ type }) => type === 'ticket.responsible_changed');
  return accept({
    questions: handedOver ? supersededQuestions(loaded.tickets[0]) : [],
    // What was worked comes before the end of it.
    events: [...(settled?.events ?? []), ...events.value],
    ...toldHistory('closing', area, details && { ...details, actions: settled?.actions ?? before }),
    actions: before,
    timers: settled?.timers ?? [],
  });
};
