import type { Issue } from '../refusal/refusal.ts';
import type { People } from '../ticket/people.ts';
import { isAssignable } from '../ticket/people.ts';
import type { InputMode, TransitionDefinition } from './definition.ts';
import { responsibleRule } from './responsible-rule.ts';

/** Does a user hold a word in the ticket's area? */
export type HoldsWord = (user: string, word: string) => boolean;

/** What a caller gives along with a transition. */
export interface TransitionInputs {
  readonly comment?: string | undefined;
  readonly responsible?: string | undefined;
}

const longestComment = 10_000;

/** Every problem with the inputs at once. An input that is not asked for is refused, never dropped. */
export const transitionInputProblems = (
  transition: TransitionDefinition,
  inputs: TransitionInputs,
  people: People,
  { present, holds }: { readonly present: string; readonly holds: HoldsWord },
): readonly Issue[] => {
  const comment = inputs.comment?.trim() ?? '';
  const { mode, among } = responsibleRule(transition);
  const { responsible } = inputs;
  return [
    ...modeProblems('comment', transition.comment, comment === '' ? undefined : comment, transition.name),
    ...(comment.length > longestComment
      ? [
          {
            path: ['comment'],
            code: 'too_long',
            message: `At most ${longestComment} characters.`,
            params: { maximum: longestComment },
          },
        ]
      : []),
    ...modeProblems('responsible', mode, responsible, transition.name),
    ...(responsible !== undefined && mode !== 'none' && !isAssignable(people, responsible)
      ? [
          {
            path: ['responsible'],
            code: 'user_not_assignable',
            message: `There is no active user "${responsible}" who could be responsible.`,
            params: { user: responsible },
          },
        ]
      : responsible !== undefined &&
          mode !== 'none' &&
          among &&
          responsible !== present &&
          !holds(responsible, among.permission)
        ? [
            {
              path: ['responsible'],
              code: 'user_not_assignable',
              message: `"${responsible}" does not hold "${among.permission}"; name somebody who does.`,
              params: { user: responsible, permission: among.permission },
            },
          ]
        : []),
  ];
};

const modeProblems = (
  input: 'comment' | 'responsible',
  mode: InputMode,
  given: string | undefined,
  transition: string,
): readonly Issue[] => {
  if (mode === 'required' && given === undefined) {
    return [{ path: [input], code: 'required', message: `"${transition}" needs a ${input}.` }];
  }
  return mode === 'none' && given !== undefined
    ? [{ path: [input], code: 'not_allowed', message: `"${transition}" takes no ${input}; leave it out.` }]
    : [];
};
