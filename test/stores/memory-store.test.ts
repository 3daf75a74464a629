import { describe, expect, test } from 'vitest';
import { memoryContext } from '../kit/store-contract/memory-context.ts';
import { contractFor } from '../kit/store-contract/store-contract.ts';

const { cases, notRequired } = contractFor(['transactions']);

describe('the memory store keeps the contract [XCT-03]', () => {
  test.each(cases)('$title', ({ run }) => run(memoryContext()));

  test('of which only what concerns SQL is not required', () => {
    expect(notRequired).toEqual([
      'redact-by-function (sql): events are changed by the function alone, which leaves no door open behind it',
      'events-append-only (sql): events are neither changed nor deleted, not even by SQL',
    ]);
  });
});
