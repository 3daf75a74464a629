import { z } from 'zod';
import { type ActionValues, decideAddAction } from '../../actions/decide-add-action.ts';
import { accept } from '../../refusal/refusal.ts';
import { type Actor, userOf } from '../../ticket/actor.ts';
import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import { instantInput, toInstant } from '../../ticket/instant.ts';
import { concernedPeople } from '../concerned-people.ts';
import { idInput } from '../id-input.ts';
import { onTicket } from './on-ticket.ts';

const visibilities: readonly unknown[] = ['internal', 'external'];

const actionInput = z.strictObject({
  visibility: z.custom<'internal' | 'external'>((value) => visibilities.includes(value), {
    error: 'Say who may read the action: internal or external.',
    params: { code: 'required', options: visibilities },
  }),
  description: z.string().max(2_000_000).optional(),
  shortDescription: z.string().max(10_000).optional(),
  timeSpent: z.number().optional(),
  occurredAt: instantInput.optional(),
  concerns: z.array(idInput()).max(1000).optional(),
});

/** Adds an action. It appends, so it is decided anew when the ticket changed meanwhile. */
export const addActionCommand = onTicket<ActionValues>({
  name: 'actions.add',
  values: actionInput,
  repeats: true,
  people: ({ concerns }, ticket, actor, { areas }) => ({
    users: concernedPeople(concernsOf(concerns, actor), ticket, areas.get(ticket?.area ?? '')),
  }),
  readers: ({ values }) => values.concerns ?? [],
  decide: (values, { ticket, area, permissions }, { call, now, freshId, people, readers }) => {
    const allowed = requirePermission('ticket.edit', permissions, area.id);
    if (!allowed.ok) return allowed;
    const unlocked = requireUnlocked(ticket, area, permissions);
    if (!unlocked.ok) return unlocked;
    const events = decideAddAction(values, { id: freshId, now: toInstant(now), actor: call.actor, area, people });
    return events.ok ? accept({ events: events.value, result: { action: freshId }, readers }) : events;
  },
});

const concernsOf = (given: readonly string[] | undefined, actor: Actor): readonly string[] =>
  given ?? [userOf(actor)].filter((id) => id !== null);
