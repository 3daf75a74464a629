import type { Issue, Refusal } from './refusal.ts';
import type { RefusalCode } from './refusal-codes.ts';

const brand = Symbol.for('ticketwerk/RefusedError');

/**
 * Thrown by every command and query that refuses. Nothing was written, sent or lost.
 *
 * Anything else that is thrown is a broken promise of a port or a bug, never an expected refusal. Use {@link isRefused}
 * instead of `instanceof`: it holds across two copies of the package.
 */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** One of the closed table of codes; each has a page under docs/errors/. */
  readonly code: RefusalCode;
  /** Every problem with its path. */
  readonly issues: readonly Issue[];
  /** What helps to go on: the ticket as it is now, the options to choose from, the missing permission. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(refusal: Refusal, options?: { readonly cause?: unknown }) {
    super(refusal.message, options);
    this.code = refusal.code;
    this.issues = refusal.issues;
    this.data = refusal.data;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Tells whether something thrown is a refusal, also one of another copy of this package. */
export const isRefused = (error: unknown): error is RefusedError =>
  typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[brand] === true;
