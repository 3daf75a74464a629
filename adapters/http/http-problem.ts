import type { Issue } from '../../src/refusal/refusal.ts';
import type { HttpCode } from './http-codes.ts';

/** Thrown inside the handler for what only a request can get wrong. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: HttpCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly issues: readonly Issue[];

  constructor(
    code: HttpCode,
    message: string,
    more: { readonly headers?: Readonly<Record<string, string>>; readonly issues?: readonly Issue[] } = {},
  ) {
    super(message);
    this.code = code;
    this.headers = more.headers ?? {};
    this.issues = more.issues ?? [];
  }
}
