import { globSync, readFileSync } from 'node:fs';

/** A source file of ours. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly lines: number;
}

const filesOf = (patterns: readonly string[]): readonly SourceFile[] =>
  globSync([...patterns])
    .sort()
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      return { file, text, lines: text.split('\n').length - 1 };
    });

/** The engine alone. */
export const engineFiles = filesOf(['src/**/*.ts']);

/** Everything that is published. */
export const publishedFiles = filesOf(['src/**/*.ts', 'adapters/**/*.ts', 'cli/**/*.ts', 'test/kit/**/*.ts']);

/** Everything that is published, and the code around it. */
export const allFiles = [...publishedFiles, ...filesOf(['demo/**/*.ts', 'scripts/**/*.ts', 'test/!(kit)/**/*.ts'])];
