import { newTicket } from './area.ts';
import type { BenchAgent } from './open-desk.ts';

/** Tickets for one contender to work on. */
export const prepareTickets = async (ada: BenchAgent, count: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 20) {
    const batch = await Promise.all(
      Array.from({ length: Math.min(20, count - made) }, () => ada.tickets.create(newTicket)),
    );
    ids.push(...batch.map(({ ticket }) => ticket.id));
  }
  return ids;
};

/** Closed tickets, each with a draft in the agent's outbox, so that there is a list to read. */
export const prepareDrafts = async (ada: BenchAgent, count: number): Promise<void> => {
  for (const id of await prepareTickets(ada, count)) await ada.tickets.transition(id, 'close');
};
