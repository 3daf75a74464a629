import { accept } from '../../refusal/refusal.ts';
import { isRefused, type RefusedError } from '../../refusal/refused-error.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Actor } from '../../ticket/actor.ts';
import { openCall } from '../open-call.ts';
import type { Scope } from '../scope.ts';
import type { Begun } from './begun.ts';
import { type BulkOutcome, type BulkVerdict, countVerdicts } from './bulk-verdict.ts';
import { commitChunk } from './commit-chunk.ts';

/** Where a bulk command runs, and who does it. */
export interface BulkPlace {
  readonly scope: Scope;
  readonly actor: Actor;
}

/**
 * Runs a command over tickets, chunk by chunk. Each chunk is a call of its own, with the permissions and settings of its moment: who
 * loses his permissions half-way is refused for the rest.
 */
export const runBulk = async <Values, Place>(
  { work, selection, options }: Begun<Values, Place>,
  { scope, actor }: BulkPlace,
): Promise<BulkOutcome> => {
  const verdicts: BulkVerdict[] = [];
  let from: Place | undefined;
  for (;;) {
    if (options.signal?.aborted === true) return outcomeOf(verdicts, true, selection.rest(from));
    const begins = verdicts.length === 0;
    const done = await openCall(scope, actor, work.command.name, async (call) => {
      const { tickets, next } = await selection.chunk(from, call);
      const written = await commitChunk({ ...work, oneInput: begins && work.oneInput === true }, tickets, call);
      return written.ok ? accept({ verdicts: written.value, next }) : written;
    }).catch((error: unknown) => {
      // As long as nothing was done the refusal of a call is thrown; later it is the verdict of what was not come to.
      if (begins || !isRefused(error) || error.code !== 'forbidden') throw error;
      return { verdicts: selection.rest(from).map((ticket) => refusedBy(error, ticket)), next: null };
    });
    verdicts.push(...done.verdicts);
    options.onProgress?.({ total: selection.total, done: verdicts.length });
    if (done.next === null) return outcomeOf(verdicts, false, []);
    from = done.next;
  }
};

const refusedBy = ({ code, message, issues, data }: RefusedError, ticket: string): BulkVerdict => ({
  ticket,
  outcome: 'refused',
  refusal: { code, message, issues, data },
});

const outcomeOf = (verdicts: readonly BulkVerdict[], stopped: boolean, rest: readonly string[]): BulkOutcome =>
  deepFreeze({
    verdicts,
    ...countVerdicts(verdicts),
    mails: verdicts.filter((one) => one.outcome === 'changed' && one.mail !== null).length,
    stopped,
    rest,
  });
