import { RefusedError } from '../../src/index.ts';

/** Agents have no portal, and requesters see nothing of the agents' side. */
export const refusedSide = (side: 'agent' | 'portal'): RefusedError =>
  new RefusedError({
    code: 'forbidden',
    message: side === 'agent' ? 'This side is for agents.' : 'The portal is for requesters.',
    issues: [],
    data: { permission: null },
  });
