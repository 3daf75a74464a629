import type { StepCategory } from '../ticket/ticket-row.ts';
import type { OfferedTransition } from './available-transitions.ts';

/** A place that at least one of several tickets can be moved to. Places are one when their ids are. */
export interface MoveTarget {
  /** A step of workflows, or a status of status lists. */
  readonly kind: 'step' | 'status';
  readonly id: string;
  /** What it is called, in each workflow that calls it otherwise. */
  readonly names: readonly string[];
  readonly categories: readonly StepCategory[];
  /** Tickets that can be moved there. */
  readonly eligible: number;
  /** Tickets that cannot, or that stand there already. */
  readonly ineligible: number;
  /** Of the eligible tickets those that must be given a comment. */
  readonly needComment: number;
  /** Moving there closes tickets: it needs a confirmation. */
  readonly closes: boolean;
}

/** A ticket of a selection, with what its screen would offer. */
interface Selected {
  readonly kind: MoveTarget['kind'];
  readonly workflow: string;
  readonly step: string;
  readonly category: StepCategory;
  readonly offered: readonly OfferedTransition[];
}

/** Where a selection of tickets can go within their workflows: the union of what each of them is offered, in the order in which the tickets offer it. */
export const moveTargets = (tickets: readonly Selected[]): readonly MoveTarget[] => {
  const ways = tickets.flatMap(({ kind, workflow, step, category, offered }, ticket) =>
    offered
      .filter(({ enabled, to }) => enabled && to.workflow === workflow && to.step !== step)
      .map(({ to, comment }) => ({ ticket, kind, category, to, comment })),
  );
  const keys = new Set(ways.map(({ kind, to }) => `${kind} ${to.step}`));
  return [...keys].flatMap((key) => {
    const there = ways.filter(({ kind, to }) => `${kind} ${to.step}` === key);
    const [first] = there;
    if (first === undefined) return [];
    const eligible = new Set(there.map(({ ticket }) => ticket));
    const withoutComment = new Set(there.flatMap(({ ticket, comment }) => (comment === 'required' ? [] : [ticket])));
    return [
      {
        kind: first.kind,
        id: first.to.step,
        names: [...new Set(there.map(({ to }) => to.name))],
        categories: [...new Set(there.map(({ to }) => to.category as StepCategory))],
        eligible: eligible.size,
        ineligible: tickets.length - eligible.size,
        needComment: eligible.size - withoutComment.size,
        closes: there.some(({ to, category }) => to.category === 'closed' && category !== 'closed'),
      },
    ];
  });
};
