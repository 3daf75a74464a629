import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { userOf } from '../../ticket/actor.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import { idInput } from '../id-input.ts';
import { type QuestionView, questionView } from '../question-view.ts';

const questionsQuery = z.strictObject({
  after: idInput().optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** Which of one's questions to list. */
export interface QuestionsQuery {
  /** Continue after this question. Default: from the newest. */
  readonly after?: string;
  /** Default: 50, at most 200. */
  readonly limit?: number;
}

/** One page of questions. */
export interface QuestionsPage {
  readonly items: readonly QuestionView[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** The actor's own questions that still wait for an answer, newest first. */
export const listQuestions = async (rawQuery: unknown, call: Call): Promise<Decided<QuestionsPage>> => {
  const query = parseInput(questionsQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const asker = userOf(call.actor);
  if (asker === null) return accept(deepFreeze({ items: [], next: null }));
  const { after, limit } = query.value;
  const found = await call.store.page('questions', {
    tenant: call.context.tenant,
    query: { asker, openAt: toInstant(call.engine.clock.now()) },
    ...(after === undefined ? {} : { after }),
    limit: limit + 1,
  });
  const items = found.slice(0, limit).map(questionView);
  return accept(deepFreeze({ items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }));
};
