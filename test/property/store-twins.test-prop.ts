import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { sharedPglite } from '../servers/shared-pglite.ts';
import { beginOnPglite } from '../stores/pglite-transaction.ts';
import { making, openWorld, type Step, step } from './world.ts';

/** Calls on the desk's own connection, or in a transaction of the host that he ends one way or the other. */
interface Act {
  readonly host: null | 'commit' | 'rollback';
  readonly steps: readonly Step[];
}

const act: fc.Arbitrary<Act> = fc
  .record({
    host: fc.constantFrom(null, null, 'commit' as const, 'rollback' as const),
    steps: fc.array(step, { minLength: 1, maxLength: 6 }),
  })
  .map(({ host, steps }) => ({
    host,
    // The deliverer is another connection. A number that was drawn for a transaction that was rolled back is a gap where
    // numbers are drawn beside it, and none where there is one connection.
    steps:
      host === null
        ? steps
        : steps.filter(({ what }) => what !== 'deliver' && !(host === 'rollback' && making.includes(what))),
  }));

interface Transaction {
  readonly handle: never;
  commit(): unknown;
  rollback(): unknown;
}

/** Everything that can be told of a store from outside: every answer, every refusal, and what is kept in the end. */
const play = async (
  store: Parameters<typeof openWorld>[0],
  begin: () => Promise<Transaction>,
  acts: readonly Act[],
) => {
  const world = await openWorld(store);
  const heard: unknown[] = [];
  for (const type of ['ticket.created', 'ticket.moved', 'action.added', 'mail.drafted'] as const) {
    world.desk.on(type, (event) => heard.push(event));
  }
  const answers: unknown[] = [];
  const note = async (answer: Promise<unknown>) => {
    answers.push(
      await answer.catch((error: unknown) => {
        if (!isRefused(error)) throw error;
        const { code, message, issues, data } = error;
        return { code, message, issues, data };
      }),
    );
  };
  await world.run({ who: 'ada', what: 'create', at: 0, text: '', to: '', flag: true, time: 0 });
  for (const { host, steps } of acts) {
    if (host === null) {
      for (const one of steps) await note(world.run(one));
      continue;
    }
    const tx = await begin();
    const units = new Map(steps.map(({ who }) => [who, world.desk.as({ user: who }).in(tx.handle)]));
    const bob = world.bob.in(tx.handle);
    for (const one of steps) await note(world.run(one, units.get(one.who), bob));
    await tx[host]();
    if (host === 'commit') for (const unit of [...units.values(), bob]) await unit.committed();
    answers.push(heard.length);
  }
  const lena = world.desk.as({ user: 'lena' });
  const list = await lena.tickets.list();
  return JSON.parse(
    JSON.stringify({ answers, heard, list, mails: world.mails, kept: await world.everything() }),
  ) as unknown;
};

test('any history gives the same answers, refusals and rows on memory and on SQL, in transactions of the host too [XCT-03]', async () => {
  const { pglite, lend } = await sharedPglite();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
      const memory = createMemoryStore();
      const beginOnMemory = async () => {
        const handle = await memory.begin();
        return { handle: handle as never, commit: handle.commit, rollback: handle.rollback };
      };
      const { schema, giveBack } = await lend();
      const sql = createPostgresStore({ executor: fromPglite(pglite), schema });
      const beginOnSql = async () => (await beginOnPglite(pglite)) as unknown as Transaction;
      expect(await play(sql, beginOnSql, acts)).toEqual(await play(memory, beginOnMemory, acts));
      await giveBack();
    }),
    { numRuns: 40 },
  );
});
