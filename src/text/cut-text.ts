/** Cuts at a grapheme boundary so that at most `limit` UTF-16 units are left; a grapheme longer than that is cut itself. */
export const cutText = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(
    text.slice(0, limit + 64),
  )) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  if (end > 0) return text.slice(0, end);
  return text.slice(0, limit).replace(/\p{Surrogate}$/u, '');
};
