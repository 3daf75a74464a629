import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allExamples } from './all-examples.ts';
import { placeOf } from './example.ts';
import { createExampleFolder } from './example-folder.ts';
import { comparedOutput, promisedOutput, runExample } from './run-example.ts';
import { typeErrors } from './type-errors.ts';

const examples = allExamples();
const folder = createExampleFolder(examples);
const cases = examples.map((example, index) => ({
  place: placeOf(example),
  code: example.code,
  file: folder.files[index] ?? '',
}));
let errors: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  errors = typeErrors(folder.files);
}, 120_000);
afterAll(() => folder.remove());

describe('every example compiles', () => {
  test.each(cases)('$place', ({ file }) => {
    expect(errors.get(file)).toEqual([]);
  });
});

describe.concurrent('every example runs and prints what it says', () => {
  test.each(cases)('$place', async ({ code, file }) => {
    const promised = promisedOutput(code);
    const { exitCode, output, errors } = await runExample(file);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(comparedOutput(output, promised)).toEqual(promised);
  });
});
