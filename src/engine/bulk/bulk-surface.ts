import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Call } from '../call.ts';
import { notAllowed } from '../not-allowed.ts';
import { openCall } from '../open-call.ts';
import { beginAddAction } from './add-action.ts';
import type { Begun } from './begun.ts';
import { type BulkOutcome, type BulkPreview, countVerdicts } from './bulk-verdict.ts';
import { beginDelete } from './delete-tickets.ts';
import { forecast } from './forecast.ts';
import { beginHandOverAll } from './hand-over-all.ts';
import { type BulkPlace, runBulk } from './run-bulk.ts';
import { beginMove } from './set-step.ts';

/** Reads the input of a bulk command. */
type Begin<Values, Place> = (call: Call) => Decided<Begun<Values, Place>> | Promise<Decided<Begun<Values, Place>>>;

/** Carries a bulk command out, or previews it. */
export type Finish = <Values, Place>(name: string, begin: Begin<Values, Place>) => Promise<unknown>;

/** Every bulk command there is, in either mode. */
export const bulkSurface = (finish: Finish) => ({
  addAction: (tickets: unknown, action: unknown, options?: unknown) =>
    finish('bulk.addAction', (call) => beginAddAction(action, { tickets, options }, call)),
  setStep: (tickets: unknown, step: unknown, input?: object, options?: unknown) =>
    finish('bulk.setStep', (call) => beginMove({ ...input, kind: 'step', step }, { tickets, options }, call)),
  setStatus: (tickets: unknown, status: unknown, input?: object, options?: unknown) =>
    finish('bulk.setStatus', (call) =>
      beginMove({ ...input, kind: 'status', step: status }, { tickets, options }, call),
    ),
  delete: (tickets: unknown, input?: unknown, options?: unknown) =>
    finish('bulk.delete', (call) => beginDelete(input, { tickets, options }, call)),
  handOverAll: (input: unknown, options?: unknown) =>
    finish('bulk.handOverAll', (call) => beginHandOverAll(input, options, call)),
});

/** Runs it, once everything is confirmed that must be. */
export const bulkRun =
  (place: BulkPlace): Finish =>
  async (name, begin): Promise<BulkOutcome> => {
    const begun = await openCall(place.scope, place.actor, name, begin);
    if (begun.unconfirmed !== undefined) {
      const forecasts = await forecast(begun, place);
      const refusal = forecasts.ok ? begun.unconfirmed(forecasts.value) : forecasts.refusal;
      if (refusal !== null) await openCall(place.scope, place.actor, name, () => ({ ok: false, refusal }));
    }
    return runBulk(begun, place);
  };

/** Says what it would do. */
export const bulkPreview =
  (place: BulkPlace): Finish =>
  (name, begin): Promise<BulkPreview> =>
    openCall(place.scope, place.actor, `preview.${name}`, async (call): Promise<Decided<BulkPreview>> => {
      const begun = await begin(call);
      if (!begun.ok) return accept(notAllowed(begun.refusal));
      const forecasts = await forecast(begun.value, place);
      if (!forecasts.ok) return accept(notAllowed(forecasts.refusal));
      const refusal = begun.value.unconfirmed?.(forecasts.value) ?? null;
      if (refusal !== null) return accept(notAllowed(refusal));
      const verdicts = forecasts.value;
      const mails = verdicts.flatMap((one) => (one.outcome === 'changed' ? one.mails : []));
      return accept(
        deepFreeze({
          allowed: true,
          verdicts,
          ...countVerdicts(verdicts),
          mails: mails.filter(({ mode }) => mode === 'queued').length,
        }),
      );
    });
