import { RE2JS } from 're2js';

/** A pattern that a person wrote; it takes time in proportion to the text, whatever it is. */
export interface LinearPattern {
  /** Names of its captures. */
  readonly names: readonly string[];
  /** The named captures of the first place where it fits, those without a part as empty texts; null: it fits nowhere. */
  find(text: string): ReadonlyMap<string, string> | null;
}

const longestPattern = 500;
/** `(a{1000}){1000}` is short, too. */
const mostSteps = 5000;
/** Of longer texts the beginning. */
const longestText = 100_000;

/** Compiles a pattern in RE2 syntax, without regard to case; the text says what is wrong with one that cannot be. */
export const compilePattern = (source: string): LinearPattern | string => {
  if (source.length > longestPattern) return `A pattern has at most ${longestPattern} characters.`;
  try {
    const pattern = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    if (pattern.programSize() > mostSteps) return 'The pattern is too large; repeat less in it.';
    const names = Object.keys(pattern.namedGroups());
    return {
      names,
      find(text) {
        const matcher = pattern.matcher(text.slice(0, longestText));
        return matcher.find() ? new Map(names.map((name) => [name, matcher.group(name) ?? ''])) : null;
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    return `This is no pattern in RE2 syntax (${reason}); look-around and back references are not in it.`;
  }
};
