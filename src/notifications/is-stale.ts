import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Mail } from './mail.ts';

/** A closing mail that waits although its closing was undone by a reopening: it says what is not true any more. */
export const isStale = (
  { kind, state, createdAt }: Pick<Mail, 'kind' | 'state' | 'createdAt'>,
  { closedAt }: Pick<TicketRow, 'closedAt'>,
): boolean => kind === 'closing' && state === 'draft' && (closedAt === null || createdAt < closedAt);
