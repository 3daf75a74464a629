import type { Mail } from '../notifications/mail.ts';
import type { Batch, CommitResult } from '../ports/batch.ts';
import type { StoredResult } from '../ports/stored-result.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Warning } from '../ticket/warning.ts';
import { announce } from './announce.ts';
import { assemblePlan } from './assemble-plan.ts';
import type { Call } from './call.ts';
import { drawNumber } from './draw-number.ts';
import type { Plan } from './plan.ts';
import { planChanges, ticketChanges } from './plan-changes.ts';

export interface Committed {
  readonly outcome: 'committed';
  readonly ticket: TicketRow;
  readonly drafts: readonly Mail[];
  readonly warnings: readonly Warning[];
}

interface CommitContext {
  readonly call: Call;
  readonly now: Date;
  readonly once: Omit<StoredResult, 'result'> | null;
}

/** Draws the number and writes everything a plan comes to in one batch. Listeners hear of it after that. */
export const commitPlan = async (
  plan: Plan,
  { call, now, once }: CommitContext,
): Promise<Committed | Exclude<CommitResult, { outcome: 'committed' }>> => {
  const drawn = plan.before === null ? await drawNumber(plan.area, call, now) : null;
  const assembled = assemblePlan(plan, call, now, drawn?.number ?? null);
  const { after, warnings } = assembled;
  const events = [...assembled.events, ...(assembled.other?.events ?? [])];
  const drafts = assembled.mails.filter((mail) => mail.state === 'draft');
  const { tenant } = call.context;
  const kept = once === null ? null : { ...once, result: resultOf(plan, drafts) };
  const changes = planChanges(plan, assembled);
  if (changes.length > 0 || kept !== null) {
    const batch: Batch =
      plan.deletes !== undefined
        ? { tenant, mode: 'each', changes: ticketChanges(plan, assembled, kept) }
        : {
            tenant,
            changes,
            ...(kept === null ? {} : { once: kept }),
            ...(drawn?.counter === undefined ? {} : { counter: drawn.counter }),
          };
    const committed = await call.store.commit(batch);
    if (committed.outcome !== 'committed') return committed;
    if (committed.stale?.includes(plan.ticketId)) return { outcome: 'conflict' };
    const queued = assembled.deliveries.length + (plan.mail?.all.length ?? 0) > 0;
    await announce({ events, queued, timedTransitions: assembled.timedTransitions ?? [] }, call);
  }
  return { outcome: 'committed', ticket: after, drafts, warnings };
};

/** Ids only: a replay shows everything as it is then. */
const resultOf = (plan: Plan, drafts: readonly Mail[]): StoredResult['result'] => ({
  ...plan.result,
  ...(plan.mail === undefined ? {} : { mail: plan.mail.after.id }),
  ticket: plan.ticketId,
  ...(plan.deletes === undefined ? {} : { deleted: plan.deletes }),
  drafts: drafts.map(({ id }) => id),
  ...(plan.otherOpenDrafts === undefined ? {} : { otherOpenDrafts: plan.otherOpenDrafts.map(({ id }) => id) }),
  ...(plan.question == null ? {} : { question: plan.question.id }),
});
