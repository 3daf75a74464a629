import type { PageRequest, Pages, Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { pageOutbox } from './page-outbox.ts';
import { pageQuestions } from './page-questions.ts';
import { pageSettings } from './page-settings.ts';
import { pageTextBlocks } from './page-text-blocks.ts';
import { pageTicketsOfPerson, ticketsOfPersonParams } from './page-tickets-of-person.ts';
import { runTicketStatement } from './run-ticket-statement.ts';
import { safeStatement } from './statement.ts';

/** No revision comes as far. */
const highestRevision = 2 ** 31 - 1;

type PageOf<K extends keyof Pages> = (
  connection: Connection,
  request: PageRequest<K>,
) => Promise<readonly Pages[K]['item'][]>;

export const page = (schema: string): ((connection: Connection) => Store['page']) => {
  const outbox = safeStatement('page_outbox', pageOutbox(schema));
  const textBlocks = safeStatement('page_text_blocks', pageTextBlocks(schema));
  const settings = safeStatement('page_settings', pageSettings(schema));
  const ticketsOfPerson = safeStatement('page_tickets_of_person', pageTicketsOfPerson(schema));
  const questions = safeStatement('page_questions', pageQuestions(schema));
  const pages: { readonly [K in keyof Pages]: PageOf<K> } = {
    outbox: async (connection, { tenant, query, after, limit }) => {
      const owners = query.owners === undefined ? null : JSON.stringify(query.owners);
      return jsonResult(
        await outbox(connection, [tenant, owners, JSON.stringify(query.states), after ?? null, String(limit)]),
      );
    },
    tickets: async (connection, request) =>
      jsonResult(await runTicketStatement(connection, ({ pageStatement }) => pageStatement(schema, request))),
    textBlocks: async (connection, { tenant, query, after, limit }) => {
      const keys = query.owners.map((owner) => (owner === null ? '' : `=${owner}`));
      return jsonResult(await textBlocks(connection, [tenant, JSON.stringify(keys), after ?? '', String(limit)]));
    },
    questions: async (connection, { tenant, query, after, limit }) =>
      jsonResult(await questions(connection, [tenant, query.asker, query.openAt, after ?? null, String(limit)])),
    ticketsOfPerson: async (connection, request) =>
      jsonResult(await ticketsOfPerson(connection, ticketsOfPersonParams(request))),
    settings: async (connection, { tenant, after, limit }) =>
      jsonResult(await settings(connection, [tenant, String(after ?? highestRevision), String(limit)])),
    actions: async (connection, request) =>
      jsonResult(await runTicketStatement(connection, ({ actionsStatement }) => actionsStatement(schema, request))),
  };
  return (connection) => (kind, request) => pages[kind](connection, request);
};
