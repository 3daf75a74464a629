import type { Store } from 'ticketwerk';
import { listByHand } from './by-hand/list.ts';
import { loadAndOneContender, oneAloneContender } from './by-hand/one-statement.ts';
import type { Sql } from './by-hand/sql.ts';
import { transactionContender } from './by-hand/transaction.ts';
import { compare, type Standing } from './compare.ts';
import { commandNames } from './contender.ts';
import { deskContender } from './desk-contender.ts';
import type { ServerCpu } from './measure.ts';
import { openDesk } from './open-desk.ts';
import { prepareDrafts, prepareTickets } from './prepare-tickets.ts';
import { checkSameRows } from './same-rows.ts';

/** A store, and hand-written SQL beside it where there is a database. */
export interface Scene {
  readonly store: Store;
  readonly sql: Sql | null;
  readonly serverCpu: ServerCpu;
}

export interface Comparison {
  readonly command: string;
  /** The desk first. */
  readonly standings: readonly Standing[];
}

export interface Effort {
  readonly rounds: number;
  readonly lanes: number;
  /** Commands for each contender and round. */
  readonly count: number;
}

const ticketsEach = 120;
const drafts = 120;

/** Lets the desk and the hand-written SQL do the same work, side by side. */
export const play = async ({ store, sql, serverCpu }: Scene, effort: Effort): Promise<readonly Comparison[]> => {
  const ada = openDesk(store);
  await store.migrate();
  await prepareDrafts(ada, drafts);
  const tickets = () => prepareTickets(ada, ticketsEach);
  const contenders = [
    deskContender(ada, await tickets()),
    ...(sql === null
      ? []
      : [
          transactionContender(sql, await tickets()),
          loadAndOneContender(sql, await tickets()),
          oneAloneContender(sql, await tickets()),
        ]),
  ];
  if (sql !== null) {
    await checkSameRows(contenders, async (text, values) => {
      const [row] = await sql.run({ name: 'by_hand_check', text }, values);
      return row?.result;
    });
    // As autovacuum would within a minute: nobody is to be measured with the plans for an empty database.
    await sql.run({ name: 'by_hand_analyze', text: 'analyze' }, []);
  }
  const comparisons: Comparison[] = [];
  for (const command of commandNames) {
    const standings = await compare(
      contenders.map((contender) => ({ name: contender.name, command: contender[command] })),
      { ...effort, serverCpu },
    );
    comparisons.push({ command, standings });
  }
  const lists = [
    { name: 'desk', command: () => ada.outbox.list({ limit: 50 }) },
    ...(sql === null ? [] : [{ name: 'one statement alone', command: () => listByHand(sql) }]),
  ];
  comparisons.push({ command: 'list of 50', standings: await compare(lists, { ...effort, serverCpu }) });
  return comparisons;
};
