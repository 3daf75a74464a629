import type { ResolvedArea } from '../../area/resolved-area.ts';
import { placeOf } from '../../documents/decide-move-document.ts';
import { mailEventFacts } from '../../notifications/make-mails.ts';
import { withdrawMail } from '../../notifications/withdraw-mail.ts';
import type { KnownPerson } from '../../persons/known-person.ts';
import { isMailTo, redactDelivery, redactMail } from '../../persons/redact-mail.ts';
import { isOnTicket, type PersonFacts, redactTicket } from '../../persons/redact-ticket.ts';
import { type ErasedContent, type Redaction, redactionFor } from '../../persons/redaction.ts';
import type { Change } from '../../ports/batch.ts';
import type { MailWithDeliveries } from '../../ports/store.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import type { Actor } from '../../ticket/actor.ts';
import { evolve } from '../../ticket/evolve.ts';
import type { Instant } from '../../ticket/instant.ts';
import type { NewEvent, TicketEvent } from '../../ticket/ticket-event.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { type ErasureCounts, noErasure } from './erasure-counts.ts';
import { requesterView } from './requester-view.ts';

/** What taking a person out of one ticket comes to: everything of it is written as one batch, or nothing. */
export interface ErasurePlan {
  readonly changes: readonly Change[];
  /** What the history says of it. */
  readonly events: readonly TicketEvent[];
  readonly counts: ErasureCounts;
  /** Content that no document needs any more. */
  readonly freedBlobs: readonly string[];
}

export interface ErasureContext {
  readonly content: ErasedContent;
  readonly actor: Actor;
  readonly at: Instant;
  /** Undefined: it is not configured any more. */
  readonly area: ResolvedArea | undefined;
}

/** Plans how a person is taken out of a ticket; null: there is nothing of him at it. */
export const planErasure = (facts: PersonFacts, known: KnownPerson, context: ErasureContext): ErasurePlan | null => {
  const { row, details } = facts;
  const { content, area, actor, at } = context;
  const redaction = redactionFor(known, facts, { content, isFreeField: freeFieldsOf(area) });
  if (!isOnTicket(facts, redaction)) return null;
  const redacted = redactTicket(facts, redaction);
  const mails = redactMails(facts, redaction);
  const discarded = mails.filter(
    ({ before, after }) => before.mail.state !== 'discarded' && after.mail.state === 'discarded',
  );
  const happened: readonly NewEvent[] = [
    ...discarded.map(
      ({ before, after }): NewEvent => ({
        type: 'mail.discarded',
        data: { ...mailEventFacts(after.mail), drafted: before.mail.state === 'draft' },
      }),
    ),
    ...redacted.documentsRemoved.map(
      (document): NewEvent => ({
        type: 'document.removed',
        data: { document: document.id, from: placeOf(document, area ?? { portal: null }) },
      }),
    ),
  ];
  const first = stamp(happened, redacted.row, actor, at);
  const shown =
    canonicalJson(requesterView(row, details, area)) !== canonicalJson(requesterView(first.row, redacted, area));
  const last = stamp([{ type: 'person.erased', data: { content, shown } }], first.row, actor, at);
  const events = [...first.events, ...last.events];
  const eventsRedacted = changed(details.events, redacted.events);
  const actionsChanged = changed(details.actions, redacted.actions);
  const documentsChanged = changed(
    details.documents.filter(({ id }) => !redaction.own.documents.has(id)),
    redacted.documents,
  );
  const changes: readonly Change[] = [
    {
      root: 'ticket',
      before: row,
      after: last.row,
      add: {
        events,
        eventsRedacted,
        actionsChanged,
        documentsChanged,
        documentsRemoved: redacted.documentsRemoved.map(({ id }) => id),
        activityLinks: redacted.activityLinks,
      },
    },
    ...mails.flatMap(({ before, after }) => [
      ...versioned('mail', before.mail, after.mail),
      ...before.deliveries.flatMap((delivery, index) =>
        versioned('delivery', delivery, after.deliveries[index] ?? delivery),
      ),
    ]),
    ...redacted.sources.flatMap(({ before, after, rawRemoved }): readonly Change[] =>
      rawRemoved
        ? [{ root: 'source', before, after: { ...after, version: before.version + 1 }, rawRemoved }]
        : versioned('source', before, after),
    ),
  ];
  const count = (root: Change['root']) => changes.filter((change) => change.root === root).length;
  return {
    changes,
    events,
    counts: {
      ...noErasure,
      tickets: 1,
      events: eventsRedacted.length,
      actions: actionsChanged.length,
      documents: documentsChanged.length + redacted.documentsRemoved.length,
      mails: count('mail') + count('source'),
      discarded: discarded.length,
    },
    freedBlobs: redacted.documentsRemoved.map(({ blob }) => blob),
  };
};

/** A field that is not there any more may have held anything. */
const freeFieldsOf =
  (area: ResolvedArea | undefined) =>
  (id: string): boolean => {
    const field = area !== undefined && Object.hasOwn(area.fields, id) ? area.fields[id] : undefined;
    return field === undefined || (field.type === 'text' && field.portal === 'write');
  };

const redactMails = (
  { row, details, mails }: PersonFacts,
  redaction: Redaction,
): readonly { readonly before: MailWithDeliveries; readonly after: MailWithDeliveries }[] => {
  const his = details.sources.filter(({ from }) => redaction.isHisAddress(from));
  const answered = { ids: new Set(his.flatMap(({ messageId }) => messageId ?? [])), some: his.length > 0 };
  return mails.map((before) => {
    const isHis = isMailTo(before.mail, redaction, redaction.asks(row.requester));
    const mail = redactMail(before.mail, redaction, isHis, answered);
    const deliveries = before.deliveries.map((delivery) => redactDelivery(delivery, redaction));
    return { before, after: isHis ? withdrawMail(mail, deliveries) : { mail, deliveries } };
  });
};

const stamp = (
  happened: readonly NewEvent[],
  before: TicketRow,
  actor: Actor,
  at: Instant,
): { readonly row: TicketRow; readonly events: readonly TicketEvent[] } => {
  let row = before;
  const events = happened.map((event): TicketEvent => {
    const full = { ...event, ticket: row.id, seq: row.version + 1, v: 1, at, actor } as TicketEvent;
    row = evolve(row, full);
    return full;
  });
  return { row, events };
};

const differs = (before: unknown, after: unknown): boolean => canonicalJson(before) !== canonicalJson(after);

/** Those that are not as they were; both lists hold the same rows in the same order. */
const changed = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  after.filter((row, index) => differs(before[index], row));

const versioned = <Root extends 'mail' | 'delivery' | 'source', Row extends { readonly version: number }>(
  root: Root,
  before: Row,
  after: Row,
): readonly Change[] =>
  differs(before, after)
    ? [{ root, before, after: { ...after, version: before.version + 1 } } as unknown as Change]
    : [];
