import type { Store } from '../../src/ports/store.ts';
import type { Refusal } from '../../src/refusal/refusal.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';

type Reference = string | { readonly id: string };

/** Everything a store holds of a ticket, and every mail: what a refusal must leave as it is. */
export const stored = async (store: Store, ticket: Reference) => ({
  ...(await store.load({
    tenant: 'default',
    tickets: {
      ids: [typeof ticket === 'string' ? ticket : ticket.id],
      details: ['events', 'actions', 'mails', 'sources', 'documents', 'timers', 'timedTransitions', 'activityLinks'],
    },
  })),
  outbox: await store.page('outbox', {
    tenant: 'default',
    query: { states: ['draft', 'queued', 'closed', 'discarded'] },
    limit: 1000,
  }),
});

/** The history of a ticket. */
export const eventsOf = async (store: Store, ticket: Reference): Promise<readonly TicketEvent[]> =>
  (await stored(store, ticket)).tickets[0]?.details.events ?? [];

/** The names of what happened to a ticket, in order. */
export const eventNames = async (store: Store, ticket: Reference): Promise<readonly string[]> =>
  (await eventsOf(store, ticket)).map(({ type }) => type);

/** The whole refusal of a call, to compare two of them. Fails when the call is accepted. */
export const refusalOf = async (call: Promise<unknown>): Promise<Refusal> => {
  const error: unknown = await call.then(
    () => new Error('The call was accepted.'),
    (reason: unknown) => reason,
  );
  if (!isRefused(error)) throw error;
  const { code, message, issues, data } = error;
  return { code, message, issues, data };
};
