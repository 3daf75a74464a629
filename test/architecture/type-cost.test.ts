import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { generatedHost } from './generated-host.ts';

const most = 60_000;

/** Checks one file of a host that lies in memory, and counts how many types the compiler had to make for it. */
const check = (text: string) => {
  const file = resolve('host-in-memory.ts');
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([file], options, {
    ...host,
    fileExists: (name) => name === file || host.fileExists(name),
    getSourceFile: (name, ...others) =>
      name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : host.getSourceFile(name, ...others),
  });
  const problems = program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  // What `tsc --extendedDiagnostics` prints as instantiations.
  const { getInstantiationCount } = program as unknown as { readonly getInstantiationCount: () => number };
  return { problems, instantiations: getInstantiationCount() };
};

test(`10 workflows of 20 steps and 80 transitions with 200 calls cost the compiler at most ${most} instantiations`, () => {
  const host = generatedHost({ workflows: 10, steps: 20, transitions: 80, calls: 200 });
  const { problems, instantiations } = check(host);
  expect(problems).toEqual([]);
  expect(instantiations).toBeLessThan(most);
  const wrong = check(`${host}\nawait ada.tickets.transition('id', 't0_2');`);
  expect(wrong.problems).toEqual(['Expected 3-4 arguments, but got 2.']);
  process.stderr.write(`${instantiations} instantiations of at most ${most}\n`);
}, 60_000);
