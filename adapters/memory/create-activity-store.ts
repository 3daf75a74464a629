import type { Activities } from '../../src/ports/activities.ts';
import { type KeptActivity, keptActivity, keptActivityProblems, shownActivity } from '../../src/ports/kept-activity.ts';
import type { Store } from '../../src/ports/store.ts';
import { frozenCopy } from './frozen-copy.ts';
import { insides } from './insides.ts';
import { createJournal } from './journal.ts';
import type { MemoryTransaction } from './memory-transaction.ts';
import { createTable } from './table.ts';

/**
 * A simple place for appointments, tasks, calls and notes in this process, for hosts that have none of their own. Every agent
 * sees and links all of its tenant.
 *
 * @param store a memory store: then activities vanish with its transactions. Default: every activity is kept at once, whatever
 *   becomes of a transaction.
 *
 * @example
 * ```ts
 * import { createDesk, defaultArea, rolePolicy } from 'ticketwerk';
 * import { createActivityStore, createMemoryStore } from 'ticketwerk/memory';
 *
 * const store = createMemoryStore();
 * const desk = createDesk({
 *   areas: [defaultArea()],
 *   store,
 *   activities: createActivityStore(store),
 *   authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
 * });
 * ```
 */
export const createActivityStore = (store?: Store): Activities => {
  const taken = store === undefined ? undefined : insides.get(store);
  const rows = createTable<KeptActivity & { readonly tenant: string }>(taken?.journal ?? createJournal(), keyOf, {});
  const run = async <T>(handle: unknown, work: () => T): Promise<T> => {
    if (taken === undefined) return work();
    return handle === undefined ? taken.outside(work) : taken.inside(handle as MemoryTransaction, work);
  };
  return {
    check: keptActivityProblems,
    create: (draft, context) =>
      run(context.handle, () => {
        const row = { tenant: context.tenant, ...keptActivity(draft, context) };
        if (rows.get(keyOf(row)) === undefined) rows.put(frozenCopy(row));
        return { id: row.id };
      }),
    discard: ({ type, id }, { tenant, handle }) => run(handle, () => rows.remove(keyOf({ tenant, type, id }))),
    lookUp: (activities, context) =>
      run(context.handle, () =>
        activities.flatMap(({ type, id }) => {
          const row = rows.get(keyOf({ tenant: context.tenant, type, id }));
          return row === undefined ? [] : [shownActivity(row, context)];
        }),
      ),
  };
};

const keyOf = ({ tenant, type, id }: { readonly tenant: string; readonly type: string; readonly id: string }): string =>
  JSON.stringify([tenant, type, id]);
