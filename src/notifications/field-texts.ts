import type { FieldInput, FieldValues } from '../area/field.ts';
import { portalFields } from '../area/portal-fields.ts';
import type { Language } from '../text/language.ts';
import type { FieldValue } from '../ticket/ticket-row.ts';
import { formatDay } from './format-values.ts';

const yesNo = { en: ['no', 'yes'], de: ['nein', 'ja'] } as const;

/** The custom fields that the portal may read, as people write their values in a mail; what is empty is an empty text. */
export const fieldTexts = (
  fields: Readonly<Record<string, FieldInput>>,
  values: FieldValues,
  language: Language,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(portalFields(fields, 'read')).map(([id, { type }]) => [
      id,
      fieldText(type, Object.hasOwn(values, id) ? (values[id] ?? null) : null, language),
    ]),
  );

const fieldText = (type: FieldInput['type'], value: FieldValue, language: Language): string => {
  if (value === null) return '';
  if (typeof value === 'boolean') return yesNo[language][value ? 1 : 0];
  if (typeof value === 'number') return language === 'de' ? String(value).replace('.', ',') : String(value);
  if (typeof value !== 'string') return value.join(', ');
  // A day has no time zone; noon is on that day.
  return type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? formatDay(`${value}T12:00:00Z`, language, 'UTC')
    : value;
};
