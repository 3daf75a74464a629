import { type Instant, toInstant } from '../ticket/instant.ts';
import type { Mail } from './mail.ts';

const day = 86_400_000;

/** When a draft counts as forgotten; null: never, or it is no draft any more. */
export const draftExpiresAt = (
  { state, writtenAt }: Pick<Mail, 'state' | 'writtenAt'>,
  draftDays: number | null,
): Instant | null =>
  state === 'draft' && draftDays !== null ? toInstant(new Date(Date.parse(writtenAt) + draftDays * day)) : null;
