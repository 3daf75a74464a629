import { nothingLoaded } from '../../ports/nothing-loaded.ts';
import type { Loaded, StoredTicket } from '../../ports/store.ts';
import type { StoredResult } from '../../ports/stored-result.ts';
import type { Refusal } from '../../refusal/refusal.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import { fingerprint } from '../../text/fingerprint.ts';
import { actorKey } from '../../ticket/actor.ts';
import { type Assembled, assemblePlan } from '../assemble-plan.ts';
import type { Call } from '../call.ts';
import { checkTicket } from '../check-ticket.ts';
import type { Command } from '../command.ts';
import type { OnTicketInput } from '../commands/on-ticket.ts';
import { findPeople, type PeopleRequest } from '../find-people.ts';
import { holdsOf } from '../holds-of.ts';
import type { Plan } from '../plan.ts';
import { readersOf } from '../readers-of.ts';
import { replayOnce } from '../replay-once.ts';

/** A command on one ticket of many; its input was read for all of them. */
export type BulkCommand<Values> = Omit<Command<OnTicketInput<Values>>, 'schema' | 'gather'>;

/** One bulk command on its way: the same for every ticket. */
export interface BulkWork<Values> {
  readonly command: BulkCommand<Values>;
  readonly values: Values;
  /** The key of the whole; each ticket has one made of it and its id. */
  readonly key: string | undefined;
  /** What is wrong with the input is wrong for all: then no ticket is touched. Default: false, each ticket has its own verdict. */
  readonly oneInput?: boolean;
}

/** What was decided for one ticket. */
export type ChunkDecision =
  | {
      readonly ticket: string;
      readonly kind: 'plan';
      readonly plan: Plan;
      readonly assembled: Assembled;
      readonly once: Omit<StoredResult, 'result'> | null;
    }
  | { readonly ticket: string; readonly kind: 'replay'; readonly result: StoredResult['result'] }
  | { readonly ticket: string; readonly kind: 'refused'; readonly refusal: Refusal };

/** Loads a chunk of tickets in one round trip and decides each by itself, by the command that a single ticket would take. */
export const decideChunk = async <Values>(
  { command, values, key }: BulkWork<Values>,
  tickets: readonly string[],
  call: Call,
): Promise<readonly ChunkDecision[]> => {
  if (tickets.length === 0) return [];
  const now = call.engine.clock.now();
  const inputOf = (ticket: string) => ({ ticket, values });
  const keys = key === undefined ? [] : tickets.map((ticket) => keyOf(key, ticket));
  const details = command.load(inputOf(''), null, call).tickets?.details ?? [];
  const loaded = await call.store.load({
    tenant: call.context.tenant,
    tickets: { ids: tickets, details },
    ...(keys.length === 0 ? {} : { results: { actor: actorKey(call.actor), keys } }),
  });
  const stored = new Map(loaded.tickets.map((ticket) => [ticket.row.id, ticket]));
  const results = new Map(loaded.results.map((result) => [result.key, result]));
  const seen = tickets.map((ticket) => ({ ticket, loaded: loadedOf(stored.get(ticket)) }));
  const people = await findPeople(
    call.engine,
    joinRequests(seen.map((one) => command.people(inputOf(one.ticket), one.loaded, call, null))),
    call.context,
  );
  const decisions: ChunkDecision[] = [];
  for (const { ticket, loaded: own } of seen) {
    const once = onceOf(command.name, key, inputOf(ticket), call);
    const known = once === null ? undefined : results.get(once.key);
    if (once !== null && known !== undefined) {
      const replay = replayOnce(once, known);
      decisions.push(
        replay.ok
          ? { ticket, kind: 'replay', result: replay.value }
          : { ticket, kind: 'refused', refusal: replay.refusal },
      );
      continue;
    }
    const plan = await decideOne(command, inputOf(ticket), own, { call, now, people });
    decisions.push(
      plan.ok
        ? { ticket, kind: 'plan', plan: plan.value, assembled: assemblePlan(plan.value, call, now, null), once }
        : { ticket, kind: 'refused', refusal: plan.refusal },
    );
  }
  return decisions;
};

const decideOne = async <Values>(
  command: BulkCommand<Values>,
  input: OnTicketInput<Values>,
  loaded: Loaded,
  {
    call,
    now,
    people,
  }: { readonly call: Call; readonly now: Date; readonly people: Awaited<ReturnType<typeof findPeople>> },
) => {
  const seen = checkTicket(command, input, loaded, undefined, call);
  if (!seen.ok) return seen;
  const consulted = await command.consult?.(input, loaded, call);
  if (consulted?.ok === false) return consulted;
  const readers = await readersOf(command, input, loaded, call);
  const holds = await holdsOf(command, input, loaded, call);
  const freshId = call.engine.ids.next(now);
  return command.decide(input, {
    call,
    now,
    freshId,
    loaded,
    people,
    readers,
    holds,
    gathered: null,
    expectedVersion: undefined,
  });
};

/** No key of a caller holds a line break. */
const keyOf = (key: string, ticket: string): string => `${key}\n${ticket}`;

const onceOf = (name: string, key: string | undefined, input: OnTicketInput<unknown>, { actor }: Call) =>
  key === undefined
    ? null
    : {
        actor: actorKey(actor),
        key: keyOf(key, input.ticket),
        request: fingerprint(canonicalJson([name, input])),
      };

const loadedOf = (ticket: StoredTicket | undefined): Loaded => ({
  ...nothingLoaded,
  tickets: ticket === undefined ? [] : [ticket],
});

const joinRequests = (requests: readonly PeopleRequest[]): PeopleRequest => ({
  users: requests.flatMap(({ users = [] }) => users),
  persons: requests.flatMap(({ persons = [] }) => persons),
  contacts: requests.flatMap(({ contacts = [] }) => contacts),
  projects: requests.flatMap(({ projects = [] }) => projects),
  takeAsTheyCome: requests.some(({ takeAsTheyCome }) => takeAsTheyCome === true),
});
