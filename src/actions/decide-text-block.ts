import { accept, type Decided, type Issue, refuseInput } from '../refusal/refusal.ts';
import { cleanText, isSingleLine, trimmedLine } from '../text/clean-text.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { TextBlock } from './text-block.ts';

/** What a caller writes into a text block; of one that exists, what is left out is kept. */
export interface TextBlockValues {
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly permission?: string | null | undefined;
}

export interface TextBlockFacts {
  readonly actor: Actor;
  readonly now: Instant;
  /** What is wrong with the placeholders of a text. */
  readonly textProblems: (text: string) => readonly Issue[];
}

/** Decides what a text block is saved as; `before` holds what it was, or what a new one begins with. */
export const decideSaveTextBlock = (
  before: TextBlock,
  values: TextBlockValues,
  { actor, now, textProblems }: TextBlockFacts,
): Decided<TextBlock> => {
  const name = values.name === undefined ? before.name : trimmedLine(values.name);
  const text = values.text === undefined ? before.text : cleanText(values.text);
  const permission = values.permission === undefined ? before.permission : values.permission;
  const issues: readonly Issue[] = [
    ...(name === '' ? [{ path: ['name'], code: 'required', message: 'Give the text block a name.' }] : []),
    ...(isSingleLine(name)
      ? []
      : [
          {
            path: ['name'],
            code: 'control_character',
            message: 'Line breaks and control characters are not allowed here.',
          },
        ]),
    ...(text.trim() === ''
      ? [{ path: ['text'], code: 'required', message: 'Write the text of the text block.' }]
      : textProblems(text)),
    ...(permission !== null && before.owner !== null
      ? [
          {
            path: ['permission'],
            code: 'not_for_personal',
            message: 'Nobody else reads a personal text block; leave the permission out.',
          },
        ]
      : []),
  ];
  return issues.length > 0
    ? refuseInput(issues)
    : accept({ ...before, name, text, permission, version: before.version + 1, changedBy: actor, changedAt: now });
};

/** What is left of a text block that is removed. */
export const removedTextBlock = (before: TextBlock, actor: Actor, now: Instant): TextBlock => ({
  ...before,
  name: '',
  text: '',
  version: before.version + 1,
  changedBy: actor,
  changedAt: now,
  removed: true,
});
