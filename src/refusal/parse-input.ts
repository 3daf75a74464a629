import type { z } from 'zod';
import type { Decided, Issue } from './refusal.ts';
import { accept, refuseInput } from './refusal.ts';

/**
 * Parses foreign input with a strict schema; every problem becomes an issue with its path. Keys in `wrappers` only hold
 * what the caller wrote and stand in no path.
 */
export const parseInput = <T>(
  schema: z.ZodType<T>,
  input: unknown,
  wrappers: readonly PropertyKey[] = [],
): Decided<T> => {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return accept(parsed.data);
  return refuseInput(
    parsed.error.issues.flatMap((issue) => toIssues({ ...issue, path: withoutWrappers(issue.path, wrappers) })),
  );
};

const withoutWrappers = (path: readonly PropertyKey[], wrappers: readonly PropertyKey[]): PropertyKey[] => {
  const outermost = path.findIndex((part, index) => part !== wrappers[index]);
  return outermost === -1 ? [] : path.slice(outermost);
};

const toIssues = (issue: z.core.$ZodIssue): readonly Issue[] => {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'unknown_field',
        message: `There is no field "${key}" here. Remove it or correct its name.`,
      }));
    case 'too_big':
      return [
        {
          path,
          code: 'too_long',
          message: `${name(path)} is at most ${issue.maximum}.`,
          params: { maximum: issue.maximum },
        },
      ];
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1)
        return [{ path, code: 'required', message: `${name(path)} is required.` }];
      return [
        {
          path,
          code: 'too_small',
          message: `${name(path)} is at least ${issue.minimum}.`,
          params: { minimum: issue.minimum },
        },
      ];
    case 'invalid_type':
      return [
        issue.input === undefined
          ? { path, code: 'required', message: `${name(path)} is required.` }
          : {
              path,
              code: 'wrong_type',
              message: `${name(path)} must be ${issue.expected}.`,
              params: { expected: issue.expected },
            },
      ];
    case 'invalid_value':
      return [
        issue.input === undefined
          ? {
              path,
              code: 'required',
              message: `${name(path)} is required: one of ${issue.values.join(', ')}.`,
              params: { options: issue.values },
            }
          : {
              path,
              code: 'not_an_option',
              message: `${name(path)} must be one of ${issue.values.join(', ')}.`,
              params: { options: issue.values },
            },
      ];
    case 'invalid_union': {
      // A union that says in its own words what it takes says it better than any of its members.
      if (issue.message !== 'Invalid input') return [{ path, code: 'invalid', message: issue.message }];
      const closest = [...issue.errors].sort((a, b) => a.length - b.length)[0];
      return closest === undefined || closest.length === 0
        ? [{ path, code: 'invalid', message: `${name(path)}: ${issue.message}` }]
        : closest.flatMap((inner) => toIssues({ ...inner, path: [...issue.path, ...inner.path] }));
    }
    case 'custom': {
      const { code = 'invalid', ...params } = issue.params ?? {};
      return [
        { path, code: String(code), message: issue.message, ...(Object.keys(params).length > 0 ? { params } : {}) },
      ];
    }
    default:
      return [{ path, code: 'invalid', message: `${name(path)}: ${issue.message}` }];
  }
};

const name = (path: readonly (string | number)[]): string => (path.length === 0 ? 'The input' : path.join('.'));
