import { RefusedError } from '../../src/refusal/refused-error.ts';

export const notInTransaction = (message: string, cause?: unknown): RefusedError =>
  new RefusedError({ code: 'not_in_transaction', message, issues: [], data: {} }, cause === undefined ? {} : { cause });
