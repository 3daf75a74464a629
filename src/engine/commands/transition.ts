import { z } from 'zod';
import { closableByRequester } from '../../portal/closable-by-requester.ts';
import type { TicketDetail } from '../../ports/store.ts';
import { refuse, refuseInput } from '../../refusal/refusal.ts';
import { closingTransition } from '../../workflow/closing-transition.ts';
import { decideTransition, workflowOf } from '../../workflow/decide-transition.ts';
import type { TransitionInputs } from '../../workflow/transition-inputs.ts';
import type { CommandFacts } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import { idInput } from '../id-input.ts';
import { offeredTransitions } from '../offered-transitions.ts';
import { moved, whenClosing } from './moved.ts';
import { onTicket } from './on-ticket.ts';
import type { TicketInHand } from './ticket-in-hand.ts';
import { type Ways, waysFrom, whoeverTakes } from './ways.ts';

const inputs = z.strictObject({
  comment: z.string().max(100_000).optional(),
  responsible: idInput().optional(),
});
const transitionInput = z.strictObject({ transition: z.string().max(255), input: inputs });

const detailsOf = (
  transition: string,
  { responsible }: TransitionInputs,
  { closing, returning, assigning }: Configuration,
): readonly TicketDetail[] => {
  const isGivenBack = assigning.previous.has(transition);
  return [
    ...(closing.has(transition) ? whenClosing : []),
    ...(returning.has(transition) || isGivenBack ? (['events'] as const) : []),
    ...(responsible !== undefined || isGivenBack || assigning.actor.has(transition) ? (['questions'] as const) : []),
  ];
};

const byId =
  (transition: string): Ways =>
  (ticket, configuration) =>
    waysFrom(ticket, configuration).filter(({ id }) => id === transition);

const closingWays: Ways = (ticket, configuration) =>
  waysFrom(ticket, configuration).filter(({ id }) => configuration.closing.has(id));

/** Takes a transition of the ticket's workflow. */
export const transitionCommand = onTicket<z.output<typeof transitionInput>>({
  name: 'tickets.transition',
  values: transitionInput,
  repeats: false,
  details: ({ transition, input }, configuration) => detailsOf(transition, input, configuration),
  ...whoeverTakes(
    ({ transition }) => byId(transition),
    ({ input }) => input,
  ),
  decide: ({ transition, input }, hand, facts) => move(transition, input, hand, facts),
});

const statusInput = z.strictObject({ status: z.string().max(255), input: inputs });

/** Puts a ticket of a status list into another status: the transition that takes the status's name. */
export const setStatusCommand = onTicket<z.output<typeof statusInput>>({
  name: 'tickets.setStatus',
  values: statusInput,
  repeats: false,
  details: ({ status, input }, configuration) => detailsOf(status, input, configuration),
  ...whoeverTakes(
    ({ status }) => byId(status),
    ({ input }) => input,
  ),
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
  details: (_values, { assigning }) => [
    ...whenClosing,
    ...(assigning.previous.size > 0 ? (['events'] as const) : []),
    'questions',
  ],
  ...whoeverTakes(
    () => closingWays,
    (values) => values,
  ),
  decide: (given, hand, facts) => {
    const { actor } = facts.call;
    const isRequester = 'contact' in actor;
    const workflow = workflowOf(hand.ticket, hand.area);
    // In which step it stands is none of a requester's business.
    if (!workflow.ok) return isRequester ? noWay() : workflow;
    const way = closingTransition(hand.ticket, workflow.value.definition, offeredTransitions(hand, actor));
    if (!way.ok) return way;
    return isRequester && !closableByRequester(hand.area) ? noWay() : move(way.value.id, given, hand, facts);
  },
});

const noWay = () => refuse('transition_unavailable', 'There is no way to close this ticket now.');

/** Takes a transition in the hand of whoever calls. */
export const move = (
  transition: string,
  given: TransitionInputs,
  hand: TicketInHand,
  facts: CommandFacts<null>,
): ReturnType<typeof moved> => {
  const { people, holds, call, loaded } = facts;
  const { actor } = call;
  const { area, permissions } = hand;
  const via = 'system' in actor ? 'system' : 'single';
  const history = loaded.tickets[0]?.details.events ?? [];
  const context = { area, actor, permissions, people, via, history, holds } as const;
  const events = decideTransition(hand.ticket, transition, given, context);
  return events.ok ? moved(events.value, hand.area, facts) : events;
};
