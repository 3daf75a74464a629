import { type RefusalCode, refusalCodes } from '../../src/index.ts';

/** What only a request can get wrong: no refusal of the desk says it. */
export const httpCodes = {
  malformed: 'The body is no JSON, or a header cannot be read.',
  unauthenticated: 'Nobody is signed in. Sign in, and send the request again.',
  foreign_origin: 'The request comes from another site. Name its origin in `origins` if it may.',
  no_route: 'There is nothing under this address.',
  method_not_allowed: 'The address takes other methods: see the header Allow.',
  too_large: 'The body is larger than allowed.',
  unsupported_media_type: 'The body is of a type that this address does not read.',
  rate_limited: 'Too many requests. Wait as long as the header Retry-After says.',
  internal: 'Something broke. The request may be sent again.',
} as const;

/** What only a request can get wrong. */
export type HttpCode = keyof typeof httpCodes;

/** The status of each code (RFC 9110, section 15; 429 is of RFC 6585). */
export const statusOf: Readonly<Record<RefusalCode | HttpCode, number>> = {
  invalid_input: 422,
  confirmation_required: 409,
  forbidden: 403,
  not_found: 404,
  transition_unavailable: 409,
  ticket_closed: 409,
  conflict: 409,
  already_done: 409,
  wrong_state: 409,
  key_reused: 422,
  choice_required: 409,
  config_invalid: 422,
  not_in_transaction: 500,
  store_failed: 503,
  delivery_failed: 502,
  malformed: 400,
  unauthenticated: 401,
  foreign_origin: 403,
  no_route: 404,
  method_not_allowed: 405,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal: 500,
};

/** What each code means, in a sentence. */
export const meaningOf: Readonly<Record<RefusalCode | HttpCode, string>> = { ...refusalCodes, ...httpCodes };
