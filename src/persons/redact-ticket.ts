import type { ActivityLinkChange } from '../ports/batch.ts';
import type { ParsedMail } from '../ports/mail-parser.ts';
import type { MailWithDeliveries, StoredTicket } from '../ports/store.ts';
import { erasedMark } from '../text/erase-text.ts';
import type { Action } from '../ticket/action.ts';
import type { Document } from '../ticket/document.ts';
import { evolve } from '../ticket/evolve.ts';
import type { SourceMail } from '../ticket/source-mail.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { redactAction, redactDocument, redactEvent } from './redact-event.ts';
import type { Redaction } from './redaction.ts';
import { snapshotsOf } from './snapshots.ts';

/** A ticket with everything that may say something of a person. */
export interface PersonFacts extends StoredTicket {
  /** The mails of the ticket with their copies. */
  readonly mails: readonly MailWithDeliveries[];
  /** What the raw sources of received mails say, by the id of the source; null: it cannot be read. */
  readonly parsed: ReadonlyMap<string, ParsedMail | null>;
}

/** A ticket without a person. Rows and history say the same. */
export interface RedactedTicket {
  /** What folding the redacted history gives. */
  readonly row: TicketRow;
  /** All of them. */
  readonly events: readonly TicketEvent[];
  readonly actions: readonly Action[];
  /** Without those that go. */
  readonly documents: readonly Document[];
  readonly documentsRemoved: readonly Document[];
  readonly sources: readonly {
    readonly before: SourceMail;
    readonly after: SourceMail;
    readonly rawRemoved: boolean;
  }[];
  readonly activityLinks: readonly ActivityLinkChange[];
}

/** Does anything at the ticket belong to this person? That a text names somebody like him is not enough. */
export const isOnTicket = ({ details, mails }: PersonFacts, redaction: Redaction): boolean =>
  details.events.some(({ actor }) => redaction.isHe(actor)) ||
  snapshotsOf(details.events).some(({ requester }) => redaction.asks(requester)) ||
  details.sources.some(({ from }) => redaction.isHisAddress(from)) ||
  mails.some(({ mail: { to, cc, suggestedRecipients } }) =>
    [...to, ...cc, ...suggestedRecipients].some(({ address }) => redaction.isHisAddress(address)),
  );

/** Takes a person out of everything at a ticket but its written mails. */
export const redactTicket = ({ row, details, parsed }: PersonFacts, redaction: Redaction): RedactedTicket => {
  const { own, actor } = redaction;
  const events = details.events.map((event) => redactEvent(event, redaction));
  const documents = details.documents.map((document) => redactDocument(document, redaction));
  const folded = events.reduce<TicketRow | null>(evolve, null);
  return {
    row: folded ?? row,
    events,
    actions: details.actions.map((action) => redactAction(action, redaction)),
    documents: documents.filter(({ id }) => !own.documents.has(id)),
    documentsRemoved: documents.filter(({ id }) => own.documents.has(id)),
    sources: details.sources.map((before) => ({
      before,
      after: redactSource(before, redaction),
      rawRemoved: parsed.has(before.id) && namesHim(parsed.get(before.id) ?? null, before, redaction),
    })),
    activityLinks: details.activityLinks.flatMap((before) =>
      redaction.isHe(before.linkedBy) ? [{ before, after: { ...before, linkedBy: actor(before.linkedBy) } }] : [],
    ),
  };
};

/** Without its raw source the hash of its content proves nothing any more. */
const redactSource = (source: SourceMail, { own, text, isHisAddress }: Redaction): SourceMail => {
  const subject = text(source.subject, own.ticket);
  return isHisAddress(source.from)
    ? { ...source, subject, from: erasedMark, messageId: null, contentHash: '' }
    : { ...source, subject };
};

/** A raw source is what it is: where it names him it goes as a whole, also that of somebody else; and where it cannot be read. */
const namesHim = (mail: ParsedMail | null, { from }: SourceMail, { isHisAddress, text }: Redaction): boolean => {
  if (mail === null || isHisAddress(from)) return true;
  const people = [mail.from, ...mail.replyTo, ...mail.to, ...mail.cc].flatMap((one) => one ?? []);
  return (
    people.some(({ address }) => isHisAddress(address)) ||
    [mail.subject, mail.text, ...people.map(({ name }) => name)].some((given) => text(given) !== given)
  );
};
