import { foldText } from '../text/fold-text.ts';
import type { ResolvedArea } from './resolved-area.ts';

/** Does a requester see what lies in this folder? Only in the exchange folder of a portal, written in any case, and not below it. */
export const isExchangeFolder = (folder: string, { portal }: Pick<ResolvedArea, 'portal'>): boolean =>
  portal !== null && foldText(folder) === foldText(portal.exchangeFolder);
