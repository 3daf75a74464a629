import { z } from 'zod';
import type { TicketDetail } from '../../ports/store.ts';
import { accept, type Decided, refuseNotFound } from '../../refusal/refusal.ts';
import type { Action } from '../../ticket/action.ts';
import type { Command, CommandFacts } from '../command.ts';
import type { PeopleRequest } from '../find-people.ts';
import type { Plan } from '../plan.ts';
import { actionReference } from '../ticket-input.ts';
import { type TicketInHand, takeInHand } from './ticket-in-hand.ts';

interface OnAction<Values> {
  readonly name: string;
  readonly values: z.ZodType<Values>;
  readonly people?: (values: Values, action: Action, hand: Pick<TicketInHand, 'ticket' | 'area'>) => PeopleRequest;
  readonly readers?: Command<OnActionInput<Values>>['readers'];
  readonly decide: (
    values: Values,
    action: Action,
    hand: TicketInHand,
    facts: CommandFacts<null>,
  ) => Decided<Pick<Plan, 'events' | 'warnings' | 'readers'>>;
}

export type OnActionInput<Values> = { readonly action: string; readonly values: Values };

const details: readonly TicketDetail[] = ['actions', 'events', 'mails'];

/**
 * A command on one action of a ticket that the actor sees. None of these repeats on a conflict: what it would write over, or
 * show to a requester, was not what the caller looked at.
 */
export const onAction = <Values>(definition: OnAction<Values>): Command<OnActionInput<Values>> => ({
  name: definition.name,
  schema: z.strictObject({ action: actionReference, values: definition.values }) as unknown as z.ZodType<
    OnActionInput<Values>
  >,
  repeats: false,
  what: 'action',
  gather: async () => accept(null),
  load: ({ action }) => ({ tickets: { ofAction: action, details } }),
  ticket: (_input, loaded) => loaded.tickets[0],
  people: ({ action, values }, loaded, { engine }) => {
    const [found] = loaded.tickets;
    const row = found?.details.actions.find(({ id }) => id === action);
    const area = engine.configuration.areas.get(found?.row.area ?? '');
    if (found === undefined || row === undefined || area === undefined) return {};
    return definition.people?.(values, row, { ticket: found.row, area }) ?? {};
  },
  ...(definition.readers === undefined ? {} : { readers: definition.readers }),
  decide: ({ action: id, values }, facts) => {
    const [found] = facts.loaded.tickets;
    const action = found?.details.actions.find((one) => one.id === id);
    if (found === undefined || action === undefined) return refuseNotFound('action');
    const hand = takeInHand(found.row, facts.call);
    if (!hand.ok) return hand;
    const decided = definition.decide(values, action, hand.value, facts);
    if (!decided.ok) return decided;
    return accept({
      ticketId: found.row.id,
      before: found.row,
      area: hand.value.area,
      people: facts.people,
      actions: [action],
      result: { action: id },
      ...decided.value,
    });
  },
});
