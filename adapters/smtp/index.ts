export { createSmtpMailer } from './create-smtp-mailer.ts';
export type { SmtpMailerOptions, SmtpTimeouts, SmtpTlsOptions } from './smtp-mailer-options.ts';
export type { SmtpHeader, SmtpMessage, SmtpSentInfo, SmtpTransportLike } from './smtp-transport-like.ts';
