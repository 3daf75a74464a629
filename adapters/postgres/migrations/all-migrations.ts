import { firstTables } from './0001-first-tables.ts';
import { aroundATicket } from './0002-around-a-ticket.ts';
import { deletion } from './0003-deletion.ts';
import { erase } from './0004-erase.ts';
import { timedTransitions } from './0005-timed-transitions.ts';
import { forgottenDrafts } from './0006-forgotten-drafts.ts';
import type { Migration } from './migration.ts';

/** In order of their numbers. */
export const allMigrations: readonly Migration[] = [
  firstTables,
  aroundATicket,
  deletion,
  erase,
  timedTransitions,
  forgottenDrafts,
];
