import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

// What one subpath loads of our own code: its file and the chunks behind it. Dependencies are the user's own copy.
function filesBehind(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(`dist/${file}`, 'utf8');
  for (const [, chunk] of code.matchAll(/(?:from|import)\s*\(?\s*["']\.\/([^"']+\.js)["']/g)) {
    if (chunk !== undefined) filesBehind(chunk, seen);
  }
  return seen;
}

const budget = JSON.parse(readFileSync('size-budget.json', 'utf8')) as Record<string, number>;
const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
let failed = false;

for (const subpath of Object.keys(exports)) {
  const entry = subpath === '.' ? 'index' : subpath.slice(2);
  const files = [...filesBehind(`${entry}.js`)].map((file) => readFileSync(`dist/${file}`));
  const kib = files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1024;
  const limit = budget[entry];
  const over = limit === undefined || kib > limit;
  failed ||= over;
  console.log(
    `${over ? 'OVER' : '  ok'}  ${entry.padEnd(10)} ${kib.toFixed(1).padStart(7)} KiB gzip of ${limit ?? 'no budget'}`,
  );
}

if (failed) {
  console.error('Too big: find out what came in, or raise the number in size-budget.json and say why in the commit.');
  process.exitCode = 1;
}
