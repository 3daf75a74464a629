import { z } from 'zod';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { toInstant } from '../../ticket/instant.ts';
import { workflowOf } from '../../workflow/decide-transition.ts';
import type { TransitionDefinition } from '../../workflow/definition.ts';
import { evaluateTransition } from '../../workflow/evaluate-transition.ts';
import { stayBegun, stepTimersOf } from '../../workflow/timed-transition.ts';
import { released } from '../../workflow/timed-transition-tries.ts';
import { transitionFacts } from '../../workflow/transition-facts.ts';
import type { CommandFacts } from '../command.ts';
import type { Plan } from '../plan.ts';
import { whenClosing } from './moved.ts';
import { onTicket } from './on-ticket.ts';
import type { TicketInHand } from './ticket-in-hand.ts';
import { move } from './transition.ts';
import { type Ways, waysFrom, whoeverTakes } from './ways.ts';

const values = z.strictObject({ id: z.string(), timer: z.string() });
type Values = z.output<typeof values>;

const timedWays =
  ({ timer }: Values): Ways =>
  (ticket, configuration) => {
    const area = configuration.areas.get(ticket.area);
    const named = area && stepTimersOf(ticket, area).find(({ id }) => id === timer)?.transition;
    return waysFrom(ticket, configuration).filter(({ id }) => id === named);
  };

/**
 * Takes the transition that a timer of the ticket's step names, as the system: by the rules for everybody. What belongs to another
 * stay, or to a timer that the step has no more, is dropped.
 */
export const timedTransitionCommand = onTicket<Values>({
  name: 'desk.takeTimedTransitions',
  values,
  // It names nothing that somebody saw: who came first is no reason not to decide anew.
  repeats: true,
  details: [...whenClosing, 'events', 'questions', 'timedTransitions'],
  ...whoeverTakes(timedWays, () => ({})),
  decide: ({ id }, hand, facts) => {
    const details = facts.loaded.tickets[0]?.details;
    const before = details?.timedTransitions.find((one) => one.id === id);
    // The ticket went on.
    if (before === undefined) return nothing;
    // A step that is gone may come back with the next version of the workflow.
    const workflow = workflowOf(hand.ticket, hand.area);
    if (!workflow.ok) return workflow;
    const timer = stepTimersOf(hand.ticket, hand.area).find((one) => one.id === before.timer);
    if (timer === undefined || before.stay !== stayBegun(details?.events ?? [])?.seq)
      return accept({
        events: [],
        timedTransition: { before, after: { ...released(before), state: 'dropped' as const } },
      });
    // The clock went back since it was claimed, or somebody else has tried it meanwhile.
    if (toInstant(facts.now) < before.tryAt)
      return accept({ events: [], timedTransition: { before, after: released(before) } });
    const taken = workflow.value.definition.transitions.find((one) => one.id === timer.transition);
    const moved = move(timer.transition, {}, hand, facts);
    return moved.ok ? moved : explained(moved, taken, hand, facts);
  },
});

const nothing: Decided<Pick<Plan, 'events'>> = accept({ events: [] });

/** Whoever may not take a transition is not told why; those who look after the workflow are. */
const explained = (
  refused: Extract<ReturnType<typeof move>, { ok: false }>,
  transition: TransitionDefinition | undefined,
  { ticket, permissions }: TicketInHand,
  { call }: CommandFacts<null>,
): typeof refused => {
  if (transition === undefined || refused.refusal.issues.length > 0) return refused;
  const issues = evaluateTransition(transition, transitionFacts(ticket, call.actor, permissions));
  return issues[0] === undefined
    ? refused
    : { ok: false, refusal: { ...refused.refusal, message: issues[0].message, issues } };
};
