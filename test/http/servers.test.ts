import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { createHttpClient } from '../../adapters/client/index.ts';
import { expressMiddleware } from '../../adapters/express/index.ts';
import { nextRoute } from '../../adapters/next/index.ts';
import { openWorld, type World } from './world.ts';

const servers = new Set<Server>();

const listening = async (server: Server): Promise<string> => {
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/ticketwerk`;
};

afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers.clear();
});

const throughNode = ({ handler }: World) => listening(createServer(expressMiddleware(handler)));
const throughExpress = ({ handler }: World) => {
  const app = express();
  app.get('/health', (_request, response) => {
    response.send('well');
  });
  app.use('/ticketwerk', expressMiddleware(handler));
  return listening(createServer(app));
};
const clientOf = (url: string, as: string) => createHttpClient<World['desk']>({ url, headers: () => ({ 'x-as': as }) });

test.each([
  ['a Node server', throughNode],
  ['Express', throughExpress],
] as const)('through %s the client works as the desk itself does', async (_name, serve) => {
  const world = await openWorld();
  const url = await serve(world);
  const { agent, portal } = { ...clientOf(url, 'ada'), portal: clientOf(url, 'bob').portal };
  const { ticket, replayed } = await agent.tickets.create(
    {
      area: 'helpdesk',
      workflow: 'incident',
      ...world.printer,
      requester: { contact: 'acme', name: 'Bob', email: 'b@acme.example' },
    },
    { idempotencyKey: 'first' },
  );
  expect(replayed).toBe(false);
  expect(await agent.tickets.get(ticket)).toEqual(await world.ada.tickets.get(ticket));
  const preview = await agent.preview.tickets.transition(ticket.id, 'start');
  expect(preview.allowed).toBe(true);
  await agent.tickets.transition(ticket.id, 'start', {}, { expectedVersion: ticket.version });
  await expect(
    agent.tickets.update(ticket, { subject: 'x' }, { expectedVersion: ticket.version }),
  ).rejects.toMatchObject({
    name: 'RefusedError',
    code: 'conflict',
    data: { ticket: { step: 'doing' } },
  });
  await agent.tickets.update(ticket, { subject: 'Über', responsible: 'grace' }, { inform: ['grace'] });
  expect((await agent.tickets.list({ where: { field: 'subject', is: 'Über' }, descriptions: false })).items).toEqual(
    (await world.ada.tickets.list({ where: { field: 'subject', is: 'Über' }, descriptions: false })).items,
  );
  expect(await agent.tickets.byNumber(ticket.number)).toEqual(await world.ada.tickets.byNumber(ticket.number));
  expect(await agent.changes({ limit: 2 })).toEqual(await world.ada.changes({ limit: 2 }));
  expect(await agent.bulk.targets([ticket])).toEqual(await world.ada.bulk.targets([ticket]));
  expect(await agent.bulk.addAction([ticket], { visibility: 'internal', description: 'All' })).toMatchObject({
    changed: 1,
  });
  expect(await agent.mailbox.list({ mailbox: 'support' })).toEqual(
    await world.ada.mailbox.list({ mailbox: 'support' }),
  );
  expect(await agent.workflows.versions({ area: 'helpdesk', workflow: 'incident' })).toEqual(
    await world.ada.workflows.versions({ area: 'helpdesk', workflow: 'incident' }),
  );
  const { activity } = await agent.activities.create(ticket, { type: 'note', subject: 'Note', at: new Date(0) });
  await agent.activities.link(ticket, activity, { contacts: ['acme'] });
  await agent.activities.unlink(ticket, activity);
  expect(await agent.persons.export({ person: 'bob', contact: 'acme' })).toEqual(
    await world.ada.persons.export({ person: 'bob', contact: 'acme' }),
  );
  expect(await agent.preview.persons.erase({ person: 'bob' }, { content: 'remove' })).toMatchObject({ allowed: true });
  const [source] = (await agent.tickets.mails(world.ticket)).map(({ id }) => id);
  expect(await agent.tickets.rawMail(world.ticket, source ?? '')).toEqual(
    new Uint8Array(await world.ada.tickets.rawMail(world.ticket, source ?? '')),
  );
  const { ticket: own } = await portal.reply(ticket.id, { text: 'Hello' });
  expect(own).toEqual(await world.desk.asRequester({ contact: 'acme', person: 'bob' }).get(ticket.id));
  await expect(portal.get('nothing')).rejects.toMatchObject({ name: 'RefusedError', code: 'not_found' });
  await expect(clientOf(url, 'nobody').agent.tickets.list()).rejects.toMatchObject({
    name: 'HttpError',
    status: 401,
    code: 'unauthenticated',
  });
});

test('through Express a file of any size is streamed up and down, and what is beside it goes on', async () => {
  const world = await openWorld();
  const url = await throughExpress(world);
  const { agent } = clientOf(url, 'ada');
  const { portal } = clientOf(url, 'bob');
  async function* content() {
    for (let n = 0; n < 64; n += 1) yield new Uint8Array(64 * 1024).fill(n);
  }
  const { document } = await agent.documents.add(world.ticket, {
    name: 'Plan ü.bin',
    folder: 'Upload',
    content: content(),
  });
  const opened = await portal.openDocument(document.id);
  expect([opened.name, opened.mediaType, opened.size]).toEqual([
    'Plan ü.bin',
    'application/octet-stream',
    4 * 1024 * 1024,
  ]);
  let sum = 0;
  let length = 0;
  for await (const piece of opened.content) {
    length += piece.byteLength;
    sum += piece[0] ?? 0;
  }
  expect([length, sum > 0]).toEqual([opened.size, true]);
  const bytes = new TextEncoder().encode('one');
  await portal.upload(world.ticket, [
    { name: '1.txt', content: bytes },
    { name: '2.txt', content: bytes },
  ]);
  await portal.upload(world.ticket, { name: '3.txt', content: bytes });
  await portal.reply(world.ticket, { text: 'See', files: [{ name: '4.txt', content: bytes }] });
  expect((await portal.documents(world.ticket)).map(({ name }) => name)).toEqual([
    'Plan ü.bin',
    '1.txt',
    '2.txt',
    '3.txt',
    '4.txt',
  ]);
  expect(await (await fetch(url.replace('ticketwerk', 'health'))).text()).toBe('well');
});

test('through Express events arrive while they happen, and a page that goes ends its stream', async () => {
  const world = await openWorld();
  const url = await throughExpress(world);
  const gone = new AbortController();
  const response = await fetch(`${url}/agent/changes`, {
    headers: { 'x-as': 'ada', accept: 'text/event-stream' },
    signal: gone.signal,
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let heard = '';
  while (!heard.includes('ticket.created')) heard += new TextDecoder().decode((await reader.read()).value);
  gone.abort();
  await expect(reader.read()).rejects.toThrow();
});

test('a route of Next hands every method to the handler', async () => {
  const { handler } = await openWorld();
  const route = nextRoute(handler);
  expect(Object.keys(route)).toEqual(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
  for (const [method, answer] of Object.entries(route)) {
    const { status } = await answer(new Request('https://crm.example/ticketwerk/agent/tickets', { method }));
    expect(status).toBe({ GET: 401, HEAD: 401, POST: 401 }[method] ?? 405);
  }
});
