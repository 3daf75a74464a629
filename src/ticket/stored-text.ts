import { z } from 'zod';
import { isSingleLine, isStorable } from '../text/clean-text.ts';
import { isPlainId } from '../text/plain-id.ts';

/** What people read, on one line. */
export const nameText = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isSingleLine, {
    error: 'A name is one line without control characters.',
    params: { code: 'control_character' },
  });

/** An id of the host, as it stands in a document. */
export const idText = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isPlainId, {
    error: 'An id holds no control characters.',
    params: { code: 'control_character' },
  });

/** A text of several lines; what PostgreSQL cannot hold is refused, and not found out when a mail is due. */
export const storedText = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine(isStorable, {
      error: 'The text holds control characters or halves of characters; take them out.',
      params: { code: 'control_character' },
    });
