import type { HandOverCandidate, Question } from '../notifications/question.ts';
import type { LoadedQuestion } from '../ports/store.ts';
import type { Instant } from '../ticket/instant.ts';

/** What the desk asks its asker. */
export interface QuestionView {
  readonly id: string;
  readonly kind: Question['kind'];
  readonly ticket: string;
  readonly number: string;
  readonly candidates: readonly HandOverCandidate[];
  readonly state: Question['state'];
  readonly askedAt: Instant;
  /** Not answered by then, nobody is informed. */
  readonly expiresAt: Instant;
  /** For `expectedVersion`. */
  readonly version: number;
}

export const questionView = ({ question, ticket }: LoadedQuestion): QuestionView => ({
  id: question.id,
  kind: question.kind,
  ticket: question.ticket,
  number: ticket.number,
  candidates: question.candidates,
  state: question.state,
  askedAt: question.askedAt,
  expiresAt: question.expiresAt,
  version: question.version,
});
