import { expect, test } from 'vitest';
import { findLeaks } from './find-leaks.ts';
import { openLeakWorld } from './leak-world.ts';

test('nothing internal reaches a requester, whatever he asks, is answered, refused or written: no word, time, number or moment of it [ACT-07] [TIM-03] [DOC-03] [FLD-04]', async () => {
  const { tickets, planted, outputs } = await findLeaks(100);
  expect(tickets).toBeGreaterThanOrEqual(100);
  // A test that plants nothing, or looks at nothing, finds nothing.
  expect([...planted.keys()]).toEqual(
    expect.arrayContaining(
      [
        ...['note', 'short', 'comment', 'step', 'transition', 'workflow', 'status', 'value', 'option', 'tag', 'list'],
        ...['folder', 'file', 'mail', 'draft', 'activity', 'project', 'block', 'set', 'link', 'key', 'timer'],
        ...['ada', 'grace', 'mallory', 'dispatch', 'person'],
      ].map((kind) => `canary-${kind}`),
    ),
  );
  expect([...outputs.keys()]).toEqual(
    expect.arrayContaining([
      ...['areas', 'list', 'page and cursor', 'get', 'byNumber', 'documents', 'openDocument', 'text block'],
      ...['get', 'byNumber', 'documents', 'openDocument', 'reply', 'upload', 'close', 'create', 'list'].map(
        (call) => `refusal of ${call}`,
      ),
      ...['open', 'reply', 'upload'].map((call) => `answer to ${call}`),
      ...['replyMeanwhile, conflict', 'withdrawMeanwhile, conflict', 'withdraw, transition_unavailable'].map(
        (call) => `answer to ${call}`,
      ),
      ...['received', 'interim', 'closing'].map((kind) => `mail ${kind}, closed`),
      ...['mail that left, with its headers', 'mail in a preview'],
    ]),
  );
});

test('no call of the portal is missing here', async () => {
  const { desk } = await openLeakWorld();
  const { in: _in, ...calls } = desk.asRequester({ contact: 'acme' });
  expect(Object.keys(calls).sort()).toEqual([
    ...['areas', 'byNumber', 'close', 'create', 'documents', 'get', 'list', 'openDocument', 'reply', 'upload'],
  ]);
});
