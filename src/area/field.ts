import type { FieldValue } from '../ticket/ticket-row.ts';

/** A custom field of an area. */
export type FieldInput =
  | {
      readonly type: 'text' | 'number' | 'date' | 'yes_no';
      readonly name?: string;
      readonly required?: boolean;
      readonly requiredToClose?: boolean;
    }
  | {
      readonly type: 'choice' | 'many';
      readonly of: readonly string[];
      readonly name?: string;
      readonly required?: boolean;
      readonly requiredToClose?: boolean;
    };

/** The type of a field's value. Dates are `yyyy-mm-dd`. */
export type ValueOf<F> = F extends { readonly type: 'number' }
  ? number
  : F extends { readonly type: 'yes_no' }
    ? boolean
    : F extends { readonly type: 'choice'; readonly of: readonly (infer O)[] }
      ? O
      : F extends { readonly type: 'many'; readonly of: readonly (infer O)[] }
        ? readonly O[]
        : string;

export type FieldValues = Readonly<Record<string, FieldValue>>;
