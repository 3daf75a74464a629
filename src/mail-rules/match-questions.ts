import { findNumbers } from '../area/find-numbers.ts';
import type { NumberFormat } from '../area/number-format.ts';
import type { ParsedMail } from '../ports/mail-parser.ts';
import type { MailNature } from './classification.ts';
import type { MailEnvelope } from './mail-envelope.ts';
import type { MatchSignal } from './mail-match.ts';
import type { MailReport } from './read-report.ts';
import { readSignedAddress } from './signed-address.ts';
import { readMessageId } from './signed-message-id.ts';
import type { Signing } from './signing.ts';

/** What is known of a mail before the store is asked. */
export interface MatchContext {
  readonly signing: Signing;
  /** Formats of all areas. */
  readonly formats: readonly NumberFormat[];
  readonly envelope: MailEnvelope;
  readonly kind: MailNature;
  /** What a bounce, receipt or complaint says; null for every other mail. */
  readonly report: MailReport | null;
  /** Are numbers in the text looked for too? Default: false. */
  readonly numbersInText?: boolean;
}

/** Something in a mail that may lead to a ticket. */
export interface Evidence {
  readonly signal: MatchSignal;
  readonly by: string;
  /** To what it leads: ids in the store, or what is looked up there. */
  readonly leads:
    | { readonly ticket: string; readonly mail: string | null }
    | { readonly delivery: string }
    | { readonly messageId: string }
    | { readonly number: string };
}

/** What the store has to be asked to match a mail, all at once. */
export interface MatchQuestions {
  /** In the order of their strength. */
  readonly evidence: readonly Evidence[];
  readonly tickets: readonly string[];
  readonly deliveries: readonly string[];
  /** Which mails of tickets have one of these ids, or refer to one of them? */
  readonly messageIds: readonly string[];
  readonly numbers: readonly string[];
}

/** Longer chains are cut in the middle: the newest ids, and the oldest one, which is the root. */
const mostIds = 50;
const reports: ReadonlySet<MailNature> = new Set(['bounce', 'receipt', 'feedback']);

/** Looks for everything in a mail that may lead to a ticket, and says what the store has to be asked. */
export const matchQuestions = (mail: ParsedMail, context: MatchContext): MatchQuestions => {
  const evidence = reports.has(context.kind)
    ? reportEvidence(mail, context)
    : [
        ...addressEvidence(mail, context, 'reply_address'),
        ...chainEvidence(mail, context),
        ...numberEvidence(mail.subject, 'number', context),
        ...(context.numbersInText === true ? numberEvidence(mail.text, 'number_in_text', context) : []),
      ];
  const leads = evidence.map((one) => one.leads);
  const all = (pick: (one: Evidence['leads']) => string | null): readonly string[] => [
    ...new Set(leads.flatMap((one) => pick(one) ?? [])),
  ];
  return {
    evidence,
    tickets: all((one) => ('ticket' in one ? one.ticket : null)),
    deliveries: all((one) => ('delivery' in one ? one.delivery : null)),
    messageIds: all((one) => ('messageId' in one ? one.messageId : null)),
    numbers: all((one) => ('number' in one ? one.number : null)),
  };
};

/** A bounce belongs to the mail it is about, whatever else is in it: its number is quoted from there. */
const reportEvidence = (mail: ParsedMail, context: MatchContext): readonly Evidence[] => [
  ...addressEvidence(mail, context, 'report'),
  ...[...(context.report?.originalIds ?? []), ...chainOf(mail)].slice(0, mostIds).map((by): Evidence => {
    const own = readMessageId(by, context.signing);
    return { signal: 'report', by, leads: own ?? { messageId: by } };
  }),
];

const addressEvidence = (
  mail: ParsedMail,
  { envelope, signing }: MatchContext,
  signal: 'report' | 'reply_address',
): readonly Evidence[] => {
  const written = [...mail.to, ...mail.cc].map(({ address }) => address);
  return [...new Set([...envelope.to, ...written])].flatMap((by): readonly Evidence[] => {
    const target = readSignedAddress(by, signing);
    if (target === null) return [];
    const { kind, id } = target;
    return [{ signal, by, leads: kind === 'ticket' ? { ticket: id, mail: null } : { delivery: id } }];
  });
};

const chainEvidence = (mail: ParsedMail, { signing }: MatchContext): readonly Evidence[] => {
  const chain = chainOf(mail).map((by) => ({ by, own: readMessageId(by, signing) }));
  const foreign = chain.flatMap(({ by, own }) => (own === null ? [by] : []));
  const asked = (signal: MatchSignal) => foreign.map((by): Evidence => ({ signal, by, leads: { messageId: by } }));
  return [
    ...chain.flatMap(({ by, own }): readonly Evidence[] =>
      own === null ? [] : [{ signal: 'own_message_id', by, leads: own }],
    ),
    ...asked('known_message_id'),
    ...asked('shared_ancestor'),
  ];
};

/** In-Reply-To, then References from the newest one back (RFC 5322, section 3.6.4). */
const chainOf = ({ inReplyTo, references }: ParsedMail): readonly string[] => {
  const chain = [...new Set([...(inReplyTo === null ? [] : [inReplyTo]), ...[...references].reverse()])];
  return chain.length <= mostIds ? chain : [...chain.slice(0, mostIds - 1), ...chain.slice(-1)];
};

const numberEvidence = (
  text: string,
  signal: 'number' | 'number_in_text',
  { formats }: MatchContext,
): readonly Evidence[] => findNumbers(text, formats).map((number) => ({ signal, by: number, leads: { number } }));
