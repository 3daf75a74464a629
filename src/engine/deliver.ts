import { deliveryResult, isSettled } from '../notifications/delivery-result.ts';
import type { Delivery, Mail } from '../notifications/mail.ts';
import { mailEventFacts } from '../notifications/make-mails.ts';
import { outgoingMail } from '../notifications/outgoing-mail.ts';
import type { StopSignal } from '../ports/clock.ts';
import type { Mailer, SendResult } from '../ports/mailer.ts';
import type { Claimable, LoadedMail } from '../ports/store.ts';
import type { Actor } from '../ticket/actor.ts';
import { evolve } from '../ticket/evolve.ts';
import { toInstant } from '../ticket/instant.ts';
import type { NewEvent, TicketEvent } from '../ticket/ticket-event.ts';
import { emitSafely } from './emit-safely.ts';
import type { Engine } from './engine.ts';

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
const claimAtOnce = 20;
const writeAttempts = 5;
const deliverer: Actor = Object.freeze({ system: 'delivery' });

/** One pass over queued deliveries of all tenants. Without a mailer they wait. When stopped, the mail under way is finished and the rest given back. */
export const deliver = async (
  engine: Engine,
  stop: Pick<StopSignal, 'aborted'> = { aborted: false },
): Promise<Delivered> => {
  const counts = { sent: 0, retried: 0, failed: 0, ambiguous: 0 };
  if (engine.mailer === null) return counts;
  for (;;) {
    const now = engine.clock.now();
    const claimed = await engine.store.claim('delivery', {
      dueBy: toInstant(now),
      leasedUntil: toInstant(new Date(now.getTime() + lease * 1000)),
      limit: claimAtOnce,
    });
    for (const work of claimed) {
      const held = (engine.clock.now().getTime() - now.getTime()) / 1000;
      if (stop.aborted || held > lease - longestTry) {
        await giveBack(work, engine);
        continue;
      }
      const after = await deliverOne(work, engine.mailer, engine);
      counts[after.state === 'queued' ? 'retried' : (after.state as keyof typeof counts)] += 1;
    }
    if (claimed.length < claimAtOnce || stop.aborted) return counts;
  }
};

const giveBack = async ({ tenant, delivery }: Claimable['delivery'], engine: Engine): Promise<void> => {
  const after: Delivery = { ...delivery, state: 'queued', leasedUntil: null, version: delivery.version + 1 };
  await engine.store.commit({ tenant, changes: [{ root: 'delivery', before: delivery, after }] });
};

const deliverOne = async (
  { tenant, delivery, mail }: Claimable['delivery'],
  mailer: Mailer,
  engine: Engine,
): Promise<Delivery> => {
  const result = await trySend(mail, delivery, mailer, engine);
  const after = deliveryResult(delivery, result, engine.clock.now(), engine.retry);
  for (let attempt = 1; ; attempt += 1) {
    const { mails } = await engine.store.load({ tenant, mails: [mail.id] });
    const [loaded] = mails;
    // Somebody else took it over when the lease ran out, or the ticket is gone: what he writes stands.
    if (loaded?.deliveries.find(({ id }) => id === delivery.id)?.version !== delivery.version) return after;
    const written = await record(loaded, delivery, after, tenant, engine);
    if (written) return after;
    if (attempt >= writeAttempts) {
      engine.logger?.warn('The result of a delivery could not be stored; its lease runs out and it is tried again.', {
        mail: mail.id,
      });
      return after;
    }
  }
};

const trySend = async (mail: Mail, delivery: Delivery, mailer: Mailer, engine: Engine): Promise<SendResult> => {
  try {
    return await mailer.send(outgoingMail(mail, delivery, mailer.from, engine.clock.now()));
  } catch (error) {
    // A mailer must not throw. Nobody knows how far it came.
    engine.logger?.warn('The mailer failed.', { mail: mail.id, error });
    return { outcome: 'ambiguous', reason: error instanceof Error ? error.message : 'The mailer failed.' };
  }
};

/** Writes the delivery, the letter once all its copies are settled, and the event at the ticket, together. */
const record = async (
  loaded: LoadedMail,
  before: Delivery,
  after: Delivery,
  tenant: string,
  engine: Engine,
): Promise<boolean> => {
  const { mail, ticket } = loaded;
  const others = loaded.deliveries.filter(({ id }) => id !== before.id);
  const last = isSettled(after) && others.every(isSettled);
  const [event] = deliveryEvents(mail, after, !others.some(({ state }) => state === 'sent')).map(
    (happened) =>
      ({
        ...happened,
        ticket: ticket.id,
        seq: ticket.version + 1,
        v: 1,
        at: toInstant(engine.clock.now()),
        actor: deliverer,
      }) as TicketEvent,
  );
  const committed = await engine.store.commit({
    tenant,
    changes: [
      { root: 'delivery', before, after },
      ...(event === undefined
        ? []
        : [{ root: 'ticket' as const, before: ticket, after: evolve(ticket, event), add: { events: [event] } }]),
      ...(last
        ? [
            {
              root: 'mail' as const,
              before: mail,
              after: { ...mail, state: 'closed' as const, version: mail.version + 1 },
            },
          ]
        : []),
    ],
  });
  if (committed.outcome !== 'committed') return false;
  if (event !== undefined) emitSafely(engine, event.type, { ...event, tenant } as never);
  return true;
};

const deliveryEvents = (mail: Mail, delivery: Delivery, first: boolean): readonly NewEvent[] => {
  const facts = { ...mailEventFacts(mail), delivery: delivery.id };
  if (delivery.state === 'sent')
    return [{ type: 'mail.sent', data: { ...facts, messageId: mail.messageId ?? '', first } }];
  return delivery.state === 'failed'
    ? [{ type: 'mail.failed', data: { ...facts, reason: delivery.reason ?? '' } }]
    : [];
};
