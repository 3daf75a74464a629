import { type CheckCode, checkCodes, type Severity } from './check-codes.ts';

/** Where in a document something is; ids stand for the places in its lists. */
export type Place = readonly (string | number)[];

/** Something that the checks of a workflow found. */
export interface Finding {
  readonly code: CheckCode;
  readonly severity: Severity;
  /** Finer than the code; where `createDesk` refuses the workflow for it, the code of the issue. */
  readonly reason: string;
  /** Path into the document, or of `selection` and `plan` into the options; ids stand for the places in lists. */
  readonly place: Place;
  /** One sentence that says what is wrong and what to do. */
  readonly message: string;
  /** What the message is made of, for translations. */
  readonly params: Readonly<Record<string, unknown>>;
}

export const finding = (
  code: CheckCode,
  reason: string,
  place: Place,
  message: string,
  params: Finding['params'] = {},
): Finding => ({ code, severity: checkCodes[code].severity, reason, place, message, params });
