/** What stands where something about a person stood. */
export const erasedMark = '[erased]';

/** What names a person in a text. */
export interface NamingWords {
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly addresses: readonly string[];
}

/** Fewer digits are a room, a year or an amount. */
const fewestDigits = 6;

/**
 * Replaces names, phone numbers and addresses where they stand literally and as words of their own: no part of a longer name, number
 * or address. Addresses, phones and names of several words are found however they are written; a single word only as it is
 * known, because `Will` is a name and `will` is none.
 */
export const textEraser = ({ names, phones, addresses }: NamingWords): ((text: string) => string) => {
  const named = names.map((name) => name.trim()).filter((name) => /\p{L}.*\p{L}/u.test(name));
  const single = named.filter((name) => !/\s/u.test(name));
  const loose = pattern(
    [
      ...addresses.map(addressPattern),
      ...named.filter((name) => !single.includes(name)).map(namePattern),
      ...phones
        .filter((phone) => digitsOf(phone).length >= fewestDigits)
        .flatMap((phone) => [phonePattern(phone), namePattern(phone)]),
    ],
    'giu',
  );
  const strict = pattern(single.map(namePattern), 'gu');
  const cut = pattern([...named, ...addresses].map(beginningPattern), 'giu');
  return (text) => text.replace(loose, erasedMark).replace(strict, erasedMark).replace(cut, erasedMark);
};

/** Fewer letters say nothing, and no title is longer than so many. */
const [fewestLetters, mostLetters] = [3, 60];

/** Where a title was cut, as `…` says, a word may have left its beginning. */
const beginningPattern = (word: string): string => {
  const letters = [...word.replace(/\s+/gu, ' ')].slice(0, mostLetters).map(escaped);
  const more = letters.slice(fewestLetters).reduceRight((rest, letter) => `(?:${letter}${rest})?`, '');
  return `(?<![\\p{L}\\p{N}])${letters.slice(0, fewestLetters).join('')}${more}(?=…)`;
};

/** The longest first, so that nothing of it is left; what is erased already stays as it is. */
const pattern = (patterns: readonly string[], flags: string): RegExp =>
  new RegExp([escaped(erasedMark), ...[...patterns].sort((a, b) => b.length - a.length)].join('|'), flags);

const namePattern = (name: string): string =>
  `(?<![\\p{L}\\p{N}])${name.trim().split(/\s+/u).map(escaped).join('\\s+')}(?![\\p{L}\\p{N}])`;

/** What is longer on either side is another address (RFC 5322, section 3.4.1). */
const addressPattern = (address: string): string =>
  `(?<![\\p{L}\\p{N}._%+-])${escaped(address)}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`;

const phonePattern = (phone: string): string =>
  `(?<!\\p{N})\\+?${[...digitsOf(phone)].join('[\\s()/.–-]{0,3}')}(?!\\p{N})`;

const digitsOf = (phone: string): string => phone.replace(/[^0-9]/g, '');

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
