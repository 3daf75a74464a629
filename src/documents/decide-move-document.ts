import { isExchangeFolder } from '../area/exchange-folder.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided } from '../refusal/refusal.ts';
import type { Document } from '../ticket/document.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import { folderPath } from './folder-path.ts';
import { freeName } from './free-name.ts';

/** Moves a document into another folder of its ticket; into the exchange folder shows it to the requester, out of it hides it. */
export const decideMoveDocument = (
  document: Document,
  to: string,
  facts: { readonly documents: readonly Document[]; readonly area: ResolvedArea },
): Decided<{ readonly events: readonly NewEvent[]; readonly after: Document }> => {
  const others = facts.documents.filter(({ id }) => id !== document.id);
  const folder = folderPath(to, facts.documents);
  if (!folder.ok) return folder;
  if (folder.value === document.folder) return accept({ events: [], after: document });
  const after = { ...document, folder: folder.value, name: freeName(document.name, folder.value, others) };
  const event: NewEvent = {
    type: 'document.moved',
    data: { document: document.id, from: placeOf(document, facts.area), to: placeOf(after, facts.area) },
  };
  return accept({ events: [event], after });
};

/** Where a document lies, as its events say it. */
export const placeOf = ({ folder, name }: Document, area: Pick<ResolvedArea, 'portal'>) => ({
  folder,
  name,
  shared: isExchangeFolder(folder, area),
});
