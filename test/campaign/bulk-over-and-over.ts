import { createDesk, defaultArea, rolePolicy, type Store } from 'ticketwerk';
import { createRandom } from './random.ts';

/** What calling one bulk command again and again came to. */
export interface BulkRuns {
  readonly calls: number;
  /** Calls that ended because they were told to stop, because the process died between two chunks, and because an answer was lost. */
  readonly stopped: number;
  readonly died: number;
  readonly lost: number;
  /** Tickets in the largest batch; and what a chunk of a call costs that nothing disturbs. */
  readonly largestChunk: number;
  readonly readsPerChunk: number;
  readonly writesPerChunk: number;
  /** What must not be; empty. */
  readonly violations: readonly string[];
}

const died = new Error('The process dies.');
const lost = new Error('The connection breaks before the answer comes.');

/**
 * Adds one action with a mail to so many tickets, in calls that are stopped, die and lose answers at random, always with the same
 * key, until one comes to its end. Then every ticket must have the action once, and every requester one mail.
 */
export const bulkOverAndOver = async (store: Store, count: number, seed: number): Promise<BulkRuns> => {
  const random = createRandom(seed);
  const draw = () => random.below(100);
  const statements = { load: 0, commit: 0 };
  let largestChunk = 0;
  let disturbed = true;
  const watched: Store = {
    ...store,
    load: (request) => {
      statements.load += 1;
      return store.load(request);
    },
    commit: async (batch) => {
      statements.commit += 1;
      largestChunk = Math.max(largestChunk, batch.changes.length);
      const result = await store.commit(batch);
      if (disturbed && draw() < 8) throw lost;
      return result;
    },
  };
  const deskOn = (on: Store) =>
    createDesk({
      areas: [defaultArea()],
      store: on,
      authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
      bulk: { limit: count },
    }).as({ user: 'ada' });
  const tickets = await makeTickets(deskOn(store), count);
  const runs = { calls: 0, stopped: 0, died: 0, lost: 0 };
  const call = async () => {
    runs.calls += 1;
    const controller = new AbortController();
    let written = statements.commit;
    return deskOn(watched).bulk.addAction(
      tickets,
      { visibility: 'external', description: 'The network is back.', timeSpent: 25, send: true },
      {
        idempotencyKey: 'network',
        signal: controller.signal,
        onProgress: () => {
          // A chunk that was done before is passed over, or no call would ever come to its end.
          if (statements.commit === written) return;
          written = statements.commit;
          const fate = draw();
          if (fate < 8) controller.abort();
          else if (fate < 16) throw died;
        },
      },
    );
  };
  for (;;) {
    try {
      const outcome = await call();
      if (!outcome.stopped) break;
      runs.stopped += 1;
    } catch (error) {
      if (error === died) runs.died += 1;
      else if (error === lost) runs.lost += 1;
      else throw error;
    }
  }
  disturbed = false;
  Object.assign(statements, { load: 0, commit: 0 });
  const fresh = await makeTickets(deskOn(store), Math.min(count, 300));
  const note = { visibility: 'internal', description: 'Counted.' } as const;
  await deskOn(watched).bulk.addAction(fresh, note);
  const chunks = Math.ceil(fresh.length / 100);
  return {
    ...runs,
    largestChunk,
    // One read says at the beginning whether the settings are current.
    readsPerChunk: (statements.load - 1) / chunks,
    writesPerChunk: statements.commit / chunks,
    violations: await violationsOf(store, tickets),
  };
};

type Ada = Awaited<ReturnType<ReturnType<typeof createDesk>['as']>>;

const makeTickets = async (ada: Pick<Ada, 'tickets'>, count: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 25) {
    const some = Array.from({ length: Math.min(25, count - made) }, () =>
      ada.tickets.create({
        subject: 'Network',
        description: 'Down.',
        requester: { name: 'Bob', email: 'bob@acme.example' },
      } as never),
    );
    ids.push(...(await Promise.all(some)).map(({ ticket }) => ticket.id));
  }
  return ids;
};

const violationsOf = async (store: Store, tickets: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (let start = 0; start < tickets.length; start += 500) {
    const ids = tickets.slice(start, start + 500);
    const loaded = await store.load({ tenant: 'default', tickets: { ids, details: ['events', 'actions', 'mails'] } });
    if (loaded.tickets.length !== ids.length) found.push(`${ids.length - loaded.tickets.length} tickets are gone`);
    for (const { row, details } of loaded.tickets) {
      const events = details.events.map(({ type }) => type).join(' ');
      if (events !== 'ticket.created action.added mail.queued') found.push(`${row.number}: ${events}`);
      if (details.actions.length !== 1) found.push(`${row.number}: ${details.actions.length} actions`);
      if (details.mails.length !== 1) found.push(`${row.number}: ${details.mails.length} mails`);
      if (row.externalTime !== 25) found.push(`${row.number}: ${row.externalTime} hundredths of an hour`);
    }
  }
  return found;
};
