import { isExchangeFolder } from '../area/exchange-folder.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import { dispositionOf } from '../text/media-type.ts';
import type { Document } from '../ticket/document.ts';

/** A document as an agent sees it. */
export interface TicketDocument extends Omit<Document, 'blob'> {
  /** Does the requester see it in the portal? */
  readonly shared: boolean;
  /**
   * How a host must hand it to a browser: `attachment` unless it is a picture that runs nothing and is what its name says. Send
   * `X-Content-Type-Options: nosniff` with either.
   */
  readonly disposition: 'inline' | 'attachment';
  /** What the actor may do with it now, by the rules that guard the commands. */
  readonly can: { readonly move: boolean; readonly share: boolean; readonly remove: boolean };
}

export const documentView = (
  { blob: _, ...document }: Document,
  area: ResolvedArea | undefined,
  can: TicketDocument['can'],
): TicketDocument => ({
  ...document,
  shared: area !== undefined && isExchangeFolder(document.folder, area),
  disposition: dispositionOf(document.name, document.mediaType),
  can,
});
