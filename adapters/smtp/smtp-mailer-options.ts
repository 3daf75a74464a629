import type { MailAddress } from '../../src/text/email-address.ts';
import type { SmtpTransportLike } from './smtp-transport-like.ts';

/** Deadlines in milliseconds. What misses one is reported as `unavailable`, or `ambiguous` if the text was on its way. */
export interface SmtpTimeouts {
  /** From looking up the name to the end of TLS. Default 15 000. */
  readonly connect?: number;
  /** From the connection to the server's greeting. Default 15 000. */
  readonly greeting?: number;
  /** Longest silence of the server. Default 300 000 (RFC 5321, section 4.5.3.2). */
  readonly idle?: number;
  /** The whole try, so that a server that drips its answers cannot hold a mail for ever. Default 600 000. */
  readonly total?: number;
}

/** How the server proves who it is. */
export interface SmtpTlsOptions {
  /** Certificates to trust, as PEM. Default: those that Node trusts. */
  readonly ca?: string;
  /** Name to expect in the certificate. Default: the host of the url. */
  readonly servername?: string;
  /** False takes any certificate: for tests only. Default true. */
  readonly rejectUnauthorized?: boolean;
}

interface Sender {
  /** Who the mails come from: an address, `Name <address>`, or both parts. */
  readonly from: string | MailAddress;
}

interface OwnConnection {
  /** `smtp://user:password@host:port` (port 587) or `smtps://…` (port 465, TLS from the start). */
  readonly url: string;
  /**
   * Insists on STARTTLS where the url says `smtp:`. Default true if the url has a password and the host is not this machine,
   * otherwise STARTTLS is used when offered.
   */
  readonly requireTls?: boolean;
  /** Default: a certificate that Node trusts, for the host of the url. */
  readonly tls?: SmtpTlsOptions;
  /** Default: see {@link SmtpTimeouts}. */
  readonly timeouts?: SmtpTimeouts;
  /** What the server is told in EHLO. Default: the machine's own name. */
  readonly clientName?: string;
  readonly transport?: never;
}

interface HostConnection {
  /** A nodemailer transport of the host, for example with a pool, DKIM or OAuth. The host closes it and sets its deadlines. */
  readonly transport: SmtpTransportLike;
  readonly url?: never;
}

/** Either `url`, and the mailer connects by itself, or `transport`. */
export type SmtpMailerOptions = Sender & (OwnConnection | HostConnection);
