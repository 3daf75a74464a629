import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';

interface Exported {
  readonly name: string;
  readonly documented: boolean;
  readonly hasExample: boolean;
}

const { exports } = JSON.parse(ts.sys.readFile('package.json') ?? '') as {
  exports: Readonly<Record<string, { readonly 'ticketwerk-source': string }>>;
};
const entries = Object.entries(exports).map(([subpath, { 'ticketwerk-source': file }]) => ({
  name: subpath.replace('.', 'ticketwerk'),
  file,
}));

let program: ts.Program;
let checker: ts.TypeChecker;

beforeAll(() => {
  const configuration = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(configuration.config, ts.sys, process.cwd());
  program = ts.createProgram(
    entries.map(({ file }) => file),
    options,
  );
  checker = program.getTypeChecker();
}, 60_000);

/** Everything a subpath exports, looked at where it is declared. */
const exportsOf = (file: string): readonly Exported[] => {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} exports nothing.`);
  return checker.getExportsOfModule(module).map((symbol) => {
    const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return {
      name: symbol.name,
      documented: declared.getDocumentationComment(checker).length > 0,
      hasExample: declared.getJsDocTags(checker).some(({ name }) => name === 'example'),
    };
  });
};

describe.each(entries)('$name', ({ file }) => {
  test('says of everything it exports what it is', () => {
    expect(exportsOf(file).flatMap(({ name, documented }) => (documented ? [] : [name]))).toEqual([]);
  });

  test('shows an example of everything that makes, declares or wraps something', () => {
    const factories = exportsOf(file).filter(({ name }) => /^(create|define|from)[A-Z]/.test(name));
    expect(factories.flatMap(({ name, hasExample }) => (hasExample ? [] : [name]))).toEqual([]);
  });
});
