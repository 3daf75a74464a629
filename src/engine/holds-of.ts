import type { Loaded } from '../ports/store.ts';
import type { HoldsWord } from '../workflow/transition-inputs.ts';
import { areaPermissions, grantsOf } from './authorize.ts';
import type { Call } from './call.ts';
import type { Command } from './command.ts';

/** Asks the authorizer about the candidates of a command, each of them once. Whoever cannot be asked about holds nothing. */
export const holdsOf = async <Input, Gathered>(
  command: Pick<Command<Input, Gathered>, 'ticket' | 'candidates'>,
  input: Input,
  loaded: Loaded,
  call: Call,
): Promise<HoldsWord> => {
  const area = command.ticket(input, loaded)?.row.area;
  const users = new Set(command.candidates?.(input, loaded, call).map(({ user }) => user));
  const held = new Map<string, ReadonlySet<string>>();
  // One after the other: inside the host's transaction all of them may ask on one connection.
  for (const user of area === undefined ? [] : users) {
    const grants = await grantsOf(call.engine, { user }, call.context);
    if (grants.ok) held.set(user, areaPermissions(grants.value, area ?? ''));
  }
  return (user, word) => held.get(user)?.has(word) ?? false;
};
