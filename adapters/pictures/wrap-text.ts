import { measureText } from './measure-text.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

interface Box {
  readonly fontSize: number;
  /** Pixels. */
  readonly width: number;
  readonly lines: number;
}

/** Breaks a text into lines between words, within a word that is too long by itself, and ends it with … where it does not fit. */
export const wrapText = (text: string, { fontSize, width, lines }: Box): readonly string[] => {
  const fits = (line: string) => measureText(line, fontSize) <= width;
  const wrapped: string[] = [];
  for (const piece of text.split(' ').flatMap((word) => (fits(word) ? [word] : slices(word, fits)))) {
    const line = wrapped.at(-1);
    if (line !== undefined && fits(`${line} ${piece}`)) wrapped[wrapped.length - 1] = `${line} ${piece}`;
    else wrapped.push(piece);
  }
  return wrapped.length <= lines ? wrapped : wrapped.slice(0, lines).with(-1, `${wrapped[lines - 1]}…`);
};

const slices = (word: string, fits: (line: string) => boolean): readonly string[] => {
  const found = [''];
  for (const { segment } of graphemes.segment(word)) {
    const last = found.at(-1) ?? '';
    if (last === '' || fits(last + segment)) found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found;
};
