import type { Actor } from '../ticket/actor.ts';
import type { Agent } from './agent.ts';
import { agentSurface } from './agent-surface.ts';
import { openCall } from './open-call.ts';
import { visibleChanges } from './queries/changes.ts';
import type { Scope } from './scope.ts';
import { unitScope } from './unit-scope.ts';

/** An agent's surface with the way into the host's transactions. */
export const agentOf = (scope: Scope, actor: Actor): Agent<never, unknown> =>
  Object.freeze({
    ...agentSurface(scope, actor),
    changes: (query?: unknown) => openCall(scope, actor, 'changes', (call) => visibleChanges(query, call)),
    in: (handle: unknown) => {
      const unit = unitScope(scope, handle);
      return Object.freeze({ ...agentSurface(unit.scope, actor), committed: unit.committed });
    },
  });
