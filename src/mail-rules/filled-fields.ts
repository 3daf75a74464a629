import type { FieldValue } from '../ticket/ticket-row.ts';

type Fields = Readonly<Record<string, FieldValue>>;

const placeholder = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** Names of captures that a value asks for: `{{order}}`. */
export const capturesIn = (value: FieldValue): readonly string[] =>
  (typeof value === 'string' ? [value] : Array.isArray(value) ? value : []).flatMap((text: string) =>
    [...text.matchAll(placeholder)].map(([, name = '']) => name),
  );

/** Values with what patterns found in the mail. It is put in as it is and never read as a placeholder again. */
export const filledFields = (fields: Fields, captures: ReadonlyMap<string, string>): Fields =>
  Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, filled(value, captures)]));

const filled = (value: FieldValue, captures: ReadonlyMap<string, string>): FieldValue => {
  const fill = (text: string): string => text.replace(placeholder, (_, name) => captures.get(name) ?? '');
  if (typeof value === 'string') return fill(value);
  return Array.isArray(value) ? value.map(fill) : value;
};
