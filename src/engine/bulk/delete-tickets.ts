import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import type { Decided, Refusal } from '../../refusal/refusal.ts';
import { type Deleted, sumDeleted } from '../../ticket/deletion.ts';
import type { Call } from '../call.ts';
import { deleteFromListCommand } from '../commands/delete-ticket.ts';
import { type Begun, type BulkCall, beginListed } from './begun.ts';
import { type BulkForecast, countVerdicts } from './bulk-verdict.ts';

interface DeletionInput {
  readonly confirmed?: unknown;
}

const deletionInput: z.ZodType<DeletionInput> = z.strictObject({ confirmed: z.unknown().optional() });

/** Reads which tickets of a list are to be deleted; unless that is confirmed, it says how much would go with them. */
export const beginDelete = (raw: unknown, selection: BulkCall, call: Call): Decided<Begun<DeletionInput, number>> => {
  const values = parseInput(deletionInput, raw ?? {});
  if (!values.ok) return values;
  const asks = values.value.confirmed !== true;
  return beginListed(deleteFromListCommand, values.value, selection, call, asks ? { unconfirmed } : {});
};

const unconfirmed = (forecasts: readonly BulkForecast[]): Refusal | null => {
  const asked = forecasts.flatMap((one) =>
    one.outcome === 'refused' && one.refusal.code === 'confirmation_required' ? [one.refusal] : [],
  );
  if (asked.length === 0) return null;
  const impact = {
    tickets: asked.length,
    ...sumDeleted(asked.map(({ data }) => data.impact as Deleted)),
    refused: countVerdicts(forecasts).refused - asked.length,
  };
  const message = `Deleting ${asked.length} tickets cannot be undone; pass { confirmed: true }.`;
  return {
    code: 'confirmation_required',
    message,
    issues: [{ path: ['confirmed'], code: 'required', message }],
    data: { impact },
  };
};
