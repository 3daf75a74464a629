import type { Issue } from '../refusal/refusal.ts';
import type { People } from '../ticket/people.ts';
import { isAssignable } from '../ticket/people.ts';
import type { InputMode, TransitionDefinition } from './definition.ts';

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
): readonly Issue[] => {
  const comment = inputs.comment?.trim() ?? '';
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
    ...modeProblems('responsible', transition.responsible, inputs.responsible, transition.name),
    ...(inputs.responsible !== undefined &&
    transition.responsible !== 'none' &&
    !isAssignable(people, inputs.responsible)
      ? [
          {
            path: ['responsible'],
            code: 'user_not_assignable',
            message: `There is no active user "${inputs.responsible}" who could be responsible.`,
            params: { user: inputs.responsible },
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
