import { z } from 'zod';
import { isInstant } from '../../condition/check-operand.ts';
import type { Issue } from '../../refusal/refusal.ts';
import type { SortField, SortPosition, TicketSort } from '../../ticket/ticket-sort.ts';

const cursor = z.tuple([z.string(), z.string(), z.string(), z.string().min(1).max(255)]);

/** The order that a place belongs to: of tickets, or of actions. */
interface CursorOrder {
  readonly by: SortField | 'occurredAt';
  readonly direction: TicketSort['direction'];
}

/** A place in a list as callers carry it around. It names the order it belongs to. */
export const writeCursor = ({ by, direction }: CursorOrder, { value, id }: SortPosition): string =>
  encodeURIComponent(JSON.stringify([by, direction, value, id]));

/** The place, or null for what is none in this order. */
export const readCursor = (text: string, { by, direction }: CursorOrder): SortPosition | null => {
  const parsed = cursor.safeParse(decoded(text));
  if (!parsed.success) return null;
  const [sortedBy, sorted, value, id] = parsed.data;
  const isTime = by === 'createdAt' || by === 'updatedAt' || by === 'lastExternalAt' || by === 'occurredAt';
  const odd = `${value}${id}`;
  if (sortedBy !== by || sorted !== direction || odd.includes('\0') || /\p{Surrogate}/u.test(odd)) return null;
  return isTime && !isInstant(value) ? null : { value, id };
};

const decoded = (text: string): unknown => {
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch {
    return null;
  }
};

export const badCursor: Issue = {
  path: ['after'],
  code: 'bad_cursor',
  message: 'This is no `next` of a list in this order. Start from the beginning.',
};
