import { deepFreeze } from '../text/deep-freeze.ts';
import type { TicketReference } from './agent.ts';
import type { ActionReference } from './agent-actions.ts';
import type { DocumentReference } from './agent-documents.ts';
import type { TimerReference } from './agent-timers.ts';
import type { Answer, Outcome } from './answer.ts';
import { bulkSurface, type Finish } from './bulk/bulk-surface.ts';
import type { Command } from './command.ts';
import { addActionCommand } from './commands/add-action.ts';
import { answerQuestionCommand } from './commands/answer-question.ts';
import { createCommand } from './commands/create.ts';
import { createActivityCommand } from './commands/create-activity.ts';
import {
  addDocumentCommand,
  moveDocumentCommand,
  removeDocumentCommand,
  shareDocumentCommand,
} from './commands/documents.ts';
import { draftInterimCommand } from './commands/draft-interim.ts';
import { editActionCommand } from './commands/edit-action.ts';
import { linkActivityCommand } from './commands/link-activity.ts';
import { discardCommand, releaseCommand, sendCommand, updateDraftCommand } from './commands/outbox.ts';
import { pauseTimerCommand } from './commands/pause-timer.ts';
import { publishActionCommand } from './commands/publish-action.ts';
import { refreshDraftCommand } from './commands/refresh-draft.ts';
import { refreshRequesterCommand } from './commands/refresh-requester.ts';
import { removeActionCommand } from './commands/remove-action.ts';
import { resumeTimerCommand } from './commands/resume-timer.ts';
import { startTimerCommand } from './commands/start-timer.ts';
import { stopTimerCommand } from './commands/stop-timer.ts';
import { switchWorkflowCommand } from './commands/switch-workflow.ts';
import { closeCommand, setStatusCommand, transitionCommand } from './commands/transition.ts';
import { unlinkActivityCommand } from './commands/unlink-activity.ts';
import { updateCommand } from './commands/update.ts';
import type { TextBlockCommand } from './text-blocks/intend-text-block.ts';

/** Runs or previews a command; `pick` takes from a run's answer what this command shows. */
export type Perform = <Input, Gathered>(
  command: Command<Input, Gathered>,
  input: unknown,
  options: unknown,
  pick: (answer: Answer) => unknown,
) => Promise<unknown>;

/** Changes the settings, or previews that. */
export type PerformSettings = (changes: unknown, options: unknown) => Promise<unknown>;

/** Changes a text block, or previews that. */
export type PerformTextBlock = (command: TextBlockCommand, input: unknown, options: unknown) => Promise<unknown>;

/** Deletes a ticket, or previews that. */
export type PerformDeletion = (input: unknown, options: unknown) => Promise<unknown>;

