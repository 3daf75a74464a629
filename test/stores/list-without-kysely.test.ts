import { expect, test } from 'vitest';
import { runTicketStatement } from '../../adapters/postgres/run-ticket-statement.ts';

test('a list without the optional package says which one to install, and asks the database nothing', async () => {
  const connection = { executor: { query: () => Promise.reject(new Error('asked')) }, hosted: false };
  const make = () => ({ text: '', params: [] });
  const load = () => Promise.reject(new Error("Cannot find package 'kysely'"));
  await expect(runTicketStatement(connection, make, load)).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('npm install kysely'),
  });
});
