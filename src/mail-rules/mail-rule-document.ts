import { z } from 'zod';
import { isEmailAddress } from '../text/email-address.ts';
import { idText, nameText } from '../ticket/stored-text.ts';
import type { FieldValue } from '../ticket/ticket-row.ts';
import { type MailCondition, ruleDirections } from './mail-rule.ts';

const fields = z.record(
  z.string(),
  z.custom<FieldValue>(
    (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value) || isTexts(value),
    {
      error: 'Expected a value of a field.',
      params: { code: 'wrong_type' },
    },
  ),
);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');

const target = z.union([z.literal('matched'), z.strictObject({ ticket: idText })], {
  error: 'Attach to "matched", or to { ticket: number }.',
});
const attaching = { to: target, participants: z.boolean().optional() };
const address = z
  .string()
  .refine(isEmailAddress, { error: 'Expected an e-mail address.', params: { code: 'not_an_address' } });

const effect = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('copy'), ...attaching }),
  z.strictObject({ do: z.literal('move'), ...attaching }),
  z.strictObject({ do: z.literal('create'), area: z.string(), fields: fields.optional() }),
  z.strictObject({ do: z.literal('set'), fields, on: z.enum(['create', 'followUp', 'both']).optional() }),
  z.strictObject({ do: z.literal('responsible'), user: idText }),
  z.strictObject({ do: z.literal('detach') }),
  z.strictObject({ do: z.literal('visibility'), as: z.enum(['internal', 'external']) }),
  z.strictObject({ do: z.literal('reopen'), value: z.boolean() }),
  z.strictObject({
    do: z.literal('reply'),
    value: z.union(
      [z.enum(['allow', 'suppress']), z.strictObject({ template: idText, as: z.enum(['draft', 'queued']) })],
      { error: 'Answer with "allow", "suppress" or { template, as }.' },
    ),
  }),
  z.strictObject({
    do: z.literal('forward'),
    to: z.array(address).min(1).max(10),
    as: z.enum(['attachment', 'inline']),
  }),
  z.strictObject({ do: z.literal('drop'), reason: nameText }),
]);

/** A rule as it stands in JSON; what its condition and its fields may be, their own checks say. */
export const mailRuleDocument = z.strictObject({
  id: idText,
  name: nameText,
  enabled: z.boolean().optional(),
  position: z.number().int().min(-1_000_000).max(1_000_000),
  scope: z
    .union([z.literal('global'), z.strictObject({ user: idText })], { error: 'A scope is "global" or { user }.' })
    .optional(),
  mailboxes: z.array(idText).min(1).max(200).optional(),
  direction: z.enum(ruleDirections).optional(),
  when: z.custom<MailCondition>((value) => typeof value === 'object' && value !== null, {
    error: 'Expected a condition.',
    params: { code: 'wrong_type' },
  }),
  then: z.array(effect).min(1).max(20),
  stop: z.boolean().optional(),
});
