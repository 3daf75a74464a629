import type { Activities, HostActivity } from '../ports/activities.ts';
import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { ActivityRef } from '../ticket/activity-link.ts';
import type { Call } from './call.ts';

/** Asks the host about activities, all in one call. */
export const findActivities = async (
  refs: readonly ActivityRef[],
  { engine, context, actor }: Call,
): Promise<(ref: ActivityRef) => HostActivity | undefined> => {
  const asked = refs.map(({ type, id }) => ({ type, id }));
  const found = asked.length === 0 ? [] : ((await engine.activities?.lookUp(asked, { ...context, actor })) ?? []);
  const byKey = new Map(found.map((activity) => [keyOf(activity), activity]));
  return (ref) => byKey.get(keyOf(ref));
};

const keyOf = ({ type, id }: ActivityRef): string => `${type} ${id}`;

/** The host's activities, where it has any. */
export const requireActivities = ({ engine }: Pick<Call, 'engine'>): Decided<Activities> =>
  engine.activities === null
    ? refuse('config_invalid', 'There are no appointments, tasks, calls and notes; pass `activities` to createDesk.')
    : accept(engine.activities);
