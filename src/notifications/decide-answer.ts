import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { Instant } from '../ticket/instant.ts';
import { chooseCandidates } from './decide-hand-over.ts';
import type { Question } from './question.ts';

/** Decides an answer: nobody is a good answer too. */
export const decideAnswer = (
  question: Question,
  inform: readonly string[],
  now: Instant,
): Decided<{ readonly after: Question; readonly inform: readonly string[] }> => {
  if (question.state !== 'open') {
    const why = question.state === 'answered' ? 'answered already' : 'overtaken by another hand-over';
    return refuse('already_done', `This question was ${why}.`, { data: { state: question.state } });
  }
  if (question.expiresAt <= now)
    return refuse('already_done', 'This question has expired.', { data: { state: 'expired' } });
  const chosen = chooseCandidates(inform, question.candidates);
  if (!chosen.ok) return chosen;
  return accept({
    after: { ...question, state: 'answered', version: question.version + 1 },
    inform: chosen.value,
  });
};
