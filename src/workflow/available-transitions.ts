import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Issue } from '../refusal/refusal.ts';
import type { Actor } from '../ticket/actor.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { StepCategory, TicketRow } from '../ticket/ticket-row.ts';
import type { InputMode, Meta, WorkflowDefinition } from './definition.ts';
import { evaluateTransition } from './evaluate-transition.ts';
import { machineOf } from './machine.ts';
import { missingToClose } from './missing-to-close.ts';
import { responsibleRule } from './responsible-rule.ts';
import { targetPlace } from './target-place.ts';
import { transitionFacts } from './transition-facts.ts';

/** A transition as a screen shows it. */
export interface OfferedTransition {
  readonly id: string;
  readonly name: string;
  /** Left out: it has none. */
  readonly description?: string;
  /** Ask before it is taken. Left out: do not. */
  readonly confirm?: true;
  /** What the application keeps with it. Left out: nothing. */
  readonly meta?: Meta;
  /** The step it leads to, perhaps of another workflow. */
  readonly to: {
    readonly workflow: string;
    readonly step: string;
    readonly name: string;
    readonly category: StepCategory;
  };
  readonly comment: InputMode;
  readonly responsible: InputMode;
  /** Ids of custom fields that the ticket lacks and that must be filled in first, because it would be closed. */
  readonly missingFields: readonly string[];
  /** False: shown, but it cannot be taken now; `reasons` says why. What is still to be entered is no reason. */
  readonly enabled: boolean;
  readonly reasons: readonly Issue[];
}

/** Who looks, and where the ticket is. */
export interface OfferFacts {
  readonly area: Pick<ResolvedArea, 'fields' | 'workflows' | 'workflowVersions'>;
  readonly actor: Actor;
  readonly permissions: ReadonlySet<string>;
  /** Says where a transition leads that leads back; without it that is where it would lead a ticket that came from nowhere. */
  readonly history?: readonly TicketEvent[];
}

/** The transitions of a ticket's step that this actor sees, in configured order. Taking an enabled one is accepted, any other refused. */
export const availableTransitions = (
  ticket: TicketRow,
  definition: WorkflowDefinition,
  { area, actor, permissions, history = [] }: OfferFacts,
): readonly OfferedTransition[] => {
  const facts = transitionFacts(ticket, actor, permissions);
  return machineOf(definition)
    .transitionsOf(ticket.step)
    .flatMap((transition) => {
      const reasons = evaluateTransition(transition, facts);
      const [first] = reasons;
      if (first?.code === 'permission' && transition.whenForbidden === 'hide') return [];
      if (first?.code === 'condition' && transition.whenBlocked === 'hide') return [];
      const place = targetPlace(transition.to, ticket.workflow, area, history);
      if (place === null) return [];
      const to = { workflow: place.workflow, step: place.step, name: place.stepName, category: place.category };
      return [
        {
          id: transition.id,
          name: transition.name,
          ...(transition.description === undefined ? {} : { description: transition.description }),
          ...(transition.confirm === true ? { confirm: true as const } : {}),
          ...(transition.meta === undefined ? {} : { meta: transition.meta }),
          to,
          comment: transition.comment,
          responsible: responsibleRule(transition).mode,
          missingFields: missingToClose(ticket, to, area).map(({ path }) => String(path[1])),
          enabled: reasons.length === 0,
          reasons,
        },
      ];
    });
};
