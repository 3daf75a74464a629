import { z } from 'zod';
import { largestAudience } from '../ticket/audience.ts';
import { idInput } from './id-input.ts';

const text = (maximum: number) => z.string().max(maximum);

/** A thing as it was given out, or its id; `what` names it with its article. */
export const referenceTo = (what: string) =>
  z
    .union([idInput(), z.looseObject({ id: idInput() })], { error: `Give ${what} or its id.` })
    .transform((value) => (typeof value === 'string' ? value : value.id));

export const ticketReference = referenceTo('a ticket');
export const actionReference = referenceTo('an action');

const mailRef = z.strictObject({
  mailbox: idInput(),
  folder: idInput(1000),
  uidValidity: idInput(),
  uid: idInput(1000),
});

const requester = z.strictObject({
  contact: idInput().nullable().optional(),
  person: idInput().nullable().optional(),
  name: text(1000).nullable().optional(),
  email: text(1000).nullable().optional(),
  phone: text(1000).nullable().optional(),
});

const values = {
  subject: text(100_000).nullable().optional(),
  description: text(2_000_000).nullable().optional(),
  requester: requester.optional(),
  project: idInput().nullable().optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
  audience: z.array(idInput()).max(largestAudience).optional(),
};

/** What a ticket is made from: a mail in a folder, or a person of the host. */
const ticketSource = z.union([
  z.strictObject({ mail: mailRef }),
  z.strictObject({ person: idInput(), contact: idInput().optional() }),
]);
export type TicketSource = z.output<typeof ticketSource>;

export const prepareInput = z.strictObject({
  area: z.string().optional(),
  from: ticketSource.optional(),
});

export const createInput = z.strictObject({
  area: z.string().optional(),
  workflow: z.string().optional(),
  responsible: idInput().optional(),
  from: ticketSource.optional(),
  ...values,
});
export type CreateInput = z.output<typeof createInput>;

/** Known words that an update must not touch, with the code and the advice of each. */
const untouchable: Readonly<Record<string, readonly [code: string, advice: string]>> = {
  id: ['immutable', 'The id never changes.'],
  number: ['immutable', 'The number never changes.'],
  area: ['immutable', 'A ticket stays in its area.'],
  origin: ['immutable', 'The origin of a ticket never changes.'],
  creator: ['immutable', 'The creator of a ticket never changes.'],
  step: ['readonly', 'A step changes only by a transition: call tickets.transition.'],
  status: ['readonly', 'A status changes only by a transition: call tickets.transition.'],
  workflow: ['readonly', 'Call tickets.switchWorkflow.'],
};

export const updateInput = z
  .looseObject({})
  .superRefine((given, context) => {
    for (const key of Object.keys(given)) {
      const rule = Object.hasOwn(untouchable, key) ? untouchable[key] : undefined;
      if (rule !== undefined)
        context.addIssue({ code: 'custom', path: [key], message: rule[1], params: { code: rule[0] } });
    }
  })
  .pipe(z.strictObject({ responsible: idInput().optional(), ...values }));
