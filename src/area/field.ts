import type { FieldValue } from '../ticket/ticket-row.ts';

/** What a requester does with a field: nothing, see it, or fill it in. */
export type PortalAccess = 'hidden' | 'read' | 'write';

interface FieldRules {
  /** Label for people. Default: the id. */
  readonly name?: string;
  /** Must hold a value at creation and after every edit. Default: false. */
  readonly required?: boolean;
  /** Must hold a value before the ticket can be closed. Default: false. */
  readonly requiredToClose?: boolean;
  /** Default: `'hidden'`. */
  readonly portal?: PortalAccess;
}

/** A custom field of an area. */
export type FieldInput = FieldRules &
  (
    | { readonly type: 'text' | 'number' | 'date' | 'yes_no' }
    | { readonly type: 'choice' | 'many'; readonly of: readonly string[] }
  );

/** The type of a field's value. Dates are `yyyy-mm-dd`; of a field that is known at run time only it may be any. */
export type ValueOf<F> = F extends { readonly type: infer T }
  ? 'text' | 'number' extends T
    ? NonNullable<FieldValue>
    : ValueOfKnown<F>
  : string;
type ValueOfKnown<F> = F extends { readonly type: 'number' }
  ? number
  : F extends { readonly type: 'yes_no' }
    ? boolean
    : F extends { readonly type: 'choice'; readonly of: readonly (infer O)[] }
      ? O
      : F extends { readonly type: 'many'; readonly of: readonly (infer O)[] }
        ? readonly O[]
        : string;

export type FieldValues = Readonly<Record<string, FieldValue>>;
