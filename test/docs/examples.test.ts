import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allExamples } from './all-examples.ts';
import { type Example, placeOf } from './example.ts';
import { createExampleFolder, type ExampleFolder } from './example-folder.ts';
import { comparedOutput, promisedOutput, type Ran, runExamples } from './run-example.ts';
import { typeErrors } from './type-errors.ts';

const examples = allExamples();
const cases = examples.map((example, index) => ({ place: placeOf(example), code: example.code, index }));
const wrong: Example = { file: 'wrong.md', line: 1, code: "import { hours } from 'ticketwerk';\nhours('1');\n" };
let folder: ExampleFolder;
let errors: ReadonlyMap<string, readonly string[]>;
let ran: readonly Ran[];
const fileOf = (index: number): string => folder.files[index] ?? '';

beforeAll(async () => {
  folder = createExampleFolder([...examples, wrong]);
  errors = typeErrors(folder.files);
  ran = await runExamples(folder.files);
}, 600_000);
afterAll(() => folder.remove());

describe('every example compiles', () => {
  test.each(cases)('$place', ({ index }) => {
    expect(errors.get(fileOf(index))).toEqual([]);
  });
});

describe('every example runs and prints what it says', () => {
  test.each(cases)('$place', ({ code, index }) => {
    const promised = promisedOutput(code);
    const { exitCode, output = '', errors } = ran[index] ?? {};
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(comparedOutput(output, promised)).toEqual(promised);
  });
});

test('an example that does not compile, and one that fails, is found', () => {
  expect(errors.get(fileOf(examples.length))).toEqual([
    "line 2: Argument of type 'string' is not assignable to parameter of type 'number'.",
  ]);
  expect(ran[examples.length]).toMatchObject({ exitCode: 1, errors: expect.stringContaining('RefusedError') });
});
