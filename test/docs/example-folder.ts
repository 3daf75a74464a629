import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Example, placeOf } from './example.ts';

/** Examples as files inside the repository: only there `ticketwerk` means this package. */
export interface ExampleFolder {
  /** The file of each example, in the order given. */
  readonly files: readonly string[];
  remove(): void;
}

/** Writes examples into a new folder under `.examples`, which git ignores. */
export const createExampleFolder = (examples: readonly Example[]): ExampleFolder => {
  mkdirSync('.examples', { recursive: true });
  const folder = resolve(mkdtempSync('.examples/run-'));
  const files = examples.map((example) => {
    const file = join(folder, `${placeOf(example).replaceAll('/', '.').replaceAll(':', '.')}.ts`);
    writeFileSync(file, example.code);
    return file;
  });
  return { files, remove: () => rmSync(folder, { recursive: true }) };
};
