import { z } from 'zod';
import { requirePublishable } from '../../actions/action-rights.ts';
import { accept } from '../../refusal/refusal.ts';
import { onAction } from './on-action.ts';

/** Shows an internal action to the requester: the only way there is. */
export const publishActionCommand = onAction<Record<never, never>>({
  name: 'actions.publish',
  values: z.strictObject({}),
  decide: (_values, action, hand, { call }) => {
    const allowed = requirePublishable(action, { ...hand, actor: call.actor });
    if (!allowed.ok) return allowed;
    return accept({
      events: [{ type: 'action.published', data: { action: action.id, timeSpent: action.timeSpent } }],
    });
  },
});
