import type { Delivery, Mail } from '../notifications/mail.ts';
import { joinPlans, noMails } from '../notifications/mail-plan.ts';
import { makeMails } from '../notifications/make-mails.ts';
import { planMails } from '../notifications/plan-mails.ts';
import type { PlannedMail } from '../notifications/planned-mail.ts';
import { requesterMail } from '../notifications/requester-mail.ts';
import { evolve } from '../ticket/evolve.ts';
import { type Instant, toInstant } from '../ticket/instant.ts';
import type { NewEvent, TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Warning } from '../ticket/warning.ts';
import { type TimedTransition, timedTransitions } from '../workflow/timed-transition.ts';
import type { Call } from './call.ts';
import { mailDomain } from './mail-domain.ts';
import { mailFacts } from './mail-facts.ts';
import type { Plan } from './plan.ts';

/** Everything a plan comes to, before anything is written: what a preview shows is what a commit writes. */
export interface Assembled {
  readonly after: TicketRow;
  readonly events: readonly TicketEvent[];
  /** What the ticket waits for from now on; null: what it waited for before. */
  readonly timedTransitions: readonly TimedTransition[] | null;
  readonly other: {
    readonly before: TicketRow;
    readonly after: TicketRow;
    readonly events: readonly TicketEvent[];
  } | null;
  readonly planned: readonly PlannedMail[];
  readonly mails: readonly Mail[];
  readonly deliveries: readonly Delivery[];
  readonly warnings: readonly Warning[];
}

/** Evolves the state and plans the mails. `number` is the one of a new ticket. */
export const assemblePlan = (plan: Plan, call: Call, now: Date, number: string | null): Assembled => {
  const decided = number === null ? plan.events : plan.events.map((event) => withNumber(event, number));
  const stamp = stamper(plan.ticketId, call, toInstant(now));
  const first = stamp(decided, plan.before);
  const mails = first.state === null ? nothing : plannedMails(plan, decided, first.state, call, now);
  const second = stamp(mails.events, first.state);
  if (second.state === null) throw new Error('A plan for a new ticket must create it.');
  return {
    after: second.state,
    events: [...first.events, ...second.events],
    timedTransitions: timedTransitions(first.events, second.state, plan.area),
    other: otherTicket(plan, call, now),
    planned: mails.planned,
    mails: mails.mails,
    deliveries: mails.deliveries,
    warnings: [...(plan.warnings ?? []), ...mails.warnings],
  };
};

const withNumber = (event: NewEvent, number: string): NewEvent =>
  event.type === 'ticket.created' ? { ...event, data: { ...event.data, number } } : event;

const otherTicket = ({ other }: Plan, call: Call, now: Date): Assembled['other'] => {
  if (other === undefined) return null;
  const { events, state } = stamper(other.before.id, call, toInstant(now))(other.events, other.before);
  return { before: other.before, after: state ?? other.before, events };
};

type Mails = Omit<Assembled, 'after' | 'events' | 'timedTransitions' | 'other'> & {
  readonly events: readonly NewEvent[];
};
const nothing: Mails = { planned: [], mails: [], deliveries: [], events: [], warnings: [] };

const plannedMails = (plan: Plan, events: readonly NewEvent[], ticket: TicketRow, call: Call, now: Date): Mails => {
  const { engine, actor } = call;
  const facts = mailFacts(plan, ticket, call, now);
  const mails = joinPlans([
    planMails(events, facts),
    plan.requesterMail === undefined ? noMails : requesterMail(plan.requesterMail.kind, plan.requesterMail.mode, facts),
  ]);
  const made = makeMails(mails.mails, {
    ticket: plan.ticketId,
    ticketVersion: ticket.version,
    actor,
    now: facts.now,
    domain: mailDomain(engine),
    userMail: engine.userMail,
    nextId: () => engine.ids.next(now),
  });
  return { ...made, planned: mails.mails, events: [...made.events, ...mails.events], warnings: mails.warnings };
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
