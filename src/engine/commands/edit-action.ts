import { z } from 'zod';
import { requireEditable } from '../../actions/action-rights.ts';
import { type ActionEdit, decideEditAction } from '../../actions/decide-edit-action.ts';
import { accept } from '../../refusal/refusal.ts';
import { instantInput, toInstant } from '../../ticket/instant.ts';
import { concernedPeople, newlyConcerned } from '../concerned-people.ts';
import { idInput } from '../id-input.ts';
import { mailedWarnings } from '../mailed-warnings.ts';
import { onAction } from './on-action.ts';

const editInput = z.strictObject({
  visibility: z.enum(['internal', 'external']).optional(),
  description: z.string().max(2_000_000).nullable().optional(),
  shortDescription: z.string().max(10_000).nullable().optional(),
  timeSpent: z.number().optional(),
  occurredAt: instantInput.optional(),
  concerns: z.array(idInput()).max(1000).optional(),
});

/** Edits an action. What it said before stays in the history. */
export const editActionCommand = onAction<ActionEdit>({
  name: 'actions.edit',
  values: editInput,
  people: ({ concerns = [] }, action, { ticket, area }) => {
    const added = newlyConcerned(concerns, action);
    return { users: added.length === 0 ? [] : concernedPeople(added, ticket, area) };
  },
  readers: ({ action: id, values }, loaded) => {
    const action = loaded.tickets[0]?.details.actions.find((one) => one.id === id);
    return action === undefined ? [] : newlyConcerned(values.concerns ?? [], action);
  },
  decide: (values, action, hand, { call, now, people, loaded, readers }) => {
    const allowed = requireEditable(action, { ...hand, actor: call.actor });
    if (!allowed.ok) return allowed;
    const events = decideEditAction(action, values, { now: toInstant(now), area: hand.area, people });
    if (!events.ok) return events;
    const warnings = mailedWarnings(action, events.value, loaded.tickets[0]?.details);
    return accept({ events: events.value, warnings, readers });
  },
});
