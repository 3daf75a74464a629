import type { NumberFormat } from './number-format.ts';

/** One character of a number: a letter or sign in lower case, or any digit; `more` digits may follow a counter. */
type Place = { readonly sign: string } | { readonly digit: true; readonly more: boolean };

/** Could one text be a number of both formats? Whatever the date and the count, and without regard to case. */
export const numbersOverlap = (a: NumberFormat, b: NumberFormat): boolean => {
  const [left, right] = [placesOf(a), placesOf(b)];
  const seen = new Set<string>();
  const meet = (i: number, j: number): boolean => {
    const key = `${i} ${j}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const [x, y] = [left[i], right[j]];
    if (x === undefined && y === undefined) return true;
    if (isMore(x) && meet(i + 1, j)) return true;
    if (isMore(y) && meet(i, j + 1)) return true;
    return x !== undefined && y !== undefined && agree(x, y) && meet(isMore(x) ? i : i + 1, isMore(y) ? j : j + 1);
  };
  return meet(0, 0);
};

const placesOf = ({ parts }: NumberFormat): readonly Place[] =>
  parts.flatMap((part): readonly Place[] => {
    if (part.kind === 'literal') return [...part.text.toLowerCase()].map((sign) => ({ sign }));
    const digit: Place = { digit: true, more: false };
    return part.kind === 'count'
      ? [...Array<Place>(part.digits).fill(digit), { digit: true, more: true }]
      : Array<Place>(part.kind.length).fill(digit);
  });

const isMore = (place: Place | undefined): boolean => place !== undefined && 'digit' in place && place.more;

const agree = (x: Place, y: Place): boolean => {
  if ('sign' in x && 'sign' in y) return x.sign === y.sign;
  const sign = 'sign' in x ? x.sign : 'sign' in y ? y.sign : '0';
  return /^[0-9]$/.test(sign);
};
