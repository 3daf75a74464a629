import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

let server: PostgresServer | undefined;

/** One PostgreSQL for the run: that of TICKETWERK_TEST_POSTGRES_URL, or else one of our own. */
export const setup = async (project: TestProject): Promise<void> => {
  const given = process.env.TICKETWERK_TEST_POSTGRES_URL;
  if (given === undefined || given === '')
    server = await startPostgres(['-c', 'fsync=off', '-c', 'max_connections=200']);
  project.provide('postgresUrl', server?.url ?? given ?? '');
};

export const teardown = async (): Promise<void> => server?.stop();
