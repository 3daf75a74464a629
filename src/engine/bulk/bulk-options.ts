import { z } from 'zod';
import type { StopSignal } from '../../ports/clock.ts';
import type { Call } from '../call.ts';
import { commandOptions } from '../command-options.ts';
import { ticketReference } from '../ticket-input.ts';

/** How far a bulk command has come. */
export interface BulkProgress {
  readonly total: number;
  /** Tickets with a verdict. */
  readonly done: number;
}

/** What every bulk command takes beside its input. */
export interface BulkOptions {
  /**
   * Kept with each ticket: calling again with the same key and input goes on where it was stopped or broke off, and changes no
   * ticket twice. Default: none.
   */
  readonly idempotencyKey?: string;
  /** Ends the work: the chunk under way is finished, and the answer names the rest. An `AbortSignal` fits. Default: it runs to its end. */
  readonly signal?: StopSignal;
  /** Hears of every chunk. Default: nobody does. */
  readonly onProgress?: (progress: BulkProgress) => void;
}

export const bulkOptions = z.strictObject({
  idempotencyKey: commandOptions.shape.idempotencyKey,
  signal: z
    .custom<StopSignal>((value) => typeof value === 'object' && value !== null && 'aborted' in value, {
      error: 'Pass an AbortSignal.',
    })
    .optional(),
  onProgress: z
    .custom<NonNullable<BulkOptions['onProgress']>>((value) => typeof value === 'function', {
      error: 'Pass a function.',
    })
    .optional(),
});

/** Tickets by value or id; one that is named twice counts once. */
export const selected = ({ engine }: Pick<Call, 'engine'>) =>
  z.strictObject({
    tickets: z
      .array(ticketReference)
      .min(1)
      .max(engine.bulkLimit)
      .transform((ids) => [...new Set(ids)]),
  });
