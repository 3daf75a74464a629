import { type ConditionFields, conditionFields } from '../../condition/ticket-fields.ts';
import type { WorkflowDefinition } from '../definition.ts';

/** What the checks know beside the workflow; null where they know nothing. */
export interface Knowledge {
  readonly roles: Readonly<Record<string, readonly string[]>> | null;
  readonly users: Readonly<Record<string, readonly string[]>> | null;
  readonly words: readonly string[] | null;
  /** What the desk itself holds when it acts. */
  readonly system: readonly string[] | null;
  readonly fields: ConditionFields;
  /** Are the custom fields among `fields`? */
  readonly customFields: boolean;
  readonly others: readonly { readonly definition: WorkflowDefinition; readonly retiring: boolean }[] | null;
  /** As it was given. */
  readonly selection: unknown;
  readonly privileged: readonly string[] | null;
  readonly portal: boolean | null;
}

export const nothingKnown: Knowledge = {
  roles: null,
  users: null,
  words: null,
  system: null,
  fields: conditionFields([]),
  customFields: false,
  others: null,
  selection: undefined,
  privileged: null,
  portal: null,
};
