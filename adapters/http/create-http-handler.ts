import { Hono } from 'hono';
import { type Changes, type ChangesQuery, systemClock } from '../../src/index.ts';
import { answerResponse } from './answer-response.ts';
import { argumentsOf } from './arguments-of.ts';
import { checkOrigin } from './check-origin.ts';
import { eventStream } from './event-stream.ts';
import { meaningOf } from './http-codes.ts';
import type { HttpHandlerOptions } from './http-handler-options.ts';
import { HttpProblem } from './http-problem.ts';
import { surfaceOf } from './identity.ts';
import { methodOf } from './method-of.ts';
import { openApi } from './open-api.ts';
import { type Operation, operations } from './operations.ts';
import { problemResponse } from './problem-response.ts';
import { readBody } from './read-body.ts';
import { readOptions } from './read-options.ts';
import { readQuery } from './read-query.ts';
import { refusedSide } from './refused-side.ts';
import { safeHeaders } from './safe-headers.ts';

/** Answers a request; it is a function of the Fetch standard, so every host that speaks it can call it. */
export type HttpHandler = (request: Request) => Promise<Response>;

/**
 * Serves a desk over HTTP: agents under `/agent`, requesters under `/portal`, the description under `/openapi.json`.
 *
 * @example
 * ```ts
 * import { createDesk, defaultArea, rolePolicy } from 'ticketwerk';
 * import { createHttpHandler } from 'ticketwerk/http';
 * import { createMemoryStore } from 'ticketwerk/memory';
 *
 * const desk = createDesk({
 *   areas: [defaultArea()],
 *   store: createMemoryStore(),
 *   authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
 * });
 * const handler = createHttpHandler({ desk, authenticate: () => ({ user: 'ada' }) });
 * const response = await handler(new Request('https://crm.example.com/ticketwerk/agent/tickets'));
 * console.log(response.status, await response.json()); // 200 { items: [], next: null }
 * ```
 */
export const createHttpHandler = (options: HttpHandlerOptions): HttpHandler => {
  const basePath = options.basePath ?? '/ticketwerk';
  const app = new Hono().basePath(basePath === '' ? '/' : basePath);
  const description = JSON.stringify(openApi(basePath));
  app.get('/openapi.json', () => plain(description, 'application/json'));
  app.get('/problems/:code', (context) => {
    const code = context.req.param('code');
    if (!Object.hasOwn(meaningOf, code)) throw new HttpProblem('no_route', meaningOf.no_route);
    return plain(`${code}: ${meaningOf[code as keyof typeof meaningOf]}\n`, 'text/plain; charset=utf-8');
  });
  const paths = Map.groupBy(operations, ({ path }) => path);
  for (const [path, sharing] of paths) {
    const pattern = path.replace(/\{(\w+)\}/g, ':$1');
    for (const operation of sharing) {
      app.on(operation.route.method, pattern, (context) =>
        carryOut(operation, context.req.raw, context.req.param() as Readonly<Record<string, string>>, options),
      );
    }
    const allow = sharing.map(({ route }) => (route.method === 'GET' ? 'GET, HEAD' : route.method)).join(', ');
    app.all(pattern, () => {
      throw new HttpProblem('method_not_allowed', `Use ${allow}.`, { headers: { allow } });
    });
  }
  app.notFound(({ req }) => problemResponse(noRoute(), placeOf(req.raw, basePath)));
  app.onError((error, { req }) => {
    const response = problemResponse(error, placeOf(req.raw, basePath));
    if (response.status >= 500) options.onError?.(error, req.raw);
    return response;
  });
  return async (request) => app.fetch(request);
};

const noRoute = () => new HttpProblem('no_route', meaningOf.no_route);

const placeOf = (request: Request, basePath: string) => ({ basePath, conditional: request.headers.has('if-match') });

const plain = (text: string, type: string) => new Response(text, { headers: { ...safeHeaders, 'content-type': type } });

const carryOut = async (
  { name, side, route, preview }: Operation,
  request: Request,
  path: Readonly<Record<string, string>>,
  options: HttpHandlerOptions,
): Promise<Response> => {
  checkOrigin(request, options.origins ?? []);
  const identity = await options.authenticate(request);
  // A host in plain JavaScript may say nothing at all: that is nobody too.
  if (identity === null || identity === undefined) {
    const challenge = options.challenge ?? 'Bearer realm="ticketwerk"';
    throw new HttpProblem('unauthenticated', meaningOf.unauthenticated, { headers: { 'www-authenticate': challenge } });
  }
  const surface = surfaceOf(options.desk, identity, side);
  if (surface === undefined) throw refusedSide(side);
  const wait = await options.rateLimit?.({ request, identity, operation: `${side} ${name}` });
  if (wait !== null && wait !== undefined) {
    throw new HttpProblem('rate_limited', meaningOf.rate_limited, {
      headers: { 'retry-after': String(Math.ceil(wait)) },
    });
  }
  const method = methodOf(surface, name);
  const query = readQuery(new URL(request.url), route.query);
  if (name === 'changes' && (request.headers.get('accept') ?? '').includes('text/event-stream')) {
    const after = request.headers.get('last-event-id') ?? (query.after as string | undefined);
    return eventStream({
      changes: method as (query: ChangesQuery) => Promise<Changes>,
      after: after === '' ? undefined : after,
      poll: options.events?.poll ?? 2,
      lifetime: options.events?.lifetime ?? 900,
      clock: options.clock ?? systemClock,
      signal: request.signal,
    });
  }
  const headers = route.changes === true ? readOptions(request.headers, side) : {};
  const limits = { json: 5 * 1024 * 1024, upload: 25 * 1024 * 1024, ...options.limits };
  let broken: HttpProblem | undefined;
  const body = await readBody(request, route, query, limits, (problem) => {
    broken = problem;
  });
  try {
    const value = await method(...argumentsOf(route, { path, query, body, options: headers }));
    return answerResponse(value, { request, route, side, preview });
  } catch (error) {
    throw broken ?? error;
  }
};
