import { type KnownPerson, knowMore, knowSnapshots } from '../../persons/known-person.ts';
import { isSnapshotOf, namedAddresses, snapshotsOf } from '../../persons/snapshots.ts';
import type { Pages } from '../../ports/store.ts';
import { foldAddress } from '../../text/email-address.ts';
import type { Requester } from '../../ticket/requester.ts';
import type { Call } from '../call.ts';
import { findPeople } from '../find-people.ts';
import type { PersonInput } from './person-input.ts';
import { ticketsOf } from './tickets-of.ts';

/** What is known of a person, and the tickets he may be on. */
export interface FoundPerson {
  readonly known: KnownPerson;
  readonly tickets: readonly string[];
}

/** Histories are read in bundles of so many. */
const bundleSize = 20;

/**
 * Finds a person by his id and the given addresses, then by the addresses that his tickets or the host's record name, until no new one
 * turns up. An address that another person has too is not taken from there: it would take his tickets along. What an erasure that was
 * broken off knew is known again.
 */
export const findPerson = async ({ person, addresses }: PersonInput, call: Call): Promise<FoundPerson> => {
  const { engine, context, store } = call;
  const { erasure } = await store.load({ tenant: context.tenant, erasure: person });
  const record = (await findPeople(engine, { persons: [person] }, context)).persons.get(person);
  const nothing: KnownPerson = { person, addresses: [], names: [], phones: [] };
  const given = knowMore(erasure ?? nothing, {
    addresses,
    names: record === undefined ? [] : [record.name],
    phones: record?.phone === undefined ? [] : [record.phone],
  });
  const asked = new Map<string, readonly Requester[]>();
  const search = (query: Pages['ticketsOfPerson']['query']) => readRequesters(query, asked, call);
  await search({ person, addresses: given.addresses });
  const looked = new Set<string>();
  for (;;) {
    const { his } = namedAddresses(person, [...asked.values()].flat());
    const candidates = [...his, ...(record?.email === undefined ? [] : [foldAddress(record.email)])];
    const fresh = candidates.filter((address) => !given.addresses.includes(address) && !looked.has(address));
    if (fresh.length === 0) break;
    for (const address of fresh) looked.add(address);
    await search({ person: null, addresses: fresh });
  }
  const requesters = [...asked.values()].flat();
  const { others } = namedAddresses(person, requesters);
  const found = knowMore(given, { addresses: [...looked].filter((address) => !others.has(address)) });
  const known = knowSnapshots(
    found,
    requesters.filter((one) => isSnapshotOf(found, one)),
  );
  return { known, tickets: [...asked.keys()] };
};

const readRequesters = async (
  query: Pages['ticketsOfPerson']['query'],
  asked: Map<string, readonly Requester[]>,
  call: Call,
): Promise<void> => {
  const read = async (ids: readonly string[]) => {
    const { tickets } = await call.store.load({ tenant: call.context.tenant, tickets: { ids, details: ['events'] } });
    for (const { row, details } of tickets) {
      asked.set(
        row.id,
        snapshotsOf(details.events).map(({ requester }) => requester),
      );
    }
  };
  let bundle: string[] = [];
  for await (const id of ticketsOf(query, call)) {
    if (asked.has(id)) continue;
    bundle.push(id);
    if (bundle.length < bundleSize) continue;
    await read(bundle);
    bundle = [];
  }
  if (bundle.length > 0) await read(bundle);
};
