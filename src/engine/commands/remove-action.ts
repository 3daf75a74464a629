import { z } from 'zod';
import { requireRemovable } from '../../actions/action-rights.ts';
import { accept } from '../../refusal/refusal.ts';
import type { NewEvent } from '../../ticket/ticket-event.ts';
import { mailedWarnings } from '../mailed-warnings.ts';
import { onAction } from './on-action.ts';

/** Takes an action off its ticket, with its time. The history keeps what it said. */
export const removeActionCommand = onAction<Record<never, never>>({
  name: 'actions.remove',
  values: z.strictObject({}),
  decide: (_values, action, hand, { call, loaded }) => {
    const allowed = requireRemovable(action, { ...hand, actor: call.actor });
    if (!allowed.ok) return allowed;
    const { visibility, timeSpent } = action;
    const events: readonly NewEvent[] = [
      { type: 'action.removed', data: { action: action.id, visibility, timeSpent } },
    ];
    return accept({ events, warnings: mailedWarnings(action, events, loaded.tickets[0]?.details) });
  },
});
