import type { Refusal } from '../refusal/refusal.ts';

/** What a preview says of a command whose idempotency key was used. */
export const replayed: Refusal = {
  code: 'already_done',
  message: 'A command with this idempotency key has run; running it again does nothing.',
  issues: [],
  data: {},
};
