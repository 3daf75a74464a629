import { nothingLoaded } from '../ports/nothing-loaded.ts';
import type { Loaded, LoadRequest } from '../ports/store.ts';
import type { StoredResult } from '../ports/stored-result.ts';
import { parseInput } from '../refusal/parse-input.ts';
import { accept, type Decided } from '../refusal/refusal.ts';
import type { Call } from './call.ts';
import { checkTicket } from './check-ticket.ts';
import type { Command } from './command.ts';
import { commandOptions } from './command-options.ts';
import { describeTicket } from './describe-ticket.ts';
import { findPeople } from './find-people.ts';
import { holdsOf } from './holds-of.ts';
import { onceOf } from './once-of.ts';
import type { Plan } from './plan.ts';
import { readersOf } from './readers-of.ts';
import { replayOnce } from './replay-once.ts';

/** What a decision comes to: a plan, or the first result of a key that was used before. */
type Intent =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'replay'; readonly result: StoredResult['result'] };

/** A command whose input is read: it can be decided, and decided anew. Running and previewing share everything up to here. */
export interface OpenCommand {
  readonly now: Date;
  readonly once: Omit<StoredResult, 'result'> | null;
  readonly decide: () => Promise<Decided<Intent>>;
}

/** Parses the input and gathers what lies outside the store. */
export const openCommand = async <Input, Gathered>(
  command: Command<Input, Gathered>,
  call: Call,
  rawInput: unknown,
  rawOptions: unknown,
): Promise<Decided<OpenCommand>> => {
  const input = parseInput(command.schema, rawInput, ['values', 'input']);
  if (!input.ok) return input;
  const options = parseInput(commandOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const gathered = await command.gather(input.value, call);
  if (!gathered.ok) return gathered;
  const now = call.engine.clock.now();
  const freshId = call.engine.ids.next(now);
  const once = onceOf(command.name, input.value, options.value, call);
  const { expectedVersion } = options.value;

  const decide = async (): Promise<Decided<Intent>> => {
    const loaded = await loadFacts(call, {
      ...command.load(input.value, gathered.value, call),
      ...(once === null ? {} : { once: { actor: once.actor, key: once.key } }),
    });
    if (once !== null && loaded.once !== null) return replay(once, loaded.once);
    const seen = checkTicket(command, input.value, loaded, expectedVersion, call);
    if (!seen.ok) return seen;
    const consulted = (await command.consult?.(input.value, loaded, call)) ?? gathered;
    if (!consulted.ok) return consulted;
    const request = command.people(input.value, loaded, call, consulted.value);
    const people = await findPeople(call.engine, request, call.context);
    const readers = await readersOf(command, input.value, loaded, call);
    const holds = await holdsOf(command, input.value, loaded, call);
    const facts = { call, now, freshId, loaded, people, readers, holds, gathered: consulted.value, expectedVersion };
    const plan = command.decide(input.value, facts);
    return plan.ok ? accept({ kind: 'plan', plan: plan.value }) : describeTicket(plan, call);
  };
  return accept({ now, once, decide });
};

/** A new ticket may need nothing: that saves a round trip. A host's transaction is asked all the same, so that a broken one is noticed before a number is drawn. */
const loadFacts = async (call: Call, request: Omit<LoadRequest, 'tenant'>): Promise<Loaded> =>
  Object.keys(request).length === 0 && call.context.handle === undefined
    ? nothingLoaded
    : call.store.load({ tenant: call.context.tenant, ...request });

const replay = (once: NonNullable<OpenCommand['once']>, stored: StoredResult): Decided<Intent> => {
  const result = replayOnce(once, stored);
  return result.ok ? accept({ kind: 'replay', result: result.value }) : result;
};
