import { cutText } from '../text/cut-text.ts';
import { longestFileName } from '../text/file-name.ts';
import { foldText } from '../text/fold-text.ts';
import { utf8Length } from '../text/utf8-length.ts';

/** `plan.pdf`, or `plan (2).pdf` where the folder has that already, in any case. Nothing is ever written over. */
export const freeName = (
  name: string,
  folder: string,
  existing: readonly { readonly folder: string; readonly name: string }[],
): string => {
  const taken = new Set(
    existing.filter((one) => foldText(one.folder) === foldText(folder)).map((one) => foldText(one.name)),
  );
  if (!taken.has(foldText(name))) return name;
  const [, stem = name, extension = ''] = /^(.+?)((?:\.tar)?\.[^.]{1,16})$/iu.exec(name) ?? [];
  for (let count = 2; ; count += 1) {
    const free = numbered(stem, ` (${count})${extension}`);
    if (!taken.has(foldText(free))) return free;
  }
};

/** A name that was as long as it may be loses letters before the number. */
const numbered = (stem: string, end: string): string => {
  let start = stem;
  while (utf8Length(start + end) > longestFileName) start = cutText(start, start.length - 1);
  return start + end;
};
