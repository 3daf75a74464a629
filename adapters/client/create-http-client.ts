import { agentRoutes } from '../http/wire/agent-routes.ts';
import { portalRoutes } from '../http/wire/portal-routes.ts';
import type { Route } from '../http/wire/route.ts';
import type { ClientDesk, HttpClient } from './http-client.ts';
import type { HttpClientOptions } from './http-client-options.ts';
import { readAnswer } from './read-answer.ts';
import { requestOf } from './request-of.ts';

/**
 * A desk that is served elsewhere, with the types of the desk. What is refused there is thrown here as the same `RefusedError`.
 *
 * @example
 * ```ts
 * import { createDesk, defaultArea, rolePolicy } from 'ticketwerk';
 * import { createHttpClient } from 'ticketwerk/client';
 * import { createHttpHandler } from 'ticketwerk/http';
 * import { createMemoryStore } from 'ticketwerk/memory';
 *
 * const desk = createDesk({
 *   areas: [defaultArea()],
 *   store: createMemoryStore(),
 *   authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
 * });
 * const handler = createHttpHandler({ desk, authenticate: () => ({ user: 'ada' }) });
 * const { agent } = createHttpClient<typeof desk>({ url: 'https://crm.example.com/ticketwerk', fetch: handler });
 * console.log(await agent.tickets.count()); // { count: 0, capped: false }
 * ```
 */
export const createHttpClient = <D extends ClientDesk>(options: HttpClientOptions): HttpClient<D> => {
  const call = (prefix: string, route: Route) => {
    return async (...input: readonly unknown[]) => {
      const headers = (await options.headers?.()) ?? {};
      const request = requestOf(`${options.url}${prefix}`, route, input, headers);
      return readAnswer(
        await (options.fetch ?? fetch)(request),
        prefix.endsWith('/preview') ? undefined : route.answers,
      );
    };
  };
  const agent = tree(Object.entries<Route>(agentRoutes).map(([name, route]) => [name, call('/agent', route)]));
  const preview = Object.entries<Route>(agentRoutes)
    .filter(([, route]) => route.previews === true)
    .map(([name, route]) => [name, call('/agent/preview', route)] as const);
  const portal = tree(Object.entries<Route>(portalRoutes).map(([name, route]) => [name, call('/portal', route)]));
  // The routes name every method of the surfaces; the types of the desk are put on here.
  return { agent: { ...agent, preview: tree(preview) }, portal } as unknown as HttpClient<D>;
};

/** Methods by names with dots, as objects in objects. */
const tree = (methods: readonly (readonly [string, unknown])[]): object => {
  const root: Record<string, unknown> = {};
  for (const [name, method] of methods) {
    const [first = '', second] = name.split('.');
    root[first] = second === undefined ? method : { ...(root[first] as object | undefined), [second]: method };
  }
  return root;
};
