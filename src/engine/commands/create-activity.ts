import type { z } from 'zod';
import { draftProblems, toDraft } from '../../activities/decide-draft.ts';
import { linkTargetProblems } from '../../activities/link-targets.ts';
import type { Activities } from '../../ports/activities.ts';
import { accept, type Issue, refuseInput } from '../../refusal/refusal.ts';
import { isPlainId } from '../../text/plain-id.ts';
import type { ActivityRef } from '../../ticket/activity-link.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { toInstant } from '../../ticket/instant.ts';
import { requireActivities } from '../find-activities.ts';
import type { Plan } from '../plan.ts';
import { newActivity } from './activity-input.ts';
import { linkPlan } from './link-plan.ts';
import { onTicket } from './on-ticket.ts';

interface Consulted {
  readonly activities: Activities;
  readonly issues: readonly Issue[];
}

/** Makes an activity in the host and puts it at the ticket: the host first, then the link, so that no link ever leads nowhere. */
export const createActivityCommand = onTicket<z.output<typeof newActivity>, Consulted>({
  name: 'activities.create',
  values: newActivity,
  repeats: true,
  consult: async (values, call) => {
    const activities = requireActivities(call);
    if (!activities.ok) return activities;
    const issues = await activities.value.check(toDraft(values), { ...call.context, actor: call.actor });
    return accept({ activities: activities.value, issues });
  },
  people: ({ contacts, project }) => ({
    contacts: contacts ?? [],
    projects: [project].filter((id) => id != null),
  }),
  decide: (values, hand, { call, now, freshId, people, gathered }) => {
    const allowed = requireToChange('ticket.edit', hand);
    if (!allowed.ok) return allowed;
    const draft = toDraft(values);
    const issues = [...allProblems(draftProblems(draft), gathered.issues), ...linkTargetProblems(values, people)];
    if (issues.length > 0) return refuseInput(issues);
    const contacts = [...new Set(values.contacts ?? [])];
    const project = values.project ?? null;
    const after = { ticket: hand.ticket.id, contacts, project, linkedBy: call.actor, linkedAt: toInstant(now) };
    const linkedTo = (ref: ActivityRef) =>
      linkPlan(ref, {
        events: [{ type: 'activity.linked', data: { ...ref, contacts, project } }],
        changes: [{ before: null, after: { ...ref, ...after } }],
        from: null,
      });
    const context = { ...call.context, actor: call.actor };
    const make = async (plan: Plan, key: string | null): Promise<Plan> => {
      const { id } = await gathered.activities.create(draft, { ...context, key: key ?? freshId, now: toInstant(now) });
      if (!isPlainId(id)) throw new TypeError('The activities of the host answered `create` without a usable id.');
      return { ...plan, ...linkedTo({ type: values.type, id }) };
    };
    const discard = ({ result }: Plan) =>
      gathered.activities.discard({ type: values.type, id: result?.activity ?? '' }, context);
    return accept({ ...linkedTo({ type: values.type, id: freshId }), outside: { make, discard } });
  },
});

/** What the host says of a value that is wrong anyway is not said twice. */
const allProblems = (own: readonly Issue[], ofHost: readonly Issue[]): readonly Issue[] => [
  ...own,
  ...ofHost.filter(({ path }) => !own.some((issue) => String(issue.path) === String(path))),
];
