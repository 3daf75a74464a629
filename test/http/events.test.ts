import { expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

interface Heard {
  readonly type: string;
  readonly ticket: string;
  readonly seq: number;
}

const listen = async ({ handler }: World, as: string, lastEventId?: string) => {
  const response = await handler(
    new Request('https://crm.example/ticketwerk/agent/changes', {
      headers: {
        'x-as': as,
        accept: 'text/event-stream',
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
    }),
  );
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const text = await response.text();
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as Heard);
  return { events, last: [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1], text };
};

test('an agent hears what happens to the tickets that he sees, and goes on where he was cut off', async () => {
  const world = await openWorld({ events: { poll: 1, lifetime: 3 } });
  const first = await listen(world, 'ada');
  const { events } = await world.ada.changes({ limit: 1000 });
  expect(first.events).toEqual(events);
  expect(first.text.startsWith('retry: 1000\n\n')).toBe(true);
  await world.ada.actions.add(world.ticket, { visibility: 'internal', description: 'More' });
  const next = await listen(world, 'ada', first.last);
  expect(next.events.map(({ type }) => type)).toEqual(['action.added']);
  expect((await listen(world, 'ada', next.last)).events).toEqual([]);
});

test('who sees no ticket hears nothing, and still goes on', async () => {
  const world = await openWorld({ events: { poll: 1, lifetime: 3 } });
  const silent = await listen(world, 'eve');
  expect([silent.events, silent.text.includes(world.ticket)]).toEqual([[], false]);
  expect(silent.last).toBe((await listen(world, 'ada')).last);
});

test('many events come in pages, each once, and a place that was never given is refused', async () => {
  const world = await openWorld({ events: { poll: 1, lifetime: 1 } });
  for (let n = 0; n < 120; n += 1)
    await world.ada.actions.add(world.ticket, { visibility: 'internal', description: `${n}` });
  const { events } = await listen(world, 'ada');
  const keys = events.map(({ ticket, seq }) => `${ticket} ${seq}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(events.filter(({ type }) => type === 'action.added').length).toBeGreaterThanOrEqual(121);
  const odd = await world.send('GET', '/agent/changes', {
    headers: { accept: 'text/event-stream', 'last-event-id': 'x' },
  });
  expect([odd.status, odd.json.code]).toEqual([422, 'invalid_input']);
});

test('a stream ends when its reader goes', async () => {
  let slept = 0;
  const world = await openWorld({
    clock: {
      now: () => new Date(0),
      sleep: (_ms, stop) =>
        new Promise((resolve) => {
          slept += 1;
          if (stop?.aborted === true) resolve();
          else stop?.addEventListener('abort', resolve);
        }),
    },
  });
  const gone = new AbortController();
  const response = await world.handler(
    new Request('https://crm.example/ticketwerk/agent/changes', {
      headers: { 'x-as': 'ada', accept: 'text/event-stream' },
      signal: gone.signal,
    }),
  );
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.read();
  const end = reader.read();
  gone.abort();
  expect((await end).done).toBe(true);
  expect(slept).toBe(1);
});
