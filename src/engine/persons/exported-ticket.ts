import { isExchangeFolder } from '../../area/exchange-folder.ts';
import type { ResolvedArea } from '../../area/resolved-area.ts';
import type { KnownPerson } from '../../persons/known-person.ts';
import { ownWords } from '../../persons/own-words.ts';
import { isOnTicket, type PersonFacts } from '../../persons/redact-ticket.ts';
import { type Redaction, redactionFor } from '../../persons/redaction.ts';
import { snapshotsOf } from '../../persons/snapshots.ts';
import { requesterDocument } from '../../portal/requester-document.ts';
import type { MailWithDeliveries } from '../../ports/store.ts';
import type { EventType } from '../../ticket/ticket-event.ts';
import type { ExportedMail, ExportedTicket } from './person-export.ts';
import { requesterView } from './requester-view.ts';

/** What a requester knows that he did. What else happens in his name, such as notices to agents, is none of his business. */
const deeds: ReadonlySet<EventType> = new Set<EventType>([
  'ticket.created',
  'ticket.moved',
  'ticket.closed',
  'ticket.reopened',
  'action.added',
  'document.added',
]);

/** What a ticket holds of a person; null: nothing. */
export const exportedTicket = (
  facts: PersonFacts,
  known: KnownPerson,
  area: ResolvedArea | undefined,
): ExportedTicket | null => {
  const { row, details } = facts;
  const him = redactionFor(known, facts, { content: 'keep', isFreeField: () => false });
  if (!isOnTicket(facts, him)) return null;
  const own = ownWords(details.events, him.isHe, him.asks);
  const isHis = him.asks(row.requester);
  const [created] = details.events;
  return {
    id: row.id,
    number: row.number,
    area: row.area,
    view: isHis ? requesterView(row, details, area) : null,
    snapshots: snapshotsOf(details.events)
      .filter(({ requester }) => him.asks(requester))
      .map(({ since, requester }) => ({ since, ...requester })),
    opened:
      own.ticket && created?.type === 'ticket.created'
        ? { at: created.at, subject: created.data.subject, description: created.data.description }
        : null,
    actions: details.actions
      .filter(({ id, visibility }) => own.actions.has(id) && visibility === 'external')
      .map(({ occurredAt, shortDescription, description }) => ({ at: occurredAt, shortDescription, description })),
    mails: [...received(facts, him), ...facts.mails.flatMap((mail) => written(mail, him))].sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
    ),
    documents: details.documents
      .filter(
        ({ id, folder }) => own.documents.has(id) || (isHis && area !== undefined && isExchangeFolder(folder, area)),
      )
      .map((document) => ({ ...requesterDocument(document), sha256: document.sha256 })),
    events: details.events
      .filter(({ actor, type }) => him.isHe(actor) && deeds.has(type))
      .map(({ at, type }) => ({ at, type })),
  };
};

const received = ({ details, parsed }: PersonFacts, { isHisAddress }: Redaction): readonly ExportedMail[] =>
  details.sources
    .filter(({ from }) => isHisAddress(from))
    .map(({ id, storedAt, from, subject }) => {
      const mail = parsed.get(id);
      return {
        direction: 'in',
        at: storedAt,
        from,
        to: mail?.to ?? [],
        cc: mail?.cc ?? [],
        subject,
        text: mail?.text ?? null,
        state: 'received',
      };
    });

/** A letter that left, or is about to, as he gets it. */
const written = ({ mail, deliveries }: MailWithDeliveries, { isHisAddress }: Redaction): readonly ExportedMail[] => {
  const copy = deliveries.find(({ recipient, state }) => isHisAddress(recipient.address) && state !== 'discarded');
  if (copy === undefined || copy.state === 'discarded') return [];
  const { to, cc, subject, text, queuedAt, createdAt } = mail;
  return [{ direction: 'out', at: queuedAt ?? createdAt, from: null, to, cc, subject, text, state: copy.state }];
};
