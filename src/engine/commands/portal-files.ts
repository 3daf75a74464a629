import { z } from 'zod';
import type { ResolvedArea } from '../../area/resolved-area.ts';
import { type Decided, refuseNotFound } from '../../refusal/refusal.ts';
import type { CommandFacts } from '../command.ts';
import { contentInput, type GivenContent } from '../file-content.ts';
import type { Plan } from '../plan.ts';
import { planDocuments } from './plan-documents.ts';

/** A file as a requester sends it: where it goes is not his to choose. */
export interface PortalFileValues {
  readonly name: string;
  readonly mediaType?: string | undefined;
  readonly content: GivenContent;
}

export const portalFile = z.strictObject({
  name: z.string().max(10_000),
  mediaType: z.string().max(1000).optional(),
  content: contentInput,
});
/** Several at once. */
export const portalFiles = z.array(portalFile).min(1).max(20);

/** Plans what a requester uploads: into the exchange folder, which is there from the first upload on. */
export const planPortalFiles = (
  files: readonly PortalFileValues[],
  area: ResolvedArea,
  facts: Pick<CommandFacts<null>, 'call' | 'loaded' | 'now'>,
  pathOf: (index: number) => readonly (string | number)[],
): Decided<Pick<Plan, 'events' | 'warnings' | 'uploads' | 'result'>> => {
  const { portal } = area;
  if (portal === null) return refuseNotFound('ticket');
  const placed = files.map((file, index) => ({ ...file, folder: portal.exchangeFolder, path: pathOf(index) }));
  return planDocuments(placed, area, facts);
};
