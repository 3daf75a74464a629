import { createTransport } from 'nodemailer';
import { createDialogueWatch } from './dialogue-watch.ts';
import type { SmtpServer } from './parse-smtp-url.ts';
import type { SmtpTimeouts, SmtpTlsOptions } from './smtp-mailer-options.ts';
import type { SmtpMessage, SmtpSentInfo } from './smtp-transport-like.ts';

/** One try of one message. `textBegun` tells whether the server has asked for the text; null if nobody could see that. */
export type SendOnce = (message: SmtpMessage) => {
  readonly sent: Promise<SmtpSentInfo>;
  readonly textBegun: () => boolean | null;
};

interface UrlTransportOptions {
  readonly requireTls?: boolean;
  readonly tls?: SmtpTlsOptions;
  readonly timeouts?: SmtpTimeouts;
  readonly clientName?: string;
}

/** A connection of its own for every message: only then does the watched dialogue belong to this message alone. */
export const createUrlTransport =
  (server: SmtpServer, options: UrlTransportOptions): SendOnce =>
  (message) => {
    const watch = createDialogueWatch();
    const { connect = 15_000, greeting = 15_000, idle = 300_000, total = 600_000 } = options.timeouts ?? {};
    const transport = createTransport({
      host: server.host,
      port: server.port,
      secure: server.secure,
      requireTLS: options.requireTls ?? (server.auth !== null && !isThisMachine(server.host)),
      connectionTimeout: connect,
      greetingTimeout: greeting,
      socketTimeout: idle,
      disableFileAccess: true,
      disableUrlAccess: true,
      logger: watch.logger,
      transactionLog: true,
      ...(server.auth === null ? {} : { auth: { ...server.auth } }),
      ...(options.tls === undefined ? {} : { tls: { ...options.tls } }),
      ...(options.clientName === undefined ? {} : { name: options.clientName }),
    });
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new Error(`No verdict within ${total} ms.`)), total);
    const sent = transport.sendMail({ ...message, signal: deadline.signal }).finally(() => clearTimeout(timer));
    return { sent, textBegun: watch.textBegun };
  };

const isThisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
