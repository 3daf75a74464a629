import type { Delivery, Mail } from '../notifications/mail.ts';
import { makeMails } from '../notifications/make-mails.ts';
import { planMails } from '../notifications/plan-mails.ts';
import type { CommitResult, StoredResult } from '../ports/store.ts';
import type { Action } from '../ticket/action.ts';
import { evolve } from '../ticket/evolve.ts';
import { type Instant, toInstant } from '../ticket/instant.ts';
import type { NewEvent, TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Call } from './call.ts';
import { drawNumber } from './draw-number.ts';
import { emitSafely } from './emit-safely.ts';
import { linksTo } from './links-to.ts';
import { mailDomain } from './mail-domain.ts';
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

/** Draws the number, evolves the state, plans the mails and writes it all in one batch. Listeners hear of it after that. */
export const commitPlan = async (
  plan: Plan,
  context: CommitContext,
): Promise<Committed | Exclude<CommitResult, { outcome: 'committed' }>> => {
  const { call, now, once } = context;
  const drawn = plan.before === null ? await drawNumber(plan.area, call, now) : null;
  const decided = drawn === null ? plan.events : plan.events.map((event) => withNumber(event, drawn.number));
  const stamp = stamper(plan.ticketId, call, toInstant(now));
  const first = stamp(decided, plan.before);
  const written = first.state === null ? nothingWritten : planned(plan, decided, first.state, context);
  const second = stamp(written.events, first.state);
  const after = second.state;
  if (after === null) throw new Error('A plan for a new ticket must create it.');
  const events = [...first.events, ...second.events];
  const drafts = written.mails.filter((mail) => mail.state === 'draft');
  const result: StoredResult['result'] = {
    ...plan.result,
    ...(plan.mail === undefined ? {} : { mail: plan.mail.after.id }),
    ticket: plan.ticketId,
    drafts: drafts.map(({ id }) => id),
  };
  if (events.length > 0 || once !== null || plan.mail !== undefined) {
    const committed = await call.store.commit({
      tenant: call.context.tenant,
      changes: [
        ...(events.length === 0
          ? []
          : [
              {
                root: 'ticket' as const,
                before: plan.before,
                after,
                add: {
                  events,
                  actions: actionsOf(events),
                  mails: written.mails,
                  deliveries: [...(plan.mail?.deliveries ?? []), ...written.deliveries],
                  sources: plan.additions?.sources ?? [],
                },
              },
            ]),
        ...(plan.mail === undefined
          ? []
          : [{ root: 'mail' as const, before: plan.mail.before, after: plan.mail.after }]),
      ],
      ...(once === null ? {} : { once: { ...once, result } }),
      ...(drawn?.counter === undefined ? {} : { counter: drawn.counter }),
    });
    if (committed.outcome !== 'committed') return committed;
    await call.afterwards(async () => {
      for (const event of events)
        emitSafely(call.engine, event.type, { ...event, tenant: call.context.tenant } as never);
      return [];
    });
  }
  return { outcome: 'committed', ticket: after, drafts, warnings: [...(plan.warnings ?? []), ...written.warnings] };
};

const withNumber = (event: NewEvent, number: string): NewEvent =>
  event.type === 'ticket.created' ? { ...event, data: { ...event.data, number } } : event;

interface Written {
  readonly mails: readonly Mail[];
  readonly deliveries: readonly Delivery[];
  readonly events: readonly NewEvent[];
  readonly warnings: readonly Warning[];
}
const nothingWritten: Written = { mails: [], deliveries: [], events: [], warnings: [] };

const planned = (plan: Plan, events: readonly NewEvent[], ticket: TicketRow, { call, now }: CommitContext): Written => {
  const { engine, actor } = call;
  const instant = toInstant(now);
  const mails = planMails(events, {
    ticket,
    area: plan.area,
    formats: engine.configuration.formats,
    actor,
    now: instant,
    people: plan.people,
    externalActions: plan.externalActions ?? [],
    answered: plan.answered ?? null,
    link: linksTo(engine, plan.ticketId),
    via: 'system' in actor ? 'system' : 'single',
  });
  const made = makeMails(mails.mails, {
    ticket: plan.ticketId,
    actor,
    now: instant,
    domain: mailDomain(engine),
    nextId: () => engine.ids.next(now),
  });
  return { ...made, events: [...made.events, ...mails.events], warnings: mails.warnings };
};

const stamper =
  (ticket: string, call: Call, at: Instant) =>
  (
    events: readonly NewEvent[],
    before: TicketRow | null,
  ): { readonly events: readonly TicketEvent[]; readonly state: TicketRow | null } => {
    let state = before;
    const stamped = events.map((event): TicketEvent => {
      const full = { ...event, ticket, seq: (state?.version ?? 0) + 1, v: 1, at, actor: call.actor } as TicketEvent;
      state = evolve(state, full);
      return full;
    });
    return { events: stamped, state };
  };

const actionsOf = (events: readonly TicketEvent[]): readonly Action[] =>
  events.flatMap((event) =>
    event.type === 'action.added' ? [{ ...event.data.action, ticket: event.ticket, seq: event.seq }] : [],
  );
