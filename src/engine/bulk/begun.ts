import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, type Refusal } from '../../refusal/refusal.ts';
import type { Call } from '../call.ts';
import { type BulkOptions, bulkOptions, selected } from './bulk-options.ts';
import type { BulkForecast } from './bulk-verdict.ts';
import type { BulkCommand, BulkWork } from './decide-chunk.ts';
import { listed, type Selection } from './selection.ts';

/** A bulk command whose input was read. */
export interface Begun<Values, Place> {
  readonly work: BulkWork<Values>;
  readonly selection: Selection<Place>;
  readonly options: BulkOptions;
  /** Looks at what would happen, and says what must be confirmed before anything does. Default: nothing must. */
  readonly unconfirmed?: (forecasts: readonly BulkForecast[]) => Refusal | null;
}

/** What a surface hands over: everything as the caller wrote it. */
export interface BulkCall {
  readonly tickets: unknown;
  readonly options: unknown;
}

/** Reads the tickets that were selected by name, and the options. */
export const beginListed = <Values>(
  command: BulkCommand<Values>,
  values: Values,
  { tickets: rawTickets, options: rawOptions }: BulkCall,
  call: Call,
  more: Pick<BulkWork<Values>, 'oneInput'> & Pick<Begun<Values, number>, 'unconfirmed'> = {},
): Decided<Begun<Values, number>> => {
  const tickets = parseInput(selected(call), { tickets: rawTickets });
  if (!tickets.ok) return tickets;
  const options = parseInput(bulkOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const { oneInput, unconfirmed } = more;
  return accept({
    work: { command, values, key: options.value.idempotencyKey, ...(oneInput === undefined ? {} : { oneInput }) },
    selection: listed(tickets.value.tickets),
    options: options.value as BulkOptions,
    ...(unconfirmed === undefined ? {} : { unconfirmed }),
  });
};
