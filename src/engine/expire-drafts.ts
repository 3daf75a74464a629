import { decideDiscard } from '../notifications/decide-discard.ts';
import type { StopSignal } from '../ports/clock.ts';
import type { Claimable } from '../ports/store.ts';
import type { Actor } from '../ticket/actor.ts';
import { evolve } from '../ticket/evolve.ts';
import { toInstant } from '../ticket/instant.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { dueWork } from './due-work.ts';
import { emitSafely } from './emit-safely.ts';
import type { Engine } from './engine.ts';

/** What one pass did. */
export interface ExpiredDrafts {
  /** Forgotten drafts that were given up. */
  readonly discarded: number;
}

/** What a crashed process held is taken over after this many seconds. */
const lease = 60;
const attempts = 5;
const daySeconds = 86_400;
const retention: Actor = Object.freeze({ system: 'draft retention' });

/**
 * One pass over drafts that nobody has written at for `draftDays`, of all tenants: they are given up, as their owner would, and never
 * sent. Whoever sends or edits one meanwhile wins, because its version fences.
 */
export const expireDrafts = async (
  engine: Engine,
  stop: Pick<StopSignal, 'aborted'> = { aborted: false },
): Promise<ExpiredDrafts> => {
  const { draftDays } = engine.configurations.options;
  let discarded = 0;
  if (draftDays === null || stop.aborted) return { discarded };
  for await (const { work } of dueWork('draft', lease, engine, draftDays * daySeconds)) {
    try {
      if (await discard(work, engine)) discarded += 1;
    } catch (error) {
      // One row that can never be written must not keep every other draft.
      engine.logger?.warn('A forgotten draft could not be given up; it is tried again.', { mail: work.mail.id, error });
    }
    if (stop.aborted) break;
  }
  return { discarded };
};

/** @returns false when somebody did something with the draft meanwhile, or others kept writing at its ticket: its lease runs out */
const discard = async ({ tenant, mail: { id, version } }: Claimable['draft'], engine: Engine): Promise<boolean> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { mails } = await engine.store.load({ tenant, mails: [id] });
    const [loaded] = mails;
    if (loaded?.mail.version !== version) return false;
    const decided = decideDiscard(loaded.mail, loaded.deliveries);
    if (!decided.ok) return false;
    const { after, events } = decided.value;
    const before = loaded.ticket;
    const stamped = events.map(
      (event, index): TicketEvent => ({
        ...event,
        ticket: before.id,
        seq: before.version + index + 1,
        v: 1,
        at: toInstant(engine.clock.now()),
        actor: retention,
      }),
    );
    const { outcome } = await engine.store.commit({
      tenant,
      changes: [
        { root: 'mail', before: loaded.mail, after },
        { root: 'ticket', before, after: stamped.reduce<TicketRow>(evolve, before), add: { events: stamped } },
      ],
    });
    if (outcome !== 'committed') continue;
    for (const event of stamped) emitSafely(engine, event.type, { ...event, tenant } as never);
    return true;
  }
  return false;
};
