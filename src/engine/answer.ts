import type { Timer } from '../actions/timer.ts';
import { type TimerView, timerView } from '../actions/timer-view.ts';
import type { StoredResult } from '../ports/stored-result.ts';
import { accept, type Decided, refuseNotFound } from '../refusal/refusal.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { ActivityRef } from '../ticket/activity-link.ts';
import { userOf } from '../ticket/actor.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Call } from './call.ts';
import type { Committed } from './commit-plan.ts';
import { mailView, type OutboxMail } from './mail-view.ts';
import type { Plan } from './plan.ts';
import { outgoingTicketMail, type TicketMail } from './queries/ticket-mails.ts';
import { type QuestionView, questionView } from './question-view.ts';
import { sees } from './sees.ts';
import { type Ticket, ticketView } from './ticket-view.ts';

/** What every command on a ticket answers. */
export interface Outcome<T = Ticket> {
  readonly ticket: T;
  /** Drafts the command made; they wait for a person. */
  readonly drafts: readonly OutboxMail[];
  /** What the desk wants to know now: `questions.answer` says it. */
  readonly questions: readonly QuestionView[];
  readonly warnings: readonly Warning[];
  /** True when the idempotency key was used before: nothing was done this time. */
  readonly replayed: boolean;
}

/** What a command answers inside: each surface takes its own part of it. */
export interface Answer extends Outcome {
  /** The mail that an outbox command changed. */
  readonly mail: OutboxMail | null;
  /** The question that was answered. */
  readonly question: QuestionView | null;
  /** The action that was added. */
  readonly action: { readonly id: string } | null;
  /** Drafts of the same kind that waited before the command made one more. */
  readonly otherOpenDrafts: readonly TicketMail[];
  /** The activity that was made or linked. */
  readonly activity: ActivityRef | null;
  /** The document that was added or changed. */
  readonly document: { readonly id: string } | null;
  /** The timer of a timer command, and the one that was paused for it. */
  readonly timer: TimerView | null;
  readonly paused: TimerView | null;
}

/** How a surface answers: after a commit, and when a key was used before. */
export interface Answering<Answered> {
  readonly answerOf: (done: Committed, plan: Plan, call: Call, more: readonly Warning[]) => Answered;
  readonly replayOf: (result: StoredResult['result'], call: Call) => Promise<Decided<Answered>>;
}

const answerOf = (done: Committed, plan: Plan, call: Call, more: readonly Warning[]): Answer =>
  deepFreeze({
    ticket: ticketView(done.ticket, call),
    drafts: done.drafts.map((mail) => mailView({ mail, deliveries: [], ticket: done.ticket }, call)),
    questions: plan.question == null ? [] : [questionView({ question: plan.question, ticket: done.ticket })],
    warnings: [...done.warnings, ...more],
    replayed: false,
    mail:
      plan.mail === undefined
        ? null
        : mailView({ mail: plan.mail.after, deliveries: plan.mail.all, ticket: done.ticket }, call),
    question: answeredQuestion(plan, done.ticket),
    action: plan.result?.action === undefined ? null : { id: plan.result.action },
    otherOpenDrafts: (plan.otherOpenDrafts ?? []).map(outgoingTicketMail),
    activity: activityOf(plan.result),
    document: plan.result?.document === undefined ? null : { id: plan.result.document },
    ...timersOf(
      (plan.timers ?? []).map(({ after }) => after),
      plan.result ?? {},
      call,
    ),
  });

/** A reference is kept as two ids. */
const activityOf = (ids: { readonly activity?: string; readonly activityType?: string } = {}): ActivityRef | null =>
  ids.activity === undefined ? null : { type: ids.activityType as ActivityRef['type'], id: ids.activity };

const answeredQuestion = ({ result, questions = [] }: Plan, ticket: TicketRow): QuestionView | null => {
  const change = questions.find(({ after }) => after.id === result?.answered);
  return change === undefined ? null : questionView({ question: change.after, ticket });
};

interface StoredIds {
  readonly ticket: string;
  readonly drafts: readonly string[];
  readonly mail?: string;
  readonly action?: string;
  readonly otherOpenDrafts?: readonly string[];
  readonly activity?: string;
  readonly activityType?: string;
  /** The question that was raised, or answered. */
  readonly question?: string;
  readonly answered?: string;
  readonly document?: string;
  readonly timer?: string;
  readonly paused?: string;
}

const timersOf = (
  timers: readonly Timer[],
  { timer, paused }: Readonly<Record<string, string>> | StoredIds,
  { engine }: Call,
): Pick<Answer, 'timer' | 'paused'> => {
  const now = engine.clock.now();
  const viewed = (id: string | undefined): TimerView | null => {
    const found = timers.find((one) => one.id === id);
    return found === undefined ? null : timerView(found, now);
  };
  return { timer: viewed(timer), paused: viewed(paused) };
};

/** The first result again: stored ids, with ticket and mails as they are now. */
const replayOf = async (result: StoredResult['result'], call: Call): Promise<Decided<Answer>> => {
  const stored = result as unknown as StoredIds;
  const { ticket, drafts, mail, action, question, answered, document, timer, otherOpenDrafts = [] } = stored;
  const user = userOf(call.actor);
  const loaded = await call.store.load({
    tenant: call.context.tenant,
    tickets: { ids: [ticket], details: timer === undefined ? [] : ['timers'] },
    ...(timer === undefined || user === null ? {} : { timersOf: user }),
    mails: [...drafts, ...otherOpenDrafts, ...(mail === undefined ? [] : [mail])],
    questions: [question, answered].filter((id) => id !== undefined),
  });
  const row = loaded.tickets[0]?.row;
  // Mails and questions are their owner's, also when he does not see the ticket any more.
  if (row === undefined || (mail === undefined && answered === undefined && !sees(call, row)))
    return refuseNotFound('ticket');
  const mails = loaded.mails.map((one) => mailView(one, call));
  const questions = loaded.questions.map(questionView);
  return accept(
    deepFreeze({
      ticket: ticketView(row, call),
      drafts: mails.filter(({ id }) => drafts.includes(id)),
      questions: questions.filter(({ id }) => id === question),
      warnings: [],
      replayed: true,
      mail: mails.find(({ id }) => id === mail) ?? null,
      question: questions.find(({ id }) => id === answered) ?? null,
      action: action === undefined ? null : { id: action },
      otherOpenDrafts: loaded.mails
        .filter((one) => otherOpenDrafts.includes(one.mail.id) && one.mail.state === 'draft')
        .map((one) => outgoingTicketMail(one.mail)),
      activity: activityOf(stored),
      document: document === undefined ? null : { id: document },
      ...timersOf([...(loaded.tickets[0]?.details.timers ?? []), ...loaded.timers], stored, call),
    }),
  );
};

/** Everything a command on a ticket answers. */
export const wholeAnswer: Answering<Answer> = { answerOf, replayOf };
