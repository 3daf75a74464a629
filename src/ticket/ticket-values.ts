import type { RequiredField } from '../area/area.ts';
import type { FieldValues } from '../area/field.ts';
import { missingFields } from '../area/field-values.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Issue } from '../refusal/refusal.ts';
import { isSingleLine } from '../text/clean-text.ts';
import { isEmailAddress } from '../text/email-address.ts';
import type { Requester } from './requester.ts';

/** What people write on a ticket. */
export interface TicketValues {
  readonly subject: string;
  readonly description: string;
  readonly requester: Requester;
  readonly fields: FieldValues;
}

export const longestSubject = 255;
/** In UTF-16 units: at least 1 MiB of text. */
export const longestDescription = 1_048_576;

/** Every problem of the values at once: required ones that are empty, too long ones, tricks with line breaks. */
export const ticketValueProblems = (values: TicketValues, area: ResolvedArea): readonly Issue[] => {
  const { subject, description, requester } = values;
  return [
    ...(subject.trim() === '' ? [required(['subject'], 'The subject')] : []),
    ...area.required.flatMap((field) =>
      requiredText(field, values).trim() === '' ? [required(field.split('.'), labels[field])] : [],
    ),
    ...tooLong(['subject'], subject, longestSubject),
    ...tooLong(['description'], description, longestDescription),
    ...tooLong(['requester', 'name'], requester.name, 255),
    ...tooLong(['requester', 'phone'], requester.phone, 64),
    ...oneLine(['subject'], subject),
    ...oneLine(['requester', 'name'], requester.name),
    ...oneLine(['requester', 'phone'], requester.phone),
    ...(requester.email === '' || isEmailAddress(requester.email)
      ? []
      : [
          {
            path: ['requester', 'email'],
            code: 'bad_address',
            message: 'The requester e-mail is not an address such as name@example.com.',
          },
        ]),
    ...missingFields(area.fields, values.fields, 'required'),
  ];
};

const labels: Readonly<Record<RequiredField, string>> = {
  description: 'The description',
  'requester.name': 'The requester name',
  'requester.email': 'The requester e-mail',
  'requester.phone': 'The requester phone',
};

const requiredText = (field: RequiredField, { description, requester }: TicketValues): string => {
  switch (field) {
    case 'description':
      return description;
    case 'requester.name':
      return requester.name;
    case 'requester.email':
      return requester.email;
    case 'requester.phone':
      return requester.phone;
  }
};

const required = (path: readonly string[], label: string): Issue => ({
  path,
  code: 'required',
  message: `${label} is required.`,
});

const tooLong = (path: readonly string[], text: string, maximum: number): readonly Issue[] =>
  text.length > maximum
    ? [{ path, code: 'too_long', message: `At most ${maximum} characters.`, params: { maximum } }]
    : [];

const oneLine = (path: readonly string[], text: string): readonly Issue[] =>
  isSingleLine(text)
    ? []
    : [{ path, code: 'control_character', message: 'Line breaks and control characters are not allowed here.' }];
