import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, refuse, refuseInput } from '../refusal/refusal.ts';
import { cleanText } from '../text/clean-text.ts';
import type { Actor } from '../ticket/actor.ts';
import { isAssignable, type People } from '../ticket/people.ts';
import type { NewEvent, Place, TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { TransitionDefinition, WorkflowDefinition } from './definition.ts';
import { evaluateTransition } from './evaluate-transition.ts';
import { machineOf } from './machine.ts';
import { missingToClose } from './missing-to-close.ts';
import { placeOf } from './place.ts';
import { candidateOf, responsibleRule } from './responsible-rule.ts';
import { targetPlace } from './target-place.ts';
import { transitionFacts } from './transition-facts.ts';
import { type HoldsWord, type TransitionInputs, transitionInputProblems } from './transition-inputs.ts';

export interface TransitionContext {
  readonly area: ResolvedArea;
  readonly actor: Actor;
  readonly permissions: ReadonlySet<string>;
  readonly people: People;
  readonly via: 'single' | 'bulk' | 'system';
  /** Only a transition asks for it that leads back, or gives the ticket back. Default: none. */
  readonly history?: readonly TicketEvent[];
  /** Only a transition asks that says among whom the responsible is. Default: nobody does. */
  readonly holds?: HoldsWord;
}

/** Decides a transition: is it there and permitted, does its condition hold, are its inputs right, is its target there. In that order. */
export const decideTransition = (
  ticket: TicketRow,
  transitionId: string,
  inputs: TransitionInputs,
  context: TransitionContext,
): Decided<readonly NewEvent[]> => {
  const workflow = workflowOf(ticket, context.area);
  if (!workflow.ok) return workflow;
  const { definition, place: from } = workflow.value;
  const machine = machineOf(definition);
  const facts = transitionFacts(ticket, context.actor, context.permissions);
  const transition = machine.transitionsOf(ticket.step).find((one) => one.id === transitionId);
  if (transition === undefined) return unavailable();
  const reasons = evaluateTransition(transition, facts);
  const [first] = reasons;
  if (first?.code === 'permission') {
    return transition.whenForbidden === 'hide'
      ? unavailable()
      : refuse('forbidden', first.message, { data: first.params ?? {} });
  }
  if (first !== undefined) return refuse('transition_unavailable', first.message, { issues: reasons });
  const target = machine.next(ticket.step, transitionId, facts);
  const to = target === null ? null : targetPlace(target, ticket.workflow, context.area, context.history ?? []);
  const issues = [
    ...transitionInputProblems(transition, inputs, context.people, {
      present: ticket.responsible,
      holds: context.holds ?? nobodyHolds,
    }),
    ...(to === null ? [] : missingToClose(ticket, to, context.area)),
  ];
  if (issues.length > 0) return refuseInput(issues);
  return to === null
    ? refuse('config_invalid', `Transition "${transitionId}" leads to a step that does not exist.`)
    : accept(eventsOf(ticket, transition, { from, to }, inputs, context));
};

/** The ticket's workflow and step, or the refusal for tickets that stand where the configuration has nothing any more. */
export const workflowOf = (
  ticket: TicketRow,
  area: ResolvedArea,
): Decided<{ readonly definition: WorkflowDefinition; readonly place: Place }> => {
  const definition = area.workflows.get(ticket.workflow);
  const place = placeOf(area, ticket.workflow, ticket.step);
  return definition === undefined || place === null
    ? refuse(
        'wrong_state',
        `Ticket ${ticket.number} stands in a step that is not configured any more; an administrator must migrate it.`,
        {
          data: { state: 'step_missing', workflow: ticket.workflow, step: ticket.step },
        },
      )
    : accept({ definition, place });
};

/** One answer for unknown, foreign and forbidden transitions, without a hint. */
export const unavailable = () =>
  refuse('transition_unavailable', 'This transition is not available on this ticket now.');

const nobodyHolds: HoldsWord = () => false;

/** Who was named is checked already; who was not, and cannot be responsible, is passed over. */
const newResponsible = (
  ticket: TicketRow,
  transition: TransitionDefinition,
  { responsible }: TransitionInputs,
  { actor, people, history = [], holds = nobodyHolds }: TransitionContext,
): string | null => {
  const candidate = candidateOf(transition, responsible, ticket, actor, history);
  if (candidate === null || !isAssignable(people, candidate)) return null;
  const { among } = responsibleRule(transition);
  return among === undefined || holds(candidate, among.permission) ? candidate : null;
};

const eventsOf = (
  ticket: TicketRow,
  transition: TransitionDefinition,
  { from, to }: { readonly from: Place; readonly to: Place },
  inputs: TransitionInputs,
  context: TransitionContext,
): readonly NewEvent[] => {
  const comment = cleanText(inputs.comment ?? '').trim();
  const responsible = newResponsible(ticket, transition, inputs, context);
  const changed = responsible === null ? {} : { responsible: { from: ticket.responsible, to: responsible } };
  return [
    {
      type: 'ticket.moved',
      data: {
        transition: transition.id,
        transitionName: transition.name,
        from,
        to,
        comment: comment === '' ? null : comment,
        via: context.via,
        ...changed,
      },
    },
    ...(changed.responsible === undefined
      ? []
      : [{ type: 'ticket.responsible_changed', data: changed.responsible } as const]),
    ...(to.category === 'closed' && from.category !== 'closed' ? [{ type: 'ticket.closed', data: {} } as const] : []),
    ...(from.category === 'closed' && to.category !== 'closed' ? [{ type: 'ticket.reopened', data: {} } as const] : []),
  ];
};
