import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allExamples } from './all-examples.ts';
import { placeOf } from './example.ts';
import { createExampleFolder, type ExampleFolder } from './example-folder.ts';
import { comparedOutput, promisedOutput, runExample } from './run-example.ts';
import { typeErrors } from './type-errors.ts';

const examples = allExamples();
const cases = examples.map((example, index) => ({ place: placeOf(example), code: example.code, index }));
let folder: ExampleFolder;
let errors: ReadonlyMap<string, readonly string[]>;
const fileOf = (index: number): string => folder.files[index] ?? '';

beforeAll(() => {
  folder = createExampleFolder(examples);
  errors = typeErrors(folder.files);
}, 120_000);
afterAll(() => folder.remove());

describe('every example compiles', () => {
  test.each(cases)('$place', ({ index }) => {
    expect(errors.get(fileOf(index))).toEqual([]);
  });
});

describe.concurrent('every example runs and prints what it says', () => {
  test.each(cases)('$place', async ({ code, index }) => {
    const promised = promisedOutput(code);
    const { exitCode, output, errors } = await runExample(fileOf(index));
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(comparedOutput(output, promised)).toEqual(promised);
  });
});
