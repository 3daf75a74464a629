import { z } from 'zod';
import { decideMoveDocument, placeOf } from '../../documents/decide-move-document.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import { contentInput, type GivenContent } from '../file-content.ts';
import type { Plan } from '../plan.ts';
import { removeFreedBlobs } from '../remove-freed-blobs.ts';
import { type DocumentInHand, onDocument } from './on-document.ts';
import { onTicket } from './on-ticket.ts';
import { planDocuments } from './plan-documents.ts';

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

/** Adds a document. It appends, so it is decided anew when the ticket changed meanwhile. */
export const addDocumentCommand = onTicket<NewDocument>({
  name: 'documents.add',
  values: documentInput,
  repeats: true,
  details: ['documents'],
  decide: (values, { ticket, area, permissions }, facts) => {
    const allowed = requirePermission('ticket.edit', permissions, area.id);
    if (!allowed.ok) return allowed;
    const unlocked = requireUnlocked(ticket, area, permissions);
    return unlocked.ok ? planDocuments([{ ...values, path: [] }], area, facts) : unlocked;
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

/** Moves a document into the exchange folder, which is there from then on. */
export const shareDocumentCommand = onDocument<Record<never, never>>({
  name: 'documents.share',
  values: z.strictObject({}),
  decide: (_values, hand) =>
    hand.area.portal === null
      ? refuse('wrong_state', `Area "${hand.area.id}" has no portal in which a requester could see the document.`, {
          data: { state: 'no_portal', area: hand.area.id },
        })
      : moved(hand, hand.area.portal.exchangeFolder),
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
