import type { Condition } from '../condition/condition.ts';

/** New tickets for which a condition holds run through this workflow. */
export interface WorkflowRule<W extends string = string> {
  readonly id: string;
  readonly name: string;
  /**
   * What a ticket must be like while it is made: `area, origin, responsible, creator, project, audience, subject, description`,
   * `requester.…` and `fields.<id>`. Where it stands and when it changed is not known yet.
   */
  readonly when: Condition;
  readonly workflow: W;
}

/** How an area chooses the workflow of a new ticket for which nobody has chosen one. */
export interface WorkflowSelection<W extends string = string> {
  /** In this order; the first that holds decides. */
  readonly rules: readonly WorkflowRule<W>[];
  /** The workflow of a ticket for which no rule holds. */
  readonly fallback: W;
}
