import type { Contender } from '../contender.ts';
import { population } from '../population.ts';
import { actionFacts, actor, creation, movement, type StepName, series, tenant } from './facts.ts';
import type { Run, Sql } from './sql.ts';
import { addActionAtOnce, createAtOnce, drawNumberUnflushed, loadTicket, moveAtOnce } from './statements.ts';

interface Known {
  readonly id: string;
  step: StepName;
  version: number;
}

/** Everything is written by one statement; what has to be known for it is loaded first (a number: drawn first). */
export const loadAndOneContender = ({ run }: Sql, tickets: readonly string[]): Contender => {
  const withOne = population(tickets);
  const load = async (id: string): Promise<Known> => (await run(loadTicket, [tenant, id]))[0] as unknown as Known;
  return {
    name: 'load plus one statement',
    create: async () => {
      const [drawn] = await run(drawNumberUnflushed, [tenant, series]);
      return create(run, Number(drawn?.last));
    },
    transition: () => withOne(async (id) => move(run, await load(id))),
    addAction: () => withOne(async (id) => addAction(run, await load(id))),
  };
};

/** The least that can be asked of a database: nothing is loaded, everything is known by magic. */
export const oneAloneContender = ({ run }: Sql, tickets: readonly string[]): Contender => {
  const withOne = population(tickets.map((id): Known => ({ id, step: 'new', version: 1 })));
  // Far above what the counter of the others reaches.
  let last = 1_000_000;
  return {
    name: 'one statement alone',
    create: () => {
      last += 1;
      return create(run, last);
    },
    transition: () =>
      withOne((known) => {
        const before = { ...known };
        known.version += 1;
        known.step = movement(before.step).to;
        return move(run, before);
      }),
    addAction: () =>
      withOne((known) => {
        const before = { ...known };
        known.version += 1;
        return addAction(run, before);
      }),
  };
};

const create = async (run: Run, count: number): Promise<string> => {
  const { id, ticket, data } = creation(count);
  await run(createAtOnce, [...ticket, data]);
  return id;
};

const move = async (run: Run, { id, step, version }: Known): Promise<string> => {
  const { to, category, at, data } = movement(step);
  return written(await run(moveAtOnce, [tenant, id, to, category, at, version, actor, data]), id);
};

const addAction = async (run: Run, { id, version }: Known): Promise<string> => {
  const action = actionFacts();
  const { at, visibility, concerns, timeSpent, shortDescription, description, data } = action;
  const rows = await run(addActionAtOnce, [
    ...[tenant, id, at, timeSpent, version, action.id, visibility, actor, concerns, shortDescription],
    ...[description, data],
  ]);
  return written(rows, id);
};

const written = (rows: readonly unknown[], id: string): string => {
  if (rows.length !== 1) throw new Error('Somebody else changed the ticket.');
  return id;
};
