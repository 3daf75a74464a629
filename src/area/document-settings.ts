import type { Issue } from '../refusal/refusal.ts';
import { cleanFileName, fileNameProblem } from '../text/file-name.ts';

/** Which files an area takes. */
export interface DocumentSettings {
  /** The largest file, in bytes. Default: 26,214,400 (25 MiB). */
  readonly maxBytes?: number;
  /** The only types that are taken: extensions such as `.pdf`, or media types such as `image/png` and `image/*`. Default: all. */
  readonly allow?: readonly string[];
  /** Types that are never taken, whatever `allow` says. Default: programs and scripts that start by a double click, such as `.exe`. */
  readonly block?: readonly string[];
}

/** Which files an area takes, with every default filled in; null: all types. */
export interface ResolvedDocumentSettings {
  readonly maxBytes: number;
  readonly allow: readonly string[] | null;
  readonly block: readonly string[];
}

const programs =
  '.bat .cmd .com .cpl .exe .hta .jar .js .jse .lnk .msc .msi .msp .pif .ps1 .reg .scr .vb .vbe .vbs .wsf .wsh'.split(
    ' ',
  );

export const resolveDocumentSettings = ({
  maxBytes,
  allow,
  block,
}: DocumentSettings = {}): ResolvedDocumentSettings => ({
  maxBytes: maxBytes ?? 26_214_400,
  allow: allow?.map((type) => type.toLowerCase()) ?? null,
  block: (block ?? programs).map((type) => type.toLowerCase()),
});

const typePattern = /^(?:\.[^./\\\s]+|[a-z0-9][a-z0-9!#$&^_.+-]*\/(?:\*|[a-z0-9][a-z0-9!#$&^_.+-]*))$/;

/** What is wrong with the settings of documents and the name of the exchange folder. */
export const documentProblems = (
  { maxBytes, allow, block }: ResolvedDocumentSettings,
  exchangeFolder: string | undefined,
  path: readonly (string | number)[],
): readonly Issue[] => {
  const typeProblems = (kind: 'allow' | 'block', types: readonly string[]) =>
    types.flatMap((type, index): readonly Issue[] =>
      typePattern.test(type)
        ? []
        : [
            {
              path: [...path, 'documents', kind, index],
              code: 'bad_type',
              message: `"${type}" is neither an extension such as .pdf nor a media type such as image/png or image/*.`,
            },
          ],
    );
  const reason = exchangeFolder === undefined ? null : fileNameProblem(exchangeFolder);
  return [
    ...(Number.isSafeInteger(maxBytes) && maxBytes > 0
      ? []
      : [
          {
            path: [...path, 'documents', 'maxBytes'],
            code: 'not_a_size',
            message: 'maxBytes is a whole number of bytes above 0.',
          },
        ]),
    ...typeProblems('allow', allow ?? []),
    ...typeProblems('block', block),
    ...(exchangeFolder === undefined || (reason === null && cleanFileName(exchangeFolder) === exchangeFolder)
      ? []
      : [
          {
            path: [...path, 'portal', 'exchangeFolder'],
            code: 'bad_name',
            message: `"${exchangeFolder}" cannot be the name of a folder: ${reason?.message ?? 'leave out white space around it.'}`,
          },
        ]),
  ];
};
