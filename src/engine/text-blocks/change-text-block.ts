import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Call } from '../call.ts';
import { intendTextBlock, type TextBlockCommand } from './intend-text-block.ts';
import { readsTextBlock } from './text-block-access.ts';
import { type TextBlockView, textBlockView } from './text-block-view.ts';

/** What a command on text blocks answers. */
export interface TextBlockOutcome {
  readonly id: string;
  /** As it is now; null: it was removed. */
  readonly textBlock: TextBlockView | null;
  /** True when the idempotency key was used before: nothing was done this time. */
  readonly replayed: boolean;
}

/** Saves or removes a text block. */
export const changeTextBlock = async (
  command: TextBlockCommand,
  input: unknown,
  options: unknown,
  call: Call,
  attempt = 1,
): Promise<Decided<TextBlockOutcome>> => {
  const intended = await intendTextBlock(command, input, options, call);
  if (!intended.ok) return intended;
  if ('replayed' in intended.value) return replay(intended.value.replayed, call);
  const { before, after, once } = intended.value;
  const { outcome } = await call.store.commit({
    tenant: call.context.tenant,
    changes: [{ root: 'text_block', before, after }],
    ...(once === null ? {} : { once: { ...once, result: { textBlock: after.id } } }),
  });
  if (outcome === 'committed') {
    const textBlock = after.removed ? null : textBlockView(after);
    return accept(deepFreeze({ id: after.id, textBlock, replayed: false }));
  }
  // The same key at the same time: the other one was first, and what it did is the answer.
  if (outcome === 'taken' && attempt === 1) return changeTextBlock(command, input, options, call, 2);
  return refuse('conflict', 'The text block was changed by somebody else at the same time. Look at it again.', {
    data: { textBlock: after.id },
  });
};

const replay = async (id: string, call: Call): Promise<Decided<TextBlockOutcome>> => {
  const { textBlocks } = await call.store.load({ tenant: call.context.tenant, textBlocks: [id] });
  const [block] = textBlocks;
  const textBlock = block === undefined || !readsTextBlock(block, call) ? null : textBlockView(block);
  return accept(deepFreeze({ id, textBlock, replayed: true }));
};
