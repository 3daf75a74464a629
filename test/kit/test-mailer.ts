import type { Mailer, OutgoingMail, SendResult } from '../../src/ports/mailer.ts';

/** A mailer that keeps what it is given. */
export interface TestMailer extends Mailer {
  /** Mails that were sent, in order. */
  readonly sent: readonly OutgoingMail[];
  /** Answers the next tries so, in order; after that everything is sent. */
  answerWith(...results: readonly SendResult[]): void;
}

/**
 * A mailer that sends nothing and keeps everything.
 *
 * @example
 * ```ts
 * import { createTestMailer } from 'ticketwerk/testing';
 *
 * const mailer = createTestMailer();
 * mailer.answerWith({ outcome: 'unavailable', reason: '421 Try again later' });
 * ```
 */
export const createTestMailer = (from = { name: 'Help-Desk', address: 'support@desk.example' }): TestMailer => {
  const sent: OutgoingMail[] = [];
  const planned: SendResult[] = [];
  return {
    from,
    sent,
    answerWith: (...results) => {
      planned.push(...results);
    },
    send: async (mail) => {
      const result = planned.shift() ?? { outcome: 'sent', response: '250 OK' };
      if (result.outcome === 'sent') sent.push(mail);
      return result;
    },
  };
};
