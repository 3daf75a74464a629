/** What a condition compares with. `{ actor: true }` stands for the user who asks. */
export type Operand =
  | string
  | number
  | boolean
  | null
  | readonly (string | number | boolean)[]
  | { readonly actor: true };

/** How a condition compares. Which of them a field knows depends on its type. */
export type Operator =
  | 'is'
  | 'isNot'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'before'
  | 'after'
  | 'atLeast'
  | 'atMost'
  | 'hasAny'
  | 'hasAll'
  | 'empty';

/** One field and exactly one operator: `{ field: 'category', isNot: 'closed' }`. */
export type Comparison = { readonly field: string } & { readonly [O in Operator]?: Operand };

/**
 * The one condition language: total and two-valued, null is a value, so `not` is always the opposite. Texts are compared
 * without regard to case, ids exactly. An empty `all` always holds, an empty `any` never.
 *
 * Fields: `area, origin, workflow, step, category, responsible, creator, requester.contact, requester.person` (ids),
 * `audience` (a set of ids), `number, subject, description, requester.name, requester.email` (texts), `createdAt, updatedAt, startedAt, closedAt,
 * lastExternalAt` (instants), `workflowVersion` (a number), `timeSpent.total, timeSpent.internal, timeSpent.external` (hundredths of an hour) and
 * `fields.<id>` for custom fields.
 *
 * At most 8 levels deep and 200 conditions in all, values of at most 1000 characters, lists of at most 200 values.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

/** The user who asks, as an operand: `{ field: 'responsible', is: actor }`. Without a user it equals nothing. */
export const actor: { readonly actor: true } = Object.freeze({ actor: true });
