import { agentRoutes } from './wire/agent-routes.ts';
import { portalRoutes } from './wire/portal-routes.ts';
import type { Route } from './wire/route.ts';

/** An operation as it is served. */
export interface Operation {
  /** As the method of the surface is named, such as `preview.tickets.close`. */
  readonly name: string;
  readonly side: 'agent' | 'portal';
  /** Below the base path. */
  readonly path: string;
  readonly route: Route;
  readonly preview: boolean;
}

const ofAgents = Object.entries<Route>(agentRoutes).flatMap(([name, route]): readonly Operation[] => {
  const run: Operation = { name, side: 'agent', path: `/agent${route.path}`, route, preview: false };
  if (route.previews !== true) return [run];
  return [run, { ...run, name: `preview.${name}`, path: `/agent/preview${route.path}`, preview: true }];
});

const ofRequesters = Object.entries<Route>(portalRoutes).map(
  ([name, route]): Operation => ({ name, side: 'portal', path: `/portal${route.path}`, route, preview: false }),
);

/** Everything that is served: what is not here can be reached by no request. */
export const operations: readonly Operation[] = [...ofAgents, ...ofRequesters];
