import { basename } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { allFiles, engineFiles, publishedFiles, type SourceFile } from './published-files.ts';

/** Names that say nothing about what is inside. */
const empty = /^(types|interfaces|utils?|helpers?|common|shared|misc|constants|lib|base|core|manager)\.ts$/;

test('no file is longer than 300 lines', () => {
  expect(publishedFiles.filter(({ lines }) => lines > 300).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([]);
});

test('the median file of the engine is shorter than 60 lines', () => {
  const lengths = engineFiles.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(60);
});

test('every file is named after what it holds', () => {
  expect(allFiles.map(({ file }) => file).filter((file) => empty.test(basename(file)))).toEqual([]);
});

test('only an index re-exports', () => {
  const others = publishedFiles.filter(({ file }) => basename(file) !== 'index.ts');
  expect(others.flatMap(reExports)).toEqual([]);
});

test('an index re-exports by name, and holds nothing else', () => {
  const indexes = publishedFiles.filter(({ file }) => basename(file) === 'index.ts');
  const unfit = indexes.flatMap(({ file, text }) =>
    parse(file, text)
      .statements.filter((one) => !(ts.isExportDeclaration(one) && one.moduleSpecifier && one.exportClause))
      .map((one) => `${file}: ${one.getText().split('\n')[0]}`),
  );
  expect(unfit).toEqual([]);
});

const parse = (file: string, text: string) => ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);

/** `export … from`, and imports that are exported again. */
const reExports = ({ file, text }: SourceFile): readonly string[] => {
  const { statements } = parse(file, text);
  const imported = new Set(statements.filter(ts.isImportDeclaration).flatMap(importedNames));
  return statements.filter(ts.isExportDeclaration).flatMap(({ moduleSpecifier, exportClause }) => {
    if (moduleSpecifier !== undefined) return [`${file} exports from ${moduleSpecifier.getText()}`];
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements
      .map(({ propertyName, name }) => (propertyName ?? name).text)
      .filter((name) => imported.has(name))
      .map((name) => `${file} imports ${name} and exports it again`);
  });
};

const importedNames = ({ importClause }: ts.ImportDeclaration): readonly string[] => {
  const bindings = importClause?.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements;
  return [importClause?.name, ...named.map(({ name }) => name)].flatMap((name) =>
    name === undefined ? [] : [name.text],
  );
};
