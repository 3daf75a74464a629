import { refusalCodes } from '../src/refusal/refusal-codes.ts';
import { writeTable } from './write-table.ts';

// The table of docs/errors/README.md, written from src/refusal/refusal-codes.ts; with --check only compared.
writeTable('docs/errors/README.md', 'docs:errors', [
  '| code | meaning and advice |',
  '| --- | --- |',
  ...Object.entries(refusalCodes).map(([code, advice]) => `| [\`${code}\`](${code}.md) | ${advice} |`),
]);
