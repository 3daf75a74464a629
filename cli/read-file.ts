import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './command.ts';

const modules: ReadonlySet<string> = new Set(['.js', '.mjs', '.ts', '.mts']);

/** What a file holds: of JSON the value, of a module what it exports. A module is run, as its author wrote it. */
export const readInput = async (
  file: string,
): Promise<{ readonly json: unknown } | { readonly exports: Readonly<Record<string, unknown>> }> => {
  const kind = path.extname(file).toLowerCase();
  if (kind === '.json') return { json: await readJson(file) };
  if (!modules.has(kind)) {
    throw new UsageError(`${file}: give a .json file, or a module that ends in ${[...modules].join(', ')}.`);
  }
  try {
    return { exports: (await import(pathToFileURL(path.resolve(file)).href)) as Readonly<Record<string, unknown>> };
  } catch (error) {
    throw new UsageError(`${file} could not be loaded: ${messageOf(error)}`);
  }
};

/** The value in a JSON file. */
export const readJson = async (file: string): Promise<unknown> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${messageOf(error)}`);
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
