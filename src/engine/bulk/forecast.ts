import { accept, type Decided } from '../../refusal/refusal.ts';
import { openCall } from '../open-call.ts';
import { previewedMail } from '../preview-command.ts';
import type { Begun } from './begun.ts';
import type { BulkForecast } from './bulk-verdict.ts';
import { type ChunkDecision, decideChunk } from './decide-chunk.ts';
import type { BulkPlace } from './run-bulk.ts';

/** Says what would become of the tickets, chunk by chunk; nothing is written. */
export const forecast = async <Values, Place>(
  { work, selection }: Begun<Values, Place>,
  { scope, actor }: BulkPlace,
): Promise<Decided<readonly BulkForecast[]>> => {
  const forecasts: BulkForecast[] = [];
  let from: Place | undefined;
  for (;;) {
    const chunk = await openCall(scope, actor, `preview.${work.command.name}`, async (call) => {
      const { tickets, next } = await selection.chunk(from, call);
      return accept({ decisions: await decideChunk(work, tickets, call), next });
    });
    const wrong = chunk.decisions.find((one) => one.kind === 'refused' && one.refusal.code === 'invalid_input');
    if (work.oneInput === true && forecasts.length === 0 && wrong?.kind === 'refused')
      return { ok: false, refusal: wrong.refusal };
    forecasts.push(...chunk.decisions.map(forecastOf));
    if (chunk.next === null) return accept(forecasts);
    from = chunk.next;
  }
};

const forecastOf = (decision: ChunkDecision): BulkForecast => {
  const { ticket } = decision;
  if (decision.kind === 'refused') return { ticket, outcome: 'refused', refusal: decision.refusal };
  // What an earlier call with the same key did is not done again.
  if (decision.kind === 'replay' || decision.assembled.events.length === 0) return { ticket, outcome: 'unchanged' };
  const { after, events, planned, warnings } = decision.assembled;
  return {
    ticket,
    outcome: 'changed',
    number: after.number,
    events: events.map(({ type }) => type),
    mails: planned.map(previewedMail),
    warnings,
  };
};
