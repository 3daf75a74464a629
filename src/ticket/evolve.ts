import type { Place, TicketEvent } from './ticket-event.ts';
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
  };
};

const apply = (state: TicketRow, event: Exclude<TicketEvent, { type: 'ticket.created' }>): TicketRow => {
  switch (event.type) {
    case 'ticket.edited': {
      const { subject, description, requester, project, fields, audience } = event.data;
      return {
        ...state,
        subject: subject?.to ?? state.subject,
        description: description?.to ?? state.description,
        requester: requester?.to ?? state.requester,
        project: project === undefined ? state.project : project.to,
        fields: fields?.to ?? state.fields,
        audience: audience?.to ?? state.audience,
        lastExternalAt: subject || description || requester ? event.at : state.lastExternalAt,
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
    case 'action.added': {
      const { visibility, timeSpent } = event.data.action;
      return visibility === 'external'
        ? { ...state, externalTime: state.externalTime + timeSpent, lastExternalAt: event.at }
        : { ...state, internalTime: state.internalTime + timeSpent };
    }
    case 'mail.attached':
      return { ...state, mailCount: state.mailCount + 1 };
    case 'mail.drafted':
      return { ...state, draftCount: state.draftCount + 1 };
    case 'mail.queued':
    case 'mail.discarded':
      return event.data.drafted ? { ...state, draftCount: state.draftCount - 1 } : state;
    case 'mail.sent':
      return event.data.first ? { ...state, mailCount: state.mailCount + 1 } : state;
    case 'activity.linked':
    case 'activity.unlinked':
    case 'mail.failed':
    case 'notification.undeliverable':
      return state;
  }
};

const placed = ({ workflow, workflowVersion, step, category }: Place) => ({
  workflow,
  workflowVersion,
  step,
  category,
});

/** Two steps that a requester reads alike are one to him: a move between them must not show. */
const isShown = (from: Place, to: Place): boolean =>
  from.publicLabel !== to.publicLabel || from.category !== to.category;
