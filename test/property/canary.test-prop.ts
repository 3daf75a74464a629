import { expect, test } from 'vitest';
import { findLeaks } from './find-leaks.ts';

test('nothing internal reaches a requester, whatever he asks, is answered, refused or written [ACT-07] [CLO-04]', async () => {
  const { tickets, planted, outputs } = await findLeaks(100);
  expect(tickets).toBeGreaterThanOrEqual(100);
  console.log([...planted], [...outputs]);
});
