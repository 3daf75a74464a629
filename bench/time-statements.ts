import type pg from 'pg';
import { createPostgresStore, fromPg, type SqlExecutor } from 'ticketwerk/postgres';
import { newAction, newTicket } from './area.ts';
import { median } from './median.ts';
import { openDesk } from './open-desk.ts';
import { prepareTickets } from './prepare-tickets.ts';

export interface StatementTime {
  readonly command: string;
  readonly statement: string;
  /** Microseconds from sending it to its answer. */
  readonly micros: number;
}

/** How long the desk waits for each of its statements, on one connection; and for the smallest write there is. */
export const timeStatements = async (pool: pg.Pool, count: number): Promise<readonly StatementTime[]> => {
  const times = new Map<string, { readonly command: string; readonly statement: string; readonly all: number[] }>();
  let command = 'preparing';
  const timed = async <T>(statement: string, run: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await run();
    const key = `${command} ${statement}`;
    const entry = times.get(key) ?? { command, statement, all: [] };
    times.set(key, entry);
    entry.all.push((performance.now() - start) * 1000);
    return result;
  };

  const timing = (inner: SqlExecutor): SqlExecutor => ({
    query: (text, params, name) => timed(shortName(name), () => inner.query(text, params, name)),
  });
  const driver = fromPg(pool);
  const executor = { ...driver, ...timing(driver), beside: driver.beside === null ? null : timing(driver.beside) };
  const ada = openDesk(createPostgresStore({ executor }));
  const tickets = await prepareTickets(ada, count);
  const commands = {
    create: () => ada.tickets.create(newTicket),
    transition: (id: string) => ada.tickets.transition(id, 'wait'),
    addAction: (id: string) => ada.actions.add(id, newAction),
  };
  for (const [name, run] of Object.entries(commands)) {
    command = name;
    for (const id of tickets) await run(id);
  }

  command = 'for comparison';
  await pool.query('create table smallest (n integer)');
  const texts = {
    'the smallest read there is': 'select $1::integer',
    'the smallest write there is': 'insert into smallest values ($1)',
  };
  for (const [name, text] of Object.entries(texts)) {
    for (let n = 0; n < count; n += 1) await timed(name, () => pool.query({ name, text, values: [n] }));
  }
  await pool.query('drop table smallest');
  return [...times.values()]
    .filter((entry) => entry.command !== 'preparing')
    .map((entry) => ({ command: entry.command, statement: entry.statement, micros: median(entry.all) }));
};

/** `ticketwerk_load_0123456789ab` is `load`. */
const shortName = (name = 'unnamed'): string => name.replace(/^ticketwerk_/, '').replace(/_[0-9a-f]{12}$/, '');
