import type { Warning } from '../ticket/warning.ts';
import type { Answered } from './agent.ts';
import type { CommandOptions } from './command-options.ts';
import type { TicketOf } from './inference.ts';
import type { Mode } from './mode.ts';
import type { QuestionsPage, QuestionsQuery } from './queries/list-questions.ts';
import type { QuestionView } from './question-view.ts';

/** What an answer to a question does. */
export interface QuestionOutcome {
  readonly question: QuestionView;
  readonly warnings: readonly Warning[];
  readonly replayed: boolean;
}

/** Commands on one's own questions. `expectedVersion` is the question's version here. */
export interface QuestionCommands<A, M extends Mode> {
  /** Says whom to inform, out of the candidates; `[]` informs nobody. The hand-over stays as it is. */
  answer(
    question: string,
    answer: { readonly inform: readonly string[] },
    options?: CommandOptions,
  ): Answered<M, QuestionOutcome, TicketOf<A>>;
}

/** What the desk asked the acting user, and waits for. */
export interface Questions<A> extends QuestionCommands<A, 'run'> {
  list(query?: QuestionsQuery): Promise<QuestionsPage>;
}
