import type { Issue } from '../refusal/refusal.ts';
import { cleanText } from '../text/clean-text.ts';
import type { FieldValue } from '../ticket/ticket-row.ts';
import type { FieldInput, FieldValues } from './field.ts';

type Fields = Readonly<Record<string, FieldInput>>;

/** Checks values against the area's fields; `null` empties a field. Every problem is listed with its path. */
export const checkFieldValues = (
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): { readonly values: FieldValues; readonly issues: readonly Issue[] } => {
  const checked: Record<string, FieldValue> = {};
  const issues: Issue[] = [];
  for (const [id, value] of Object.entries(values)) {
    const field = Object.hasOwn(fields, id) ? fields[id] : undefined;
    const path = ['fields', id];
    if (field === undefined) {
      issues.push({ path, code: 'unknown_field', message: `There is no field "${id}" in this area.` });
      continue;
    }
    if (value === undefined) continue;
    const problem = value === null ? null : valueProblem(field, value);
    if (problem !== null) issues.push({ path, ...problem });
    else checked[id] = typeof value === 'string' ? cleanText(value) : (value as FieldValue);
  }
  return { values: checked, issues };
};

/** Required fields without a value. */
export const missingFields = (
  fields: Fields,
  values: FieldValues,
  need: 'required' | 'requiredToClose',
): readonly Issue[] =>
  Object.entries(fields).flatMap(([id, field]) =>
    field[need] === true && isEmpty(values[id])
      ? [
          {
            path: ['fields', id],
            code: 'required',
            message: `${field.name ?? id} is required${need === 'required' ? '' : ' to close the ticket'}.`,
          },
        ]
      : [],
  );

const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const valueProblem = (field: FieldInput, value: unknown): Pick<Issue, 'code' | 'message' | 'params'> | null => {
  const wrong = (expected: string) => ({ code: 'wrong_type', message: `Expected ${expected}.`, params: { expected } });
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') return wrong('a text');
      return value.length > 10_000
        ? { code: 'too_long', message: 'At most 10000 characters.', params: { maximum: 10_000 } }
        : null;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : wrong('a finite number');
    case 'yes_no':
      return typeof value === 'boolean' ? null : wrong('true or false');
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : wrong('a date such as 2026-01-31');
    case 'choice':
      return typeof value === 'string' && field.of.includes(value) ? null : noOption(field.of);
    case 'many':
      return Array.isArray(value) &&
        value.every((one) => field.of.includes(one as string)) &&
        new Set(value).size === value.length
        ? null
        : noOption(field.of);
  }
};

const noOption = (options: readonly string[]) => ({
  code: 'not_an_option',
  message: `Choose from ${options.join(', ')}.`,
  params: { options },
});

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
