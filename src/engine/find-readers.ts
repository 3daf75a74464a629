import type { TicketRow } from '../ticket/ticket-row.ts';
import { canSee, grantsOf } from './authorize.ts';
import type { Call } from './call.ts';

/** Which of these users may read the ticket. Whoever cannot be asked about may not. */
export const findReaders = async (
  users: readonly string[],
  ticket: TicketRow,
  { engine, context }: Pick<Call, 'engine' | 'context'>,
): Promise<ReadonlySet<string>> => {
  const readers = new Set<string>();
  // One after the other: inside the host's transaction all of them may ask on one connection.
  for (const user of new Set(users)) {
    const grants = await grantsOf(engine, { user }, context);
    if (grants.ok && canSee(grants.value, ticket, { user })) readers.add(user);
  }
  return readers;
};
