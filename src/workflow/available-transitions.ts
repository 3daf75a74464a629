import type { Issue } from '../refusal/refusal.ts';
import type { Actor } from '../ticket/actor.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { InputMode, WorkflowDefinition } from './definition.ts';
import { evaluateTransition } from './evaluate-transition.ts';
import { machineOf } from './machine.ts';
import { transitionFacts } from './transition-facts.ts';

/** A transition as a screen shows it. */
export interface OfferedTransition {
  readonly id: string;
  readonly name: string;
  readonly to: { readonly step: string; readonly name: string; readonly category: string };
  readonly comment: InputMode;
  readonly responsible: InputMode;
  /** False: shown, but it cannot be taken now; `reasons` says why. */
  readonly enabled: boolean;
  readonly reasons: readonly Issue[];
}

/** The transitions of a ticket's step that this actor sees, in configured order. Taking an enabled one is accepted, any other refused. */
export const availableTransitions = (
  ticket: TicketRow,
  definition: WorkflowDefinition,
  actor: Actor,
  permissions: ReadonlySet<string>,
): readonly OfferedTransition[] => {
  const facts = transitionFacts(ticket, actor, permissions);
  return machineOf(definition)
    .transitionsOf(ticket.step)
    .flatMap((transition) => {
      const reasons = evaluateTransition(transition, facts);
      const [first] = reasons;
      if (first?.code === 'permission' && transition.whenForbidden === 'hide') return [];
      if (first?.code === 'condition' && transition.whenBlocked === 'hide') return [];
      const target = definition.steps.find((step) => step.id === transition.to);
      return [
        {
          id: transition.id,
          name: transition.name,
          to: { step: transition.to, name: target?.name ?? transition.to, category: target?.category ?? 'open' },
          comment: transition.comment,
          responsible: transition.responsible,
          enabled: reasons.length === 0,
          reasons,
        },
      ];
    });
};
