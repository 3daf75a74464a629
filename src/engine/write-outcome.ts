import { isSettled } from '../notifications/delivery-result.ts';
import type { Delivery, Mail } from '../notifications/mail.ts';
import { mailEventFacts } from '../notifications/make-mails.ts';
import type { Claimable, LoadedMail } from '../ports/store.ts';
import type { Actor } from '../ticket/actor.ts';
import { evolve } from '../ticket/evolve.ts';
import { toInstant } from '../ticket/instant.ts';
import type { NewEvent, TicketEvent } from '../ticket/ticket-event.ts';
import { emitSafely } from './emit-safely.ts';
import type { Engine } from './engine.ts';

/** A delivery that was tried, and what became of it. */
export interface DeliveryOutcome extends Pick<Claimable['delivery'], 'tenant' | 'delivery'> {
  readonly after: Delivery;
}

const attempts = 5;
const deliverer: Actor = Object.freeze({ system: 'delivery' });

/** Stores what became of a delivery. @returns false when others kept writing at the ticket: it can be tried again */
export const writeOutcome = async (outcome: DeliveryOutcome, engine: Engine): Promise<boolean> => {
  const { tenant, delivery } = outcome;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { mails } = await engine.store.load({ tenant, mails: [delivery.mail] });
    const [loaded] = mails;
    // It is written already, or somebody else took it over when the lease ran out, or the ticket is gone: what stands, stands.
    if (loaded?.deliveries.find(({ id }) => id === delivery.id)?.version !== delivery.version) return true;
    if (await record(loaded, outcome, engine)) return true;
  }
  engine.logger?.warn('The result of a delivery could not be stored yet; it is tried again with the next pass.', {
    mail: delivery.mail,
  });
  return false;
};

/** Writes the delivery, the letter once all its copies are settled, and the event at the ticket, together. */
const record = async (
  loaded: LoadedMail,
  { tenant, delivery: before, after }: DeliveryOutcome,
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
