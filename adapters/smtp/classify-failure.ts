import type { SendResult } from '../../src/ports/mailer.ts';
import { cleanLine } from '../../src/text/clean-text.ts';
import { cutText } from '../../src/text/cut-text.ts';

type Failure = Exclude<SendResult, { outcome: 'sent' }>;

interface SmtpFault {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
  readonly syscall?: unknown;
  readonly timeoutType?: unknown;
}

/**
 * Replies that speak of the session, not of the mail, wherever they come: 503 bad sequence, 530 and 538 log in or encrypt first,
 * 534 and 535 credentials (RFC 4954, section 6). The mail itself can go once the fault is mended.
 */
const sessionFaults: ReadonlySet<number> = new Set([503, 530, 534, 535, 538]);

/** nodemailer's codes of a fault that comes before any text. */
const earlyCodes: ReadonlySet<unknown> = new Set(['EDNS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EPROXY', 'ECONFIG']);
const earlyTimeouts: ReadonlySet<unknown> = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT']);

/**
 * What an error of nodemailer means for the mail.
 *
 * An answer of the server to MAIL, RCPT, DATA or the end of the text decides: 5xx for good, 4xx for now. Without an answer
 * everything hangs on whether the text had begun; `null` means that nobody could see it.
 */
export const classifyFailure = (error: unknown, textBegun: boolean | null): Failure => {
  const fault: SmtpFault = typeof error === 'object' && error !== null ? error : { message: error };
  return { outcome: outcome(fault, textBegun), reason: reason(fault) };
};

const outcome = (fault: SmtpFault, textBegun: boolean | null): Failure['outcome'] => {
  const verdict = aboutThisMail(fault) ? Number(fault.responseCode) : Number.NaN;
  if (verdict >= 400 && verdict < 500) return 'unavailable';
  if (verdict >= 500 && verdict < 600) return sessionFaults.has(verdict) ? 'unavailable' : 'refused';
  if (textBegun === null) return isEarly(fault) ? 'unavailable' : 'ambiguous';
  return textBegun ? 'ambiguous' : 'unavailable';
};

/** EENVELOPE: MAIL, RCPT or DATA was answered; EMESSAGE: the end of the text was. */
const aboutThisMail = ({ code }: SmtpFault): boolean => code === 'EENVELOPE' || code === 'EMESSAGE';

const isEarly = (fault: SmtpFault): boolean =>
  fault.syscall === 'connect' ||
  earlyCodes.has(fault.code) ||
  earlyTimeouts.has(fault.timeoutType) ||
  (typeof fault.command === 'string' && /^(EHLO|HELO|LHLO|STARTTLS|AUTH|API|MAIL|RCPT)/.test(fault.command));

const reason = ({ message, code }: SmtpFault): string => {
  const text = cutText(cleanLine(typeof message === 'string' ? message : String(message)), 500);
  return typeof code === 'string' ? `${code}: ${text}` : text;
};
