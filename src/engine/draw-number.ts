import { formatNumber, numberSeries } from '../area/number-format.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Batch } from '../ports/batch.ts';
import type { Call } from './call.ts';

/** A number for a new ticket, and the counter to write with the ticket where no number may be left out. */
export interface DrawnNumber {
  readonly number: string;
  readonly counter?: NonNullable<Batch['counter']>;
}

/** Draws the number once the decision has said yes, so that a refused command consumes none. */
export const drawNumber = async (area: ResolvedArea, call: Call, now: Date): Promise<DrawnNumber> => {
  const { number: format } = area;
  const { engine, store, context } = call;
  const series = { tenant: context.tenant, series: numberSeries(area.id, format, now), from: format.start };
  if (format.gapless) {
    const value = await store.peek(series);
    return { number: formatNumber(format, value, now), counter: { series: series.series, value } };
  }
  // What the host rolls back must not be handed out again from memory: no drawing ahead inside his transaction.
  const block = context.handle === undefined ? format.block : 1;
  return { number: formatNumber(format, await engine.numbers.next(store, series, block), now) };
};