/** Every command there is, in either mode: a command that is missing here exists in neither. */
export const commandSurface = (
  perform: Perform,
  updateSettings: PerformSettings,
  changeTextBlock: PerformTextBlock,
  deleteTicket: PerformDeletion,
  finishBulk: Finish,
) => {
  const onTicket = <Input, Gathered>(
    command: Command<Input, Gathered>,
    ticket: TicketReference,
    values: unknown,
    options: unknown,
  ) => perform(command, { ticket, values }, options, outcome);
  const onAction = <Input, Gathered>(
    command: Command<Input, Gathered>,
    action: ActionReference,
    values: unknown,
    options: unknown,
  ) => perform(command, { action, values }, options, actionOutcome);
  const onTimer = <Input, Gathered>(
    command: Command<Input, Gathered>,
    timer: TimerReference,
    values: unknown,
    options: unknown,
  ) => perform(command, { timer, values }, options, timerOutcome);
  const onMail = <Input, Gathered>(
    command: Command<Input, Gathered>,
    mail: string,
    values: unknown,
    options: unknown,
  ) => perform(command, { mail, values }, options, mailOutcome);
  const onDocument = <Input, Gathered>(
    command: Command<Input, Gathered>,
    document: DocumentReference,
    values: unknown,
    options: unknown,
  ) => perform(command, { document, values }, options, documentOutcome);
  return {
    tickets: {
      create: (input: unknown, options?: unknown) => perform(createCommand, input, options, outcome),
      update: (ticket: TicketReference, changes: unknown, options?: unknown) => {
        const { inform, rest } = withoutInform(options);
        return onTicket(updateCommand, ticket, { input: changes, inform }, rest);
      },
      refreshRequester: (ticket: TicketReference, options?: unknown) =>
        onTicket(refreshRequesterCommand, ticket, {}, options),
      transition: (ticket: TicketReference, transition: string, input?: object, options?: unknown) =>
        onTicket(transitionCommand, ticket, { transition, input: input ?? {} }, options),
      setStatus: (ticket: TicketReference, status: string, input?: object, options?: unknown) =>
        onTicket(setStatusCommand, ticket, { status, input: input ?? {} }, options),
      close: (ticket: TicketReference, input?: object, options?: unknown) =>
        onTicket(closeCommand, ticket, input ?? {}, options),
      draftInterim: (ticket: TicketReference, options?: unknown) =>
        perform(draftInterimCommand, { ticket, values: {} }, options, (answer) =>
          deepFreeze({ ...outcome(answer), otherOpenDrafts: answer.otherOpenDrafts }),
        ),
      switchWorkflow: (ticket: TicketReference, workflow: string, options?: unknown) =>
        onTicket(switchWorkflowCommand, ticket, { workflow }, options),
      delete: (ticket: TicketReference, input?: unknown, options?: unknown) =>
        deleteTicket({ ticket, values: input ?? {} }, options),
    },
    bulk: bulkSurface(finishBulk),
    actions: {
      add: (ticket: TicketReference, action: unknown, options?: unknown) =>
        perform(addActionCommand, { ticket, values: action }, options, actionOutcome),
      edit: (action: ActionReference, changes: unknown, options?: unknown) =>
        onAction(editActionCommand, action, changes, options),
      publish: (action: ActionReference, options?: unknown) => onAction(publishActionCommand, action, {}, options),
      remove: (action: ActionReference, options?: unknown) => onAction(removeActionCommand, action, {}, options),
    },
    timers: {
      start: (ticket: TicketReference, timer?: unknown, options?: unknown) =>
        perform(startTimerCommand, { ticket, values: timer ?? {} }, options, timerOutcome),
      pause: (timer: TimerReference, options?: unknown) => onTimer(pauseTimerCommand, timer, {}, options),
      resume: (timer: TimerReference, options?: unknown) => onTimer(resumeTimerCommand, timer, {}, options),
      stop: (timer: TimerReference, action?: unknown, options?: unknown) =>
        onTimer(stopTimerCommand, timer, action ?? {}, options),
    },
    documents: {
      add: (ticket: TicketReference, document: unknown, options?: unknown) =>
        perform(addDocumentCommand, { ticket, values: document }, options, documentOutcome),
      move: (document: DocumentReference, to: unknown, options?: unknown) =>
        onDocument(moveDocumentCommand, document, to, options),
      share: (document: DocumentReference, options?: unknown) =>
        onDocument(shareDocumentCommand, document, {}, options),
      remove: (document: DocumentReference, options?: unknown) =>
        onDocument(removeDocumentCommand, document, {}, options),
    },
    activities: {
      create: (ticket: TicketReference, activity: unknown, options?: unknown) =>
        perform(createActivityCommand, { ticket, values: activity }, options, activityOutcome),
      link: (ticket: TicketReference, activity: unknown, targets?: object, options?: unknown) =>
        perform(linkActivityCommand, { ticket, values: { activity, input: targets ?? {} } }, options, activityOutcome),
      unlink: (ticket: TicketReference, activity: unknown, options?: unknown) =>
        perform(unlinkActivityCommand, { ticket, values: { activity } }, options, activityOutcome),
    },
    outbox: {
      update: (mail: string, changes: unknown, options?: unknown) => onMail(updateDraftCommand, mail, changes, options),
      refresh: (mail: string, options?: unknown) => onMail(refreshDraftCommand, mail, {}, options),
      send: (mail: string, options?: unknown) => onMail(sendCommand, mail, {}, options),
      discard: (mail: string, options?: unknown) => onMail(discardCommand, mail, {}, options),
      release: (mail: string, options?: unknown) => onMail(releaseCommand, mail, {}, options),
    },
    textBlocks: {
      save: (input: unknown, options?: unknown) => changeTextBlock('save', input, options),
      remove: (id: string, options?: unknown) => changeTextBlock('remove', { id }, options),
    },
    questions: {
      answer: (question: string, values: unknown, options?: unknown) =>
        perform(answerQuestionCommand, { question, values }, options, questionOutcome),
    },
    settings: { update: (changes: unknown, options?: unknown) => updateSettings(changes, options) },
  };
};

const outcome = ({ ticket, drafts, questions, warnings, replayed }: Answer): Outcome =>
  deepFreeze({ ticket, drafts, questions, warnings, replayed });

const activityOutcome = (answer: Answer) => deepFreeze({ ...outcome(answer), activity: answer.activity });
const documentOutcome = (answer: Answer) => deepFreeze({ ...outcome(answer), document: answer.document });

const questionOutcome = ({ question, warnings, replayed }: Answer) => deepFreeze({ question, warnings, replayed });

const actionOutcome = (answer: Answer) => deepFreeze({ ...outcome(answer), action: answer.action });

const timerOutcome = (answer: Answer) =>
  deepFreeze({ ...outcome(answer), timer: answer.timer, paused: answer.paused, action: answer.action });

const mailOutcome = ({ mail, warnings, replayed }: Answer) => deepFreeze({ mail, warnings, replayed });

/** Whom to inform of a hand-over stands beside the options that every command takes. */
const withoutInform = (options: unknown): { readonly inform: unknown; readonly rest: unknown } => {
  if (typeof options !== 'object' || options === null || !('inform' in options))
    return { inform: undefined, rest: options };
  const { inform, ...rest } = options;
  return { inform, rest };
};
