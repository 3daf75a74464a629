import { documentView } from '../documents/document-view.ts';
import { accept, type Decided, refuseNotFound } from '../refusal/refusal.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import { type Actor, userOf } from '../ticket/actor.ts';
import { responsibles } from '../ticket/responsibles.ts';
import { stepLog } from '../workflow/step-log.ts';
import type { TicketReference } from './agent.ts';
import type { ActionReference } from './agent-actions.ts';
import type { DocumentReference } from './agent-documents.ts';
import { bulkTargets } from './bulk/targets.ts';
import type { Call } from './call.ts';
import { takeInHand } from './commands/ticket-in-hand.ts';
import { creatableAreas, creationOption } from './creation-options.ts';
import { documentCan } from './document-can.ts';
import { offeredTransitions } from './offered-transitions.ts';
import { openCall } from './open-call.ts';
import { actionRevisions } from './queries/action-revisions.ts';
import { activitiesOf } from './queries/activities-of.ts';
import { concerning } from './queries/concerning.ts';
import { cost } from './queries/cost.ts';
import { countTickets } from './queries/count-tickets.ts';
import { currentTimers } from './queries/current-timers.ts';
import { listDocuments, openDocument } from './queries/documents.ts';
import { feed } from './queries/feed.ts';
import { findTicket } from './queries/find-ticket.ts';
import { listActions } from './queries/list-actions.ts';
import { listMails } from './queries/list-mails.ts';
import { listQuestions } from './queries/list-questions.ts';
import { listTickets } from './queries/list-tickets.ts';
import { openTicket } from './queries/open-ticket.ts';
import { getOutboxMail, listOutbox } from './queries/outbox.ts';
import { prepare } from './queries/prepare.ts';
import { listActivities } from './queries/ticket-activities.ts';
import { ticketMails } from './queries/ticket-mails.ts';
import type { Scope } from './scope.ts';
import { getSettings, settingsHistory } from './settings/read-settings.ts';
import { listTextBlocks, renderForTicket } from './text-blocks/read-text-blocks.ts';
import { type Ticket, ticketView } from './ticket-view.ts';

