import type { Question } from '../notifications/question.ts';
import type { StoredTicket } from '../ports/store.ts';

/** Questions about an earlier hand-over make no sense after the next one. */
export const supersededQuestions = (
  ticket: StoredTicket | undefined,
): readonly { readonly before: Question; readonly after: Question }[] =>
  (ticket?.details.questions ?? [])
    .filter(({ state }) => state === 'open')
    .map((before) => ({ before, after: { ...before, state: 'superseded', version: before.version + 1 } }));
