import type { ParsedMail } from '../ports/mail-parser.ts';
import { headerValues } from './header-values.ts';

/** What was found out about the sender. `unknown`: no server that is trusted said anything that can be read. */
export const authenticationResults = ['pass', 'fail', 'none', 'unknown'] as const;
/** What one method found out about the sender. */
export type AuthenticationResult = (typeof authenticationResults)[number];

/** What a trusted server found out about where a mail comes from. */
export interface Authentication {
  /** Was the domain of From proven (RFC 7489)? The only one that says who wrote the mail. */
  readonly dmarc: AuthenticationResult;
  readonly spf: AuthenticationResult;
  readonly dkim: AuthenticationResult;
  /** Which server said so; null: none. */
  readonly server: string | null;
}

export const unknownAuthentication: Authentication = {
  dmarc: 'unknown',
  spf: 'unknown',
  dkim: 'unknown',
  server: null,
};

/** The words of RFC 8601, section 2.7; an error on the way tells nothing. */
const results: ReadonlyMap<string, AuthenticationResult> = new Map(
  Object.entries({
    pass: 'pass',
    fail: 'fail',
    hardfail: 'fail',
    softfail: 'fail',
    none: 'none',
    neutral: 'none',
    policy: 'none',
    bestguesspass: 'none',
  } as const),
);

/**
 * Reads the topmost Authentication-Results header (RFC 8601) of a server that is trusted, and nothing else: everything below it
 * may be a forgery, as every other header is.
 *
 * @param trusted Names by which servers of the host call themselves there (authserv-id), compared without case.
 */
export const readAuthentication = (mail: ParsedMail, trusted: readonly string[]): Authentication => {
  const names = new Set(trusted.map((name) => name.toLowerCase()));
  for (const value of headerValues(mail, 'authentication-results')) {
    const [head = '', ...statements] = withoutComments(value).split(';');
    const server = /^\s*"?([^\s";]+)/.exec(head)?.[1]?.toLowerCase();
    if (server === undefined || !names.has(server)) continue;
    const found = statements.flatMap((one) => readStatement(one) ?? []);
    return {
      dmarc: dmarcOf(mail, found),
      spf: resultOf(found, 'spf'),
      dkim: resultOf(found, 'dkim'),
      server,
    };
  }
  return unknownAuthentication;
};

interface Statement {
  readonly method: string;
  readonly result: AuthenticationResult;
  readonly from: string | null;
}

const readStatement = (text: string): Statement | null => {
  const [, method = '', word = ''] = /^\s*([a-z0-9-]+)(?:\s*\/\s*\d+)?\s*=\s*([a-z]+)/i.exec(text) ?? [];
  if (method === '') return null;
  const from = /\bheader\.from\s*=\s*"?([^\s";]+)/i.exec(text)?.[1]?.toLowerCase() ?? null;
  return { method: method.toLowerCase(), result: results.get(word.toLowerCase()) ?? 'unknown', from };
};

/** Of several signatures one that holds is enough. */
const resultOf = (found: readonly Statement[], method: string): AuthenticationResult => {
  const own = found.filter((one) => one.method === method).map(({ result }) => result);
  return authenticationResults.find((result) => own.includes(result)) ?? 'unknown';
};

/**
 * Of several the worst counts. A pass counts only for the address that is taken for the sender: a mail may have two From headers,
 * or one that is read differently.
 */
const dmarcOf = (mail: ParsedMail, found: readonly Statement[]): AuthenticationResult => {
  const own = found.filter(({ method }) => method === 'dmarc');
  const worst = (['fail', 'unknown', 'none', 'pass'] as const).find((one) => own.some(({ result }) => result === one));
  if (worst !== 'pass') return worst ?? 'unknown';
  const domain = mail.from?.address.split('@').at(-1)?.toLowerCase();
  const fits = own.every(({ from }) => from?.split('@').at(-1) === domain);
  return fits && domain !== undefined && headerValues(mail, 'from').length === 1 ? 'pass' : 'unknown';
};

/** Comments nest (RFC 5322, section 3.2.2), and hold whatever the sender chose. */
const withoutComments = (value: string): string => {
  let depth = 0;
  let quoted = false;
  let text = '';
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at] ?? '';
    if (character === '\\') {
      if (depth === 0) text += '_';
      at += 1;
    } else if (depth === 0 && character === '"') {
      quoted = !quoted;
      text += character;
    } else if (!quoted && character === '(') {
      depth += 1;
    } else if (depth > 0) {
      if (character === ')') depth -= 1;
    } else {
      text += quoted && /[;=\s]/.test(character) ? '_' : character;
    }
  }
  return text;
};
