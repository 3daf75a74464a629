import { z } from 'zod';

/** Text that may be left out. */
export const text = z.string().optional();
/** Text that null empties. */
export const emptied = z.string().nullable().optional();
/** Ids that may be left out. */
export const ids = z.array(z.string()).optional();
/** Any JSON; the desk says more about it. */
export const anything = z.unknown();
/** An ISO 8601 text with its zone. */
export const instant = z.string().meta({ format: 'date-time' }).optional();
/** For whom an action is. */
export const visibility = z.enum(['internal', 'external']);

/** Who asks. */
const requester = z.strictObject({
  contact: emptied,
  person: emptied,
  name: emptied,
  email: emptied,
  phone: emptied,
});

/** What a ticket is made from. */
export const origin = z.union([
  z.strictObject({
    mail: z.strictObject({ mailbox: z.string(), folder: z.string(), uidValidity: z.string(), uid: z.string() }),
  }),
  z.strictObject({ person: z.string(), contact: text }),
]);

/** What people write on a ticket. */
export const ticketFields = {
  subject: emptied,
  description: emptied,
  requester: requester.optional(),
  project: emptied,
  fields: z.record(z.string(), anything).optional(),
  audience: ids,
};

/** What may be said of an action; time is in hundredths of an hour. */
export const actionDraft = {
  description: text,
  shortDescription: text,
  timeSpent: z.int().min(0).optional(),
  occurredAt: instant,
  concerns: ids,
};

/** An action as it is added. */
export const actionFields = { visibility, ...actionDraft };
