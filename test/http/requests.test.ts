import { describe, expect, test } from 'vitest';
import { openWorld } from './world.ts';

describe('versions', () => {
  test('the tag of a ticket is its version; a command that names it is carried out while it holds, and refused with 412 after that', async () => {
    const { send, ticket } = await openWorld();
    const read = await send('GET', `/agent/tickets/${ticket}`);
    const tag = read.headers.get('etag') ?? '';
    expect(tag).toBe(`"${read.json.version}"`);
    const first = await send('PATCH', `/agent/tickets/${ticket}`, {
      body: { subject: 'A' },
      headers: { 'if-match': tag },
    });
    expect([first.status, first.headers.get('etag')]).toEqual([200, `"${read.json.version + 1}"`]);
    const second = await send('PATCH', `/agent/tickets/${ticket}`, {
      body: { subject: 'B' },
      headers: { 'if-match': tag },
    });
    expect([second.status, second.json.code, second.json.data.ticket.subject]).toEqual([412, 'conflict', 'A']);
    for (const never of ['W/"1"', '"0a"', 'x']) {
      const odd = await send('PATCH', `/agent/tickets/${ticket}`, {
        body: { subject: 'C' },
        headers: { 'if-match': never },
      });
      expect(odd.status).toBe(412);
    }
    const any = await send('PATCH', `/agent/tickets/${ticket}`, {
      body: { subject: 'D' },
      headers: { 'if-match': '*' },
    });
    expect([any.status, any.json.ticket.subject]).toEqual([200, 'D']);
  });

  test('a deletion without a version is refused, and with it and a confirmation carried out', async () => {
    const { send, ticket } = await openWorld();
    const blind = await send('POST', `/agent/tickets/${ticket}/deletions`, { body: { confirmed: true } });
    expect([blind.status, blind.json.issues[0].path]).toEqual([422, ['expectedVersion']]);
    const tag = (await send('GET', `/agent/tickets/${ticket}`)).headers.get('etag') ?? '';
    const done = await send('POST', `/agent/tickets/${ticket}/deletions`, {
      body: { confirmed: true },
      headers: { 'if-match': tag },
    });
    expect(done.status).toBe(200);
    expect((await send('GET', `/agent/tickets/${ticket}`)).status).toBe(404);
  });

  test('the tag of a requester is that of what he reads: nothing internal moves it, and 304 saves him what he has', async () => {
    const { send, ticket, ada } = await openWorld();
    const address = `/portal/tickets/${ticket}`;
    const first = await send('GET', address, { as: 'bob' });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    await ada.actions.add(ticket, { visibility: 'internal', description: 'Hush' });
    const again = await send('GET', address, { as: 'bob', headers: { 'if-none-match': `W/${tag}, "x"` } });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
    await ada.actions.add(ticket, { visibility: 'external', description: 'Hello' });
    const moved = await send('GET', address, { as: 'bob', headers: { 'if-none-match': tag } });
    expect([moved.status, moved.headers.get('etag') === tag]).toEqual([200, false]);
  });
});

test('a request that is sent twice with one key has one effect, and a key is good for one intent', async () => {
  const { send, printer } = await openWorld();
  const create = (key: string, subject: string) =>
    send('POST', '/agent/tickets', { body: { ...printer, subject }, headers: { 'idempotency-key': key } });
  const first = await create('"k-1"', 'Printer');
  expect([first.status, first.json.replayed]).toEqual([201, false]);
  const again = await create('k-1', 'Printer');
  expect([again.json.replayed, again.json.ticket.id]).toEqual([true, first.json.ticket.id]);
  const other = await create('k-1', 'Scanner');
  expect([other.status, other.json.code]).toEqual([422, 'key_reused']);
});

