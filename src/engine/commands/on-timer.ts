import { z } from 'zod';
import type { Timer } from '../../actions/timer.ts';
import type { TicketDetail } from '../../ports/store.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import type { Call } from '../call.ts';
import type { Command, CommandFacts } from '../command.ts';
import type { PeopleRequest } from '../find-people.ts';
import type { Plan } from '../plan.ts';
import { referenceTo } from '../ticket-input.ts';
import { type TicketInHand, takeInHand } from './ticket-in-hand.ts';

interface OnTimer<Values> {
  readonly name: string;
  readonly values: z.ZodType<Values>;
  readonly people?: (values: Values, hand: Pick<TicketInHand, 'ticket' | 'area'>, call: Call) => PeopleRequest;
  readonly readers?: (values: Values) => readonly string[];
  readonly decide: (
    values: Values,
    timer: Timer,
    hand: TicketInHand,
    facts: CommandFacts<null>,
  ) => Decided<Partial<Plan> & Pick<Plan, 'events'>>;
}

export type OnTimerInput<Values> = { readonly timer: string; readonly values: Values };

const details: readonly TicketDetail[] = ['actions', 'timers'];

/** A command on one of the user's own timers; those of others do not exist for him. It repeats: what ran is counted anew. */
export const onTimer = <Values>({ name, values, decide, ...more }: OnTimer<Values>): Command<OnTimerInput<Values>> => ({
  name,
  schema: z.strictObject({ timer: referenceTo('a timer'), values }) as unknown as z.ZodType<OnTimerInput<Values>>,
  repeats: true,
  what: 'timer',
  gather: async () => accept(null),
  load: ({ timer }, _gathered, { actor }) => {
    const user = userOf(actor);
    return { tickets: { ofTimer: timer, details }, ...(user === null ? {} : { timersOf: user }) };
  },
  ticket: (_input, loaded) => loaded.tickets[0],
  people: (input, loaded, call) => {
    const row = loaded.tickets[0]?.row;
    const area = call.engine.configuration.areas.get(row?.area ?? '');
    return row === undefined || area === undefined
      ? {}
      : (more.people?.(input.values, { ticket: row, area }, call) ?? {});
  },
  readers: (input) => more.readers?.(input.values) ?? [],
  decide: (input, facts) => {
    const [found] = facts.loaded.tickets;
    const timer = found?.details.timers.find(({ id }) => id === input.timer);
    if (found === undefined || timer === undefined || timer.user !== userOf(facts.call.actor)) {
      return refuseNotFound('timer');
    }
    const hand = takeInHand(found.row, facts.call);
    if (!hand.ok) return hand;
    const decided = decide(input.values, timer, hand.value, facts);
    if (!decided.ok) return decided;
    const { area } = hand.value;
    return accept({
      ticketId: found.row.id,
      before: found.row,
      area,
      people: facts.people,
      result: { timer: timer.id },
      ...decided.value,
    });
  },
});

/** What cannot be done to a timer in its state. */
export const wrongTimer = (timer: Timer, code: 'not_running' | 'not_paused', message: string) =>
  refuse('conflict', message, {
    issues: [{ path: ['timer'], code, message }],
    data: { state: code, timer: timer.id },
  });
