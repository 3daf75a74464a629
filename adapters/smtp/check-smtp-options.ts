import type { Issue } from '../../src/refusal/refusal.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { isSingleLine } from '../../src/text/clean-text.ts';
import type { MailAddress } from '../../src/text/email-address.ts';
import { parseSender } from './parse-sender.ts';
import { parseSmtpUrl } from './parse-smtp-url.ts';
import type { SmtpMailerOptions } from './smtp-mailer-options.ts';
import type { SmtpTransportLike } from './smtp-transport-like.ts';
import { createUrlTransport, type SendOnce } from './url-transport.ts';
import { wireAddress } from './wire-address.ts';

/** What the mailer works with. */
export interface SmtpSetup {
  readonly from: MailAddress;
  readonly send: SendOnce;
}

/** Checks the options and names every problem at once; opens no connection. */
export const checkSmtpOptions = (options: SmtpMailerOptions): SmtpSetup => {
  const issues: Issue[] = [];
  const from = sender(options.from);
  if (from === null) {
    const message = '`from` must be an address or `Name <address>`, on one line.';
    issues.push({ path: ['from'], code: 'not_an_address', message });
  }
  const send = options.transport === undefined ? overUrl(options, issues) : overTransport(options, issues);
  if (from === null || send === null || issues.length > 0) {
    const message = `The SMTP mailer cannot be created: ${issues.map((issue) => issue.message).join(' ')}`;
    throw new RefusedError({ code: 'config_invalid', message, issues, data: {} });
  }
  return { from, send };
};

const sender = (from: string | MailAddress): MailAddress | null => {
  if (typeof from === 'string') return parseSender(from);
  if (typeof from !== 'object' || from === null) return null;
  const { name, address } = from;
  if (typeof name !== 'string' || typeof address !== 'string') return null;
  return isSingleLine(name) && wireAddress(address) !== null ? { name, address } : null;
};

const overUrl = (
  options: Exclude<SmtpMailerOptions, { transport: SmtpTransportLike }>,
  issues: Issue[],
): SendOnce | null => {
  const server = typeof options.url === 'string' ? parseSmtpUrl(options.url) : null;
  if (server === null) {
    // The url itself is not repeated: it may hold a password.
    const message = '`url` must be smtp://… or smtps://… without path and query; or give a `transport`.';
    issues.push({ path: ['url'], code: 'not_a_url', message });
  }
  for (const [name, value] of Object.entries(options.timeouts ?? {})) {
    if (Number.isSafeInteger(value) && value > 0 && value <= 0x7fff_ffff) continue;
    const message = `\`timeouts.${name}\` must be a whole number of milliseconds above 0.`;
    issues.push({ path: ['timeouts', name], code: 'not_a_duration', message });
  }
  if (options.clientName !== undefined && !/^[A-Za-z0-9.:[\]-]{1,255}$/.test(options.clientName)) {
    issues.push({
      path: ['clientName'],
      code: 'not_a_host',
      message: '`clientName` must be a host name or [address].',
    });
  }
  return server === null ? null : createUrlTransport(server, options);
};

const overTransport = (options: { transport: SmtpTransportLike; url?: unknown }, issues: Issue[]): SendOnce | null => {
  const { transport, url } = options;
  if (url !== undefined) {
    issues.push({ path: ['transport'], code: 'exclusive', message: 'Give `url` or `transport`, not both.' });
  }
  if (typeof transport?.sendMail !== 'function') {
    issues.push({ path: ['transport'], code: 'wrong_type', message: '`transport` must have a method `sendMail`.' });
    return null;
  }
  // Nobody listens to the host's conversation with the server, so it stays unknown whether the text had begun.
  return (message) => ({ sent: transport.sendMail(message), textBegun: () => null });
};
