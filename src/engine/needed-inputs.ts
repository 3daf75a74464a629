import type { Refusal } from '../refusal/refusal.ts';

/** Inputs that a refusal misses, such as `comment`. */
export const neededInputs = ({ issues }: Refusal): readonly string[] =>
  issues.filter(({ code }) => code === 'required').map(({ path }) => path.join('.'));
