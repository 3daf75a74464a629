import type { PortalArea } from '../portal/portal-area.ts';
import type { RequesterDocument } from '../portal/requester-document.ts';
import type { RequesterTicket } from '../portal/requester-ticket.ts';
import type { CommandOptions } from './command-options.ts';
import type { FileContent } from './file-content.ts';
import type { AreaIds, FieldsOf } from './inference.ts';
import type { OpenedDocument } from './queries/documents.ts';
import type { PortalQuery, RequesterPage } from './queries/list-requester-tickets.ts';

/** A ticket as a requester opens it; who he is comes from how the host signed him in. */
export interface NewPortalTicket<A> {
  /** Required where several areas have a portal. Default: the only one. */
  readonly area?: AreaIds<A>;
  readonly subject: string;
  readonly description: string;
  readonly name: string;
  readonly email: string;
  /** Default: none. */
  readonly phone?: string;
  /** Custom fields that the portal may write. */
  readonly fields?: FieldsOf<A>;
}

/** A file as a requester sends it; it goes into the exchange folder, and a name that is there already gets a number. */
export interface PortalFile {
  readonly name: string;
  /** Bytes, or a stream of them. */
  readonly content: FileContent;
  /** Default: by the extension of the name. */
  readonly mediaType?: string;
}

/** Repeating a call with the same `idempotencyKey` has no second effect. */
export type PortalOptions = Pick<CommandOptions, 'idempotencyKey'>;

/** What a requester does, on the desk's own connection or in a unit. Every method refuses by throwing a `RefusedError`. */
export interface PortalSurface<A> {
  /** Where he may open tickets, with the fields he may fill in. */
  areas(): Promise<readonly PortalArea[]>;
  /** Opens a ticket; the agents whom the area names hear of it. */
  create(ticket: NewPortalTicket<A>, options?: PortalOptions): Promise<{ readonly ticket: RequesterTicket }>;
  /** His tickets; what changed last for him comes first. */
  list(query?: PortalQuery): Promise<RequesterPage>;
  /** One of his tickets. */
  get(ticket: string): Promise<RequesterTicket>;
  /** By its number, without regard to case and surrounding space. */
  byNumber(number: string): Promise<RequesterTicket>;
  /** Adds something, with up to 20 files; the responsible hears of all of it once. */
  reply(
    ticket: string,
    reply: { readonly text: string; readonly files?: readonly PortalFile[] },
    options?: PortalOptions,
  ): Promise<{ readonly ticket: RequesterTicket }>;
  /** The documents that are shared with him, oldest first. */
  documents(ticket: string): Promise<readonly RequesterDocument[]>;
  /** A document that is shared with him, with its content. Who he is counts anew each time: there is no public address. */
  openDocument(document: string): Promise<OpenedDocument<RequesterDocument>>;
  /** Sends a file, or up to 20 at once; the responsible hears of them once. */
  upload(
    ticket: string,
    files: PortalFile | readonly PortalFile[],
    options?: PortalOptions,
  ): Promise<{ readonly ticket: RequesterTicket }>;
  /** Closes the ticket, where a transition is marked for requesters. */
  close(ticket: string, options?: PortalOptions): Promise<{ readonly ticket: RequesterTicket }>;
}

/** A requester inside the host's open transaction: everything he writes commits or vanishes with it. */
export interface PortalUnit<A> extends PortalSurface<A> {
  /** Say so after your commit: then listeners hear of what happened. After a rollback do not call it. */
  committed(): Promise<void>;
}

/** The requester's side: another, smaller surface; `H` is what the store takes as an open transaction. */
export interface Portal<A, H = never> extends PortalSurface<A> {
  /**
   * Runs calls inside your own open transaction, as an agent's `in` does, e.g. to sign up a customer and open his first ticket
   * together. Refused with `not_in_transaction` where there is none.
   */
  in(handle: H): PortalUnit<A>;
}
