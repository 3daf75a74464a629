import type { Actor } from '../ticket/actor.ts';
import type { AgentSurface } from './agent.ts';
import { wholeAnswer } from './answer.ts';
import { bulkPreview, bulkRun } from './bulk/bulk-surface.ts';
import { commandSurface, type Perform } from './command-surface.ts';
import { deleteTicketCommand } from './commands/delete-ticket.ts';
import { deletionAnswer } from './deletion-answer.ts';
import { openCall } from './open-call.ts';
import { personsOf } from './persons/persons-of.ts';
import { previewCommand } from './preview-command.ts';
import { querySurface } from './query-surface.ts';
import { runCommand } from './run-command.ts';
import type { Scope } from './scope.ts';
import { previewSettings } from './settings/preview-settings.ts';
import { updateSettings } from './settings/update-settings.ts';
import { changeTextBlock } from './text-blocks/change-text-block.ts';
import { previewTextBlock } from './text-blocks/preview-text-block.ts';
import { workflowsOf } from './workflows/workflows-of.ts';

/** The agent's surface, without the types that the configuration gives: `createDesk` adds them. */
export const agentSurface = (scope: Scope, actor: Actor): AgentSurface<never> => {
  const run: Perform = async (command, input, options, pick) =>
    pick(await openCall(scope, actor, command.name, (call) => runCommand(command, call, input, options, wholeAnswer)));
  const preview: Perform = (command, input, options) =>
    openCall(scope, actor, `preview.${command.name}`, (call) => previewCommand(command, call, input, options));
  const commands = commandSurface(
    run,
    (changes, options) =>
      openCall(scope, actor, 'settings.update', (call) => updateSettings(changes, options, call), 'desk'),
    (command, input, options) =>
      openCall(scope, actor, `textBlocks.${command}`, (call) => changeTextBlock(command, input, options, call)),
    (input, options) =>
      openCall(scope, actor, 'tickets.delete', (call) =>
        runCommand(deleteTicketCommand, call, input, options, deletionAnswer),
      ),
    bulkRun({ scope, actor }),
  );
  const previews = commandSurface(
    preview,
    (changes, options) =>
      openCall(scope, actor, 'preview.settings.update', (call) => previewSettings(changes, options, call), 'desk'),
    (command, input, options) =>
      openCall(scope, actor, `preview.textBlocks.${command}`, (call) =>
        previewTextBlock(command, input, options, call),
      ),
    (input, options) =>
      openCall(scope, actor, 'preview.tickets.delete', (call) =>
        previewCommand(deleteTicketCommand, call, input, options),
      ),
    bulkPreview({ scope, actor }),
  );
  const persons = personsOf(scope, actor);
  const queries = querySurface(scope, actor);
  return Object.freeze({
    tickets: Object.freeze({ ...queries.tickets, ...commands.tickets }),
    actions: Object.freeze({ ...queries.actions, ...commands.actions }),
    bulk: Object.freeze({ ...queries.bulk, ...commands.bulk }),
    activities: Object.freeze({ ...queries.activities, ...commands.activities }),
    documents: Object.freeze({ ...queries.documents, ...commands.documents }),
    timers: Object.freeze({ ...queries.timers, ...commands.timers }),
    outbox: Object.freeze({ ...queries.outbox, ...commands.outbox }),
    mailbox: Object.freeze(queries.mailbox),
    workflows: workflowsOf(scope, actor),
    questions: Object.freeze({ ...queries.questions, ...commands.questions }),
    settings: Object.freeze({ ...queries.settings, ...commands.settings }),
    textBlocks: Object.freeze({ ...queries.textBlocks, ...commands.textBlocks }),
    persons: persons.run,
    preview: Object.freeze({ ...previews, persons: persons.preview }),
  }) as unknown as AgentSurface<never>;
};
