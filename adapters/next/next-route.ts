/** What a route file of the app router exports. */
export interface NextRoute {
  readonly GET: (request: Request) => Promise<Response>;
  readonly HEAD: (request: Request) => Promise<Response>;
  readonly POST: (request: Request) => Promise<Response>;
  readonly PUT: (request: Request) => Promise<Response>;
  readonly PATCH: (request: Request) => Promise<Response>;
  readonly DELETE: (request: Request) => Promise<Response>;
}

/**
 * Serves a handler from `app/ticketwerk/[...path]/route.ts` of Next: `export const { GET, POST, PUT, PATCH, DELETE } = nextRoute(handler)`.
 *
 * @example
 * ```ts
 * import { nextRoute } from 'ticketwerk/next';
 *
 * const { GET } = nextRoute(async (request) => new Response(`hello ${new URL(request.url).pathname}`));
 * console.log(await (await GET(new Request('https://crm.example.com/ticketwerk'))).text()); // hello /ticketwerk
 * ```
 */
export const nextRoute = (handler: (request: Request) => Promise<Response>): NextRoute => {
  const route = (request: Request) => handler(request);
  return { GET: route, HEAD: route, POST: route, PUT: route, PATCH: route, DELETE: route };
};
