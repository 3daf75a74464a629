import { deepFreeze } from '../text/deep-freeze.ts';
import type { TicketReference } from './agent.ts';
import type { ActionReference } from './agent-actions.ts';
import type { TimerReference } from './agent-timers.ts';
import type { Answer, Outcome } from './answer.ts';
import type { Command } from './command.ts';
import { addActionCommand } from './commands/add-action.ts';
import { createCommand } from './commands/create.ts';
import { editActionCommand } from './commands/edit-action.ts';
import { discardCommand, sendCommand, updateDraftCommand } from './commands/outbox.ts';
import { pauseTimerCommand } from './commands/pause-timer.ts';
import { publishActionCommand } from './commands/publish-action.ts';
import { refreshRequesterCommand } from './commands/refresh-requester.ts';
import { removeActionCommand } from './commands/remove-action.ts';
import { resumeTimerCommand } from './commands/resume-timer.ts';
import { startTimerCommand } from './commands/start-timer.ts';
import { stopTimerCommand } from './commands/stop-timer.ts';
import { switchWorkflowCommand } from './commands/switch-workflow.ts';
import { closeCommand, transitionCommand } from './commands/transition.ts';
import { updateCommand } from './commands/update.ts';

/** Runs or previews a command; `pick` takes from a run's answer what this command shows. */
export type Perform = <Input, Gathered>(
  command: Command<Input, Gathered>,
  input: unknown,
  options: unknown,
  pick: (answer: Answer) => unknown,
) => Promise<unknown>;

/** Every command there is, in either mode: a command that is missing here exists in neither. */
export const commandSurface = (perform: Perform) => {
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
  return {
    tickets: {
      create: (input: unknown, options?: unknown) => perform(createCommand, input, options, outcome),
      update: (ticket: TicketReference, changes: unknown, options?: unknown) =>
        onTicket(updateCommand, ticket, changes, options),
      refreshRequester: (ticket: TicketReference, options?: unknown) =>
        onTicket(refreshRequesterCommand, ticket, {}, options),
      transition: (ticket: TicketReference, transition: string, input?: object, options?: unknown) =>
        onTicket(transitionCommand, ticket, { transition, input: input ?? {} }, options),
      close: (ticket: TicketReference, input?: object, options?: unknown) =>
        onTicket(closeCommand, ticket, input ?? {}, options),
      switchWorkflow: (ticket: TicketReference, workflow: string, options?: unknown) =>
        onTicket(switchWorkflowCommand, ticket, { workflow }, options),
    },
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
    outbox: {
      update: (mail: string, changes: unknown, options?: unknown) => onMail(updateDraftCommand, mail, changes, options),
      send: (mail: string, options?: unknown) => onMail(sendCommand, mail, {}, options),
      discard: (mail: string, options?: unknown) => onMail(discardCommand, mail, {}, options),
    },
  };
};

const outcome = ({ ticket, drafts, questions, warnings, replayed }: Answer): Outcome =>
  deepFreeze({ ticket, drafts, questions, warnings, replayed });

const actionOutcome = (answer: Answer) => deepFreeze({ ...outcome(answer), action: answer.action });

const timerOutcome = (answer: Answer) =>
  deepFreeze({ ...outcome(answer), timer: answer.timer, paused: answer.paused, action: answer.action });

const mailOutcome = ({ mail, warnings, replayed }: Answer) => deepFreeze({ mail, warnings, replayed });
