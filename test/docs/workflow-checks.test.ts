import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the table of what the checks of a workflow find is up to date', () => {
  const run = spawnSync(process.execPath, ['scripts/docs-checks.ts', '--check'], { encoding: 'utf8' });
  expect({ status: run.status, errors: run.stderr }).toEqual({ status: 0, errors: '' });
});
