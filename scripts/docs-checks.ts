import { checkCodes } from '../src/workflow/check/check-codes.ts';
import { writeTable } from './write-table.ts';

// The table of docs/guides/workflows.md, written from src/workflow/check/check-codes.ts; with --check only compared.
writeTable('docs/guides/workflows.md', 'docs:checks', [
  '| code | what is found | what to do | needs |',
  '| --- | --- | --- | --- |',
  ...Object.entries(checkCodes).map(
    ([code, entry]) =>
      `| ${code} | ${entry.finds} | ${entry.advice} | ${'needs' in entry ? `\`${entry.needs}\`` : ''} |`,
  ),
]);
