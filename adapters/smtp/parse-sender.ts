import { isSingleLine } from '../../src/text/clean-text.ts';
import type { MailAddress } from '../../src/text/email-address.ts';
import { wireAddress } from './wire-address.ts';

const named = /^(?:"((?:[^"\\]|\\.)*)"|([^"<>]*))\s*<([^<>\s]+)>$/;

/** Reads `address` or `Name <address>`, the name bare or quoted; null if it is neither or if the address cannot be written to. */
export const parseSender = (text: string): MailAddress | null => {
  const trimmed = text.trim();
  if (!isSingleLine(trimmed)) return null;
  const match = named.exec(trimmed);
  const address = match?.[3] ?? trimmed;
  if (wireAddress(address) === null) return null;
  return { name: match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2]?.trim() ?? '', address };
};
