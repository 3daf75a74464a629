import { RefusedError } from '../../src/index.ts';
import { HttpProblem } from './http-problem.ts';

/** What every command takes beside its input, from the headers. */
export interface HeaderOptions {
  idempotencyKey?: string;
  expectedVersion?: number;
}

/** Reads `Idempotency-Key` and, where versions are shown, `If-Match`. */
export const readOptions = (headers: Headers, side: 'agent' | 'portal'): HeaderOptions => {
  const key = headers.get('idempotency-key');
  const options: HeaderOptions = key === null ? {} : { idempotencyKey: keyOf(key) };
  const match = headers.get('if-match');
  if (match !== null && match.trim() !== '*' && side === 'agent') options.expectedVersion = versionOf(match.trim());
  return options;
};

/** Either as it is, or as a quoted string (RFC 8941, section 3.3.3). */
const keyOf = (text: string): string => {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text.trim());
  return quoted === null ? text.trim() : (quoted[1] ?? '').replace(/\\(["\\])/g, '$1');
};

const versionOf = (text: string): number => {
  const version = /^"(\d{1,15})"$/.exec(text);
  if (version !== null) return Number(version[1]);
  if (text.includes(',')) throw new HttpProblem('malformed', 'Name one version in If-Match, as an ETag gave it.');
  // A weak tag, and one that was never given, is that of no version (RFC 9110, section 13.1.1).
  throw new RefusedError({
    code: 'conflict',
    message: 'No version has this tag. Take the ETag of what you looked at.',
    issues: [],
    data: {},
  });
};
