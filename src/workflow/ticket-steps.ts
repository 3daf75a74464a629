import type { StepCategory, TicketRow } from '../ticket/ticket-row.ts';
import type { OfferedTransition } from './available-transitions.ts';
import type { Meta, StepDefinition, WorkflowDefinition } from './definition.ts';
import type { StepLogEntry } from './step-log.ts';

/** A step of a ticket's workflow, or a status of its list, as a screen shows it. */
export interface TicketStep {
  readonly id: string;
  readonly label: string;
  readonly category: StepCategory;
  /** Left out: the step has none. */
  readonly color?: string;
  /** Left out: the step has none. */
  readonly description?: string;
  /** What the application keeps with it. Left out: nothing. */
  readonly meta?: Meta;
  /**
   * How to draw it: `current`: the ticket stands here, in exactly one step; `next`: one click away, by a transition that can be
   * taken now; `visited`: it stood here before; `other`. A step that is several of these is the first of them.
   */
  readonly state: 'current' | 'next' | 'visited' | 'other';
  /** Did the ticket ever stand here, up to now? A workflow may go back, so a step can be `next` and visited. */
  readonly visited: boolean;
  /** Ids of the offered transitions that lead here, disabled ones too, in configured order. */
  readonly transitions: readonly string[];
}

/** The steps of a ticket's workflow in configured order. A step that is gone from the configuration is shown while the ticket stands in it. */
export const ticketSteps = (
  ticket: TicketRow,
  definition: WorkflowDefinition | undefined,
  offered: readonly OfferedTransition[],
  log: readonly StepLogEntry[],
): readonly TicketStep[] => {
  const visited = new Set(log.flatMap(({ to }) => (to.workflow === ticket.workflow ? [to.step] : [])));
  const configured = definition?.steps ?? [];
  const gone: StepDefinition = { id: ticket.step, name: ticket.step, category: ticket.category };
  const steps = configured.some(({ id }) => id === ticket.step) ? configured : [...configured, gone];
  return steps.map(({ id, name, category, color, description, meta }) => {
    const ways = offered.filter(({ to }) => to.workflow === ticket.workflow && to.step === id);
    const wasHere = visited.has(id);
    const reachable = ways.some(({ enabled }) => enabled);
    return {
      id,
      label: name,
      category,
      ...(color === undefined ? {} : { color }),
      ...(description === undefined ? {} : { description }),
      ...(meta === undefined ? {} : { meta }),
      state: id === ticket.step ? 'current' : reachable ? 'next' : wasHere ? 'visited' : 'other',
      visited: wasHere,
      transitions: ways.map((way) => way.id),
    };
  });
};
