import type { IdSource } from '../../src/ports/id-source.ts';

/**
 * Ids that count, so that a failing test reads the same every time: `id0001`, `id0002`, …
 *
 * @example
 * ```ts
 * import { createTestIds } from 'ticketwerk/testing';
 *
 * console.log(createTestIds().next(new Date())); // id0001
 * ```
 */
export const createTestIds = (): IdSource => {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return `id${String(count).padStart(4, '0')}`;
    },
  };
};
