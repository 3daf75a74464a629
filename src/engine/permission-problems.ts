import { areaWords } from '../area/area-words.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Authorizer } from '../ports/authorizer.ts';
import { wordsFor } from '../ports/word-pattern.ts';
import type { Issue } from '../refusal/refusal.ts';
import { permissionWords } from '../ticket/permission-words.ts';
import type { TransitionDefinition } from '../workflow/definition.ts';

/** Words of transitions that nobody can hold. An authorizer that does not say its words is not checked. */
export const permissionProblems = (
  areas: readonly ResolvedArea[],
  { words }: Pick<Authorizer, 'words'>,
): readonly Issue[] =>
  words === undefined ? [] : areas.flatMap((area, index) => unheld(area, heldIn(area, words), ['areas', index]));

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
                    path: [...path, 'workflows', id, 'transitions', transition.id, ...key],
                    code: 'unknown_permission',
                    message: `Nobody can hold "${word}" in area "${area.id}"; give it to a role, or correct its name.`,
                    params: { word },
                  },
                ],
          ),
        ),
      );

/** What is for requesters needs no agent who may do it. */
const wordsOf = ({
  requester,
  permission,
  permissionFromClosed,
  responsible,
}: TransitionDefinition): readonly (readonly [readonly string[], string])[] => {
  const among = typeof responsible === 'string' ? undefined : responsible.among?.permission;
  const words = [
    [['permission'], requester ? undefined : permission],
    [['permissionFromClosed'], requester ? undefined : permissionFromClosed],
    [['responsible', 'among', 'permission'], among],
  ] as const;
  return words.flatMap(([key, word]) => (word === undefined || word === '' ? [] : [[key, word] as const]));
};

/**
 * Words of the authorizer that mean nothing. A word of another area is no slip of the pen: roles share their lists. Areas that only
 * the store knows may have words of their own, so elsewhere than in an area of code only words that look like the engine's are checked.
 */
export const wordProblems = (
  areas: readonly ResolvedArea[],
  { words = {} }: Pick<Authorizer, 'words'>,
): readonly Issue[] => {
  const catalogue = [...new Set(areas.flatMap(areaWords))];
  const known = (word: string) => wordsFor(word, catalogue).some((one) => catalogue.includes(one));
  return Object.entries(words).flatMap(([area, patterns]) =>
    patterns
      .filter((word) => !known(word) && (areas.some(({ id }) => id === area) || looksOurs(word)))
      .map((word) => ({
        path: ['authorizer', 'words', area],
        code: 'unknown_permission',
        message: `"${word}" means nothing in any area; correct it or leave it out.`,
        params: { word, options: catalogue },
      })),
  );
};

const ourPrefixes = new Set(permissionWords.map((word) => word.split('.')[0]));
const looksOurs = (word: string): boolean => word.includes('.') && ourPrefixes.has(word.split('.')[0]);
