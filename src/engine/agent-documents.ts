import type { TicketDocument } from '../documents/document-view.ts';
import type { Answered, TicketReference } from './agent.ts';
import type { Outcome } from './answer.ts';
import type { CommandOptions } from './command-options.ts';
import type { FileContent } from './file-content.ts';
import type { TicketOf } from './inference.ts';
import type { Mode } from './mode.ts';
import type { DocumentsQuery, OpenedDocument } from './queries/documents.ts';

/** A document value, or its id. */
export type DocumentReference = string | { readonly id: string };

/** A file for a ticket. */
export interface NewDocument {
  /** Without a path. Where the folder has such a name already, a number is added: nothing is ever written over. */
  readonly name: string;
  /** A path such as `Contracts/2026`. Default: the ticket itself. */
  readonly folder?: string;
  /** Bytes, or a stream of them, which is read once and never held as a whole. */
  readonly content: FileContent;
  /** Default: by the extension of the name. */
  readonly mediaType?: string;
}

/** What a command on a document answers. */
type DocumentOutcome<A> = Outcome<TicketOf<A>> & { readonly document: { readonly id: string } };

/** Commands on documents; all need `ticket.edit`, and `expectedVersion` is the ticket's. */
export interface DocumentCommands<A, M extends Mode> {
  /**
   * Adds a document. An idempotency key stands for name, folder and type: content is not compared, because a stream can be
   * read only once.
   */
  add(
    ticket: TicketReference,
    document: NewDocument,
    options?: CommandOptions,
  ): Answered<M, DocumentOutcome<A>, TicketOf<A>>;
  /** Moves a document into another folder; the requester sees what lies directly in the exchange folder. */
  move(
    document: DocumentReference,
    to: { readonly folder: string },
    options?: CommandOptions,
  ): Answered<M, DocumentOutcome<A>, TicketOf<A>>;
  /** Moves a document into the exchange folder. */
  share(document: DocumentReference, options?: CommandOptions): Answered<M, DocumentOutcome<A>, TicketOf<A>>;
  /** Removes a document with its content. */
  remove(document: DocumentReference, options?: CommandOptions): Answered<M, DocumentOutcome<A>, TicketOf<A>>;
}

/** The files of a ticket. */
export interface Documents<A> extends DocumentCommands<A, 'run'> {
  /** The documents of a ticket, oldest first. */
  list(ticket: TicketReference, query?: DocumentsQuery): Promise<readonly TicketDocument[]>;
  /** A document with its content. */
  open(document: DocumentReference): Promise<OpenedDocument>;
}
