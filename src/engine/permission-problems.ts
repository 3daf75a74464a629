import { areaWords } from '../area/area-words.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Authorizer } from '../ports/authorizer.ts';
import { wordsFor } from '../ports/word-pattern.ts';
import type { Issue } from '../refusal/refusal.ts';
import type { TransitionDefinition } from '../workflow/definition.ts';

/** Words that nobody can hold, and words that mean nothing. An authorizer that does not say its words is not checked. */
export const permissionProblems = (
  areas: readonly ResolvedArea[],
  { words }: Pick<Authorizer, 'words'>,
): readonly Issue[] =>
  words === undefined
    ? []
    : [
        ...areas.flatMap((area, index) => unheld(area, heldIn(area, words), ['areas', index])),
        ...meaningless(areas, words),
      ];

type Words = NonNullable<Authorizer['words']>;

const heldIn = (area: ResolvedArea, words: Words): ReadonlySet<string> => {
  const patterns = [area.id, '*'].flatMap((id) => (Object.hasOwn(words, id) ? (words[id] ?? []) : []));
  return new Set(patterns.flatMap((pattern) => wordsFor(pattern, areaWords(area))));
};

/** Not of statuses: they name no words, and that nobody reopens may be meant so. */
const unheld = (area: ResolvedArea, held: ReadonlySet<string>, path: Issue['path']): readonly Issue[] =>
  area.mode === 'status'
    ? []
    : [...area.workflows.values()].flatMap(({ id, transitions }) =>
        transitions.flatMap((transition) =>
          wordsOf(transition).flatMap(([key, word]) =>
            held.has(word)
              ? []
              : [
                  {
                    path: [...path, 'workflows', id, 'transitions', transition.id, key],
                    code: 'unknown_permission',
                    message: `Nobody can hold "${word}" in area "${area.id}"; give it to a role, or correct its name.`,
                    params: { word },
                  },
                ],
          ),
        ),
      );

/** What is for requesters needs no agent who may do it. */
const wordsOf = ({ requester, ...one }: TransitionDefinition): readonly (readonly [string, string])[] =>
  requester
    ? []
    : (['permission', 'permissionFromClosed'] as const).flatMap((key) => {
        const word = one[key];
        return word === undefined || word === '' ? [] : [[key, word] as const];
      });

/** A word of another area is no slip of the pen: roles share their lists. */
const meaningless = (areas: readonly ResolvedArea[], words: Words): readonly Issue[] => {
  const catalogue = [...new Set(areas.flatMap(areaWords))];
  return Object.entries(words).flatMap(([area, patterns]) =>
    patterns.flatMap((word) =>
      wordsFor(word, catalogue).some((one) => catalogue.includes(one))
        ? []
        : [
            {
              path: ['authorizer', 'words', area],
              code: 'unknown_permission',
              message: `"${word}" means nothing in any area; correct it or leave it out.`,
              params: { word, options: catalogue },
            },
          ],
    ),
  );
};
