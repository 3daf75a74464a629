import type { Language } from '../text/language.ts';
import type { Action } from '../ticket/action.ts';
import { toInstant } from '../ticket/instant.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import { owedTime, stopTimer, type Timer } from './timer.ts';

/** What stands on an action that nobody wrote because its ticket was closed over a running timer. */
const unwritten: Readonly<Record<Language, string>> = { en: 'Time from a timer', de: 'Zeit aus einem Timer' };

export interface SettleFacts {
  readonly now: Date;
  readonly language: Language;
  readonly actions: readonly Action[];
  readonly freshId: () => string;
}

/** What stopping the timers of a ticket comes to when nobody is there to write an action: their time is not lost. */
export const settleTimers = (
  timers: readonly Timer[],
  facts: SettleFacts,
): { readonly events: readonly NewEvent[]; readonly changes: readonly { before: Timer; after: Timer }[] } => {
  const changes = timers
    .filter(({ state }) => state !== 'stopped')
    .map((before) => ({ before, after: stopTimer(before, facts.now) }));
  return {
    changes: changes.map(({ before, after }) => ({ before, after: { ...after, handed: after.booked } })),
    events: changes.flatMap(({ after }) => (owedTime(after) === 0 ? [] : [bookedTime(after, facts)])),
  };
};

const bookedTime = (timer: Timer, { now, language, actions, freshId }: SettleFacts): NewEvent => {
  const action = actions.find(({ id }) => id === timer.action);
  if (action !== undefined) return timeBooked(action, owedTime(timer), timer.user);
  const at = toInstant(now);
  return {
    type: 'action.added',
    data: {
      action: {
        id: freshId(),
        visibility: timer.visibility,
        author: { user: timer.user },
        concerns: [],
        occurredAt: at,
        createdAt: at,
        timeSpent: owedTime(timer),
        shortDescription: unwritten[language],
        shortDescriptionDerived: false,
        description: '',
      },
    },
  };
};

/** Time that goes to an action beside what stands there already: an increment, so that two timers never write over each other. */
export const timeBooked = (action: Action, timeSpent: number, user: string): NewEvent => ({
  type: 'action.time_booked',
  data: { action: action.id, visibility: action.visibility, timeSpent, user },
});
