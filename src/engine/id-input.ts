import { z } from 'zod';
import { isPlainId } from '../text/plain-id.ts';

/** An id as a caller gives it. What no store could hold is refused here, in the same way on all of them. */
export const idInput = (maximum = 255) =>
  z
    .string()
    .min(1, { abort: true })
    .max(maximum)
    .refine(isPlainId, { error: 'An id holds no control characters.', params: { code: 'control_character' } });
