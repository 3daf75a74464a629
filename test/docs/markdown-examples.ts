import { atTheirLines, type Example } from './example.ts';

/** Languages that are shown and not run. Everything that could be TypeScript or JavaScript has to be `ts` or `ts continue`. */
const shownOnly = new Set(['sh', 'text', 'json', 'sql']);

interface Block {
  readonly info: string;
  readonly line: number;
  readonly lines: ReadonlyMap<number, string>;
}

/** The examples of a Markdown file. A block `ts continue` and the one before it are one module. */
export const markdownExamples = (file: string, text: string): readonly Example[] => {
  const chains: Block[] = [];
  for (const block of fencedBlocks(file, text)) {
    if (shownOnly.has(block.info)) continue;
    const before = chains.at(-1);
    if (block.info === 'ts') chains.push(block);
    else if (block.info !== 'ts continue') {
      throw new Error(
        `${file}:${block.line}: "${block.info}" is no known kind of block; write \`ts\` or \`ts continue\`.`,
      );
    } else if (before === undefined) {
      throw new Error(`${file}:${block.line}: this block continues another one, but there is none before it.`);
    } else chains[chains.length - 1] = { ...before, lines: new Map([...before.lines, ...block.lines]) };
  }
  return chains.map(({ line, lines }) => ({ file, line, code: atTheirLines(lines) }));
};

/** Fences of three or more backticks or tildes, also indented ones (CommonMark, section 4.5). */
const fencedBlocks = (file: string, text: string): readonly Block[] => {
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly indent: number; readonly block: Block } | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const [, space = '', fence = '', info = ''] = /^(\s*)(`{3,}|~{3,})\s*(.*?)\s*$/.exec(line) ?? [];
    if (open !== null && fence.startsWith(open.fence) && info === '') {
      blocks.push(open.block);
      open = null;
    } else if (open !== null) {
      (open.block.lines as Map<number, string>).set(index + 1, withoutIndent(line, open.indent));
    } else if (fence !== '') {
      open = { fence, indent: space.length, block: { info, line: index + 2, lines: new Map() } };
    }
  }
  if (open !== null) throw new Error(`${file}:${open.block.line - 1}: this block is never closed.`);
  return blocks;
};

const withoutIndent = (line: string, indent: number): string => line.replace(new RegExp(`^\\s{0,${indent}}`), '');
