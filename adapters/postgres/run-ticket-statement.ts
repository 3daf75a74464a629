import { RefusedError } from '../../src/refusal/refused-error.ts';
import type { Connection } from './connection.ts';
import { sqlFailure } from './sql-failure.ts';
import type { TicketStatement } from './ticket-statements.ts';

type Statements = typeof import('./ticket-statements.ts');

/** Makes a statement and runs it. What makes it needs an optional package: it is loaded when somebody asks for a list. */
export const runTicketStatement = async (
  { executor, hosted }: Pick<Connection, 'executor' | 'hosted'>,
  make: (statements: Statements) => TicketStatement,
  load: () => Promise<Statements> = () => import('./ticket-statements.ts'),
) => {
  const { text, params } = make(
    await load().catch((cause: unknown) => {
      throw missing(cause);
    }),
  );
  try {
    return await executor.query(text, params);
  } catch (error) {
    throw sqlFailure(error, { hosted });
  }
};

const missing = (cause: unknown): RefusedError =>
  new RefusedError(
    {
      code: 'config_invalid',
      message: 'Kysely could not be loaded. Install it beside ticketwerk: npm install kysely',
      issues: [],
      data: {},
    },
    { cause },
  );
