/** The words a pattern stands for: `*` is every word, `ticket.*` every word that begins so, anything else is itself. */
export const wordsFor = (pattern: string, words: readonly string[]): readonly string[] => {
  if (pattern === '*') return words;
  return pattern.endsWith('.*') ? words.filter((word) => word.startsWith(pattern.slice(0, -1))) : [pattern];
};

/** Does one of the patterns stand for the word? */
export const isHeld = (patterns: readonly string[], word: string): boolean =>
  patterns.some((pattern) => wordsFor(pattern, [word]).includes(word));

/** The patterns that hold in an area, out of patterns by area, where `*` is every area. */
export const patternsIn = (words: Readonly<Record<string, readonly string[]>>, area: string): readonly string[] =>
  [area, '*'].flatMap((id) => (Object.hasOwn(words, id) ? (words[id] ?? []) : []));
