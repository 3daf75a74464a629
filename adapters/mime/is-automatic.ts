import type { ParsedMail } from 'mailparser';
import { rawHeader } from './raw-header.ts';

const listHeaders = ['list-id', 'list-unsubscribe', 'list-post'];
const precedences = new Set(['bulk', 'junk', 'list', 'auto_reply']);

/** Looks machine-made (RFC 3834, section 2, and what mail systems add): such a mail gets no automatic answer. */
export const isAutomatic = (mail: ParsedMail): boolean => {
  const first = (name: string): string => /^[^\s;(]*/.exec(rawHeader(mail, name)?.toLowerCase() ?? '')?.[0] ?? '';
  const has = (name: string): boolean => rawHeader(mail, name) !== null;
  const suppress = first('x-auto-response-suppress');
  return (
    !['', 'no'].includes(first('auto-submitted')) ||
    precedences.has(first('precedence')) ||
    listHeaders.some(has) ||
    rawHeader(mail, 'return-path')?.replace(/\s/g, '') === '<>' ||
    !['', 'none'].includes(suppress) ||
    first('content-type') === 'multipart/report'
  );
};
