import { z } from 'zod';
import { decideUnlink } from '../../activities/decide-unlink.ts';
import type { HostActivity } from '../../ports/activities.ts';
import { accept } from '../../refusal/refusal.ts';
import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
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
  decide: ({ activity }, { ticket, area, permissions }, { loaded, gathered }) => {
    const allowed = requirePermission('ticket.edit', permissions, area.id);
    if (!allowed.ok) return allowed;
    const unlocked = requireUnlocked(ticket, area, permissions);
    if (!unlocked.ok) return unlocked;
    const decided = decideUnlink({ ticket, found: gathered, current: loaded.activity });
    return decided.ok ? accept(linkPlan(activity, decided.value)) : decided;
  },
});
