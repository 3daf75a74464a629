import type { Change } from '../ports/batch.ts';
import type { StoredResult } from '../ports/stored-result.ts';
import type { Document } from '../ticket/document.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import { actionChanges } from './action-changes.ts';
import type { Assembled } from './assemble-plan.ts';
import type { Plan } from './plan.ts';

/** The rows a plan changes, on its ticket and beside it. */
export const planChanges = (
  plan: Plan,
  { after, events, timedTransitions, other, mails, deliveries }: Assembled,
): readonly Change[] => [
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
            ...(timedTransitions === null ? {} : { timedTransitions }),
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
  ...(plan.timedTransition === undefined ? [] : [{ root: 'timed_transition' as const, ...plan.timedTransition }]),
];

/** The same for a ticket that is one of several, or that is deleted: what was done is kept under a key of its own. */
export const ticketChanges = (plan: Plan, assembled: Assembled, once: StoredResult | null): readonly Change[] => {
  const key = once === null ? {} : { once };
  if (plan.deletes !== undefined) {
    const tombstone = assembled.events.at(-1);
    return plan.before === null || tombstone?.type !== 'ticket.deleted'
      ? []
      : [{ root: 'deletion', before: plan.before, tombstone, ...key }];
  }
  return planChanges(plan, assembled).map((change) =>
    change.root === 'ticket' && change.after.id === plan.ticketId
      ? { ...change, add: { ...change.add, ...key } }
      : change,
  );
};

const documentsOf = (events: readonly TicketEvent[]): readonly Document[] =>
  events.flatMap((event) =>
    event.type === 'document.added' ? [{ ...event.data.document, ticket: event.ticket }] : [],
  );
