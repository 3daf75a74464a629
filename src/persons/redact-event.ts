import { erasedMark } from '../text/erase-text.ts';
import type { DocumentFacts, EventData, TicketEvent } from '../ticket/ticket-event.ts';
import type { FieldValue } from '../ticket/ticket-row.ts';
import { hasWords } from './own-words.ts';
import type { Redaction } from './redaction.ts';

/** An event without what it says of a person. What it is, when it was and what it changed stays. */
export const redactEvent = (event: TicketEvent, redaction: Redaction): TicketEvent =>
  ({ ...event, actor: redaction.actor(event.actor), data: dataOf(event, redaction) }) as TicketEvent;

const dataOf = (event: TicketEvent, redaction: Redaction): TicketEvent['data'] => {
  const { own, text, requester, address } = redaction;
  switch (event.type) {
    case 'ticket.created': {
      const { data } = event;
      return {
        ...data,
        subject: text(data.subject, own.ticket),
        description: text(data.description, own.ticket),
        requester: requester(data.requester),
        fields: redactFields(data.fields, redaction),
      };
    }
    case 'ticket.edited': {
      const { data } = event;
      return {
        ...data,
        ...both('subject', data.subject, (one) => text(one, own.ticket)),
        ...both('description', data.description, (one) => text(one, own.ticket)),
        ...both('requester', data.requester, requester),
        ...both('fields', data.fields, (one) => redactFields(one, redaction)),
      };
    }
    case 'ticket.moved':
      return { ...event.data, comment: event.data.comment === null ? null : text(event.data.comment) };
    case 'ticket.migrated':
      return { ...event.data, reason: event.data.reason === null ? null : text(event.data.reason) };
    case 'action.added': {
      const { action } = event.data;
      return { action: { ...action, ...redactAction(action, redaction) } };
    }
    case 'action.edited': {
      const { data } = event;
      const isOwn = own.actions.has(data.action);
      return {
        ...data,
        ...both('shortDescription', data.shortDescription, (one) => text(one, isOwn)),
        ...both('description', data.description, (one) => text(one, isOwn)),
      };
    }
    case 'document.added':
      return { ...event.data, document: redactDocument(event.data.document, redaction) };
    case 'document.moved': {
      const { data } = event;
      return {
        ...data,
        from: redactPlace(data.document, data.from, redaction),
        to: redactPlace(data.document, data.to, redaction),
      };
    }
    case 'document.removed':
      return { ...event.data, from: redactPlace(event.data.document, event.data.from, redaction) };
    case 'mail.attached': {
      const { data } = event;
      const isHis = redaction.isHisAddress(data.from);
      return {
        ...data,
        from: address(data.from),
        messageId: isHis ? null : data.messageId,
        subject: text(data.subject, own.ticket),
      };
    }
    case 'mail.drafted':
    case 'mail.queued':
    case 'mail.discarded':
    case 'mail.sent':
      return redactMailFacts(event.data, redaction);
    case 'mail.failed':
      return { ...redactMailFacts(event.data, redaction), reason: text(event.data.reason) };
    default:
      return event.data;
  }
};

/** What a mail's events say of it. */
const redactMailFacts = <T extends EventData<'mail.drafted'>>(data: T, { own, text, address }: Redaction): T => ({
  ...data,
  to: data.to.map(address),
  subject: text(data.subject, hasWords(own)),
});

/** An action without what it says of a person; the row and the event say the same. */
export const redactAction = <
  T extends Pick<EventData<'action.added'>['action'], 'id' | 'author' | 'shortDescription' | 'description'>,
>(
  action: T,
  { own, text, actor }: Redaction,
): T => ({
  ...action,
  author: actor(action.author),
  shortDescription: text(action.shortDescription, own.actions.has(action.id)),
  description: text(action.description, own.actions.has(action.id)),
});

/** Where a document goes, its hash says which file it was. */
export const redactDocument = <T extends DocumentFacts>(document: T, redaction: Redaction): T => ({
  ...document,
  ...redactPlace(document.id, document, redaction),
  addedBy: redaction.actor(document.addedBy),
  sha256: redaction.own.documents.has(document.id) ? '' : document.sha256,
});

const redactPlace = <T extends { readonly folder: string; readonly name: string }>(
  document: string,
  place: T,
  { own, text }: Redaction,
): T => ({ ...place, folder: text(place.folder), name: own.documents.has(document) ? erasedMark : text(place.name) });

const redactFields = (
  values: Readonly<Record<string, FieldValue>>,
  { own, isFreeField, text }: Redaction,
): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      if (typeof value === 'string') return [id, text(value, own.ticket && isFreeField(id))];
      return [id, Array.isArray(value) ? value.map((one) => text(one)) : value];
    }),
  );

/** The old and the new of what an edit changed. */
const both = <K extends string, T>(
  key: K,
  change: { readonly from: T; readonly to: T } | undefined,
  redact: (one: T) => T,
) =>
  (change === undefined ? {} : { [key]: { from: redact(change.from), to: redact(change.to) } }) as {
    readonly [Key in K]?: { readonly from: T; readonly to: T };
  };
