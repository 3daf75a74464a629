import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import type { Call } from '../call.ts';
import { intendErasure } from './erase-ticket.ts';
import { addCounts, type ErasureCounts, noErasure } from './erasure-counts.ts';
import { type FoundPerson, findPerson } from './find-person.ts';
import { personInput } from './person-input.ts';
import type { EraseOptions } from './persons-surface.ts';
import { requirePersonErase } from './require-person-erase.ts';

type Signal = NonNullable<EraseOptions['signal']>;
type Listener = NonNullable<EraseOptions['onProgress']>;

const wrongType = (error: string) => ({ error, params: { code: 'wrong_type' } });

const eraseOptions = z.strictObject({
  confirmed: z
    .unknown()
    .optional()
    .transform((given) => given === true),
  content: z.enum(['keep', 'remove']).default('keep'),
  signal: z
    .custom<Signal>(
      (value) => typeof value === 'object' && value !== null && 'aborted' in value,
      wrongType('Give a signal that says whether it is `aborted`.'),
    )
    .optional(),
  onProgress: z.custom<Listener>((value) => typeof value === 'function', wrongType('Give a function.')).optional(),
});

/** What an erasure is about to do. */
export interface IntendedErasure extends FoundPerson {
  readonly options: z.output<typeof eraseOptions>;
}

/** Everything up to the first ticket; running and previewing share it. */
export const intendPersonErasure = async (
  person: unknown,
  rawOptions: unknown,
  call: Call,
): Promise<Decided<IntendedErasure>> => {
  const input = parseInput(personInput, person);
  if (!input.ok) return input;
  const options = parseInput(eraseOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const allowed = requirePersonErase(call);
  if (!allowed.ok) return allowed;
  return accept({ ...(await findPerson(input.value, call)), options: options.value });
};

/** What an erasure would change, counted. */
export const countErasure = async (
  { known, tickets, options }: IntendedErasure,
  call: Call,
): Promise<ErasureCounts> => {
  let counts = noErasure;
  for (const ticket of tickets) {
    const plan = await intendErasure(ticket, known, options.content, call);
    if (plan !== null) counts = addCounts(counts, plan.counts);
  }
  return counts;
};
