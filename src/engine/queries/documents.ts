import { z } from 'zod';
import { isExchangeFolder } from '../../area/exchange-folder.ts';
import { documentView, type TicketDocument } from '../../documents/document-view.ts';
import { folderPath } from '../../documents/folder-path.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { foldText } from '../../text/fold-text.ts';
import { isPlainId } from '../../text/plain-id.ts';
import type { Document } from '../../ticket/document.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { blobsOf } from '../blobs-of.ts';
import type { Call } from '../call.ts';
import { documentCan } from '../document-can.ts';
import { sees } from '../sees.ts';
import { findTicket } from './find-ticket.ts';

/** Which documents of a ticket. */
export interface DocumentsQuery {
  /** Only those directly in this folder, written in any case; the empty text is the ticket itself. Default: of all folders. */
  readonly folder?: string;
}

/** A document with its content; nothing is read before the content is. */
export interface OpenedDocument<D = TicketDocument> {
  readonly document: D;
  readonly content: AsyncIterable<Uint8Array>;
}

const documentsQuery = z.strictObject({ folder: z.string().max(10_000).optional() });

/** The documents of a ticket, oldest first. */
export const listDocuments = async (
  ticket: string,
  rawQuery: unknown,
  call: Call,
): Promise<Decided<readonly TicketDocument[]>> => {
  const query = parseInput(documentsQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const found = await findTicket({ id: ticket }, ['documents'], call);
  if (!found.ok) return found;
  const { row, details } = found.value;
  const folder = query.value.folder === undefined ? null : folderPath(query.value.folder, details.documents);
  if (folder !== null && !folder.ok) return folder;
  const area = call.engine.configuration.areas.get(row.area);
  const listed = details.documents.filter(
    (document) => folder === null || foldText(document.folder) === foldText(folder.value),
  );
  const can = documentCan(row, call);
  return accept(deepFreeze(listed.map((document) => documentView(document, area, can))));
};

/** A document that the actor may see, an agent any of a ticket he sees, a requester those of the exchange folder; else there is none. */
const findDocument = async (
  document: string,
  call: Call,
): Promise<Decided<{ readonly document: Document; readonly row: TicketRow }>> => {
  if (!isPlainId(document)) return refuseNotFound('document');
  const { tickets } = await call.store.load({
    tenant: call.context.tenant,
    tickets: { documents: [document], details: ['documents'] },
  });
  const [ticket] = tickets;
  const found = ticket?.details.documents.find(({ id }) => id === document);
  if (ticket === undefined || found === undefined || !sees(call, ticket.row)) return refuseNotFound('document');
  const area = call.engine.configuration.areas.get(ticket.row.area);
  const shown = !('contact' in call.actor) || (area !== undefined && isExchangeFolder(found.folder, area));
  return shown ? accept({ document: found, row: ticket.row }) : refuseNotFound('document');
};

/** Opens a document for reading; `view` makes what the caller sees of it. */
export const openDocument = async <D>(
  document: string,
  call: Call,
  view: (document: Document, row: TicketRow) => D,
): Promise<Decided<OpenedDocument<D>>> => {
  const found = await findDocument(document, call);
  if (!found.ok) return found;
  const { blob } = found.value.document;
  const content = (await blobsOf(call)?.get({ tenant: call.context.tenant, blob })) ?? null;
  if (content === null) {
    return refuse('store_failed', 'The content of this document is not there any more. Bring it back from a backup.');
  }
  return accept(Object.freeze({ document: deepFreeze(view(found.value.document, found.value.row)), content }));
};
