import { type Actor, userOf } from '../ticket/actor.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { ResponsibleRule, TransitionDefinition } from './definition.ts';

type HasRule = Pick<TransitionDefinition, 'responsible'>;

/** How a transition treats who is responsible, where it says no more than how it treats the input too. */
export const responsibleRule = ({ responsible }: HasRule): ResponsibleRule =>
  typeof responsible === 'string' ? { mode: responsible } : responsible;

/** Whoever would become responsible: who was named, or whom the transition gives it to by itself; null: it stays as it is. */
export const candidateOf = (
  transition: HasRule,
  named: string | undefined,
  ticket: Pick<TicketRow, 'responsible'>,
  actor: Actor,
  history: readonly TicketEvent[],
): string | null => {
  const candidate = named ?? proposed[responsibleRule(transition).default ?? 'keep'](actor, history);
  return candidate === ticket.responsible ? null : candidate;
};

const proposed = {
  keep: () => null,
  actor: userOf,
  previous: (_actor: Actor, history: readonly TicketEvent[]): string | null => {
    const last = history.findLast(({ type }) => type === 'ticket.responsible_changed');
    return last?.type === 'ticket.responsible_changed' ? last.data.from : null;
  },
} as const;
