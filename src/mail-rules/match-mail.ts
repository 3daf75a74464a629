import type { NumberFormat } from '../area/number-format.ts';
import type { ParsedMail } from '../ports/mail-parser.ts';
import { splitReplyPrefixes } from '../text/reply-prefixes.ts';
import { baseSubject } from './base-subject.ts';
import { type MailMatch, type MatchCandidate, matchSignals, strengthOf } from './mail-match.ts';
import type { Evidence, MatchQuestions } from './match-questions.ts';

/** A ticket of the answer. */
interface MatchTicket {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  /** Its own subject and those of its mails. */
  readonly subjects: readonly string[];
}

/** What the store answered to `matchQuestions`. */
export interface MatchFacts {
  /** Every ticket that any of the other answers names, and those with an id or a number that was asked for. */
  readonly tickets: readonly MatchTicket[];
  /** Mails with a Message-ID that was asked for, or with one that a server gave them instead; `sent`: the id of a mail of the desk. */
  readonly mails: readonly { readonly messageId: string; readonly ticket: string; readonly sent: string | null }[];
  /** Mails that were accepted and refer to an id that was asked for. */
  readonly referring: readonly { readonly messageId: string; readonly ticket: string }[];
  readonly deliveries: readonly { readonly id: string; readonly mail: string; readonly ticket: string }[];
}

/** How the mailbox matches. */
export interface MatchPolicy {
  /** Areas to whose tickets the mailbox belongs: what is not proven counts within them only. Default: all areas. */
  readonly areas?: readonly string[] | null;
  /** What becomes of an answer whose subject is about something else: does it follow, or is it new? Default: `'follow'`. */
  readonly otherSubject?: 'follow' | 'new';
  /** Formats of all areas. */
  readonly formats: readonly NumberFormat[];
}

type Found = MatchCandidate & { readonly about: MailMatch['about'] };

/**
 * Says to which ticket a mail belongs: the strongest signal wins, of equal ones the one that stands first in the mail. Says nothing
 * of who wrote it.
 */
export const matchMail = (
  mail: ParsedMail,
  { evidence }: MatchQuestions,
  facts: MatchFacts,
  policy: MatchPolicy,
): MailMatch => {
  const tickets = new Map(facts.tickets.map((ticket) => [ticket.id, ticket]));
  const reasons: string[] = [];
  const found = evidence
    .flatMap((one): readonly Found[] => resolve(one, facts))
    .filter((one) => {
      const ticket = tickets.get(one.ticket);
      const problem = ticket === undefined ? 'no_ticket' : objection(mail, one, ticket, policy);
      if (problem !== null) reasons.push(`${problem}: ${one.ticket}`);
      return problem === null;
    })
    .sort((a, b) => matchSignals.indexOf(a.signal) - matchSignals.indexOf(b.signal));
  const candidates = found.filter(
    (one, index) => found.findIndex((other) => other.ticket === one.ticket && other.signal === one.signal) === index,
  );
  const [best] = candidates;
  return {
    ticket: best?.ticket ?? null,
    signal: best?.signal ?? null,
    strength: best?.strength ?? null,
    about: best?.about ?? null,
    candidates: candidates.map(({ about, ...candidate }) => candidate),
    conflicts: [...new Set(candidates.map(({ ticket }) => ticket))].slice(1),
    reasons: [...new Set(reasons)],
  };
};

const resolve = ({ signal, by, leads }: Evidence, facts: MatchFacts): readonly Found[] => {
  const found = (ticket: string, about: MailMatch['about'] = null): Found => ({
    ticket,
    signal,
    strength: strengthOf(signal),
    by,
    about: signal === 'report' ? about : null,
  });
  if ('ticket' in leads) {
    return [found(leads.ticket, leads.mail === null ? null : { mail: leads.mail, delivery: null })];
  }
  if ('delivery' in leads) {
    const own = facts.deliveries.filter(({ id }) => id === leads.delivery);
    return own.map(({ id, mail, ticket }) => found(ticket, { mail, delivery: id }));
  }
  if ('number' in leads) {
    return facts.tickets.filter(({ number }) => number.toUpperCase() === leads.number).map(({ id }) => found(id));
  }
  if (signal === 'shared_ancestor') {
    return facts.referring.filter(({ messageId }) => messageId === leads.messageId).map(({ ticket }) => found(ticket));
  }
  return facts.mails
    .filter(({ messageId, sent }) => messageId === leads.messageId && (signal !== 'report' || sent !== null))
    .map(({ ticket, sent }) => found(ticket, sent === null ? null : { mail: sent, delivery: null }));
};

const chained = new Set<MatchCandidate['signal']>(['own_message_id', 'known_message_id', 'shared_ancestor']);

/** Why a candidate does not count, or null. */
const objection = (
  mail: ParsedMail,
  { signal, strength }: MatchCandidate,
  ticket: MatchTicket,
  { areas = null, otherSubject = 'follow', formats }: MatchPolicy,
): 'other_area' | 'forwarded_elsewhere' | 'other_subject' | null => {
  const elsewhere = areas !== null && !areas.includes(ticket.area);
  if (elsewhere && strength !== 'proven') return 'other_area';
  if (!chained.has(signal)) return null;
  if (elsewhere && splitReplyPrefixes(mail.subject).prefixes[0] === 'forward') return 'forwarded_elsewhere';
  if (otherSubject === 'follow') return null;
  const base = baseSubject(mail.subject, formats);
  return base === '' || ticket.subjects.some((subject) => baseSubject(subject, formats) === base)
    ? null
    : 'other_subject';
};
