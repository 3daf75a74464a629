import type { Instant } from './instant.ts';
import type { EventData, Place, TicketEvent } from './ticket-event.ts';
import type { TicketRow } from './ticket-row.ts';

/** Folds one event into the state. Folding all events of a ticket gives its row, always. */
export const evolve = (state: TicketRow | null, event: TicketEvent): TicketRow => {
  if (event.type === 'ticket.created') return created(event);
  if (state === null)
    throw new Error(`The history of ticket ${event.ticket} starts with ${event.type}, not with ticket.created.`);
  return { ...apply(state, event), version: event.seq, updatedAt: event.at };
};

const created = (event: TicketEvent & { type: 'ticket.created' }): TicketRow => {
  const { place, number, area, origin, subject, description, requester, project, responsible, audience, fields } =
    event.data;
  return {
    id: event.ticket,
    number,
    area,
    origin,
    workflow: place.workflow,
    workflowVersion: place.workflowVersion,
    step: place.step,
    category: place.category,
    subject,
    description,
    requester,
    project,
    responsible,
    audience,
    creator: event.actor,
    fields,
    version: event.seq,
    createdAt: event.at,
    updatedAt: event.at,
    startedAt: null,
    closedAt: null,
    closedBy: null,
    reopenedAt: null,
    reopenedBy: null,
    lastExternalAt: event.at,
    internalTime: 0,
    externalTime: 0,
    mailCount: 0,
    draftCount: 0,
    documentCount: 0,
  };
};

const apply = (state: TicketRow, event: Exclude<TicketEvent, { type: 'ticket.created' }>): TicketRow => {
  switch (event.type) {
    case 'ticket.edited': {
      const { subject, description, requester, project, fields, shownFields, audience } = event.data;
      return {
        ...state,
        subject: subject?.to ?? state.subject,
        description: description?.to ?? state.description,
        requester: requester?.to ?? state.requester,
        project: project === undefined ? state.project : project.to,
        fields: fields?.to ?? state.fields,
        audience: audience?.to ?? state.audience,
        lastExternalAt: subject || description || requester || shownFields ? event.at : state.lastExternalAt,
      };
    }
    case 'ticket.responsible_changed':
      return { ...state, responsible: event.data.to };
    case 'ticket.moved': {
      const { from, to } = event.data;
      return {
        ...state,
        ...placed(to),
        startedAt: state.startedAt ?? event.at,
        lastExternalAt: isShown(from, to) ? event.at : state.lastExternalAt,
      };
    }
    case 'ticket.closed':
      return { ...state, closedAt: event.at, closedBy: event.actor };
    case 'ticket.reopened':
      return { ...state, closedAt: null, closedBy: null, reopenedAt: event.at, reopenedBy: event.actor };
    case 'ticket.workflow_switched': {
      const { from, to } = event.data;
      return { ...state, ...placed(to), lastExternalAt: isShown(from, to) ? event.at : state.lastExternalAt };
    }
    case 'ticket.migrated': {
      const { to } = event.data;
      // What a step is called is no news, but that it is open or closed is.
      return shownIf(to.category !== state.category, { ...state, ...placed(to) }, event);
    }
    case 'action.added': {
      const { visibility, timeSpent } = event.data.action;
      return shownIf(visibility === 'external', withTime(state, visibility, timeSpent), event);
    }
    case 'action.edited': {
      const { visibility, timeSpent } = event.data;
      const without = withTime(state, visibility.from, -timeSpent.from);
      return shownIf(isShownEdit(event.data), withTime(without, visibility.to, timeSpent.to), event);
    }
    case 'action.published': {
      const { timeSpent } = event.data;
      return shownIf(true, withTime(withTime(state, 'internal', -timeSpent), 'external', timeSpent), event);
    }
    case 'action.removed': {
      const { visibility, timeSpent } = event.data;
      return shownIf(visibility === 'external', withTime(state, visibility, -timeSpent), event);
    }
    case 'action.time_booked': {
      const { visibility, timeSpent } = event.data;
      return shownIf(visibility === 'external', withTime(state, visibility, timeSpent), event);
    }
    case 'document.added':
      return withDocuments(state, 1, event.data.shared, event.at);
    case 'document.moved':
      return withDocuments(state, 0, event.data.from.shared || event.data.to.shared, event.at);
    case 'document.removed':
      return withDocuments(state, -1, event.data.from.shared, event.at);
    case 'mail.attached':
      return { ...state, mailCount: state.mailCount + 1 };
    case 'mail.drafted':
      return { ...state, draftCount: state.draftCount + 1 };
    case 'mail.queued':
    case 'mail.discarded':
      return event.data.drafted ? { ...state, draftCount: state.draftCount - 1 } : state;
    case 'mail.sent':
      return event.data.first ? { ...state, mailCount: state.mailCount + 1 } : state;
    case 'person.erased':
      return shownIf(event.data.shown, state, event);
    case 'activity.linked':
    case 'activity.unlinked':
    case 'mail.failed':
    case 'timer.paused':
    case 'notification.undeliverable':
    case 'ticket.deleted':
      return state;
  }
};

/** Only what happens in the exchange folder shows to a requester. */
const withDocuments = (state: TicketRow, more: number, shared: boolean, at: Instant): TicketRow => ({
  ...state,
  documentCount: state.documentCount + more,
  lastExternalAt: shared ? at : state.lastExternalAt,
});

const placed = ({ workflow, workflowVersion, step, category }: Place) => ({
  workflow,
  workflowVersion,
  step,
  category,
});

const withTime = (state: TicketRow, visibility: 'internal' | 'external', timeSpent: number): TicketRow =>
  visibility === 'external'
    ? { ...state, externalTime: state.externalTime + timeSpent }
    : { ...state, internalTime: state.internalTime + timeSpent };

const shownIf = (shown: boolean, state: TicketRow, { at }: TicketEvent): TicketRow =>
  shown ? { ...state, lastExternalAt: at } : state;

/** Whom an action concerns, and everything about one that was and stays internal, is none of a requester’s business. */
const isShownEdit = (edit: EventData<'action.edited'>): boolean => {
  const { visibility, timeSpent, occurredAt, shortDescription, description } = edit;
  if (visibility.from !== visibility.to) return true;
  const changed = timeSpent.from !== timeSpent.to || occurredAt || shortDescription || description;
  return visibility.to === 'external' && Boolean(changed);
};

/** Two steps that a requester reads alike are one to him: a move between them must not show. */
const isShown = (from: Place, to: Place): boolean =>
  from.publicLabel !== to.publicLabel || from.category !== to.category;
