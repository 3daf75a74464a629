/** A value in the form in which it is compared: ids and instants as they are, texts folded, custom values as their keys. */
export type Comparable = string | number;

interface TestOf {
  /** A field of every ticket, or `fields.<id>`. */
  readonly field: string;
  /** What the field is compared as; custom fields by their keys. */
  readonly kind: 'id' | 'ids' | 'text' | 'instant' | 'number' | 'custom';
}

/** One field against values that fit it. Every test is false on null but `is` null. */
export type ResolvedTest = TestOf &
  (
    | { readonly operator: 'is'; readonly value: Comparable | null }
    | { readonly operator: 'in'; readonly values: readonly Comparable[] }
    | { readonly operator: 'before' | 'after' | 'atLeast' | 'atMost'; readonly value: Comparable }
    /** The value is folded, without the mark that keys have. */
    | { readonly operator: 'contains' | 'startsWith' | 'endsWith'; readonly value: string }
    | { readonly operator: 'hasAny' | 'hasAll'; readonly values: readonly string[] }
  );

/** A condition ready to be decided, here or by a database: the user who asks is filled in, values are folded. */
export type ResolvedCondition =
  | { readonly all: readonly ResolvedCondition[] }
  | { readonly any: readonly ResolvedCondition[] }
  | { readonly not: ResolvedCondition }
  | ResolvedTest;

export const never: ResolvedCondition = { any: [] };
