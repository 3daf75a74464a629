import type { ResolvedArea } from '../area/resolved-area.ts';

/**
 * May requesters close tickets here at all? Not where a field must be filled in before that they do not see: whether it is would
 * show in whether they may.
 */
export const closableByRequester = ({ fields }: ResolvedArea): boolean =>
  Object.values(fields).every(({ requiredToClose, portal }) => !requiredToClose || (portal ?? 'hidden') !== 'hidden');
