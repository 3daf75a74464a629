import { z } from 'zod';
import { renderTextBlock } from '../../notifications/render-text-block.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseNotFound } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { isPlainId } from '../../text/plain-id.ts';
import { userOf } from '../../ticket/actor.ts';
import { areaOf } from '../area-of.ts';
import type { Call } from '../call.ts';
import { findPeople } from '../find-people.ts';
import { idInput } from '../id-input.ts';
import { mailFacts } from '../mail-facts.ts';
import { sees } from '../sees.ts';
import { ticketReference } from '../ticket-input.ts';
import { readableTextBlock, readsTextBlock } from './text-block-access.ts';
import { type TextBlockView, textBlockView } from './text-block-view.ts';

const textBlocksQuery = z.strictObject({
  after: idInput().optional(),
  limit: z.int().min(1).max(500).default(200),
});

/** Which text blocks to list. */
export interface TextBlocksQuery {
  /** Continue after this text block. Default: from the first. */
  readonly after?: string;
  /** Default: 200, at most 500. */
  readonly limit?: number;
}

/** One page of text blocks; where some are for others it is shorter than its limit. */
export interface TextBlocksPage {
  readonly items: readonly TextBlockView[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** The actor's own text blocks and the global ones that he may read, in the order in which they were made. */
export const listTextBlocks = async (rawQuery: unknown, call: Call): Promise<Decided<TextBlocksPage>> => {
  const query = parseInput(textBlocksQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const { after, limit } = query.value;
  const user = userOf(call.actor);
  const found = await call.store.page('textBlocks', {
    tenant: call.context.tenant,
    query: { owners: user === null ? [null] : [null, user] },
    ...(after === undefined ? {} : { after }),
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  return accept(
    deepFreeze({
      items: page.filter((block) => readsTextBlock(block, call)).map(textBlockView),
      next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    }),
  );
};

/** A text block with its placeholders filled in from a ticket: by what the requester may read of it, and nothing else. */
export const renderForTicket = async (
  id: string,
  rawTicket: unknown,
  call: Call,
): Promise<Decided<{ readonly text: string }>> => {
  const ticket = parseInput(ticketReference, rawTicket);
  if (!ticket.ok) return ticket;
  if (!isPlainId(id)) return refuseNotFound('text block');
  const { tickets, textBlocks } = await call.store.load({
    tenant: call.context.tenant,
    textBlocks: [id],
    tickets: { ids: [ticket.value], details: [] },
  });
  const row = tickets[0]?.row;
  if (row === undefined || !sees(call, row)) return refuseNotFound('ticket');
  const block = readableTextBlock(textBlocks[0], call);
  if (!block.ok) return block;
  const area = areaOf(row, call);
  if (!area.ok) return area;
  const people = await findPeople(call.engine, {}, call.context);
  const facts = mailFacts({ area: area.value, people }, row, call, call.engine.clock.now());
  return accept(deepFreeze({ text: renderTextBlock(block.value.text, facts) }));
};
