import type { Store } from '../../../src/ports/store.ts';
import { historyViolations } from './history-violations.ts';
import { openWalk } from './open-walk.ts';
import type { RandomWalk } from './random-walk.ts';
import { tryOut, withdraw } from './try-out.ts';

/** What a walk came to, and everything that must not be. */
export interface Walked {
  readonly accepted: number;
  readonly refused: number;
  /** Times the ticket left a closed step. */
  readonly reopened: number;
  readonly violations: readonly string[];
}

/** Lets people try what they try on one ticket, comparing what is offered with what is accepted, and reads the history it leaves. */
export const goWalk = async (walk: RandomWalk, store: Store, tenant: string): Promise<Walked> => {
  const { agent, requester, clock } = await openWalk(walk, store, tenant);
  const ada = agent('ada');
  const { ticket } = await ada.tickets.create({
    subject: 'Printer',
    description: 'Smoke',
    requester: { name: 'Bob', email: 'bob@acme.example', contact: 'acme' },
  });
  const violations: string[] = [];
  const count = { accepted: 0, refused: 0 };
  for (const [index, attempt] of walk.attempts.entries()) {
    clock.advance({ minutes: 1 });
    const { offered, accepted, refused } =
      attempt.who === 'requester'
        ? await withdraw(requester, ticket.id)
        : await tryOut(agent(attempt.who), ticket.id, attempt, walk.workflows);
    count[accepted ? 'accepted' : 'refused'] += 1;
    if (accepted !== offered) {
      const what = `attempt ${index}, ${attempt.what} of ${attempt.who}`;
      violations.push(`${what}: ${offered ? 'offered' : 'not offered'}, and ${refused ?? 'accepted'}`);
    }
  }
  const log = await ada.tickets.stepLog(ticket.id);
  const [stored] = (await store.load({ tenant, tickets: { ids: [ticket.id], details: ['events'] } })).tickets;
  return {
    ...count,
    reopened: log.filter(({ from, to }) => from?.category === 'closed' && to.category !== 'closed').length,
    violations: [...violations, ...(stored === undefined ? ['it is not there'] : historyViolations(stored, log, walk))],
  };
};