/** Everything an agent asks; nothing here changes a ticket. */
export const querySurface = (scope: Scope, actor: Actor) => {
  const ask = <T>(name: string, query: (call: Call) => Promise<Decided<T>> | Decided<T>): Promise<T> =>
    openCall(scope, actor, name, query);
  const askDesk = <T>(name: string, query: (call: Call) => Promise<Decided<T>> | Decided<T>): Promise<T> =>
    openCall(scope, actor, name, query, 'desk');
  const creationOptions = (call: Call) =>
    userOf(actor) === null ? [] : creatableAreas(call.engine.configuration, call.grants).map(creationOption);
  return {
    tickets: {
      creationOptions: () => ask('tickets.creationOptions', (call) => accept(deepFreeze(creationOptions(call)))),
      prepare: (input: unknown) => ask('tickets.prepare', (call) => prepare(input, call)),
      get: (ticket: TicketReference) =>
        ask('tickets.get', async (call) => viewed(await findTicket({ id: idOf(ticket) }, [], call), call)),
      open: (ticket: TicketReference) => ask('tickets.open', (call) => openTicket(idOf(ticket), call)),
      byNumber: (number: string) =>
        ask('tickets.byNumber', async (call) => viewed(await findTicket({ number }, [], call), call)),
      list: (query?: unknown) => ask('tickets.list', (call) => listTickets(query, call)),
      count: (query?: unknown) => ask('tickets.count', (call) => countTickets(query, call)),
      availableTransitions: (ticket: TicketReference) =>
        ask('tickets.availableTransitions', async (call) => {
          const details = call.engine.configuration.returning.size > 0 ? (['events'] as const) : [];
          const found = await findTicket({ id: idOf(ticket) }, details, call);
          if (!found.ok) return found;
          const hand = takeInHand(found.value.row, call);
          return accept(hand.ok ? deepFreeze(offeredTransitions(hand.value, actor, found.value.details.events)) : []);
        }),
      stepLog: (ticket: TicketReference) =>
        ask('tickets.stepLog', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, ['events'], call);
          return found.ok ? accept(deepFreeze(stepLog(found.value.details.events))) : found;
        }),
      responsibles: (ticket: TicketReference) =>
        ask('tickets.responsibles', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, ['events'], call);
          return found.ok ? accept(deepFreeze(responsibles(found.value.details.events))) : found;
        }),
      feed: (ticket: TicketReference, query?: unknown) =>
        ask('tickets.feed', (call) => feed(idOf(ticket), query, call)),
      cost: (ticket: TicketReference) => ask('tickets.cost', (call) => cost(idOf(ticket), call)),
      mails: (ticket: TicketReference) =>
        ask('tickets.mails', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, ['mails', 'sources'], call);
          return found.ok ? accept(deepFreeze(ticketMails(found.value))) : found;
        }),
      rawMail: (ticket: TicketReference, mail: string) =>
        ask('tickets.rawMail', async (call) => {
          const found = await findTicket({ id: idOf(ticket) }, [], call);
          if (!found.ok) return found;
          const raw = await call.store.rawMail({
            tenant: call.context.tenant,
            ticket: found.value.row.id,
            source: mail,
          });
          return raw === null ? refuseNotFound('mail') : accept(raw);
        }),
    },
    actions: {
      list: (ticket: TicketReference, query?: unknown) =>
        ask('actions.list', (call) => listActions(idOf(ticket), query, call)),
      revisions: (action: ActionReference) => ask('actions.revisions', (call) => actionRevisions(idOf(action), call)),
      concerning: (query?: unknown) => ask('actions.concerning', (call) => concerning(query, call)),
    },
    bulk: { targets: (tickets: unknown) => ask('bulk.targets', (call) => bulkTargets(tickets, call)) },
    activities: {
      list: (ticket: TicketReference, query?: unknown) =>
        ask('activities.list', (call) => listActivities(idOf(ticket), query, call)),
      byContact: (contact: string, query?: unknown) =>
        ask('activities.byContact', (call) => activitiesOf('contact', contact, query, call)),
      byProject: (project: string, query?: unknown) =>
        ask('activities.byProject', (call) => activitiesOf('project', project, query, call)),
    },
    documents: {
      list: (ticket: TicketReference, query?: unknown) =>
        ask('documents.list', (call) => listDocuments(idOf(ticket), query, call)),
      open: (document: DocumentReference) =>
        ask('documents.open', (call) =>
          openDocument(idOf(document), call, (found, row) =>
            documentView(found, call.engine.configuration.areas.get(row.area), documentCan(row, call)),
          ),
        ),
    },
    timers: { current: () => ask('timers.current', currentTimers) },
    outbox: {
      list: (query?: unknown) => ask('outbox.list', (call) => listOutbox(query, call)),
      get: (mail: string) => ask('outbox.get', (call) => getOutboxMail(mail, call)),
    },
    textBlocks: {
      list: (query?: unknown) => ask('textBlocks.list', (call) => listTextBlocks(query, call)),
      render: (id: string, ticket: unknown) => ask('textBlocks.render', (call) => renderForTicket(id, ticket, call)),
    },
    questions: { list: (query?: unknown) => ask('questions.list', (call) => listQuestions(query, call)) },
    settings: {
      get: () => askDesk('settings.get', getSettings),
      history: (query?: unknown) => askDesk('settings.history', (call) => settingsHistory(query, call)),
    },
    mailbox: { list: (query: unknown) => ask('mailbox.list', (call) => listMails(query, call)) },
  };
};

const viewed = (found: Decided<{ readonly row: Parameters<typeof ticketView>[0] }>, call: Call): Decided<Ticket> =>
  found.ok ? accept(deepFreeze(ticketView(found.value.row, call))) : found;

const idOf = (reference: TicketReference | ActionReference): string =>
  typeof reference === 'object' && reference !== null ? reference.id : reference;
