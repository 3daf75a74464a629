import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, refuse, refuseInput } from '../refusal/refusal.ts';
import { cleanText } from '../text/clean-text.ts';
import type { Actor } from '../ticket/actor.ts';
import type { People } from '../ticket/people.ts';
import type { NewEvent, Place, TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { TransitionDefinition, WorkflowDefinition } from './definition.ts';
import { evaluateTransition } from './evaluate-transition.ts';
import { machineOf } from './machine.ts';
import { missingToClose } from './missing-to-close.ts';
import { placeOf } from './place.ts';
import { targetPlace } from './target-place.ts';
import { transitionFacts } from './transition-facts.ts';
import { type TransitionInputs, transitionInputProblems } from './transition-inputs.ts';

export interface TransitionContext {
  readonly area: ResolvedArea;
  readonly actor: Actor;
  readonly permissions: ReadonlySet<string>;
  readonly people: People;
  readonly via: 'single' | 'bulk' | 'system';
  /** Only a transition that leads back asks for it. Default: none. */
  readonly history?: readonly TicketEvent[];
}

/** Decides a transition: is it there and permitted, does its condition hold, are its inputs right. In that order. */
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
  if (to === null) return refuse('config_invalid', `Transition "${transitionId}" leads to a step that does not exist.`);
  const issues = [
    ...transitionInputProblems(transition, inputs, context.people),
    ...missingToClose(ticket, to, context.area),
  ];
  return issues.length > 0
    ? refuseInput(issues)
    : accept(eventsOf(ticket, transition, { from, to }, inputs, context.via));
};

/** The ticket's workflow and step, or the refusal for tickets that stand where the configuration has nothing any more. */
export const workflowOf = (
  ticket: TicketRow,
  area: ResolvedArea,
): Decided<{ readonly definition: WorkflowDefinition; readonly place: Place }> => {
  const definition = area.workflows.get(ticket.workflow);
  const place = definition === undefined ? null : placeOf(definition, ticket.step);
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

const eventsOf = (
  ticket: TicketRow,
  transition: TransitionDefinition,
  { from, to }: { readonly from: Place; readonly to: Place },
  inputs: TransitionInputs,
  via: TransitionContext['via'],
): readonly NewEvent[] => {
  const comment = cleanText(inputs.comment ?? '').trim();
  const changed =
    inputs.responsible !== undefined && inputs.responsible !== ticket.responsible
      ? { responsible: { from: ticket.responsible, to: inputs.responsible } }
      : {};
  return [
    {
      type: 'ticket.moved',
      data: {
        transition: transition.id,
        transitionName: transition.name,
        from,
        to,
        comment: comment === '' ? null : comment,
        via,
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
