/** Thrown for what is no refusal of the desk: nobody is signed in, a body is too large, the server is broken. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  /** Such as `unauthenticated` or `rate_limited`; null: the answer was none of the desk. */
  readonly code: string | null;

  constructor(status: number, code: string | null, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
