import { dirname } from 'node:path';
import ts from 'typescript';

/**
 * The type errors of some files, by file, with the options of the project. Unused names are fine: an example often ends
 * with the thing it shows.
 */
export const typeErrors = (files: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const configuration = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...configuration.config, include: [], files },
    ts.sys,
    process.cwd(),
  );
  const program = ts.createProgram(files, { ...options, noUnusedLocals: false, noUnusedParameters: false });
  const folders = new Set(files.map((file) => dirname(file)));
  const errors = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const { file, start = 0, messageText } = diagnostic;
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1;
    // What is wrong in the sources themselves is the type check's affair, and shown there.
    if (file !== undefined && !folders.has(dirname(file.fileName))) continue;
    const message = `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    for (const name of file === undefined ? files : [file.fileName]) errors.get(name)?.push(message);
  }
  return errors;
};
