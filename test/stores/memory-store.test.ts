import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { contractFor } from '../kit/store-contract/store-contract.ts';
import { memoryContext } from './memory-context.ts';

const { cases, notRequired } = contractFor(['transactions']);

describe('the memory store keeps the contract', () => {
  test.each(cases)('$title', ({ run }) => run(memoryContext(createMemoryStore())));

  test('of which only what concerns SQL is not required', () => {
    expect(notRequired).toEqual(['events-append-only (sql): events are neither changed nor deleted, not even by SQL']);
  });
});
