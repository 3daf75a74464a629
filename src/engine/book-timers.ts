import { settleTimers, timeBooked } from '../actions/settle-timers.ts';
import { countTimer, nextVersion, owedTime, type Timer } from '../actions/timer.ts';
import type { StopSignal } from '../ports/clock.ts';
import type { Claimable, StoredTicket } from '../ports/store.ts';
import type { Language } from '../text/language.ts';
import type { Actor } from '../ticket/actor.ts';
import { evolve } from '../ticket/evolve.ts';
import { toInstant } from '../ticket/instant.ts';
import type { NewEvent, TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { longestTimeSpent } from '../ticket/time-spent.ts';
import { actionChanges } from './action-changes.ts';
import { dueWork } from './due-work.ts';
import { emitSafely } from './emit-safely.ts';
import type { Engine } from './engine.ts';

/** What one pass did. */
export interface BookedTimers {
  /** Timers that were counted on. */
  readonly booked: number;
  /** Of those: timers that do not run any more, because somebody had forgotten them, or their ticket is closed. */
  readonly ended: number;
}

/** What a crashed process held is taken over after this many seconds. */
const lease = 30;
const bookkeeper: Actor = Object.freeze({ system: 'timers' });

/**
 * One pass over running timers with a full interval, of all tenants: what they counted is kept. A timer that nobody stopped for
 * too long is paused. Of two processes at one timer one writes, because its version fences.
 */
export const bookTimers = async (
  engine: Engine,
  stop: Pick<StopSignal, 'aborted'> = { aborted: false },
): Promise<BookedTimers> => {
  const counts = { booked: 0, ended: 0 };
  if (stop.aborted) return counts;
  for await (const { work, since } of dueWork('timer', lease, engine)) {
    const after = await bookTimer(work, since, engine);
    if (after !== null) counts.booked += 1;
    if (after !== null && after.state !== 'running') counts.ended += 1;
    if (stop.aborted) break;
  }
  return counts;
};

/** Counts one timer on. Null: somebody was at it or at its ticket meanwhile; its lease runs out, and it is looked at again. */
const bookTimer = async ({ tenant, timer }: Claimable['timer'], now: Date, engine: Engine): Promise<Timer | null> => {
  const { tickets } = await engine.store.load({ tenant, tickets: { ids: [timer.ticket], details: ['actions'] } });
  const [ticket] = tickets;
  if (ticket === undefined) return null;
  const language = await languageOf(ticket.row.area, tenant, engine);
  const { after, events } = counted(timer, ticket, now, language, engine);
  const stamped = stamp(events, ticket.row, now);
  const row = stamped.reduce<TicketRow>(evolve, ticket.row);
  const { outcome } = await engine.store.commit({
    tenant,
    changes: [
      { root: 'timer', before: timer, after: nextVersion(after) },
      ...(stamped.length === 0
        ? []
        : [
            {
              root: 'ticket' as const,
              before: ticket.row,
              after: row,
              add: { events: stamped, ...actionChanges(stamped, ticket.details.actions) },
            },
          ]),
    ],
  });
  if (outcome !== 'committed') return null;
  for (const event of stamped) emitSafely(engine, event.type, { ...event, tenant } as never);
  return after;
};

/** An area may exist in the tenant's settings alone, and they may not have been read here yet. */
const languageOf = async (area: string, tenant: string, { configurations, store }: Engine): Promise<Language> => {
  const known = configurations.of(tenant).configuration.areas.get(area);
  const found = known ?? (await configurations.refresh(tenant, store)).configuration.areas.get(area);
  return found?.language ?? 'en';
};

const counted = (
  timer: Timer,
  { row, details }: StoredTicket,
  now: Date,
  language: Language,
  { ids }: Pick<Engine, 'ids'>,
): { readonly after: Timer; readonly events: readonly NewEvent[] } => {
  // It began while its ticket was being closed: that did not see it. One that was begun on the closed ticket runs on.
  if (row.closedAt !== null && timer.startedAt <= row.closedAt) {
    const freshId = () => ids.next(now);
    const { changes, events } = settleTimers([timer], { now, language, actions: details.actions, freshId });
    return { after: changes[0]?.after ?? timer, events };
  }
  const after = countTimer(timer, now);
  const action = details.actions.find(({ id }) => id === timer.action);
  const owed = action === undefined ? 0 : Math.min(owedTime(after), longestTimeSpent - action.timeSpent);
  return {
    after: { ...after, handed: after.handed + owed },
    events: [
      // Whoever looks at an action that is there already sees its time grow.
      ...(action === undefined || owed === 0 ? [] : [timeBooked(action, owed, timer.user)]),
      ...(after.state === 'running' ? [] : [forgotten(after)]),
    ],
  };
};

const forgotten = ({ id, user, booked }: Timer): NewEvent => ({
  type: 'timer.paused',
  data: { timer: id, user, timeSpent: booked },
});

const stamp = (events: readonly NewEvent[], { id, version }: TicketRow, now: Date): readonly TicketEvent[] =>
  events.map(
    (event, index): TicketEvent => ({
      ...event,
      ticket: id,
      seq: version + index + 1,
      v: 1,
      at: toInstant(now),
      actor: bookkeeper,
    }),
  );