test('pages lead from one to the next by their links, and each ticket is on one of them', async () => {
  const { send, printer, ada } = await openWorld();
  for (let n = 0; n < 4; n += 1) await ada.tickets.create({ ...printer, subject: `No. ${n}` });
  const where = encodeURIComponent(JSON.stringify({ field: 'subject', startsWith: 'No.' }));
  const sort = encodeURIComponent(JSON.stringify({ by: 'subject' }));
  const found: string[] = [];
  let next: string | undefined = `/agent/tickets?where=${where}&sort=${sort}&limit=3&descriptions=false`;
  while (next !== undefined) {
    const { json, headers } = await send('GET', next);
    found.push(...json.items.map(({ subject }: { subject: string }) => subject));
    expect(json.items[0].description).toBeUndefined();
    next = /^<\/ticketwerk(\/[^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
  }
  expect(found).toEqual(['No. 0', 'No. 1', 'No. 2', 'No. 3']);
  for (const [odd, path] of [
    ['limit=many', 'limit'],
    ['descriptions=1', 'descriptions'],
    ['where={', 'where'],
    ['limit=1&limit=2', 'limit'],
    ['limit=0', 'limit'],
  ]) {
    const { status, json } = await send('GET', `/agent/tickets?${odd}`);
    expect([status, json.code, json.issues[0].path]).toEqual([422, 'invalid_input', [path]]);
  }
});

describe('problems', () => {
  test('every refusal is a problem with its code, its issues and its data, and an address that explains it', async () => {
    const { send } = await openWorld();
    const { status, json, headers } = await send('POST', '/agent/tickets', { body: {} });
    expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(json).toMatchObject({
      type: '/ticketwerk/problems/invalid_input',
      status: 422,
      code: 'invalid_input',
      detail: expect.any(String),
      data: {},
    });
    expect(json.issues.map(({ path }: { path: string[] }) => path.join('.'))).toContain('subject');
    const page = await send('GET', json.type.replace('/ticketwerk', ''));
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Mend every path')]);
  });

  test('what nobody expected is told to the host and to nobody else', async () => {
    const heard: unknown[] = [];
    const world = await openWorld({
      authenticate: () => {
        throw new Error('password=secret');
      },
      onError: (error) => heard.push(error),
    });
    const { status, text, json } = await world.send('GET', '/agent/tickets');
    expect([status, json.code]).toEqual([500, 'internal']);
    expect(text).not.toMatch(/secret|at .*\.ts/);
    expect(heard).toEqual([new Error('password=secret')]);
  });

  test('bodies that are no JSON, no object, of another type or too large are refused', async () => {
    const { send } = await openWorld({ limits: { json: 100, upload: 10 } });
    const json = { 'content-type': 'application/json' };
    const refused = async (body: string, headers: Readonly<Record<string, string>>) => {
      const { status, json: problem } = await send('POST', '/agent/tickets', { body, headers });
      return [status, problem.code];
    };
    expect(await refused('{', json)).toEqual([400, 'malformed']);
    expect(await refused('[]', json)).toEqual([400, 'malformed']);
    expect(await refused('{"subject":"x"}', { 'content-type': 'text/plain' })).toEqual([415, 'unsupported_media_type']);
    expect(await refused('subject=x', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([
      415,
      'unsupported_media_type',
    ]);
    expect(await refused(`{"subject":"${'x'.repeat(100)}"}`, json)).toEqual([413, 'too_large']);
    expect(await refused('{"__proto__":{"subject":"x"}}', json)).toEqual([422, 'invalid_input']);
  });

  test('addresses and methods that there are not say so', async () => {
    const { send, handler } = await openWorld();
    expect((await send('GET', '/agent/nothing')).json).toMatchObject({ status: 404, code: 'no_route' });
    expect((await send('GET', '/problems/nothing')).status).toBe(404);
    const wrong = await send('PUT', '/agent/tickets', { body: {} });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect((await handler(new Request('https://crm.example/other'))).status).toBe(404);
  });
});

test('a host may bound what one actor does', async () => {
  const heard: string[] = [];
  const { send } = await openWorld({
    rateLimit: ({ operation, identity }) => {
      heard.push(`${operation} ${'user' in identity ? identity.user : identity.contact}`);
      return heard.length > 1 ? 7.2 : null;
    },
  });
  expect((await send('GET', '/agent/tickets')).status).toBe(200);
  const over = await send('GET', '/portal/tickets', { as: 'bob' });
  expect([over.status, over.json.code, over.headers.get('retry-after')]).toEqual([429, 'rate_limited', '8']);
  expect(heard).toEqual(['agent tickets.list ada', 'portal list acme']);
});

test('only pages of the own host and of named origins may change something', async () => {
  const body = { folder: 'Contracts' };
  const own = await openWorld();
  const move = async ({ send, ids }: Pick<typeof own, 'send' | 'ids'>, headers: Readonly<Record<string, string>>) =>
    (await send('PATCH', `/agent/documents/${ids.document}`, { body, headers })).status;
  expect(await move(own, { origin: 'https://crm.example' })).toBe(200);
  expect(await move(own, { origin: 'null' })).toBe(403);
  expect(await move(own, { origin: 'https://crm.example.evil.example' })).toBe(403);
  expect(await move(own, { 'sec-fetch-site': 'cross-site' })).toBe(403);
  const named = await openWorld({ origins: ['https://app.example'] });
  expect(await move(named, { origin: 'https://app.example' })).toBe(200);
  expect(await move(named, { origin: 'https://crm.example' })).toBe(403);
});

test('the description is OpenAPI 3.1, with a body for everything that reads one', async () => {
  const { send } = await openWorld();
  const { json, status } = await send('GET', '/openapi.json', { as: 'nobody' });
  expect([status, json.openapi, json.servers]).toEqual([200, '3.1.0', [{ url: '/ticketwerk' }]]);
  expect(json.paths['/agent/tickets'].post.requestBody.content['application/json'].schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: { subject: expect.anything(), requester: expect.anything() },
  });
  const ids = Object.values(json.paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap((item) => Object.values(item))
    .map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});
