import { z } from 'zod';
import { nameText } from '../ticket/stored-text.ts';

/** A custom field as it stands in JSON. */
export const fieldDocument = z.strictObject({
  name: nameText.optional(),
  type: z.enum(['text', 'number', 'date', 'yes_no', 'choice', 'many']),
  of: z.array(nameText).min(1).max(1000).optional(),
  required: z.boolean().optional(),
  requiredToClose: z.boolean().optional(),
  portal: z.enum(['hidden', 'read', 'write']).optional(),
});
