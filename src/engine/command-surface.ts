import { deepFreeze } from '../text/deep-freeze.ts';
import type { TicketReference } from './agent.ts';
import type { Answer, Outcome } from './answer.ts';
import type { Command } from './command.ts';
import { addActionCommand } from './commands/add-action.ts';
import { createCommand } from './commands/create.ts';
import { draftInterimCommand } from './commands/draft-interim.ts';
import { discardCommand, releaseCommand, sendCommand, updateDraftCommand } from './commands/outbox.ts';
import { refreshDraftCommand } from './commands/refresh-draft.ts';
import { refreshRequesterCommand } from './commands/refresh-requester.ts';
import { switchWorkflowCommand } from './commands/switch-workflow.ts';
import { closeCommand, setStatusCommand, transitionCommand } from './commands/transition.ts';
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

/** Every command there is, in either mode: a command that is missing here exists in neither. */
export const commandSurface = (
  perform: Perform,
  updateSettings: PerformSettings,
  changeTextBlock: PerformTextBlock,
) => {
  const onTicket = <Input, Gathered>(
    command: Command<Input, Gathered>,
    ticket: TicketReference,
    values: unknown,
    options: unknown,
  ) => perform(command, { ticket, values }, options, outcome);
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
    },
    actions: {
      add: (ticket: TicketReference, action: unknown, options?: unknown) =>
        perform(addActionCommand, { ticket, values: action }, options, (answer) =>
          deepFreeze({ ...outcome(answer), action: answer.action }),
        ),
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
    settings: { update: (changes: unknown, options?: unknown) => updateSettings(changes, options) },
  };
};

const outcome = ({ ticket, drafts, questions, warnings, replayed }: Answer): Outcome =>
  deepFreeze({ ticket, drafts, questions, warnings, replayed });

const mailOutcome = ({ mail, warnings, replayed }: Answer) => deepFreeze({ mail, warnings, replayed });
