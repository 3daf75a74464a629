import { z } from 'zod';
import type { Condition } from '../condition/condition.ts';
import { nameText } from '../ticket/stored-text.ts';

/** A rule that chooses a workflow for a new ticket. */
export interface SelectionRule {
  readonly id: string;
  readonly name: string;
  /** Holds of the values with which the ticket is created. */
  readonly when: Condition;
  /** The workflow that is chosen. */
  readonly workflow: string;
}

/** Which workflow of an area a new ticket gets when nobody chooses: the first rule that holds decides. */
export interface WorkflowSelection {
  readonly rules: readonly SelectionRule[];
  /** The workflow of tickets for which no rule holds. */
  readonly fallback: string;
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
