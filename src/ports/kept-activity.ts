import type { Issue } from '../refusal/refusal.ts';
import type { ActivityRef } from '../ticket/activity-link.ts';
import type { Instant } from '../ticket/instant.ts';
import type { ActivityContext, ActivityCreation, ActivityDraft, HostActivity } from './activities.ts';

/** An activity as the shipped activity stores keep it. Its id is the key of its creation, so that no second try makes a second one. */
export interface KeptActivity extends Omit<ActivityDraft, 'at'>, ActivityRef {
  readonly at: Instant;
  readonly user: string | null;
}

/** What the shipped activity stores refuse: an appointment has a beginning. */
export const keptActivityProblems = ({ type, at }: ActivityDraft): readonly Issue[] =>
  type === 'appointment' && at === null
    ? [{ path: ['at'], code: 'required', message: 'Say when the appointment begins.' }]
    : [];

/** Without a moment of its own an activity has that of its creation. */
export const keptActivity = (draft: ActivityDraft, { actor, key, now }: ActivityCreation): KeptActivity => ({
  ...draft,
  id: key,
  at: draft.at ?? now,
  user: 'user' in actor ? actor.user : null,
});

/** Every agent of the tenant sees and links what is kept; a requester nothing. */
export const shownActivity = (
  { type, id, subject, at, user }: Pick<KeptActivity, 'type' | 'id' | 'subject' | 'at' | 'user'>,
  { actor }: ActivityContext,
): HostActivity => {
  const isAgent = !('contact' in actor);
  return { type, id, subject, at, by: user, visible: isAgent, linkable: isAgent };
};
