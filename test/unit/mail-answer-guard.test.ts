import { describe, expect, test } from 'vitest';
import { type AnswerFacts, breaksMailbox, defaultCeilings, guardAnswer } from '../../src/mail-rules/answer-guard.ts';
import { automaticEnvelope } from '../../src/mail-rules/automatic-headers.ts';
import { classifyMail } from '../../src/mail-rules/classify-mail.ts';
import { isOwnMail } from '../../src/mail-rules/own-mail.ts';
import { receivedMail, signing } from './received-mail.ts';

const none = { ticketIn10Minutes: 0, ticketInDay: 0, recipientInHour: 0, recipientInDay: 0, sameTemplate: 0 };
const verdict = (more: Partial<AnswerFacts> = {}, counts: Partial<typeof none> = {}) =>
  guardAnswer({
    purpose: 'answer',
    recipient: 'bob@acme.example',
    answered: classifyMail(receivedMail()),
    ownAddresses: ['support@desk.example'],
    bouncedAt: null,
    now: '2026-03-03T13:00:00.000Z',
    ...more,
    counts: { ...none, ...counts },
  });

describe('an automatic mail', () => {
  test('may leave', () => {
    expect(verdict()).toEqual({ allowed: true });
  });

  test.each([
    ['machine', { answered: classifyMail(receivedMail({}, ['Auto-Submitted: auto-replied'])) }],
    ['own_address', { recipient: 'SUPPORT@desk.example' }],
    ['bounced', { bouncedAt: '2026-01-03T13:00:00.000Z' }],
  ] as const)('may not: %s', (reason, more) => {
    expect(verdict(more)).toEqual({ allowed: false, reason });
  });

  test('may again sixty days after its address came back', () => {
    expect(verdict({ bouncedAt: '2026-01-02T12:59:59.000Z' })).toEqual({ allowed: true });
  });

  test.each([
    ['already_answered', { sameTemplate: 1 }],
    ['ticket_ceiling', { ticketIn10Minutes: 1 }],
    ['ticket_ceiling', { ticketInDay: 5 }],
    ['recipient_ceiling', { recipientInHour: 10 }],
    ['recipient_ceiling', { recipientInDay: 40 }],
  ] as const)('may not: %s at %j, but below it', (reason, counts) => {
    expect(verdict({}, counts)).toEqual({ allowed: false, reason });
    const below = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count - 1]));
    expect(verdict({}, below)).toEqual({ allowed: true });
  });

  test('a notice to an agent has the same ceilings, but may tell the same thing again', () => {
    const notice = { purpose: 'notice', answered: null } as const;
    expect(verdict(notice, { sameTemplate: 3 })).toEqual({ allowed: true });
    expect(verdict(notice, { recipientInHour: 10 }).allowed).toBe(false);
    expect(verdict({ ...notice, bouncedAt: '2026-03-01T00:00:00.000Z' }).allowed).toBe(false);
  });

  test('a mailbox that sends a hundred in ten minutes is stopped', () => {
    expect([99, 100, 101].map((sent) => breaksMailbox(sent))).toEqual([false, true, true]);
    expect(breaksMailbox(5, { ...defaultCeilings, mailboxPer10Minutes: 5 })).toBe(true);
  });
});

describe('what machines read of it', () => {
  test.each([
    ['answer', 'auto-replied'],
    ['notice', 'auto-generated'],
  ] as const)(
    'an %s is %s, leaves with the null sender, and this desk answers none that comes back',
    (purpose, word) => {
      const { from, headers } = automaticEnvelope(purpose, 'm1', null, signing);
      expect(from).toBe('');
      expect(headers).toMatchObject({ 'Auto-Submitted': word, 'X-Auto-Response-Suppress': 'All' });
      const back = receivedMail(
        {},
        Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      );
      expect(isOwnMail(back, signing)).toBe(true);
      expect(classifyMail(back).allowAutoReply).toBe(false);
      expect(automaticEnvelope(purpose, 'm1', 'support+d1.x@desk.example', signing).from).toBe(
        'support+d1.x@desk.example',
      );
    },
  );
});
