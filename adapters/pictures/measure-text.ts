const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Widths in parts of the font size, a little more than Helvetica and its like need; nothing here knows the reader’s font. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/^[ijlI.,:;'!|()[\] ]/u, 0.36],
  [/^[mwMW@%]/u, 1.02],
  [/^[A-Z0-9]/u, 0.76],
  [/^[\u0020-\u024f]/u, 0.64],
  [/^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u, 0.76],
];
const wide = 1.15;

/** About how wide a text of one line is, in pixels. */
export const measureText = (text: string, fontSize: number): number =>
  fontSize *
  [...graphemes.segment(text)].reduce(
    (sum, { segment }) => sum + (widths.find(([pattern]) => pattern.test(segment))?.[1] ?? wide),
    0,
  );
