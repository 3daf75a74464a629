import { areaWords } from '../area/area-words.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Authorizer } from '../ports/authorizer.ts';
import type { Issue } from '../refusal/refusal.ts';
import { permissionWords } from '../ticket/permission-words.ts';
import { wordsFor } from '../ticket/word-pattern.ts';

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
