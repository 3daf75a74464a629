import { foldAddress } from '../text/email-address.ts';
import type { Instant } from '../ticket/instant.ts';
import type { Classification } from './classification.ts';

/** How many automatic mails may leave. */
export interface AnswerCeilings {
  /** To one recipient about one ticket within ten minutes. Default: 1. */
  readonly ticketPer10Minutes: number;
  /** To one recipient about one ticket within a day. Default: 5. */
  readonly ticketPerDay: number;
  /** To one recipient within an hour. Default: 10. */
  readonly recipientPerHour: number;
  /** To one recipient within a day. Default: 40. */
  readonly recipientPerDay: number;
  /** From one mailbox within ten minutes; beyond that its outbox is paused. Default: 100. */
  readonly mailboxPer10Minutes: number;
  /** For how many days an address gets no automatic mail after a permanent bounce. Default: 60. */
  readonly bouncedDays: number;
}

export const defaultCeilings: AnswerCeilings = {
  ticketPer10Minutes: 1,
  ticketPerDay: 5,
  recipientPerHour: 10,
  recipientPerDay: 40,
  mailboxPer10Minutes: 100,
  bouncedDays: 60,
};

/** Automatic mails that left or wait, counted by the store. */
interface AnswerCounts {
  readonly ticketIn10Minutes: number;
  readonly ticketInDay: number;
  readonly recipientInHour: number;
  readonly recipientInDay: number;
  /** Of the same template to this recipient about this ticket, ever. */
  readonly sameTemplate: number;
}

/** Everything that the guard may look at. */
export interface AnswerFacts {
  /** `answer`: to whoever wrote a mail; `notice`: to an agent, whom the same ceilings keep from a flood. */
  readonly purpose: 'answer' | 'notice';
  readonly recipient: string;
  /** What the mail is that is answered; null: none is. */
  readonly answered: Classification | null;
  readonly ownAddresses: readonly string[];
  readonly counts: AnswerCounts;
  /** When a mail to the address came back for good; null: never. */
  readonly bouncedAt: Instant | null;
  readonly now: Instant;
}

/** Why an automatic mail may not leave. */
type AnswerProblem =
  | 'machine'
  | 'own_address'
  | 'bounced'
  | 'already_answered'
  | 'ticket_ceiling'
  | 'recipient_ceiling';

/** May an automatic mail leave, and why not? */
export type AnswerVerdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: AnswerProblem };

const day = 24 * 60 * 60 * 1000;

/**
 * Says whether an automatic mail may leave now. It is asked when the mail is planned and once more when it is sent, as much may have
 * happened between: nothing is better for a loop than two queues.
 */
export const guardAnswer = (facts: AnswerFacts, ceilings: AnswerCeilings = defaultCeilings): AnswerVerdict => {
  const reason = problemOf(facts, ceilings);
  return reason === null ? { allowed: true } : { allowed: false, reason };
};

const problemOf = (facts: AnswerFacts, ceilings: AnswerCeilings): AnswerProblem | null => {
  const { purpose, answered, counts, bouncedAt, now } = facts;
  if (purpose === 'answer' && answered !== null && !answered.allowAutoReply) return 'machine';
  if (facts.ownAddresses.map(foldAddress).includes(foldAddress(facts.recipient))) return 'own_address';
  if (bouncedAt !== null && Date.parse(now) - Date.parse(bouncedAt) < ceilings.bouncedDays * day) return 'bounced';
  if (purpose === 'answer' && counts.sameTemplate > 0) return 'already_answered';
  if (counts.ticketIn10Minutes >= ceilings.ticketPer10Minutes || counts.ticketInDay >= ceilings.ticketPerDay) {
    return 'ticket_ceiling';
  }
  return counts.recipientInHour >= ceilings.recipientPerHour || counts.recipientInDay >= ceilings.recipientPerDay
    ? 'recipient_ceiling'
    : null;
};

/** Has a mailbox sent so many automatic mails that its outbox has to be paused until a person looks at it? */
export const breaksMailbox = (sentIn10Minutes: number, ceilings: AnswerCeilings = defaultCeilings): boolean =>
  sentIn10Minutes >= ceilings.mailboxPer10Minutes;
