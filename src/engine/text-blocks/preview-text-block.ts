import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Call } from '../call.ts';
import { type NotAllowed, notAllowed } from '../not-allowed.ts';
import { replayed } from '../replayed.ts';
import { intendTextBlock, type TextBlockCommand } from './intend-text-block.ts';
import { type TextBlockView, textBlockView } from './text-block-view.ts';

/** What a command on text blocks would do. */
export type TextBlockPreview =
  | {
      readonly allowed: true;
      /** As it would be then; null: removed. The id of a new one is not the one it gets. */
      readonly textBlock: TextBlockView | null;
    }
  | NotAllowed;

/** Runs a command on text blocks dry: everything up to the write. */
export const previewTextBlock = async (
  command: TextBlockCommand,
  input: unknown,
  options: unknown,
  call: Call,
): Promise<Decided<TextBlockPreview>> => {
  const intended = await intendTextBlock(command, input, options, call);
  if (!intended.ok) return accept(notAllowed(intended.refusal));
  if ('replayed' in intended.value) return accept(notAllowed(replayed));
  const { after } = intended.value;
  return accept(deepFreeze({ allowed: true, textBlock: after.removed ? null : textBlockView(after) }));
};
