import { z } from 'zod';
import { actionFields, anything, text } from './parts.ts';

const tickets = z.array(z.string()).min(1);
const move = { comment: text, confirm: z.strictObject({ inform: z.boolean() }).optional() };

/** What is done with many tickets. */
export const bulkBodies = {
  'bulk.targets': z.strictObject({ tickets }),
  'bulk.addAction': z.strictObject({ tickets, ...actionFields, send: z.boolean().optional() }),
  'bulk.setStep': z.strictObject({ tickets, step: z.string(), ...move }),
  'bulk.setStatus': z.strictObject({ tickets, status: z.string(), ...move }),
  'bulk.delete': z.strictObject({ tickets, confirmed: z.literal(true) }),
  'bulk.handOverAll': z.strictObject({
    from: z.string(),
    to: z.string(),
    where: anything.optional(),
    closed: z.boolean().optional(),
    inform: z.boolean().optional(),
  }),
} as const;
