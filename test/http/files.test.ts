import { expect, test } from 'vitest';
import { contentDisposition } from '../../adapters/http/content-disposition.ts';
import { createHttpHandler } from '../../adapters/http/index.ts';
import { openWorld } from './world.ts';

const hostile = [
  '../../etc/passwd',
  'a"; filename="evil.html',
  "o'brien (1).txt",
  'x\r\nSet-Cookie: a=b.txt',
  'photo\u202egnp.exe',
  'Übersicht – 100 %.pdf',
  '日本語.txt',
  '<script>alert(1)</script>.svg',
  '%22%0d%0a.txt',
  '...',
];

test('a file goes up and comes down as it was, as an attachment that no browser runs', async () => {
  const { send, ticket } = await openWorld();
  const up = await send('POST', `/agent/tickets/${ticket}/documents?name=page.html&folder=Upload`, {
    body: '<script>alert(1)</script>',
    headers: { 'content-type': 'text/html' },
  });
  expect(up.status).toBe(201);
  for (const [as, side] of [
    ['ada', 'agent'],
    ['bob', 'portal'],
  ] as const) {
    const down = await send('GET', `/${side}/documents/${up.json.document.id}/content`, { as });
    expect([down.status, down.text]).toEqual([200, '<script>alert(1)</script>']);
    expect(down.headers.get('content-disposition')).toBe(
      `attachment; filename="page.html"; filename*=UTF-8''page.html`,
    );
    expect(down.headers.get('content-length')).toBe('25');
    expect(down.headers.get('x-content-type-options')).toBe('nosniff');
    expect(down.headers.get('content-security-policy')).toContain('sandbox');
  }
});

test('whatever a file is called, its name is a name and no header, path or markup', async () => {
  const { send, ticket } = await openWorld();
  let read = 0;
  for (const name of hostile) {
    const up = await send('POST', `/agent/tickets/${ticket}/documents?name=${encodeURIComponent(name)}`, { body: 'x' });
    if (up.status === 422) {
      expect(up.json.issues[0].path).toEqual(['name']);
      continue;
    }
    read += 1;
    const { headers } = await send('GET', `/agent/documents/${up.json.document.id}/content`);
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"\\/%;\r\n]+"; filename\*=UTF-8''[\w.!~%-]+$/,
    );
    expect(headers.get('set-cookie')).toBeNull();
  }
  expect(read).toBeGreaterThan(2);
});

test('the header of a name that the desk would not take is as harmless', () => {
  for (const name of [...hostile, '', '\ud800', 'a'.repeat(300)]) {
    const [, plain, extended] =
      /^attachment; filename="([^"\\/%;\r\n]+)"; filename\*=UTF-8''([\w.!~%-]+)$/.exec(contentDisposition(name)) ?? [];
    expect(plain, name).toMatch(/^[\x20-\x7e]+$/);
    expect(decodeURIComponent(extended ?? ''), name).toMatch(/^[^\\/\p{Cc}\p{Cf}]+$/u);
  }
  expect(contentDisposition('Übersicht.pdf')).toBe(
    `attachment; filename="_bersicht.pdf"; filename*=UTF-8''%C3%9Cbersicht.pdf`,
  );
});

test('a file over the limit is refused while it is read, and leaves nothing', async () => {
  const { handler, send, ticket, ada } = await openWorld({ limits: { upload: 1000 } });
  let given = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      given += 1;
      controller.enqueue(new Uint8Array(100));
    },
  });
  const response = await handler(
    new Request(`https://crm.example/ticketwerk/agent/tickets/${ticket}/documents?name=big.bin`, {
      method: 'POST',
      headers: { 'x-as': 'ada' },
      body,
      duplex: 'half',
    } as RequestInit),
  );
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([413, 'too_large']);
  expect(given).toBeLessThan(20);
  const announced = await send('POST', `/agent/tickets/${ticket}/documents?name=big.bin`, {
    body: 'x',
    headers: { 'content-length': '1001' },
  });
  expect(announced.status).toBe(413);
  expect((await ada.documents.list(ticket)).map(({ name }) => name)).toEqual(['a.txt']);
});

test('a download is read piece by piece, and given up when nobody reads on', async () => {
  let [read, ended] = [0, false];
  const pieces = (async function* () {
    try {
      for (;;) {
        read += 1;
        yield new Uint8Array(1024);
      }
    } finally {
      ended = true;
    }
  })();
  const surface = {
    documents: { open: async () => ({ document: { name: 'a', mediaType: 'x/y', size: 1 }, content: pieces }) },
  };
  const tenant = { as: () => surface, asRequester: () => surface };
  const desk = { ...tenant, forTenant: () => tenant };
  const endless = createHttpHandler({ desk, authenticate: () => ({ user: 'ada' }) });
  const response = await endless(new Request('https://crm.example/ticketwerk/agent/documents/a/content'));
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  expect(read).toBeLessThan(6);
  expect(ended).toBe(true);
});

test('a requester sends several files at once, or an answer with files, and his agent hears of it once', async () => {
  const { send, ticket } = await openWorld();
  const form = new FormData();
  form.append('files', new Blob(['one'], { type: 'text/plain' }), 'one.txt');
  form.append('files', new Blob(['two']), 'two.txt');
  const up = await send('POST', `/portal/tickets/${ticket}/documents`, { as: 'bob', body: form });
  expect(up.status).toBe(201);
  form.set('text', 'Here they are');
  const reply = await send('POST', `/portal/tickets/${ticket}/replies`, { as: 'bob', body: form });
  expect(reply.status).toBe(200);
  const names = reply.json.ticket.documents.map(({ name }: { name: string }) => name);
  expect(names.length).toBe(4);
  expect(names.slice(0, 2)).toEqual(['one.txt', 'two.txt']);
  const single = await send('POST', `/portal/tickets/${ticket}/documents?name=three.txt`, { as: 'bob', body: 'three' });
  expect(single.json.ticket.documents.at(-1)).toMatchObject({ name: 'three.txt', size: 5 });
  form.set('surprise', 'x');
  const odd = await send('POST', `/portal/tickets/${ticket}/replies`, { as: 'bob', body: form });
  expect([odd.status, odd.json.code]).toEqual([400, 'malformed']);
});
