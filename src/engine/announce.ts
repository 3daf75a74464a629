import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Call } from './call.ts';
import { emitSafely } from './emit-safely.ts';

/** Tells listeners what was committed, and wakes the deliverer where mails were queued. */
export const announce = (
  events: readonly TicketEvent[],
  queued: boolean,
  { afterwards, engine, context }: Call,
): Promise<readonly Warning[]> =>
  afterwards(async () => {
    for (const event of events) emitSafely(engine, event.type, { ...event, tenant: context.tenant } as never);
    if (queued) engine.waker.wake();
    return [];
  });
