import type { Loaded } from '../ports/store.ts';
import type { Call } from './call.ts';
import type { Command } from './command.ts';
import { findReaders } from './find-readers.ts';

/** Others are asked about only where the area writes to them. */
export const readersOf = async <Input, Gathered>(
  command: Pick<Command<Input, Gathered>, 'ticket' | 'readers'>,
  input: Input,
  loaded: Loaded,
  call: Call,
): Promise<ReadonlySet<string>> => {
  const row = command.ticket(input, loaded)?.row;
  const users = command.readers?.(input, loaded) ?? [];
  const area = call.engine.configuration.areas.get(row?.area ?? '');
  return row === undefined || area?.notifyConcerned !== true ? new Set() : findReaders(users, row, call);
};
