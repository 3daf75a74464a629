import type { Contender } from '../contender.ts';
import { population } from '../population.ts';
import { actionFacts, actor, creation, movement, type StepName, series, tenant } from './facts.ts';
import type { Row, Run, Sql } from './sql.ts';
import {
  drawNumber,
  insertAction,
  insertEvent,
  insertTicket,
  lockTicket,
  moveTicket,
  spendTime,
} from './statements.ts';

/** begin, one statement after the other, commit: as it is written most often. */
export const transactionContender = ({ transaction }: Sql, tickets: readonly string[]): Contender => {
  const withOne = population(tickets);
  const locked = async (run: Run, id: string): Promise<{ readonly step: StepName; readonly version: number }> => {
    const [row] = await run(lockTicket, [tenant, id]);
    return row as Row & { readonly step: StepName; readonly version: number };
  };
  return {
    name: 'transaction of single statements',
    create: async () => {
      let made = '';
      await transaction(async (run) => {
        const [drawn] = await run(drawNumber, [tenant, series]);
        const { id, at, ticket, data } = creation(Number(drawn?.last));
        await run(insertTicket, ticket);
        await run(insertEvent, [tenant, id, 1, 'ticket.created', at, actor, data]);
        made = id;
      });
      return made;
    },
    transition: () =>
      withOne(async (id) => {
        await transaction(async (run) => {
          const { step, version } = await locked(run, id);
          const { to, category, at, data } = movement(step);
          await run(moveTicket, [tenant, id, to, category, at, version]);
          await run(insertEvent, [tenant, id, version + 1, 'ticket.moved', at, actor, data]);
        });
        return id;
      }),
    addAction: () =>
      withOne(async (id) => {
        await transaction(async (run) => {
          const { version } = await locked(run, id);
          const action = actionFacts();
          const { at, visibility, concerns, timeSpent, shortDescription, description, data } = action;
          await run(spendTime, [tenant, id, at, timeSpent, version]);
          await run(insertAction, [
            ...[tenant, action.id, id, version + 1, visibility, actor, concerns, at, timeSpent, shortDescription],
            description,
          ]);
          await run(insertEvent, [tenant, id, version + 1, 'action.added', at, actor, data]);
        });
        return id;
      }),
  };
};
