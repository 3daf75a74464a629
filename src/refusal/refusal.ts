import type { RefusalCode } from './refusal-codes.ts';

/** One problem: where it is, a stable code for translation, an English sentence that says what to do. */
export interface Issue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Why something was refused, as a value. Outside it is thrown as a `RefusedError`. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly issues: readonly Issue[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** The value, or the refusal that stands in its place. */
export type Decided<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const accept = <T>(value: T): Decided<T> => ({ ok: true, value });

export const refuse = (
  code: RefusalCode,
  message: string,
  more: { readonly issues?: readonly Issue[]; readonly data?: Readonly<Record<string, unknown>> } = {},
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, message, issues: more.issues ?? [], data: more.data ?? {} },
});

/** Refuses input: the message names the first issue, all of them are listed. */
export const refuseInput = (issues: readonly Issue[]): { readonly ok: false; readonly refusal: Refusal } => {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return refuse('invalid_input', `${first?.message ?? 'The input is wrong.'}${more}`, { issues });
};

/** The one answer for what is foreign, deleted, unknown or not visible: the same shape, so that nothing can be told apart. */
export const refuseNotFound = (what: string): { readonly ok: false; readonly refusal: Refusal } =>
  refuse('not_found', `There is no such ${what}, or you may not see it.`, { data: { what } });
