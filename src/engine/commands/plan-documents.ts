import type { ResolvedArea } from '../../area/resolved-area.ts';
import { decideAddDocuments } from '../../documents/decide-add-documents.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { CommandFacts } from '../command.ts';
import type { GivenContent } from '../file-content.ts';
import type { Plan } from '../plan.ts';
import { noBlobStore } from '../with-uploads.ts';

interface FileInput {
  readonly name: string;
  readonly folder: string;
  readonly mediaType?: string | undefined;
  readonly content: GivenContent;
  /** Where it stands in the input. */
  readonly path: readonly (string | number)[];
}

/** Plans new documents of the ticket that was loaded. Before their content is stored the plan says what has to be. */
export const planDocuments = (
  files: readonly FileInput[],
  area: ResolvedArea,
  { call, loaded, now }: Pick<CommandFacts<null>, 'call' | 'loaded' | 'now'>,
): Decided<Pick<Plan, 'events' | 'warnings' | 'uploads' | 'result'>> => {
  if (call.engine.blobs === null) return noBlobStore;
  const { uploaded } = call;
  const decided = decideAddDocuments(
    files.map(({ content, mediaType, ...file }, index) => ({
      ...file,
      mediaType,
      size: content.size(),
      stored: uploaded?.[index] ?? null,
    })),
    {
      documents: loaded.tickets[0]?.details.documents ?? [],
      area,
      actor: call.actor,
      now: toInstant(now),
    },
  );
  if (!decided.ok) return decided;
  const { events, warnings } = decided.value;
  const [first] = uploaded ?? [];
  return accept({
    events,
    warnings,
    uploads: files.map(({ content, path }, index) => ({
      content,
      path,
      name: events[index]?.data.document.name ?? '',
      mediaType: events[index]?.data.document.mediaType ?? '',
    })),
    ...(first === undefined ? {} : { result: { document: first.id } }),
  });
};
