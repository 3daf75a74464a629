import type { HourlyRate } from '../ports/rates.ts';
import type { Action } from '../ticket/action.ts';

/** What the work on a ticket costs. */
export interface TicketCost {
  /** One entry for each currency, by its name, in whole minor units: cents of EUR. */
  readonly amounts: readonly {
    readonly currency: string;
    readonly total: number;
    readonly internal: number;
    readonly external: number;
  }[];
  /** Time of which nobody says what it costs, in hundredths of an hour. */
  readonly unrated: { readonly total: number; readonly internal: number; readonly external: number };
}

/**
 * Adds up what each action costs at its rate. Sums are exact; at the end the internal and the external sum of a currency are
 * rounded once each to whole minor units, half up, and the total is what the two make together.
 */
export const ticketCost = (
  actions: readonly Pick<Action, 'visibility' | 'timeSpent'>[],
  rates: readonly (HourlyRate | null)[],
): TicketCost => {
  const unrated = { internal: 0, external: 0 };
  /** Hundredths of minor units, by currency. */
  const sums = new Map<string, { internal: bigint; external: bigint }>();
  for (const [index, { visibility, timeSpent }] of actions.entries()) {
    const rate = rates[index] ?? null;
    if (rate === null) {
      unrated[visibility] += timeSpent;
      continue;
    }
    const sum = sums.get(rate.currency) ?? { internal: 0n, external: 0n };
    sum[visibility] += BigInt(timeSpent) * BigInt(rate.perHour);
    sums.set(rate.currency, sum);
  }
  return {
    amounts: [...sums.keys()].sort().map((currency) => {
      const sum = sums.get(currency);
      const [internal, external] = [halfUp(sum?.internal ?? 0n), halfUp(sum?.external ?? 0n)];
      return { currency, total: internal + external, internal, external };
    }),
    unrated: { total: unrated.internal + unrated.external, ...unrated },
  };
};

const halfUp = (hundredths: bigint): number => Number((hundredths + 50n) / 100n);
