import type { Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { runTicketStatement } from './run-ticket-statement.ts';

export const count =
  (schema: string): ((connection: Connection) => Store['count']) =>
  (connection) =>
  async (request) => {
    const { rows } = await runTicketStatement(connection, ({ countStatement }) => countStatement(schema, request));
    return Number(rows[0]?.result);
  };
