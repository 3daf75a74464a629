import { z } from 'zod';
import { decideUnlink } from '../../activities/decide-unlink.ts';
import type { HostActivity } from '../../ports/activities.ts';
import { accept } from '../../refusal/refusal.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { findActivities } from '../find-activities.ts';
import { activityRef } from './activity-input.ts';
import { linkPlan } from './link-plan.ts';
import { onTicket } from './on-ticket.ts';

const unlinkInput = z.strictObject({ activity: activityRef });

/** Takes an activity of the host from a ticket; it stays with its owner. */
export const unlinkActivityCommand = onTicket<z.output<typeof unlinkInput>, HostActivity | undefined>({
  name: 'activities.unlink',
  values: unlinkInput,
  repeats: true,
  load: ({ activity }) => ({ activity }),
  consult: async ({ activity }, call) => accept((await findActivities([activity], call))(activity)),
  decide: ({ activity }, hand, { loaded, gathered }) => {
    const allowed = requireToChange('ticket.edit', hand);
    if (!allowed.ok) return allowed;
    const decided = decideUnlink({ ticket: hand.ticket, found: gathered, current: loaded.activity });
    return decided.ok ? accept(linkPlan(activity, decided.value)) : decided;
  },
});
