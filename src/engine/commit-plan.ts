import type { Mail } from '../notifications/mail.ts';
import type { Batch, Change, CommitResult } from '../ports/batch.ts';
import type { StoredResult } from '../ports/stored-result.ts';
import type { Document } from '../ticket/document.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Warning } from '../ticket/warning.ts';
import { actionChanges } from './action-changes.ts';
import { type Assembled, assemblePlan } from './assemble-plan.ts';
import type { Call } from './call.ts';
import { drawNumber } from './draw-number.ts';
import { emitSafely } from './emit-safely.ts';
import type { Plan } from './plan.ts';

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
  const changes = changesOf(plan, assembled);
  if (changes.length > 0 || once !== null) {
    const batch: Batch = {
      tenant: call.context.tenant,
      changes,
      ...(once === null ? {} : { once: { ...once, result: resultOf(plan, drafts) } }),
      ...(drawn?.counter === undefined ? {} : { counter: drawn.counter }),
    };
    const committed = await call.store.commit(batch);
    if (committed.outcome !== 'committed') return committed;
    await call.afterwards(async () => {
      for (const event of events)
        emitSafely(call.engine, event.type, { ...event, tenant: call.context.tenant } as never);
      if (assembled.deliveries.length + (plan.mail?.all.length ?? 0) > 0) call.engine.waker.wake();
      return [];
    });
  }
  return { outcome: 'committed', ticket: after, drafts, warnings };
};

const changesOf = (plan: Plan, { after, events, other, mails, deliveries }: Assembled): readonly Change[] => [
  ...(events.length === 0
    ? []
    : [
        {
          root: 'ticket' as const,
          before: plan.before,
          after,
          add: {
            events,
            ...actionChanges(events, plan.actions ?? []),
            mails,
            deliveries: [...(plan.mail?.deliveries ?? []), ...deliveries],
            questions: plan.question == null ? [] : [plan.question],
            documents: documentsOf(events),
            ...plan.additions,
          },
        },
      ]),
  ...(other === null
    ? []
    : [{ root: 'ticket' as const, before: other.before, after: other.after, add: { events: other.events } }]),
  ...(plan.questions ?? []).map((change) => ({ root: 'question' as const, ...change })),
  ...(plan.mail === undefined ? [] : [{ root: 'mail' as const, before: plan.mail.before, after: plan.mail.after }]),
  ...(plan.mail?.changed ?? []).map(({ before, after: to }) => ({ root: 'delivery' as const, before, after: to })),
  ...(plan.timers ?? []),
];

/** Ids only: a replay shows everything as it is then. */
const resultOf = (plan: Plan, drafts: readonly Mail[]): StoredResult['result'] => ({
  ...plan.result,
  ...(plan.mail === undefined ? {} : { mail: plan.mail.after.id }),
  ticket: plan.ticketId,
  drafts: drafts.map(({ id }) => id),
  ...(plan.otherOpenDrafts === undefined ? {} : { otherOpenDrafts: plan.otherOpenDrafts.map(({ id }) => id) }),
  ...(plan.question == null ? {} : { question: plan.question.id }),
});

const documentsOf = (events: readonly TicketEvent[]): readonly Document[] =>
  events.flatMap((event) =>
    event.type === 'document.added' ? [{ ...event.data.document, ticket: event.ticket }] : [],
  );
