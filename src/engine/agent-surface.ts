import { accept, type Decided, refuseNotFound } from '../refusal/refusal.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import { type Actor, userOf } from '../ticket/actor.ts';
import { newestFirst } from '../ticket/newest-first.ts';
import { availableTransitions } from '../workflow/available-transitions.ts';
import { workflowOf } from '../workflow/decide-transition.ts';
import { stepLog } from '../workflow/step-log.ts';
import type { AgentSurface, TicketReference } from './agent.ts';
import type { Answer, Outcome } from './answer.ts';
import { ticketPermissions } from './authorize.ts';
import type { Call } from './call.ts';
import type { Command } from './command.ts';
import { addActionCommand } from './commands/add-action.ts';
import { createCommand } from './commands/create.ts';
import { discardCommand, sendCommand, updateDraftCommand } from './commands/outbox.ts';
import { switchWorkflowCommand } from './commands/switch-workflow.ts';
import { closeCommand, transitionCommand } from './commands/transition.ts';
import { updateCommand } from './commands/update.ts';
import { creatableAreas, creationOption } from './creation-options.ts';
import { openCall } from './open-call.ts';
import { findTicket } from './queries/find-ticket.ts';
import { listMails } from './queries/list-mails.ts';
import { getOutboxMail, listOutbox } from './queries/outbox.ts';
import { prepare } from './queries/prepare.ts';
import { ticketMails } from './queries/ticket-mails.ts';
import { runCommand } from './run-command.ts';
import type { Scope } from './scope.ts';
import { type Ticket, ticketView } from './ticket-view.ts';

/** The agent's surface, without the types that the configuration gives: `createDesk` adds them. */
export const agentSurface = (scope: Scope, actor: Actor): AgentSurface<never> => {
  const { engine, context } = scope;
  const run = <Input, Gathered>(command: Command<Input, Gathered>, input: unknown, options: unknown): Promise<Answer> =>
    openCall(scope, actor, command.name, (call) => runCommand(command, call, input, options));
  const onTicket = async <Input, Gathered>(
    command: Command<Input, Gathered>,
    ticket: TicketReference,
    values: unknown,
    options: unknown,
  ) => outcome(await run(command, { ticket, values }, options));
  const onMail = async <Input, Gathered>(
    command: Command<Input, Gathered>,
    mail: string,
    values: unknown,
    options: unknown,
  ) => {
    const { mail: changed, warnings, replayed } = await run(command, { mail, values }, options);
    return deepFreeze({ mail: changed, warnings, replayed });
  };
  const ask = <T>(name: string, query: (call: Call) => Promise<Decided<T>> | Decided<T>): Promise<T> =>
    openCall(scope, actor, name, query);

  const surface = {
    tickets: {
      creationOptions: () =>
        ask('tickets.creationOptions', (call) =>
          accept(
            deepFreeze(
              userOf(actor) === null ? [] : creatableAreas(engine.configuration, call.grants).map(creationOption),
            ),
          ),
        ),
      prepare: (input: unknown) => ask('tickets.prepare', (call) => prepare(input, call)),
      create: async (input: unknown, options?: unknown) => outcome(await run(createCommand, input, options)),
      get: (ticket: TicketReference) =>
        ask('tickets.get', async (call) => viewed(await findTicket({ id: idOf(ticket) }, [], call), call)),
      byNumber: (number: string) =>
        ask('tickets.byNumber', async (call) => viewed(await findTicket({ number }, [], call), call)),
      update: (ticket: TicketReference, changes: unknown, options?: unknown) =>
        onTicket(updateCommand, ticket, changes, options),
      availableTransitions: (ticket: TicketReference) =>
        ask('tickets.availableTransitions', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, [], call);
          if (!found.ok) return found;
          const { row } = found.value;
          const area = engine.configuration.areas.get(row.area);
          const workflow = area === undefined ? null : workflowOf(row, area);
          if (workflow === null || !workflow.ok) return accept([]);
          const permissions = ticketPermissions(call.grants, row, actor);
          return accept(deepFreeze(availableTransitions(row, workflow.value.definition, actor, permissions)));
        }),
      transition: (ticket: TicketReference, transition: string, input?: object, options?: unknown) =>
        onTicket(transitionCommand, ticket, { transition, input: input ?? {} }, options),
      close: (ticket: TicketReference, input?: object, options?: unknown) =>
        onTicket(closeCommand, ticket, input ?? {}, options),
      switchWorkflow: (ticket: TicketReference, workflow: string, options?: unknown) =>
        onTicket(switchWorkflowCommand, ticket, { workflow }, options),
      stepLog: (ticket: TicketReference) =>
        ask('tickets.stepLog', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, ['events'], call);
          return found.ok ? accept(deepFreeze(stepLog(found.value.details.events))) : found;
        }),
      mails: (ticket: TicketReference) =>
        ask('tickets.mails', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, ['mails', 'sources'], call);
          return found.ok ? accept(deepFreeze(ticketMails(found.value))) : found;
        }),
      rawMail: (ticket: TicketReference, mail: string) =>
        ask('tickets.rawMail', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, [], call);
          if (!found.ok) return found;
          const raw = await scope.store.rawMail({ tenant: context.tenant, ticket: found.value.row.id, source: mail });
          return raw === null ? refuseNotFound('mail') : accept(raw);
        }),
    },
    actions: {
      add: async (ticket: TicketReference, action: unknown, options?: unknown) => {
        const answer = await run(addActionCommand, { ticket, values: action }, options);
        return deepFreeze({ ...outcome(answer), action: answer.action });
      },
      list: (ticket: TicketReference) =>
        ask('actions.list', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, ['actions'], call);
          return found.ok ? accept(deepFreeze(newestFirst(found.value.details.actions))) : found;
        }),
    },
    outbox: {
      list: (query?: unknown) => ask('outbox.list', (call) => listOutbox(query, call)),
      get: (mail: string) => ask('outbox.get', (call) => getOutboxMail(mail, call)),
      update: (mail: string, changes: unknown, options?: unknown) => onMail(updateDraftCommand, mail, changes, options),
      send: (mail: string, options?: unknown) => onMail(sendCommand, mail, {}, options),
      discard: (mail: string, options?: unknown) => onMail(discardCommand, mail, {}, options),
    },
    mailbox: { list: (query: unknown) => ask('mailbox.list', (call) => listMails(query, call)) },
  };
  return Object.freeze(surface) as unknown as AgentSurface<never>;
};

const outcome = ({ ticket, drafts, questions, warnings, replayed }: Answer): Outcome =>
  deepFreeze({ ticket, drafts, questions, warnings, replayed });

const viewed = (found: Decided<{ readonly row: Parameters<typeof ticketView>[0] }>, call: Call): Decided<Ticket> =>
  found.ok ? accept(deepFreeze(ticketView(found.value.row, call))) : found;

const idOf = (ticket: TicketReference): string => (typeof ticket === 'string' ? ticket : ticket.id);
