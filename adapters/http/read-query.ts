import { type Issue, RefusedError } from '../../src/index.ts';
import type { ParameterKind, Route } from './wire/route.ts';

/** The parameters of a query as values; unknown and repeated ones are refused, and what cannot be read as its kind. */
export const readQuery = (url: URL, kinds: Route['query'] = {}): Readonly<Record<string, unknown>> => {
  const issues: Issue[] = [];
  const values: Record<string, unknown> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const [text = '', ...more] = url.searchParams.getAll(name);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) {
      issues.push({
        path: [name],
        code: 'unknown_field',
        message: `There is no parameter "${name}" here. Remove it or correct its name.`,
      });
    } else if (more.length > 0) {
      issues.push({ path: [name], code: 'repeated', message: `Name ${name} once.` });
    } else {
      const value = readers[kind](text);
      if (value === undefined)
        issues.push({ path: [name], code: 'wrong_type', message: `${name} must be ${words[kind]}.` });
      else values[name] = value;
    }
  }
  const [first] = issues;
  if (first !== undefined) throw new RefusedError({ code: 'invalid_input', message: first.message, issues, data: {} });
  return values;
};

const readers: Readonly<Record<ParameterKind, (text: string) => unknown>> = {
  text: (text) => text,
  number: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
  flag: (text) => ({ true: true, false: false })[text],
  list: (text) => (text === '' ? [] : text.split(',')),
  json: (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  },
};

const words: Readonly<Record<ParameterKind, string>> = {
  text: 'text',
  number: 'a whole number',
  flag: '`true` or `false`',
  list: 'words with commas between them',
  json: 'JSON',
};
