import { type ActionRevision, revisionsOf } from '../../actions/revisions.ts';
import { accept, type Decided, refuseNotFound } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { isPlainId } from '../../text/plain-id.ts';
import type { Call } from '../call.ts';
import { sees } from '../sees.ts';

/** What an action of a visible ticket ever said. */
export const actionRevisions = async (id: string, call: Call): Promise<Decided<readonly ActionRevision[]>> => {
  if (!isPlainId(id)) return refuseNotFound('action');
  const { tickets } = await call.store.load({
    tenant: call.context.tenant,
    tickets: { ofAction: id, details: ['events'] },
  });
  const [found] = tickets;
  return found !== undefined && sees(call, found.row)
    ? accept(deepFreeze(revisionsOf(id, found.details.events)))
    : refuseNotFound('action');
};
