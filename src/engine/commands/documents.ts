import { z } from 'zod';
import type { ResolvedArea } from '../../area/resolved-area.ts';
import { decideMoveDocument, placeOf } from '../../documents/decide-move-document.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import type { Call } from '../call.ts';
import { contentInput, type GivenContent } from '../file-content.ts';
import type { Plan } from '../plan.ts';
import { removeFreedBlobs } from '../remove-freed-blobs.ts';
import { noBlobStore } from '../with-uploads.ts';
import { type DocumentInHand, onDocument } from './on-document.ts';
import { onTicket } from './on-ticket.ts';
import { planDocuments } from './plan-documents.ts';
import type { TicketInHand } from './ticket-in-hand.ts';

interface NewDocument {
  readonly name: string;
  readonly folder: string;
  readonly mediaType?: string | undefined;
  readonly content: GivenContent;
}

const documentInput = z.strictObject({
  name: z.string().max(10_000),
  folder: z.string().max(10_000).default(''),
  mediaType: z.string().max(1000).optional(),
  content: contentInput,
});

/** Documents need a place to lie. */
export const mayAddDocument = (hand: TicketInHand, { engine }: Pick<Call, 'engine'>): Decided<null> => {
  const allowed = requireToChange('ticket.edit', hand);
  return allowed.ok && engine.blobs === null ? noBlobStore : allowed;
};

/** Adds a document. It appends, so it is decided anew when the ticket changed meanwhile. */
export const addDocumentCommand = onTicket<NewDocument>({
  name: 'documents.add',
  values: documentInput,
  repeats: true,
  details: ['documents'],
  decide: (values, hand, facts) => {
    const allowed = mayAddDocument(hand, facts.call);
    return allowed.ok ? planDocuments([{ ...values, path: [] }], hand.area, facts) : allowed;
  },
});

const moved = (hand: DocumentInHand, folder: string): Decided<Pick<Plan, 'events' | 'additions'>> => {
  const decided = decideMoveDocument(hand.document, folder, hand);
  if (!decided.ok) return decided;
  const { events, after } = decided.value;
  return accept({ events, ...(events.length === 0 ? {} : { additions: { documentsChanged: [after] } }) });
};

/** Moves a document into another folder of its ticket. */
export const moveDocumentCommand = onDocument<{ readonly folder: string }>({
  name: 'documents.move',
  values: z.strictObject({ folder: z.string().max(10_000) }),
  decide: ({ folder }, hand) => moved(hand, folder),
});

/** Without a portal nobody would see what is shared. */
export const requirePortal = ({ id, portal }: ResolvedArea): Decided<NonNullable<ResolvedArea['portal']>> =>
  portal === null
    ? refuse('wrong_state', `Area "${id}" has no portal in which a requester could see the document.`, {
        data: { state: 'no_portal', area: id },
      })
    : accept(portal);

/** Moves a document into the exchange folder, which is there from then on. */
export const shareDocumentCommand = onDocument<Record<never, never>>({
  name: 'documents.share',
  values: z.strictObject({}),
  decide: (_values, hand) => {
    const portal = requirePortal(hand.area);
    return portal.ok ? moved(hand, portal.value.exchangeFolder) : portal;
  },
});

/** Removes a document and, once that is written, its content. */
export const removeDocumentCommand = onDocument<Record<never, never>>({
  name: 'documents.remove',
  values: z.strictObject({}),
  decide: (_values, { document, area }) =>
    accept({
      events: [{ type: 'document.removed', data: { document: document.id, from: placeOf(document, area) } }],
      additions: { documentsRemoved: [document.id] },
      freedBlobs: [document.blob],
    }),
  afterCommit: removeFreedBlobs,
});
