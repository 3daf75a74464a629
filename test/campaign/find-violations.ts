import { isDeepStrictEqual } from 'node:util';
import type { LoadedMail, StoredTicket } from 'ticketwerk';
import { findTicketViolations } from './find-ticket-violations.ts';
import { foldTo } from './fold-to.ts';
import type { Acknowledged } from './message.ts';
import type { OpenPlace } from './place.ts';

/** What is wrong in a tenant: nothing is what must be found. */
export const findViolations = async (
  place: OpenPlace,
  tenant: string,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> => {
  const stored = await readAll(place, tenant);
  return [
    ...[...stored.tickets.values()].flatMap((ticket) =>
      findTicketViolations(ticket, stored.mails.get(ticket.row.id) ?? []),
    ),
    ...numberViolations([...stored.tickets.values()]),
    ...strays(stored),
    ...hostViolations(stored),
    ...acknowledged.flatMap((one) => lost(one, stored)),
  ].map((violation) => `${tenant}: ${violation}`);
};

interface Stored {
  readonly tickets: ReadonlyMap<string, StoredTicket>;
  /** By ticket. */
  readonly mails: ReadonlyMap<string, readonly LoadedMail[]>;
  readonly notes: readonly { readonly note: string; readonly ticket: string }[];
  /** Rows of each table, as the database counts them. */
  readonly counts: Readonly<Record<(typeof tables)[number], number>>;
}

const tables = ['events', 'actions', 'mails', 'deliveries'] as const;

const readAll = async ({ store, query }: OpenPlace, tenant: string): Promise<Stored> => {
  const idsOf = async (table: 'tickets' | 'mails') =>
    (await query(`select id from ticketwerk.${table} where tenant = $1 order by id`, [tenant])).map(({ id }) =>
      String(id),
    );
  const tickets: StoredTicket[] = [];
  for (const ids of chunks(await idsOf('tickets'))) {
    const loaded = await store.load({ tenant, tickets: { ids, details: ['events', 'actions', 'mails'] } });
    tickets.push(...loaded.tickets);
  }
  const mails: LoadedMail[] = [];
  for (const ids of chunks(await idsOf('mails'))) mails.push(...(await store.load({ tenant, mails: ids })).mails);
  const notes = await query('select note, ticket from host_notes where tenant = $1', [tenant]);
  const counted = tables.map((table) => `(select count(*) from ticketwerk.${table} where tenant = $1) as ${table}`);
  const [counts] = await query(`select ${counted.join(', ')}`, [tenant]);
  return {
    tickets: new Map(tickets.map((ticket) => [ticket.row.id, ticket])),
    mails: Map.groupBy(mails, ({ ticket }) => ticket.id),
    notes: notes.map(({ note, ticket }) => ({ note: String(note), ticket: String(ticket) })),
    counts: {
      events: Number(counts?.events),
      actions: Number(counts?.actions),
      mails: Number(counts?.mails),
      deliveries: Number(counts?.deliveries),
    },
  };
};

const chunks = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / 200) }, (_, index) => all.slice(index * 200, index * 200 + 200));

/** Numbers are unique without regard to case, and an area without gaps has none. */
const numberViolations = (tickets: readonly StoredTicket[]): readonly string[] => {
  const numbers = tickets.map(({ row }) => row.number.toLowerCase());
  const counts = tickets
    .filter(({ row }) => row.area === 'gapless')
    .map(({ row }) => Number(/\d+$/.exec(row.number)?.[0]))
    .sort((a, b) => a - b);
  return [
    ...(new Set(numbers).size === numbers.length ? [] : ['a number was given twice']),
    ...(counts.every((count, index) => count === index + 1)
      ? []
      : [`numbers without a gap have one: ${counts.join()}`]),
  ];
};

/** No row may belong to a ticket that is not there. */
const strays = ({ tickets, mails, counts }: Stored): readonly string[] => {
  const all = [...tickets.values()];
  const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0);
  const letters = [...mails.values()].flat();
  const found: Stored['counts'] = {
    events: sum(all.map(({ details }) => details.events.length)),
    actions: sum(all.map(({ details }) => details.actions.length)),
    mails: sum(all.map(({ details }) => details.mails.length)),
    deliveries: sum(letters.map(({ deliveries }) => deliveries.length)),
  };
  return tables.flatMap((table) =>
    found[table] === counts[table] ? [] : [`${counts[table]} ${table} are stored, ${found[table]} belong to a ticket`],
  );
};

/** The host's row and the ticket of one transaction are both there or both not. */
const hostViolations = ({ tickets, notes }: Stored): readonly string[] => {
  const noted = new Map(notes.map(({ note, ticket }) => [ticket, note]));
  return [
    ...notes.flatMap(({ note, ticket }) => {
      const found = tickets.get(ticket);
      if (found === undefined) return [`the host's note ${note} has no ticket`];
      return found.row.subject === note && found.details.actions.some(({ description }) => description === note)
        ? []
        : [`the host's note ${note} has half a ticket`];
    }),
    ...[...tickets.values()].flatMap(({ row, details }) =>
      details.actions.some(({ description }) => description === row.subject) && !noted.has(row.id)
        ? [`ticket ${row.id} was written in the host's transaction without the host's note`]
        : [],
    ),
  ];
};

/** What was acknowledged is there, and the history says so. */
const lost = (one: Acknowledged, { tickets, mails, notes }: Stored): readonly string[] => {
  const missing = (what: string) => [`lost: ${what} of ${JSON.stringify(one)}`];
  if (one.mail !== undefined) {
    const found = [...mails.values()].flat().find(({ mail }) => mail.id === one.mail);
    return found === undefined || found.mail.state === 'draft' ? missing('the mail') : [];
  }
  if (one.note !== undefined && !notes.some(({ note }) => note === one.note)) return missing("the host's note");
  if (one.ticket === undefined) return [];
  const ticket = tickets.get(one.ticket);
  if (ticket === undefined) return missing('the ticket');
  if (one.action !== undefined && !ticket.details.actions.some(({ id }) => id === one.action))
    return missing('the action');
  const then = foldTo(ticket.details.events, one.version ?? 1);
  if (then === null) return missing('an event');
  const told = { number: one.number ?? then.number, step: one.step ?? then.step };
  return isDeepStrictEqual({ number: then.number, step: then.step }, told) ? [] : missing('the state');
};
