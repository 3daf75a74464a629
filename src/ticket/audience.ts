import { compareText } from '../text/compare-text.ts';

/** How many groups, teams and access lists a ticket may name. */
export const largestAudience = 200;

/** A set has no order and names nobody twice: two lists of the same words are the same audience. */
export const toAudience = (words: readonly string[]): readonly string[] => [...new Set(words)].sort(compareText);
