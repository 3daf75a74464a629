import type { z } from 'zod';
import type { Loaded } from '../ports/store.ts';
import { parseInput } from '../refusal/parse-input.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../refusal/refusal.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { actorKey } from '../ticket/actor.ts';
import { type Answer, answerOf, replayOf } from './answer.ts';
import { canSee } from './authorize.ts';
import type { Call } from './call.ts';
import type { Command } from './command.ts';
import { commandOptions } from './command-options.ts';
import { commitPlan } from './commit-plan.ts';
import { describeTicket } from './describe-ticket.ts';
import { findPeople } from './find-people.ts';
import { ticketView } from './ticket-view.ts';

type Options = z.output<typeof commandOptions>;

/** How often an appending command is decided anew, and how often a drawn number or key may turn out taken. */
const attempts = 4;
/** How often a number without gaps is tried for: each time somebody else got one. */
const numberAttempts = 100;

/**
 * The one way in for everything that changes something:
 * parse, gather, load, find people, decide, evolve, plan mails, commit, tell.
 */
export const runCommand = async <Input, Gathered>(
  command: Command<Input, Gathered>,
  call: Call,
  rawInput: unknown,
  rawOptions: unknown,
): Promise<Decided<Answer>> => {
  const input = parseInput(command.schema, rawInput, ['values', 'input']);
  if (!input.ok) return input;
  const options = parseInput(commandOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const gathered = await command.gather(input.value, call);
  if (!gathered.ok) return gathered;
  const now = call.engine.clock.now();
  const freshId = call.engine.ids.next(now);
  const { expectedVersion } = options.value;
  const once = onceOf(command.name, input.value, options.value, call);

  for (let attempt = 1; ; attempt += 1) {
    const loaded = await call.store.load({
      tenant: call.context.tenant,
      ...command.load(input.value, gathered.value),
      ...(once === null ? {} : { once: { actor: once.actor, key: once.key } }),
    });
    if (once !== null && loaded.once !== null) {
      return loaded.once.request === once.request
        ? replayOf(loaded.once.result, call)
        : refuse('key_reused', `The idempotency key "${once.key}" was used with another input.`, {
            data: { key: once.key },
          });
    }
    const seen = checkTicket(command, input.value, loaded, options.value, call);
    if (!seen.ok) return seen;
    const people = await findPeople(
      call.engine,
      command.people(input.value, loaded, call, gathered.value),
      call.context,
    );
    const plan = command.decide(input.value, {
      call,
      now,
      freshId,
      loaded,
      people,
      gathered: gathered.value,
      expectedVersion,
    });
    if (!plan.ok) return describeTicket(plan, call);
    const done = await commitPlan(plan.value, { call, now, once });
    if (done.outcome === 'committed') {
      const warnings = await call.afterwards(async () => (await command.afterCommit?.(plan.value, call)) ?? []);
      return accept(answerOf(done, plan.value, call, warnings));
    }
    const again = done.outcome === 'taken' || (command.repeats && done.final !== true);
    const limit = done.outcome === 'taken' && done.key === 'number' ? numberAttempts : attempts;
    if (!again || attempt >= limit) return conflict(plan.value.ticketId, call);
  }
};

const onceOf = (name: string, input: unknown, options: Options, call: Call) =>
  options.idempotencyKey === undefined
    ? null
    : {
        actor: actorKey(call.actor),
        key: options.idempotencyKey,
        request: fingerprint(canonicalJson([name, input, options.expectedVersion ?? null])),
      };

const checkTicket = <Input, Gathered>(
  command: Command<Input, Gathered>,
  input: Input,
  loaded: Loaded,
  options: Options,
  call: Call,
): Decided<null> => {
  const ticket = command.ticket(input, loaded);
  if (ticket === null) return accept(null);
  if (ticket === undefined || !canSee(call.grants, ticket.row, call.actor)) return refuseNotFound('ticket');
  return options.expectedVersion !== undefined && options.expectedVersion !== ticket.row.version
    ? refuse('conflict', `The ticket is at version ${ticket.row.version}, not ${options.expectedVersion}.`, {
        data: { ticket: ticketView(ticket.row, call) },
      })
    : accept(null);
};

const conflict = (ticket: string, call: Call): Promise<Decided<never>> =>
  describeTicket(
    refuse('conflict', 'The ticket was changed by somebody else at the same time. Look at it again and decide anew.', {
      data: { ticket },
    }),
    call,
  );
