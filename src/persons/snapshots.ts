import { foldAddress } from '../text/email-address.ts';
import type { Instant } from '../ticket/instant.ts';
import type { Requester } from '../ticket/requester.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { KnownPerson } from './known-person.ts';

/** Who asked on a ticket, from some moment on. */
export interface Snapshot {
  readonly since: Instant;
  readonly requester: Requester;
}

/** Everybody who ever asked on a ticket, as its history tells it, oldest first. */
export const snapshotsOf = (events: readonly TicketEvent[]): readonly Snapshot[] =>
  events.flatMap(({ type, data, at }) => {
    if (type === 'ticket.created') return [{ since: at, requester: data.requester }];
    return type === 'ticket.edited' && data.requester !== undefined
      ? [{ since: at, requester: data.requester.to }]
      : [];
  });

/** Is it this person who asked? A snapshot of another person is never his, whatever address it has. */
export const isSnapshotOf = (
  { person, addresses }: Pick<KnownPerson, 'person' | 'addresses'>,
  requester: Requester,
): boolean =>
  requester.person === null
    ? requester.email !== '' && addresses.includes(foldAddress(requester.email))
    : requester.person === person;

/** Addresses of snapshots that name this person, and of those that name others. */
export const namedAddresses = (
  person: string,
  requesters: readonly Requester[],
): { readonly his: ReadonlySet<string>; readonly others: ReadonlySet<string> } => {
  const named = requesters.filter((one) => one.person !== null && one.email !== '');
  const of = (isHis: boolean) =>
    new Set(named.filter((one) => (one.person === person) === isHis).map(({ email }) => foldAddress(email)));
  return { his: of(true), others: of(false) };
};
