import type { NumberFormat } from './number-format.ts';

/**
 * Matches the numbers of a format anywhere in a text, as whole tokens: not inside `2024-00123` or `INV2024-0012`.
 *
 * Every part has a fixed set of characters and only the counter varies in length, so matching is linear.
 */
export const numberPattern = (number: NumberFormat): RegExp => {
  const known = patterns.get(number);
  if (known !== undefined) return known;
  const pattern = compile(number);
  patterns.set(number, pattern);
  return pattern;
};

const patterns = new WeakMap<NumberFormat, RegExp>();

const compile = (number: NumberFormat): RegExp => {
  const body = number.parts
    .map((part) => {
      if (part.kind === 'literal') return escapeLiteral(part.text);
      if (part.kind === 'count') return `\\d{${part.digits},${Math.max(15, part.digits)}}`;
      return `\\d{${part.kind.length}}`;
    })
    .join('');
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?<![\\p{L}\\p{N}][-_/])${body}(?![\\p{L}\\p{N}])(?![-_/][\\p{L}\\p{N}])`,
    'giu',
  );
};

const escapeLiteral = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
