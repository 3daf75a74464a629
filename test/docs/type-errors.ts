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
  // What is wrong in the sources themselves is the type check's affair, and shown there.
  const sources = files.map((file) => program.getSourceFile(file));
  const found = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...sources.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]),
    ...program.getGlobalDiagnostics(),
  ];
  const errors = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const diagnostic of found) {
    const { file, start = 0, messageText } = diagnostic;
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1;
    const message = `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    for (const name of file === undefined ? files : [file.fileName]) errors.get(name)?.push(message);
  }
  return errors;
};
