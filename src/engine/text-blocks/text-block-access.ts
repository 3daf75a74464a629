import type { TextBlock } from '../../actions/text-block.ts';
import type { Grants } from '../../ports/authorizer.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import type { Call } from '../call.ts';

/** Every word the actor holds, for the desk or in any area: a text block belongs to no area. */
const wordsOf = ({ desk, areas }: Grants): ReadonlySet<string> =>
  new Set([...desk, ...Object.values(areas).flatMap(({ permissions }) => permissions)]);

/** Is the actor anybody to this desk? Who holds no word at all has no use for text blocks. */
const isAnybody = (grants: Grants): boolean =>
  wordsOf(grants).size > 0 || Object.values(grants.areas).some(({ own = [] }) => own.length > 0);

const manages = ({ grants }: Call): boolean => grants.desk.includes('text_blocks.manage');

/** Does this text block exist for the actor? */
export const readsTextBlock = (block: TextBlock, call: Call): boolean => {
  if (block.removed || !isAnybody(call.grants)) return false;
  if (block.owner !== null) return block.owner === userOf(call.actor);
  return block.permission === null || wordsOf(call.grants).has(block.permission) || manages(call);
};

/** May the actor change the text blocks of this owner? */
export const requireTextBlocks = (owner: string | null, call: Call): Decided<null> => {
  if (owner === null && !manages(call)) {
    return refuse('forbidden', 'This needs the permission "text_blocks.manage" of the desk.', {
      data: { permission: 'text_blocks.manage' },
    });
  }
  return isAnybody(call.grants)
    ? accept(null)
    : refuse('forbidden', 'You hold no permission at this desk.', { data: { permission: null } });
};

/** A text block that the actor may read; the same answer for foreign, removed and unknown ones. */
export const readableTextBlock = (block: TextBlock | undefined, call: Call): Decided<TextBlock> =>
  block !== undefined && readsTextBlock(block, call) ? accept(block) : refuseNotFound('text block');
