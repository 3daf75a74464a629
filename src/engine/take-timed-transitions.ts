import type { StopSignal } from '../ports/clock.ts';
import type { Claimable } from '../ports/store.ts';
import { accept, type Refusal } from '../refusal/refusal.ts';
import { isRefused } from '../refusal/refused-error.ts';
import { postponed } from '../workflow/timed-transition-tries.ts';
import type { Answering } from './answer.ts';
import { timedTransitionCommand } from './commands/timed-transition.ts';
import { dueWork } from './due-work.ts';
import type { Engine } from './engine.ts';
import { openCall } from './open-call.ts';
import { runCommand } from './run-command.ts';
import { ownScope } from './scope.ts';

/** What one pass did. */
export interface TakenTimedTransitions {
  readonly taken: number;
  /** Those that could not be taken now; they stay due and are tried again. */
  readonly postponed: number;
  /** Those that the step of the ticket has no timer for any more. */
  readonly dropped: number;
}

type Became = keyof TakenTimedTransitions | 'left';

/** What a crashed process was about to take is taken by another one after this many seconds. */
const lease = 60;

/**
 * One pass over timed transitions that are due, of all tenants. Each is a command of the system. Of two processes at one ticket one
 * writes, because the ticket's version fences, and what it writes ends what the other was to take.
 */
export const takeTimedTransitions = async (
  engine: Engine,
  stop: Pick<StopSignal, 'aborted'> = { aborted: false },
): Promise<TakenTimedTransitions> => {
  const counts = { taken: 0, postponed: 0, dropped: 0 };
  if (stop.aborted) return counts;
  for await (const { work } of dueWork('timedTransition', lease, engine)) {
    const became = await take(work, engine);
    if (became !== 'left') counts[became] += 1;
    if (stop.aborted) break;
  }
  return counts;
};

const answering: Answering<{ readonly replayed: false; readonly became: Became }> = {
  answerOf: (_done, { events, timedTransition }) => {
    const became = events.length > 0 ? 'taken' : timedTransition?.after.state === 'dropped' ? 'dropped' : 'left';
    return { replayed: false, became };
  },
  replayOf: async () => accept({ replayed: false, became: 'left' }),
};

const take = async ({ tenant, timedTransition }: Claimable['timedTransition'], engine: Engine): Promise<Became> => {
  const { id, ticket, timer } = timedTransition;
  const actor = { system: `timer:${timer}` };
  const { name } = timedTransitionCommand;
  try {
    const { became } = await openCall(ownScope(engine, tenant), actor, name, (call) =>
      runCommand(timedTransitionCommand, call, { ticket, values: { id, timer } }, {}, answering),
    );
    return became;
  } catch (error) {
    // The store says nothing of the ticket: the lease runs out, and it is looked at again.
    if (!isRefused(error) || error.code === 'store_failed') throw error;
    return postpone({ tenant, timedTransition }, error, engine);
  }
};

const postpone = async (
  { tenant, timedTransition: before }: Claimable['timedTransition'],
  refusal: Refusal,
  { store, clock }: Engine,
): Promise<Became> => {
  const after = postponed(before, seen(refusal), clock.now());
  const { outcome } = await store.commit({ tenant, changes: [{ root: 'timed_transition', before, after }] });
  return outcome === 'committed' ? 'postponed' : 'left';
};

/** What does not exist for the system does for those who read the reason. */
const seen = (refusal: Refusal): Refusal =>
  refusal.code === 'not_found'
    ? { ...refusal, code: 'forbidden', message: 'The desk itself does not see this ticket; grant it ticket.read.' }
    : refusal;
