import { deliveryResult } from '../notifications/delivery-result.ts';
import type { Delivery } from '../notifications/mail.ts';
import { outgoingMail } from '../notifications/outgoing-mail.ts';
import type { StopSignal } from '../ports/clock.ts';
import type { Mailer, SendResult } from '../ports/mailer.ts';
import type { Claimable } from '../ports/store.ts';
import { dueWork } from './due-work.ts';
import type { Engine } from './engine.ts';
import { type DeliveryOutcome, writeOutcome } from './write-outcome.ts';

/** What one pass did. */
export interface Delivered {
  readonly sent: number;
  /** To be tried again. */
  readonly retried: number;
  readonly failed: number;
  readonly ambiguous: number;
}

/** A mailer settles within ten minutes; what was claimed longer ago than the rest of the lease is given back unsent, or it might leave twice. */
const longestTry = 600;
/** What a crashed process was sending is tried again after this many seconds. */
const lease = 900;

/** With so many outcomes unwritten nothing more is sent: not a row is at fault, but the store. */
const mostUnwritten = 5;

/**
 * One pass over queued deliveries of all tenants. Without a mailer they wait. When stopped, the mail under way is finished.
 * What became of a mail is kept until the store takes it: a store that is away for a while makes no mail leave twice.
 */
export const deliver = async (
  engine: Engine,
  stop: Pick<StopSignal, 'aborted'> = { aborted: false },
): Promise<Delivered> => {
  const counts = { sent: 0, retried: 0, failed: 0, ambiguous: 0 };
  const { mailer, unwritten } = engine;
  if (mailer === null) return counts;
  const settle = async (outcome: DeliveryOutcome): Promise<void> => {
    try {
      if (!(await writeOutcome(outcome, engine))) return void unwritten.push(outcome);
    } catch (error) {
      unwritten.push(outcome);
      throw error;
    }
    const { state } = outcome.after;
    counts[state === 'queued' ? 'retried' : (state as keyof typeof counts)] += 1;
  };
  for (let left = unwritten.length; left > 0; left -= 1) {
    const [outcome] = unwritten.splice(0, 1);
    if (outcome !== undefined) await settle(outcome).catch((error: unknown) => tolerate(error, engine));
  }
  for await (const { work, since } of dueWork('delivery', lease, engine)) {
    const held = (engine.clock.now().getTime() - since.getTime()) / 1000;
    if (stop.aborted || held > lease - longestTry) await giveBack(work, engine);
    else await settle({ ...work, after: await tryOnce(work, mailer, engine) });
    if (stop.aborted) break;
  }
  return counts;
};

/** One row that can never be written must not keep every other mail waiting. */
const tolerate = (error: unknown, { unwritten, logger }: Engine): void => {
  if (unwritten.length >= mostUnwritten) throw error;
  logger?.warn('The result of a delivery could not be stored yet; it is tried again with the next pass.', { error });
};

const giveBack = async ({ tenant, delivery }: Claimable['delivery'], engine: Engine): Promise<void> => {
  const after: Delivery = { ...delivery, state: 'queued', leasedUntil: null, version: delivery.version + 1 };
  await engine.store.commit({ tenant, changes: [{ root: 'delivery', before: delivery, after }] });
};

const tryOnce = async (work: Claimable['delivery'], mailer: Mailer, engine: Engine): Promise<Delivery> =>
  deliveryResult(work.delivery, await trySend(work, mailer, engine), engine.clock.now(), engine.retry);

const trySend = async (
  { mail, delivery }: Claimable['delivery'],
  mailer: Mailer,
  engine: Engine,
): Promise<SendResult> => {
  try {
    return await mailer.send(outgoingMail(mail, delivery, mailer.from, engine.clock.now()));
  } catch (error) {
    // A mailer must not throw. Nobody knows how far it came.
    engine.logger?.warn('The mailer failed.', { mail: mail.id, error });
    return { outcome: 'ambiguous', reason: error instanceof Error ? error.message : 'The mailer failed.' };
  }
};
