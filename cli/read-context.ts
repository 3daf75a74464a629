import type { WorkflowCheckOptions, WorkflowComparisonOptions } from '../src/index.ts';
import { UsageError } from './command.ts';
import { readJson } from './read-file.ts';

/** What `--with` may say; each command takes what it knows. */
const checkKeys = [
  'roles',
  'users',
  'words',
  'system',
  'fields',
  'others',
  'selection',
  'privileged',
  'portal',
] as const;
const comparisonKeys = ['roles', 'portal', 'others', 'histogram', 'plan'] as const;

interface Context {
  readonly check: WorkflowCheckOptions;
  readonly comparison: WorkflowComparisonOptions;
}

/** What stands around the workflow, out of the JSON file that `--with` names. */
export const readContext = async (file: string | boolean | undefined): Promise<Context> => {
  if (typeof file !== 'string') return { check: {}, comparison: {} };
  const value = await readJson(file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${file} is to hold an object with some of ${all.join(', ')}.`);
  }
  const unknown = Object.keys(value).filter((key) => !all.includes(key));
  if (unknown.length > 0) {
    throw new UsageError(`${file} says what nobody knows: ${unknown.join(', ')}. Known are ${all.join(', ')}.`);
  }
  const only = (keys: readonly string[]) =>
    Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
  return { check: only(checkKeys), comparison: only(comparisonKeys) };
};

const all: readonly string[] = [...new Set([...checkKeys, ...comparisonKeys])];
