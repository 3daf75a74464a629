import type { RequesterActor } from '../portal/requester-ticket.ts';
import type { Portal } from './portal.ts';
import { requesterSurface } from './requester-surface.ts';
import type { Scope } from './scope.ts';
import { unitScope } from './unit-scope.ts';

/** A requester's surface with the way into the host's transactions. */
export const requesterOf = (scope: Scope, requester: RequesterActor): Portal<never, unknown> =>
  Object.freeze({
    ...requesterSurface(scope, requester),
    in: (handle: unknown) => {
      const unit = unitScope(scope, handle);
      return Object.freeze({ ...requesterSurface(unit.scope, requester), committed: unit.committed });
    },
  });
