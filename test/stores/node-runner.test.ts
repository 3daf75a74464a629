import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { contractFor } from '../kit/store-contract/store-contract.ts';

test('the contract runs with node:test as well: its cases bind nobody to a test runner', () => {
  const file = fileURLToPath(new URL('node-runner/memory-store.ts', import.meta.url));
  // Without the reporter's own variables: under another runner node:test would report to that one.
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const args = ['--conditions=ticketwerk-source', '--test', '--test-reporter=tap', file];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  const { cases, notRequired } = contractFor(['transactions']);
  expect({ status, stdout }).toMatchObject({ status: 0 });
  expect(stdout).toContain(`# pass ${cases.length}`);
  for (const one of notRequired) expect(stdout).toContain(`# not required: ${one}`);
});
