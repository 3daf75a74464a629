import type { Instant } from '../ticket/instant.ts';
import type { CallContext } from './call-context.ts';

/** Whose hour at which moment. */
export interface RateRequest {
  readonly user: string;
  readonly at: Instant;
  /** Area of the ticket he worked on. */
  readonly area: string;
}

/** What an hour costs. */
export interface HourlyRate {
  /** ISO 4217, such as `EUR`. */
  readonly currency: string;
  /** Whole minor units of the currency an hour: 9500 are 95.00 EUR. */
  readonly perHour: number;
}

/**
 * What the work of the host's users costs. Asked once for each cost that somebody wants to know.
 *
 * Implementations MUST answer every request in its place, with null where there is no rate.
 */
export interface Rates {
  rates(
    requests: readonly RateRequest[],
    context: CallContext,
  ): Promise<readonly (HourlyRate | null)[]> | readonly (HourlyRate | null)[];
}
