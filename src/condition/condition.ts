import { z } from 'zod';

/** What a condition compares with. `{ actor: true }` stands for the user who asks. */
export type Operand =
  | string
  | number
  | boolean
  | null
  | readonly (string | number | boolean)[]
  | { readonly actor: true };

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

export type Comparison = { readonly field: string } & { readonly [O in Operator]?: Operand };

/** The one condition language: total and two-valued, null is a value. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

/** The user who asks, as an operand: `{ field: 'responsible', is: actor }`. */
export const actor: { readonly actor: true } = Object.freeze({ actor: true });

export const operators: readonly Operator[] = [
  'is',
  'isNot',
  'in',
  'notIn',
  'contains',
  'startsWith',
  'endsWith',
  'before',
  'after',
  'atLeast',
  'atMost',
  'hasAny',
  'hasAll',
  'empty',
];

const scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);
const operand = z.union([scalar, z.null(), z.array(scalar).max(200), z.strictObject({ actor: z.literal(true) })]);

const comparison = z
  .strictObject({
    field: z.string().min(1),
    ...Object.fromEntries(operators.map((name) => [name, operand.optional()])),
  })
  .refine((value) => Object.keys(value).length === 2, { error: 'Name one field and exactly one operator.' });

/** Strict schema of conditions that come from outside the code. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).max(200) }),
    z.strictObject({ any: z.array(conditionSchema).max(200) }),
    z.strictObject({ not: conditionSchema }),
    comparison as unknown as z.ZodType<Comparison>,
  ]),
);
