import { settleTimers } from '../actions/settle-timers.ts';
import { nextVersion, type Timer } from '../actions/timer.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { TimerChange } from '../ports/batch.ts';
import type { Action } from '../ticket/action.ts';
import { toInstant } from '../ticket/instant.ts';
import type { NewEvent, TicketEvent } from '../ticket/ticket-event.ts';
import { actionChanges } from './action-changes.ts';
import type { CommandFacts } from './command.ts';

/** Books and stops the timers of a ticket that closes, with its actions as they are then: the closing mail tells them. */
export const settledTimers = (
  timers: readonly Timer[],
  before: readonly Action[],
  area: ResolvedArea,
  { call, now, loaded }: Pick<CommandFacts<null>, 'call' | 'now' | 'loaded'>,
): {
  readonly events: readonly NewEvent[];
  readonly timers: readonly TimerChange[];
  readonly actions: readonly Action[];
} => {
  const { language } = area;
  const freshId = () => call.engine.ids.next(now);
  const { events, changes } = settleTimers(timers, { now, language, actions: before, freshId });
  const row = loaded.tickets[0]?.row;
  const stamped = events.map(
    (event, index) =>
      ({
        ...event,
        ticket: row?.id ?? '',
        seq: (row?.version ?? 0) + index + 1,
        v: 1,
        at: toInstant(now),
        actor: call.actor,
      }) as TicketEvent,
  );
  const { actions = [], actionsChanged = [] } = actionChanges(stamped, before);
  const changed = new Map(actionsChanged.map((action) => [action.id, action]));
  return {
    events,
    timers: changes.map((change) => ({ root: 'timer', before: change.before, after: nextVersion(change.after) })),
    actions: [...before.map((action) => changed.get(action.id) ?? action), ...actions],
  };
};
