import { z } from 'zod';
import { decideSaveTextBlock, removedTextBlock } from '../../actions/decide-text-block.ts';
import type { TextBlock } from '../../actions/text-block.ts';
import { textBlockProblems } from '../../notifications/placeholders.ts';
import type { StoredResult } from '../../ports/stored-result.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse, refuseInput } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import { commandOptions } from '../command-options.ts';
import { idInput } from '../id-input.ts';
import { onceOf } from '../once-of.ts';
import { replayOnce } from '../replay-once.ts';
import { readableTextBlock, requireTextBlocks } from './text-block-access.ts';

const saveInput = z.strictObject({
  id: idInput().optional(),
  name: z.string().max(200).optional(),
  text: z.string().max(100_000).optional(),
  scope: z.enum(['global', 'personal']).optional(),
  permission: idInput().nullable().optional(),
});
const removeInput = z.strictObject({ id: idInput() });
type SaveInput = z.output<typeof saveInput>;

/** A command on text blocks. */
export type TextBlockCommand = 'save' | 'remove';

/** What a command would do to a text block. */
interface IntendedTextBlock {
  /** Null: it is made. */
  readonly before: TextBlock | null;
  readonly after: TextBlock;
  readonly once: Omit<StoredResult, 'result'> | null;
}

/** What a command comes to: a change, or the id that its key named the first time. */
export type TextBlockIntent = IntendedTextBlock | { readonly replayed: string };

/** Everything up to the write; running and previewing share it. */
export const intendTextBlock = async (
  command: TextBlockCommand,
  rawInput: unknown,
  rawOptions: unknown,
  call: Call,
): Promise<Decided<TextBlockIntent>> => {
  const input = parseInput<SaveInput>(command === 'save' ? saveInput : removeInput, rawInput);
  if (!input.ok) return input;
  const options = parseInput(commandOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const { expectedVersion } = options.value;
  const { id } = input.value;
  const once = onceOf(`textBlocks.${command}`, input.value, options.value, call);
  const loaded = await call.store.load({
    tenant: call.context.tenant,
    ...(id === undefined ? {} : { textBlocks: [id] }),
    ...(once === null ? {} : { once }),
  });
  if (once !== null && loaded.once !== null) {
    const replayed = replayOnce(once, loaded.once);
    return replayed.ok ? accept({ replayed: String(replayed.value.textBlock) }) : replayed;
  }
  const found = id === undefined ? accept(null) : readableTextBlock(loaded.textBlocks[0], call);
  if (!found.ok) return found;
  const after = decide(command, input.value, found.value, call);
  if (!after.ok) return after;
  const version = found.value?.version ?? 0;
  return expectedVersion === undefined || expectedVersion === version
    ? accept({ before: found.value, after: after.value, once })
    : refuse('conflict', `The text block is at version ${version}, not ${expectedVersion}.`, { data: { version } });
};

const decide = (
  command: TextBlockCommand,
  { scope, ...values }: SaveInput,
  found: TextBlock | null,
  call: Call,
): Decided<TextBlock> => {
  const { engine, actor } = call;
  const now = engine.clock.now();
  if (found === null && scope !== 'global' && userOf(actor) === null)
    return refuse('forbidden', 'Only users have text blocks of their own.', { data: { permission: null } });
  const before = found ?? { ...blank, id: engine.ids.next(now), owner: scope === 'global' ? null : userOf(actor) };
  const allowed = requireTextBlocks(before.owner, call);
  if (!allowed.ok) return allowed;
  if (command === 'remove') return accept(removedTextBlock(before, actor, toInstant(now)));
  if (found !== null && scope !== undefined && (scope === 'global') !== (found.owner === null))
    return refuseInput([
      { path: ['scope'], code: 'immutable', message: 'The scope of a text block stays; save a new one instead.' },
    ]);
  return decideSaveTextBlock(before, values, {
    actor,
    now: toInstant(now),
    textProblems: (text) => textBlockProblems(text, engine.links !== null),
  });
};

const blank = {
  name: '',
  text: '',
  permission: null,
  version: 0,
  changedBy: { system: 'new' },
  changedAt: '',
  removed: false,
} as const;
