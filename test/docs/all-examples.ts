import { globSync, readFileSync } from 'node:fs';
import type { Example } from './example.ts';
import { markdownExamples } from './markdown-examples.ts';
import { tsdocExamples } from './tsdoc-examples.ts';

/** Every Markdown file a reader finds. */
export const pages: readonly string[] = globSync(['*.md', 'docs/**/*.md']).sort();

/** Every file whose TSDoc a user reads in his editor. */
const sources: readonly string[] = globSync(['src/**/*.ts', 'adapters/**/*.ts', 'test/kit/**/*.ts']).sort();

/** Every example of the documentation and of TSDoc, without exception. */
export const allExamples = (): readonly Example[] => [
  ...pages.flatMap((file) => markdownExamples(file, readFileSync(file, 'utf8'))),
  ...sources.flatMap((file) => tsdocExamples(file, readFileSync(file, 'utf8'))),
];
