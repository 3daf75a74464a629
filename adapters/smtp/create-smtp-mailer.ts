import type { Mailer, SendResult } from '../../src/ports/mailer.ts';
import { cleanLine } from '../../src/text/clean-text.ts';
import { cutText } from '../../src/text/cut-text.ts';
import { checkSmtpOptions } from './check-smtp-options.ts';
import { classifyFailure } from './classify-failure.ts';
import { mailProblem } from './mail-problem.ts';
import type { SmtpMailerOptions } from './smtp-mailer-options.ts';
import type { SmtpSentInfo } from './smtp-transport-like.ts';
import { toSmtpMessage } from './to-smtp-message.ts';

/**
 * Sends mails over SMTP with nodemailer, one connection and one try a mail.
 *
 * A try is `refused` when the server says 5xx to the mail itself or when the mail could be misread on the wire (then nothing
 * touches the network), `unavailable` when it says 4xx or cannot be reached, greeted or logged in to, and `ambiguous` when the
 * line breaks after the server asked for the text. With a `transport` of the host a broken line is `ambiguous` unless the error
 * shows that the text had not begun.
 *
 * @throws RefusedError `config_invalid` with every problem of the options.
 *
 * @example
 * ```ts
 * import { createSmtpMailer } from 'ticketwerk/smtp';
 *
 * const mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:2525', from: 'Helpdesk <helpdesk@example.com>' });
 * ```
 */
export const createSmtpMailer = (options: SmtpMailerOptions): Mailer => {
  const { from, send } = checkSmtpOptions(options);
  return {
    from,
    async send(mail) {
      const problem = mailProblem(mail);
      if (problem !== null) return { outcome: 'refused', reason: problem };
      let textBegun: () => boolean | null = () => false;
      try {
        const attempt = send(toSmtpMessage(mail));
        textBegun = attempt.textBegun;
        return result(await attempt.sent);
      } catch (error) {
        return classifyFailure(error, textBegun());
      }
    },
  };
};

/** nodemailer resolves when at least one recipient was taken. There is one only, but a transport of the host may differ. */
const result = (info: SmtpSentInfo): SendResult => {
  if ((info.rejected?.length ?? 0) === 0)
    return { outcome: 'sent', response: cutText(cleanLine(info.response ?? ''), 500) };
  const [fault] = info.rejectedErrors ?? [];
  return fault === undefined
    ? { outcome: 'refused', reason: 'The recipient was rejected.' }
    : classifyFailure(fault, false);
};
