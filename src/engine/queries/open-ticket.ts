import { type TimerView, timerView } from '../../actions/timer-view.ts';
import { documentView, type TicketDocument } from '../../documents/document-view.ts';
import type { StoredTicket, TicketDetail } from '../../ports/store.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { userOf } from '../../ticket/actor.ts';
import { toInstant } from '../../ticket/instant.ts';
import { type Responsibility, responsibles } from '../../ticket/responsibles.ts';
import type { OfferedTransition } from '../../workflow/available-transitions.ts';
import { type StepLogEntry, stepLog } from '../../workflow/step-log.ts';
import { type TicketStep, ticketSteps } from '../../workflow/ticket-steps.ts';
import { type TimedTransitionView, timedTransitionViews } from '../../workflow/timed-transition-view.ts';
import type { Call } from '../call.ts';
import { workflowsToSwitchTo } from '../commands/switch-workflow.ts';
import { takeInHand } from '../commands/ticket-in-hand.ts';
import { documentCan } from '../document-can.ts';
import { findActivities } from '../find-activities.ts';
import { mailView, type OutboxMail } from '../mail-view.ts';
import { type QuestionView, questionView } from '../question-view.ts';
import { shownTicket, type Ticket } from '../ticket-view.ts';
import { type FeedEntry, feedOf } from './feed.ts';
import { findTicket } from './find-ticket.ts';
import { type LinkedActivity, linkedActivities } from './linked-activities.ts';
import { latestFirst } from './ticket-activities.ts';
import { type TicketMail, ticketMails } from './ticket-mails.ts';

/** A ticket with everything that a screen of it shows. */
export interface OpenedTicket<T = Ticket> {
  readonly ticket: T;
  /** What `availableTransitions` gives. */
  readonly transitions: readonly OfferedTransition[];
  /** The steps of its workflow in configured order; empty in an area of statuses. */
  readonly steps: readonly TicketStep[];
  /** What the desk will do by itself if the ticket stays where it is, by the moment. */
  readonly timedTransitions: readonly TimedTransitionView[];
  /** The statuses of its area in configured order; empty in an area of workflows. */
  readonly statuses: readonly TicketStep[];
  /** Those of its area that it can be switched to now; empty while `ticket.can.switchWorkflow` is false. */
  readonly otherWorkflows: readonly { readonly id: string; readonly name: string }[];
  /** Oldest first. */
  readonly stepLog: readonly StepLogEntry[];
  /** Oldest first. */
  readonly responsibles: readonly Responsibility[];
  /** Actions, and mails that came or left, the newest first. */
  readonly feed: readonly FeedEntry[];
  /** All mails at the ticket, also those that wait or were given up, oldest first. */
  readonly mails: readonly TicketMail[];
  /** Appointments, tasks, calls and notes of the host, the newest first. */
  readonly activities: readonly LinkedActivity[];
  /** Oldest first. */
  readonly documents: readonly TicketDocument[];
  /** The actor’s own timers at this ticket that are not stopped, oldest first. */
  readonly timers: readonly TimerView[];
  /** What the desk asked the actor about this ticket and waits for, the newest first. */
  readonly questions: readonly QuestionView[];
  /** The actor’s own drafts at this ticket, the newest first. */
  readonly drafts: readonly OutboxMail[];
}

const everything: readonly TicketDetail[] = [
  'events',
  'actions',
  'mails',
  'sources',
  'activityLinks',
  'questions',
  'documents',
  'timers',
  'timedTransitions',
];

/** Reads a ticket and all that belongs to it in one statement, and asks the host once about the activities that are linked. */
export const openTicket = async (id: string, call: Call): Promise<Decided<OpenedTicket>> => {
  const found = await findTicket({ id }, everything, call);
  if (!found.ok) return found;
  const stored = found.value;
  const activities = linkedActivities(stored, await findActivities(stored.details.activityLinks, call), call);
  return accept(
    deepFreeze({
      ...course(stored, call),
      responsibles: responsibles(stored.details.events),
      feed: feedOf(stored, call),
      mails: ticketMails(stored),
      activities: activities.toSorted(latestFirst),
      documents: documents(stored, call),
      ...own(stored, call),
    }),
  );
};

/** Where the ticket stands, where it has been and where it may go. */
const course = (
  { row, details }: StoredTicket,
  call: Call,
): Pick<
  OpenedTicket,
  'ticket' | 'transitions' | 'steps' | 'timedTransitions' | 'statuses' | 'otherWorkflows' | 'stepLog'
> => {
  const { ticket, transitions } = shownTicket(row, call, details.events);
  const hand = takeInHand(row, call);
  const log = stepLog(details.events);
  const definition = hand.ok ? hand.value.area.workflows.get(row.workflow) : undefined;
  const steps = ticketSteps(hand.ok ? hand.value.ticket : row, definition, transitions, log);
  return {
    ticket,
    transitions,
    steps: ticket.mode === 'workflow' ? steps : [],
    timedTransitions: hand.ok ? timedTransitionViews(row, details, hand.value.area) : [],
    statuses: ticket.mode === 'status' ? steps : [],
    otherWorkflows: hand.ok ? workflowsToSwitchTo(hand.value) : [],
    stepLog: log,
  };
};

const documents = ({ row, details }: StoredTicket, call: Call): readonly TicketDocument[] => {
  const area = call.engine.configuration.areas.get(row.area);
  const can = documentCan(row, call);
  return details.documents.map((document) => documentView(document, area, can));
};

/** What at this ticket is the actor’s alone: nobody else’s timers, questions and drafts exist for him. */
const own = ({ row, details }: StoredTicket, call: Call): Pick<OpenedTicket, 'timers' | 'questions' | 'drafts'> => {
  const user = userOf(call.actor);
  const now = call.engine.clock.now();
  return {
    timers: details.timers
      .filter((timer) => timer.user === user && timer.state !== 'stopped')
      .map((timer) => timerView(timer, now)),
    questions: details.questions
      .filter(({ asker, expiresAt }) => asker === user && expiresAt > toInstant(now))
      .map((question) => questionView({ question, ticket: row }))
      .toReversed(),
    drafts: details.mails
      .filter(({ owner, state }) => owner !== null && owner === user && state === 'draft')
      .map((mail) => mailView({ mail, deliveries: [], ticket: row }, call))
      .toReversed(),
  };
};
