import { z } from 'zod';
import { decideAddAction } from '../../actions/decide-add-action.ts';
import { timeBooked } from '../../actions/settle-timers.ts';
import { nextVersion, owedTime, stopTimer, type Timer } from '../../actions/timer.ts';
import { accept, type Decided, refuseInput } from '../../refusal/refusal.ts';
import type { Action } from '../../ticket/action.ts';
import { userOf } from '../../ticket/actor.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { instantInput, toInstant } from '../../ticket/instant.ts';
import type { NewEvent } from '../../ticket/ticket-event.ts';
import { longestTimeSpent } from '../../ticket/time-spent.ts';
import type { CommandFacts } from '../command.ts';
import { concernedPeople } from '../concerned-people.ts';
import { idInput } from '../id-input.ts';
import { onTimer, wrongTimer } from './on-timer.ts';
import type { TicketInHand } from './ticket-in-hand.ts';

const stopInput = z.strictObject({
  visibility: z.enum(['internal', 'external']).optional(),
  description: z.string().max(2_000_000).optional(),
  shortDescription: z.string().max(10_000).optional(),
  timeSpent: z.number().nonnegative().optional(),
  occurredAt: instantInput.optional(),
  concerns: z.array(idInput()).max(1000).optional(),
});
type StopValues = z.output<typeof stopInput>;

/** Stops a timer: its time goes to its action, or to a new one together with the time that was entered. */
export const stopTimerCommand = onTimer<StopValues>({
  name: 'timers.stop',
  values: stopInput,
  people: ({ concerns }, { ticket, area }, { actor }) => ({
    users: concernedPeople(concerns ?? [userOf(actor)].filter((id) => id !== null), ticket, area),
  }),
  readers: ({ concerns }) => concerns ?? [],
  decide: (values, timer, hand, facts) => {
    const allowed = requireToChange('ticket.edit', hand);
    if (!allowed.ok) return allowed;
    if (timer.state === 'stopped') return wrongTimer(timer, 'not_running', 'The timer was stopped before.');
    const after = nextVersion(stopTimer(timer, facts.now));
    const emptied = { ...after, handed: after.booked };
    const action = facts.loaded.tickets[0]?.details.actions.find(({ id }) => id === timer.action);
    const events = action === undefined ? addedAction(values, after, hand, facts) : bookedTime(values, after, action);
    if (!events.ok) return events;
    const written = action?.id ?? (events.value.length === 0 ? undefined : facts.freshId);
    return accept({
      events: events.value,
      timers: [
        { root: 'timer', before: timer, after: written === undefined ? emptied : { ...emptied, action: written } },
      ],
      actions: action === undefined ? [] : [action],
      readers: facts.readers,
      result: { timer: timer.id, ...(written === undefined ? {} : { action: written }) },
    });
  },
});

/** Nothing was written and no interval ran: there is no action to add. */
const addedAction = (
  values: StopValues,
  timer: Timer,
  { area }: TicketInHand,
  { call, now, freshId, people }: CommandFacts<null>,
): Decided<readonly NewEvent[]> => {
  if (owedTime(timer) === 0 && Object.keys(values).length === 0) return accept([]);
  const timeSpent = (values.timeSpent ?? 0) + owedTime(timer);
  return decideAddAction(
    { ...values, visibility: values.visibility ?? timer.visibility, timeSpent },
    { id: freshId, now: toInstant(now), actor: call.actor, area, people },
  );
};

/** The action is there already: its words are edited by `actions.edit`. */
const bookedTime = (values: StopValues, timer: Timer, action: Action): Decided<readonly NewEvent[]> => {
  const issues = [
    ...Object.keys(values).map((key) => ({
      path: [key],
      code: 'action_there',
      message: 'The timer runs on an action that is there already: change it by actions.edit.',
    })),
    ...(action.timeSpent + owedTime(timer) > longestTimeSpent
      ? [
          {
            path: ['timeSpent'],
            code: 'out_of_range',
            message: 'The action would exceed 1000 hours; shorten it first.',
          },
        ]
      : []),
  ];
  if (issues.length > 0) return refuseInput(issues);
  return accept(owedTime(timer) === 0 ? [] : [timeBooked(action, owedTime(timer), timer.user)]);
};
