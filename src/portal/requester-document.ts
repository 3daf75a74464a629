import { dispositionOf } from '../text/media-type.ts';
import type { Document } from '../ticket/document.ts';
import type { Instant } from '../ticket/instant.ts';

/** What a requester sees of a document in the exchange folder: no folder, and no name of an agent. */
export interface RequesterDocument {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** How a host must hand it to a browser; see `TicketDocument`. */
  readonly disposition: 'inline' | 'attachment';
  readonly addedAt: Instant;
  readonly by: 'you' | 'us';
}

export const requesterDocument = ({ id, name, size, mediaType, addedAt, addedBy }: Document): RequesterDocument => ({
  id,
  name,
  size,
  mediaType,
  disposition: dispositionOf(name, mediaType),
  addedAt,
  by: 'contact' in addedBy ? 'you' : 'us',
});
