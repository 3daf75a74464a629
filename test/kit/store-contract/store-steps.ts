import assert from 'node:assert/strict';
import type { Batch, CommitResult, TicketAdditions, TicketChange } from '../../../src/ports/batch.ts';
import type { Store, StoredTicket, TicketDetail, TicketDetails } from '../../../src/ports/store.ts';
import type { StoredResult } from '../../../src/ports/stored-result.ts';
import type { TicketRow } from '../../../src/ticket/ticket-row.ts';
import { changedTicket, ticketRow } from './sample-rows.ts';

export const tenant = 'acme';
export const allDetails: readonly TicketDetail[] = [
  'events',
  'actions',
  'mails',
  'sources',
  'questions',
  'documents',
  'timers',
  'timedTransitions',
  'activityLinks',
];
export const noDetails: TicketDetails = {
  events: [],
  actions: [],
  mails: [],
  sources: [],
  questions: [],
  timers: [],
  timedTransitions: [],
  documents: [],
  activityLinks: [],
};

export const committed: CommitResult = { outcome: 'committed' };
export const conflict: CommitResult = { outcome: 'conflict' };

export const creation = (after: TicketRow, add: TicketAdditions = {}): TicketChange => ({
  root: 'ticket',
  before: null,
  after,
  add,
});

/** The next version of a ticket, changed in every field. */
export const ticketChange = (before: TicketRow, add: TicketAdditions = {}): TicketChange => ({
  root: 'ticket',
  before,
  after: changedTicket(before),
  add,
});

/** Commits what the case needs to begin with. */
export const given = async (store: Store, batch: Omit<Batch, 'tenant'>, of = tenant): Promise<void> => {
  assert.deepEqual(await store.commit({ tenant: of, ...batch }), committed, 'the rows a case begins with were refused');
};

export const givenTicket = async (
  store: Store,
  id: string,
  add: TicketAdditions = {},
  of = tenant,
): Promise<TicketRow> => {
  const row = ticketRow(id);
  await given(store, { changes: [creation(row, add)] }, of);
  return row;
};

export const readTicket = async (store: Store, id: string, of = tenant): Promise<StoredTicket | undefined> => {
  const { tickets } = await store.load({ tenant: of, tickets: { ids: [id], details: allDetails } });
  return tickets[0];
};

export const storedResult = (key: string, more: Partial<StoredResult> = {}): StoredResult => ({
  actor: 'user:ada',
  key,
  request: 'a1b2',
  result: { ticket: 't1', list: ['ä', 1, null], 'odd key': true },
  ...more,
});

export const readOnce = async (store: Store, { actor, key }: StoredResult, of = tenant): Promise<StoredResult | null> =>
  (await store.load({ tenant: of, once: { actor, key } })).once;

/** So many of them at the same time. */
export const atOnce = <T>(count: number, run: (index: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));
