import { z } from 'zod';
import { idInput } from './id-input.ts';

/** What every command takes beside its input. */
export interface CommandOptions {
  /** Repeating a call with the same key has no second effect and gives the first result. Default: none. */
  readonly idempotencyKey?: string;
  /** Refuse with `conflict` unless the ticket has this version. Default: any version. */
  readonly expectedVersion?: number;
}

export const commandOptions = z.strictObject({
  idempotencyKey: idInput().optional(),
  expectedVersion: z.int().min(1).optional(),
});
