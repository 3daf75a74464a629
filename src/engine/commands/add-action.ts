import { z } from 'zod';
import { type ActionValues, decideAddAction } from '../../actions/decide-add-action.ts';
import { accept, type Issue, refuseInput } from '../../refusal/refusal.ts';
import { type Actor, userOf } from '../../ticket/actor.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { instantInput, toInstant } from '../../ticket/instant.ts';
import { concernedPeople } from '../concerned-people.ts';
import { idInput } from '../id-input.ts';
import { onTicket } from './on-ticket.ts';
import { interimDetails, toldHistory } from './told-history.ts';

const visibilities: readonly unknown[] = ['internal', 'external'];

export const actionInput = z.strictObject({
  visibility: z.custom<'internal' | 'external'>((value) => visibilities.includes(value), {
    error: 'Say who may read the action: internal or external.',
    params: { code: 'required', options: visibilities },
  }),
  description: z.string().max(2_000_000).optional(),
  shortDescription: z.string().max(10_000).optional(),
  timeSpent: z.number().optional(),
  occurredAt: instantInput.optional(),
  concerns: z.array(idInput()).max(1000).optional(),
  thenInterimDraft: z.boolean().optional(),
});

/** An action as a caller writes it. */
export interface ActionInput extends ActionValues {
  readonly thenInterimDraft?: boolean | undefined;
}

/** Adds an action. It appends, so it is decided anew when the ticket changed meanwhile. */
export const addActionCommand = onTicket<ActionInput>({
  name: 'actions.add',
  values: actionInput,
  repeats: true,
  details: ({ thenInterimDraft }) => (thenInterimDraft === true ? interimDetails : []),
  people: ({ concerns }, ticket, actor, { areas }) => ({
    users: concernedPeople(concernsOf(concerns, actor), ticket, areas.get(ticket?.area ?? '')),
  }),
  readers: ({ values }) => values.concerns ?? [],
  decide: (values, hand, { call, now, freshId, people, readers, loaded }) => {
    const allowed = requireToChange('ticket.edit', hand);
    if (!allowed.ok) return allowed;
    const { ticket, area } = hand;
    const { thenInterimDraft = false, ...action } = values;
    if (thenInterimDraft && action.visibility === 'internal')
      return refuseInput([internalNotSendable('thenInterimDraft')]);
    const events = decideAddAction(action, { id: freshId, now: toInstant(now), actor: call.actor, area, people });
    if (!events.ok) return events;
    const result = { events: events.value, result: { action: freshId }, readers };
    if (!thenInterimDraft) return accept(result);
    const added = events.value.flatMap((event) =>
      event.type === 'action.added' ? [{ ...event.data.action, ticket: ticket.id, seq: ticket.version + 1 }] : [],
    );
    return accept({
      ...result,
      requesterMail: { kind: 'interim', mode: 'draft' },
      ...toldHistory('interim', area, loaded.tickets[0]?.details, added),
    });
  },
});

const internalNotSendable = (field: string): Issue => ({
  path: [field],
  code: 'internal_not_sendable',
  message: 'An internal action is not for the requester: make it external, or leave the mail out.',
});

const concernsOf = (given: readonly string[] | undefined, actor: Actor): readonly string[] =>
  given ?? [userOf(actor)].filter((id) => id !== null);
