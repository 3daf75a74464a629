/** The words a pattern stands for: `*` is every word, `ticket.*` every word that begins so, anything else is itself. */
export const wordsFor = (pattern: string, words: readonly string[]): readonly string[] => {
  if (pattern === '*') return words;
  return pattern.endsWith('.*') ? words.filter((word) => word.startsWith(pattern.slice(0, -1))) : [pattern];
};
