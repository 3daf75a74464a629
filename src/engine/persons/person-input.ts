import { z } from 'zod';
import { idInput } from '../id-input.ts';

/** An address as somebody wrote it: received mails hold such that nobody could write to. */
const address = idInput(1000).refine((text) => /^\S+@\S+$/u.test(text.trim()), {
  error: 'An address looks like name@example.com.',
  params: { code: 'bad_address' },
});

const reference = { person: idInput(), addresses: z.array(address).max(1000).default([]) };

export const personInput = z.strictObject(reference);
export const exportInput = z.strictObject({ ...reference, contact: idInput().optional() });
export type PersonInput = z.output<typeof personInput>;
