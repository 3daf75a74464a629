import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { Warning } from '../ticket/warning.ts';
import type { TimedTransition } from '../workflow/timed-transition.ts';
import type { Call } from './call.ts';
import { emitSafely } from './emit-safely.ts';

/** What a commit left behind for others. */
export interface Committing {
  readonly events: readonly TicketEvent[];
  /** Mails were queued. */
  readonly queued: boolean;
  readonly timedTransitions: readonly Pick<TimedTransition, 'tryAt'>[];
}

/** Tells listeners what was committed, and wakes the work of this process where there is new work, now or before its rest ends. */
export const announce = (
  { events, queued, timedTransitions }: Committing,
  { afterwards, engine, context }: Call,
): Promise<readonly Warning[]> =>
  afterwards(async () => {
    for (const event of events) emitSafely(engine, event.type, { ...event, tenant: context.tenant } as never);
    if (queued) engine.waker.wake();
    for (const { tryAt } of timedTransitions) engine.waker.wakeBy(new Date(tryAt));
    return [];
  });
