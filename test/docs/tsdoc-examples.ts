import { atTheirLines, type Example } from './example.ts';

/** The `@example` blocks of a source file: fenced as `ts`, or everything up to the next tag. Each is a module of its own. */
export const tsdocExamples = (file: string, text: string): readonly Example[] =>
  [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) => {
    const first = text.slice(0, comment.index).split('\n').length;
    const lines = comment[0].split('\n').map((line, index) => [first + index, stripped(line)] as const);
    return starts(lines).map((start) => exampleAt(file, lines, start));
  });

type NumberedLine = readonly [number: number, text: string];

const stripped = (line: string): string =>
  line
    .replace(/^\s*\/?\*+\/?\s?/, '')
    .replace(/\s*\*\/\s*$/, '')
    .trimEnd();

const starts = (lines: readonly NumberedLine[]): readonly number[] =>
  lines.flatMap(([, line], index) => (/^@example\b/.test(line) ? [index] : []));

const exampleAt = (file: string, lines: readonly NumberedLine[], start: number): Example => {
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(([, line]) => /^@[a-z]+\b/i.test(line));
  const body = end === -1 ? rest : rest.slice(0, end);
  const fences = body.flatMap(([, line], index) => (line.startsWith('```') ? [index] : []));
  const [from, to] = fences;
  const code = from === undefined ? body : body.slice(from + 1, to);
  if (fences.length % 2 === 1 || fences.length > 2 || (from !== undefined && body[from]?.[1] !== '```ts')) {
    throw new Error(`${file}:${lines[start]?.[0]}: an @example holds one block, fenced as \`ts\` or not at all.`);
  }
  const line = code.find(([, text]) => text !== '')?.[0];
  if (line === undefined) throw new Error(`${file}:${lines[start]?.[0]}: this @example is empty.`);
  return { file, line, code: atTheirLines(new Map(code)) };
};
