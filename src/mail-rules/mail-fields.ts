import type { FieldInput } from '../area/field.ts';
import type { FieldSpec } from '../condition/field-type.ts';
import type { ResolvedTest } from '../condition/resolved-condition.ts';
import { type ConditionFields, conditionFields } from '../condition/ticket-fields.ts';
import { mailNatures } from './classification.ts';
import { matchStrengths } from './mail-match.ts';
import { authenticationResults } from './read-authentication.ts';

const text: FieldSpec = { type: 'text', nullable: false };
const number: FieldSpec = { type: 'number', nullable: false };
const oneOf = (options: readonly string[], nullable = false): FieldSpec => ({ type: 'id', nullable, options });

/** Fields that hold addresses, each with the parts that it can be asked for. */
const addressFields = ['from', 'to', 'cc', 'recipient', 'replyTo'].flatMap((field) =>
  ['', '.local', '.domain', '.name'].map((part) => field + part),
);
const envelopeFields = ['envelopeFrom', 'envelopeTo'].flatMap((field) =>
  ['', '.local', '.domain'].map((part) => field + part),
);

const mailSpecs: ReadonlyMap<string, FieldSpec> = new Map<string, FieldSpec>([
  ...['subject', 'body', 'replyText', 'attachments.name', 'attachments.type'].map((field) => [field, text] as const),
  ...[...addressFields, ...envelopeFields].map((field) => [field, text] as const),
  ['attachments.count', number],
  ['size', number],
  ['receivedAt', { type: 'instant', nullable: false }],
  ['direction', oneOf(['in', 'out'])],
  ['mailbox', { type: 'id', nullable: false }],
  ['kind', oneOf(mailNatures)],
  ['auth.dmarc', oneOf(authenticationResults)],
  ['match', oneOf(matchStrengths, true)],
  ['spam', { type: 'yes_no', nullable: false }],
  ['person.id', { type: 'id', nullable: true }],
  ...['person.name', 'person.email', 'person.phone'].map((field) => [field, text] as const),
  ['person.contacts', { type: 'ids', nullable: true }],
]);

/** The desk's own headers steer nothing: anybody can write them. */
const header = /^header\.(?!x-ticketwerk)[!-9;-~]{1,100}$/i;

/** What conditions on mails may name: fields of the mail, of the ticket to which it belongs, and of the person who wrote it. */
export const mailFields = (
  areas: Iterable<{ readonly fields: Readonly<Record<string, FieldInput>> }>,
): Pick<ConditionFields, 'get'> => {
  const ofTickets = conditionFields(areas);
  return {
    get(field) {
      if (field.startsWith('ticket.')) return ofTickets.get(field.slice('ticket.'.length));
      const spec = header.test(field) ? text : mailSpecs.get(field);
      return spec === undefined ? undefined : [spec];
    },
  };
};

const none = mailFields([]);

/** As what a field of a mail is compared; null: there is none of that name. */
export const kindOfMailField = (field: string): ResolvedTest['kind'] | null => {
  const [spec] = none.get(field) ?? [];
  if (spec === undefined) return field.startsWith('ticket.fields.') ? 'custom' : null;
  switch (spec.type) {
    case 'id':
    case 'ids':
    case 'text':
    case 'number':
    case 'instant':
      return spec.type;
    default:
      return 'custom';
  }
};
