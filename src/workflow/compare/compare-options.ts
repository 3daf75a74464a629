import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import type { WorkflowCheckOptions } from '../check/check-options.ts';
import type { Knowledge } from '../check/knowledge.ts';
import { readOptions } from '../check/read-options.ts';

/** Where tickets go whose step is not there any more. */
export interface StepPlan {
  /** Step before → step after. Steps that keep their id, or were renamed from it, need no entry. */
  readonly steps: Readonly<Record<string, string>>;
  /** Why tickets are closed or opened by it. Default: none; then it must not happen. */
  readonly reason?: string;
}

/** What a comparison may know beside the two definitions. */
export interface WorkflowComparisonOptions extends Pick<WorkflowCheckOptions, 'roles' | 'portal' | 'others'> {
  /** Step → how many tickets stand in it. Default: not known; nothing is counted, and no ticket is called stranded. */
  readonly histogram?: Readonly<Record<string, number>>;
  /** Default: none; every ticket stays in the step of the same id. */
  readonly plan?: StepPlan;
}

/** What a comparison knows. */
export interface ComparisonBasis {
  readonly known: Knowledge;
  readonly histogram: ReadonlyMap<string, number> | null;
  readonly plan: { readonly steps: ReadonlyMap<string, string>; readonly reason: string | null };
}

const options = z.strictObject({
  roles: z.unknown().optional(),
  portal: z.unknown().optional(),
  others: z.unknown().optional(),
  histogram: z.record(z.string(), z.int().min(0)).optional(),
  plan: z.strictObject({ steps: z.record(z.string(), z.string()), reason: z.string().optional() }).optional(),
});

/** What the options of a comparison come to, or the refusal of options that cannot be used. */
export const readComparisonOptions = (input: unknown): Decided<ComparisonBasis> => {
  const parsed = parseInput(options, input);
  if (!parsed.ok) return parsed;
  const { histogram, plan, ...rest } = parsed.value;
  const known = readOptions(rest);
  if (!known.ok) return known;
  const reason = plan?.reason?.trim() ?? '';
  return accept({
    known: known.value,
    histogram: histogram === undefined ? null : new Map(Object.entries(histogram)),
    plan: { steps: new Map(Object.entries(plan?.steps ?? {})), reason: reason === '' ? null : reason },
  });
};
