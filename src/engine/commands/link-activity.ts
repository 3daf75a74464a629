import { z } from 'zod';
import { decideLink } from '../../activities/decide-link.ts';
import type { HostActivity } from '../../ports/activities.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { ticketPermissions } from '../authorize.ts';
import type { Call } from '../call.ts';
import { findActivities, requireActivities } from '../find-activities.ts';
import { sees } from '../sees.ts';
import { activityRef, linkTargets } from './activity-input.ts';
import { linkPlan } from './link-plan.ts';
import { onTicket } from './on-ticket.ts';

const linkInput = z.strictObject({ activity: activityRef, input: linkTargets });

/** Puts an activity of the host at a ticket. It appends, so it is decided anew when the ticket changed meanwhile. */
export const linkActivityCommand = onTicket<z.output<typeof linkInput>, HostActivity | undefined>({
  name: 'activities.link',
  values: linkInput,
  repeats: true,
  load: ({ activity }) => ({ activity }),
  consult: async ({ activity }, call) => {
    const activities = requireActivities(call);
    return activities.ok ? accept((await findActivities([activity], call))(activity)) : activities;
  },
  people: ({ input }) => ({
    contacts: input.contacts ?? [],
    projects: [input.project].filter((id) => id != null),
  }),
  decide: ({ activity, input }, hand, { call, now, loaded, people, gathered }) => {
    const allowed = requireToChange('ticket.edit', hand);
    if (!allowed.ok) return allowed;
    const decided = decideLink(activity, input, {
      ticket: hand.ticket,
      found: gathered,
      current: loaded.activity,
      mayTake: (other) => mayTake(other, call),
      people,
      actor: call.actor,
      now: toInstant(now),
    });
    return decided.ok ? accept(linkPlan(activity, decided.value)) : decided;
  },
});

/** Whoever takes an activity away from a ticket changes that one too. Of a ticket that he does not see nothing is said. */
const mayTake = (other: TicketRow, call: Call): Decided<null> => {
  const area = call.engine.configuration.areas.get(other.area);
  if (!sees(call, other) || area === undefined) {
    return refuse('forbidden', 'The activity is at a ticket that you may not change.', {
      data: { permission: 'ticket.edit' },
    });
  }
  const permissions = ticketPermissions(call.grants, other, call.actor);
  return requireToChange('ticket.edit', { ticket: other, area, permissions });
};
