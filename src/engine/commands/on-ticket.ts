import { z } from 'zod';
import type { LoadRequest, StoredTicket, TicketDetail } from '../../ports/store.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import type { NewEvent, TicketEvent } from '../../ticket/ticket-event.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import type { Call } from '../call.ts';
import type { Candidate, Command, CommandFacts } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import type { PeopleRequest } from '../find-people.ts';
import type { Plan } from '../plan.ts';
import { ticketReference } from '../ticket-input.ts';
import { type TicketInHand, takeInHand } from './ticket-in-hand.ts';

interface OnTicket<Values, Gathered> {
  readonly name: string;
  readonly values: z.ZodType<Values>;
  readonly repeats: boolean;
  readonly details?:
    | readonly TicketDetail[]
    | ((values: Values, configuration: Configuration) => readonly TicketDetail[]);
  readonly load?: (values: Values) => Pick<LoadRequest, 'activity'>;
  readonly consult?: (values: Values, call: Call) => Promise<Decided<Gathered>>;
  readonly people?: (
    values: Values,
    ticket: TicketRow | undefined,
    actor: CommandFacts<null>['call']['actor'],
    configuration: Configuration,
    history: readonly TicketEvent[],
  ) => PeopleRequest;
  /** Reads the timers of the acting user too. Default: false. */
  readonly ownTimers?: boolean;
  readonly readers?: Command<OnTicketInput<Values>>['readers'];
  readonly candidates?: (values: Values, ticket: StoredTicket, call: Call) => readonly Candidate[];
  readonly decide: (
    values: Values,
    hand: TicketInHand,
    facts: CommandFacts<Gathered>,
  ) => Decided<readonly NewEvent[] | (Partial<Plan> & Pick<Plan, 'events'>)>;
}

export type OnTicketInput<Values> = { readonly ticket: string; readonly values: Values };

/** A command on one ticket that the actor sees. */
export const onTicket = <Values, Gathered = null>(
  definition: OnTicket<Values, Gathered>,
): Command<OnTicketInput<Values>, Gathered> => ({
  name: definition.name,
  schema: z.strictObject({ ticket: ticketReference, values: definition.values }) as unknown as z.ZodType<
    OnTicketInput<Values>
  >,
  repeats: definition.repeats,
  // What is asked of ports is asked once the ticket is found: `consult` says it.
  gather: async () => accept(null as Gathered),
  load: ({ ticket, values }, _gathered, { actor, engine: { configuration } }) => ({
    ...(definition.ownTimers === true && 'user' in actor ? { timersOf: actor.user } : {}),
    tickets: {
      ids: [ticket],
      details:
        typeof definition.details === 'function'
          ? definition.details(values, configuration)
          : (definition.details ?? []),
    },
    ...definition.load?.(values),
  }),
  ticket: (_input, loaded) => loaded.tickets[0],
  consult: async ({ values }, _loaded, call) => definition.consult?.(values, call) ?? accept(null as Gathered),
  people: ({ values }, loaded, call) =>
    definition.people?.(
      values,
      loaded.tickets[0]?.row,
      call.actor,
      call.engine.configuration,
      loaded.tickets[0]?.details.events ?? [],
    ) ?? {},
  candidates: ({ values }, { tickets: [found] }, call) =>
    found === undefined ? [] : (definition.candidates?.(values, found, call) ?? []),
  ...(definition.readers === undefined ? {} : { readers: definition.readers }),
  decide: ({ values }, facts) => {
    const ticket = facts.loaded.tickets[0]?.row as TicketRow;
    const hand = takeInHand(ticket, facts.call);
    if (!hand.ok) return hand;
    const { area, migration } = hand.value;
    const decided = definition.decide(values, hand.value, facts);
    if (!decided.ok) return decided;
    const plan = Array.isArray(decided.value)
      ? { events: decided.value as readonly NewEvent[] }
      : (decided.value as Pick<Plan, 'events'>);
    const events = plan.events.length === 0 ? [] : [...migration, ...plan.events];
    return accept({ ticketId: ticket.id, before: ticket, area, people: facts.people, ...plan, events });
  },
});
