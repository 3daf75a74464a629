import type { Issue } from '../refusal/refusal.ts';
import type { ActivityRef, LinkedActivityType } from '../ticket/activity-link.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { CallContext } from './call-context.ts';

/** An appointment, task, call or note as an agent wrote it at a ticket. */
export interface ActivityDraft {
  readonly type: LinkedActivityType;
  readonly subject: string;
  readonly description: string;
  /** When an appointment or call begins, or a task is due; null: he said nothing. */
  readonly at: Instant | null;
  /** When an appointment or call ends; null: he said nothing. */
  readonly until: Instant | null;
  /** What else the host asks for; the desk passes it on as it is. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** An activity of the host as a ticket shows it. */
export interface HostActivity extends ActivityRef {
  readonly subject: string;
  /** The moment it has among other activities. */
  readonly at: Instant;
  /** The user whose activity it is; null: nobody’s. */
  readonly by: string | null;
  /** May the actor know of it? Otherwise it does not exist for him. */
  readonly visible: boolean;
  /** May the actor put it at a ticket, and take it away? */
  readonly linkable: boolean;
}

/** Who asks for activities, and where. */
export interface ActivityContext extends CallContext {
  readonly actor: Actor;
}

/** What `create` is told beside the activity. */
export interface ActivityCreation extends ActivityContext {
  /** Always the same for the same activity, however often its creation is tried; at most 100 characters. */
  readonly key: string;
  readonly now: Instant;
}

/**
 * The host's appointments, tasks, calls and notes.
 *
 * Implementations MUST
 * - read and write through `context.handle` when there is one, so that a created activity vanishes with the host's transaction;
 * - keep tenants apart;
 * - write nothing in `check`, name there everything that `create` would refuse, and create what it found nothing wrong with;
 * - answer a second `create` with the same key with the activity of the first, also after a crash, unless it was discarded;
 * - do nothing in `discard` where there is no such activity;
 * - leave out of `lookUp` what they do not know, and say `visible: false` of what the actor may not see;
 * - answer `lookUp` for several hundred activities at once;
 * - throw when they fail: then nothing is linked and the command fails.
 */
export interface Activities {
  /** What is wrong with an activity, at paths of what the agent wrote, such as `['at']`. */
  check(draft: ActivityDraft, context: ActivityContext): Promise<readonly Issue[]> | readonly Issue[];
  create(draft: ActivityDraft, context: ActivityCreation): Promise<{ readonly id: string }>;
  /** Takes back an activity that was created for a ticket and could not be linked there. */
  discard(activity: ActivityRef, context: ActivityContext): Promise<void>;
  /** The activities that there are of these, in no particular order. */
  lookUp(
    activities: readonly ActivityRef[],
    context: ActivityContext,
  ): Promise<readonly HostActivity[]> | readonly HostActivity[];
}
