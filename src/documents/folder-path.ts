import { accept, type Decided, type Issue, refuseInput } from '../refusal/refusal.ts';
import { cleanFileName, fileNameProblem } from '../text/file-name.ts';
import { foldText } from '../text/fold-text.ts';

const deepest = 10;

/**
 * A folder as callers write it, `Contracts/2026`; the empty text is the ticket itself. A folder is there as soon as a document
 * lies in it, and its name is kept as it was written first.
 */
export const folderPath = (
  given: string,
  existing: readonly { readonly folder: string }[],
  path: readonly (string | number)[] = ['folder'],
): Decided<string> => {
  if (given.trim() === '') return accept('');
  const names = given.split('/').map(cleanFileName);
  const issues: readonly Issue[] = [
    ...(names.length > deepest
      ? [
          {
            path,
            code: 'too_deep',
            message: `At most ${deepest} folders inside each other.`,
            params: { maximum: deepest },
          },
        ]
      : []),
    ...names.flatMap((name) => {
      const problem = fileNameProblem(name);
      return problem === null ? [] : [{ path, ...problem, message: `In the folder "${given}": ${problem.message}` }];
    }),
  ];
  const [first] = issues;
  return first === undefined ? accept(asWrittenFirst(names, existing)) : refuseInput([first]);
};

const asWrittenFirst = (names: readonly string[], existing: readonly { readonly folder: string }[]): string => {
  const written = new Map<string, string>();
  for (const { folder } of existing) {
    const parts = folder.split('/');
    for (let length = 1; length <= parts.length; length += 1) {
      const part = parts.slice(0, length).join('/');
      if (!written.has(foldText(part))) written.set(foldText(part), part);
    }
  }
  return names.reduce((above, name) => {
    const folder = above === '' ? name : `${above}/${name}`;
    return written.get(foldText(folder)) ?? folder;
  }, '');
};
