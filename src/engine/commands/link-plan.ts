import type { DecidedLink } from '../../activities/decide-link.ts';
import type { ActivityRef } from '../../ticket/activity-link.ts';
import type { Plan } from '../plan.ts';

/** What a decided link comes to. The ticket that the activity leaves changes in the same batch. */
export const linkPlan = (
  { type, id }: ActivityRef,
  { events, changes, from }: DecidedLink,
): Pick<Plan, 'events' | 'additions' | 'other' | 'result'> => ({
  events,
  additions: { activityLinks: changes },
  result: { activity: id, activityType: type },
  ...(from === null
    ? {}
    : { other: { before: from, events: [{ type: 'activity.unlinked' as const, data: { type, id } }] } }),
});
