import type { Changes, ChangesQuery, Clock } from '../../src/index.ts';
import { safeHeaders } from './safe-headers.ts';

/** What a stream reads from, and for how long. */
interface Streaming {
  readonly changes: (query: ChangesQuery) => Promise<Changes>;
  readonly after: string | undefined;
  /** Seconds. */
  readonly poll: number;
  /** Seconds. */
  readonly lifetime: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What happens to tickets that the agent sees at that moment, as server-sent events (HTML, section 9.2). */
export const eventStream = async (streaming: Streaming): Promise<Response> => {
  const stop = new AbortController();
  streaming.signal.addEventListener('abort', () => stop.abort(), { once: true });
  // The first page is read before the answer begins, so that what is refused is refused with its status.
  const pieces = written(streaming, await streaming.changes(query(streaming.after)), stop.signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => stop.abort(),
  });
  return new Response(body, {
    headers: { ...safeHeaders, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
  });
};

async function* written(
  { changes, poll, lifetime, clock }: Streaming,
  first: Changes,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const end = clock.now().getTime() + lifetime * 1000;
  yield `retry: ${poll * 1000}\n\n`;
  let page = first;
  let after = '';
  while (!signal.aborted) {
    // Only the last event of a page carries its place: who is cut off within a page hears that page again.
    const events = page.events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n`);
    const place = page.next === after ? ':\n\n' : `id: ${page.next}\n\n`;
    yield `${events.join('\n')}${place}`;
    after = page.next;
    if (!page.more) {
      if (clock.now().getTime() >= end) return;
      await clock.sleep(poll * 1000, signal);
    }
    if (signal.aborted) return;
    page = await changes(query(after));
  }
}

const query = (after: string | undefined): ChangesQuery => (after === undefined ? {} : { after });
