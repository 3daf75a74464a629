import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A request of Express, or of Node itself. */
export type ExpressRequest = IncomingMessage & { readonly originalUrl?: string; readonly protocol?: string };

/**
 * Serves a handler as a middleware of Express, or as the listener of a Node server. Mount it before anything that reads bodies.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { expressMiddleware } from 'ticketwerk/express';
 *
 * const server = createServer(expressMiddleware(async () => new Response('hello')));
 * ```
 */
export const expressMiddleware =
  (handler: (request: Request) => Promise<Response>) =>
  (request: ExpressRequest, response: ServerResponse, next?: (error: unknown) => void): void => {
    answer(handler, request, response).catch(next ?? (() => response.destroy()));
  };

const answer = async (handler: (request: Request) => Promise<Response>, from: ExpressRequest, to: ServerResponse) => {
  const url = `${from.protocol ?? 'http'}://${from.headers.host ?? 'localhost'}${from.originalUrl ?? from.url ?? '/'}`;
  const gone = new AbortController();
  to.once('close', () => gone.abort());
  const headers = Object.entries(from.headersDistinct).flatMap(([name, all = []]) => all.map((value) => [name, value]));
  const hasBody = from.method !== 'GET' && from.method !== 'HEAD';
  const init = { method: from.method ?? 'GET', headers: headers as [string, string][], signal: gone.signal };
  const body = hasBody ? { body: Readable.toWeb(from) as ReadableStream, duplex: 'half' } : {};
  const { status, headers: sent, body: content } = await handler(new Request(url, { ...init, ...body } as RequestInit));
  to.writeHead(status, Object.fromEntries(sent));
  if (content === null) to.end();
  else await pipeline(Readable.fromWeb(content as Parameters<typeof Readable.fromWeb>[0]), to);
};
