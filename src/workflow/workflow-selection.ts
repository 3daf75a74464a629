import { z } from 'zod';
import type { Condition } from '../condition/condition.ts';
import { nameText } from '../ticket/stored-text.ts';

/** A rule that chooses a workflow for a new ticket; `W` are the ids of the workflows it may choose. */
export interface SelectionRule<W extends string = string> {
  readonly id: string;
  readonly name: string;
  /**
   * Holds of the values with which the ticket is created: `area, origin, responsible, creator, project, audience, subject,
   * description`, `requester.…` and `fields.<id>`. Where it stands and when it changed is not known yet.
   */
  readonly when: Condition;
  /** The workflow that is chosen. */
  readonly workflow: W;
}

/** Which workflow of an area a new ticket gets when nobody chooses: the first rule that holds decides. */
export interface WorkflowSelection<W extends string = string> {
  readonly rules: readonly SelectionRule<W>[];
  /** The workflow of tickets for which no rule holds. */
  readonly fallback: W;
}

/** Such a choice as it stands in JSON. */
export const selectionDocument = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        id: z.string(),
        name: nameText,
        /** Its own check says more than a schema could. */
        when: z.custom<Condition>((value) => typeof value === 'object' && value !== null, {
          error: 'Expected a condition.',
          params: { code: 'wrong_type' },
        }),
        workflow: z.string(),
      }),
    )
    .max(200),
  fallback: z.string(),
});
