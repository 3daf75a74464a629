import { createDesk, defaultArea, defineArea, isRefused, rolePolicy, type Ticket } from 'ticketwerk';
import { createHttpClient } from 'ticketwerk/client';
import { expressMiddleware } from 'ticketwerk/express';
import { createFileBlobStore } from 'ticketwerk/files';
import { createFolderMailSource } from 'ticketwerk/folder';
import { createMemoryStore } from 'ticketwerk/memory';
import { nextRoute } from 'ticketwerk/next';
import { drawPicture } from 'ticketwerk/pictures';
import { createPostgresStore, type PgLike } from 'ticketwerk/postgres';
import { createTestDesk } from 'ticketwerk/testing';

const values = { description: 'No paper.', requester: { name: 'Bob', email: 'bob@example.com' } };

const main = async (): Promise<void> => {
  const caretaker = defineArea({
    id: 'caretaker',
    name: 'Caretaker',
    fields: { floor: { type: 'number' } },
    statuses: [
      { id: 'new', name: 'New', category: 'new' },
      { id: 'done', name: 'Done', category: 'closed' },
    ],
  });
  const desk = createDesk({
    areas: [defaultArea(), caretaker],
    store: createMemoryStore(),
    blobs: createFileBlobStore({ path: './documents' }),
    authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
    mailboxes: { support: { source: createFolderMailSource({ path: '.' }) } },
  });
  const ada = desk.as({ user: 'ada' });
  const { ticket } = await ada.tickets.create({ area: 'caretaker', subject: 'Lift', fields: { floor: 2 }, ...values });
  const floor: number | null | undefined = ticket.fields.floor;
  const seen: Ticket<string, unknown> = await ada.tickets.get(ticket);
  await ada.tickets.transition(ticket, 'done');
  // @ts-expect-error there is no such status
  const lost = await ada.tickets.transition(ticket, 'lost').catch(isRefused);
  // @ts-expect-error there is no such area
  const nowhere = await ada.tickets.create({ area: 'nowhere', subject: 'Lift' }).catch(isRefused);

  const [drawn] = (await drawPicture(caretaker.workflows[0]!.definition, 'mermaid')).split(' ');
  const pool: PgLike = { query: async () => ({ rows: [] }) };
  const stores = [createMemoryStore(), createPostgresStore({ pool })];
  const kit = await createTestDesk({ areas: [defaultArea()], roles: { agent: { '*': ['*'] } } });
  const made = await kit.agent('Ada', 'agent').tickets.create({ subject: 'Printer', ...values });
  const route = nextRoute(async () => Response.json({ count: 0, capped: false }));
  const { agent } = createHttpClient<typeof desk>({ url: 'https://crm.example', fetch: route.GET });
  const shims = [(await agent.tickets.count()).count, typeof expressMiddleware(route.POST)].join(' ');
  console.log(lost, nowhere, floor, seen.status.label, stores.length, made.ticket.number, drawn, shims);
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
