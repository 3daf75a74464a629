import { newAction, newTicket } from './area.ts';
import type { Contender } from './contender.ts';
import type { BenchAgent } from './open-desk.ts';
import { population } from './population.ts';

/** The desk itself. */
export const deskContender = (ada: BenchAgent, tickets: readonly string[]): Contender => {
  const withOne = population(tickets.map((id) => ({ id, transition: 'wait' as 'wait' | 'resume' })));
  return {
    name: 'desk',
    create: async () => (await ada.tickets.create(newTicket)).ticket.id,
    transition: () =>
      withOne(async (ticket) => {
        const { transition } = ticket;
        ticket.transition = transition === 'wait' ? 'resume' : 'wait';
        await ada.tickets.transition(ticket.id, transition);
        return ticket.id;
      }),
    addAction: () =>
      withOne(async ({ id }) => {
        await ada.actions.add(id, newAction);
        return id;
      }),
  };
};
