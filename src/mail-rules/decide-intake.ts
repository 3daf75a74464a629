import { decideFollowUp, type FollowUp, type FollowUpRequest } from './decide-follow-up.ts';
import type { IntakeCreation, IntakeDecision } from './intake-decision.ts';
import type { IntakeFacts, IntakeTicket } from './intake-facts.ts';

/** Nothing happens. */
const nothing = (state: 'left' | 'ignored', reasons: readonly string[]): IntakeDecision => ({
  state,
  attachments: [],
  creation: null,
  suggestions: [],
  about: null,
  fields: {},
  responsible: null,
  reply: null,
  forwards: [],
  remove: false,
  reasons,
});

/**
 * Decides what becomes of a mail, from what it is, where it belongs, who wrote it and what the rules want. Nobody matched: it is
 * left where it lies. Only rules and policies make tickets, and bounces, complaints and receipts only move what they are about.
 */
export const decideIntake = (facts: IntakeFacts): IntakeDecision => {
  const { classification, match, rules } = facts;
  if (classification.kind === 'own') return nothing('ignored', ['own mail']);
  if (rules.drop !== null) return nothing('ignored', [`rule ${rules.drop.rule}: ${rules.drop.reason}`]);
  const followUps = requestsOf(facts).map(([ticket, request]) => ({
    ticket,
    result: isReport(facts) ? attachedReport(ticket, request) : decideFollowUp(ticket, request, facts),
  }));
  const attached = followUps.flatMap(({ result }) => (result.kind === 'attached' ? [result] : []));
  const suggestions = followUps.flatMap(({ ticket, result }) =>
    result.kind === 'suggested' ? [{ ticket: ticket.id, reason: result.reason }] : [],
  );
  const creation = creationOf(facts, followUps);
  const state =
    creation !== null ? 'created' : attached.length > 0 ? 'attached' : suggestions.length > 0 ? 'suggested' : 'left';
  const { forwards } = rules;
  const reasons = [
    ...(match.signal === null ? ['no match'] : [`${match.signal} (${match.strength})`]),
    ...match.reasons,
    ...attached.flatMap((one) => one.reasons),
    ...suggestions.map(({ reason }) => `suggested: ${reason}`),
    ...(creation === null ? [] : [`created: ${creation.because}`]),
    ...(classification.kind === 'person' ? [] : [classification.kind]),
  ];
  if (state === 'left') return { ...nothing('left', reasons), forwards, about: match.about };
  return {
    state,
    attachments: attached.map(({ attachment }) => attachment),
    creation,
    suggestions,
    about: match.about,
    fields: state === 'created' ? rules.fields.create : state === 'attached' ? rules.fields.followUp : {},
    responsible: state === 'suggested' ? null : rules.responsible,
    reply: replyOf(state, facts),
    forwards,
    remove: isMoved(facts, followUps, creation),
    reasons,
  };
};

/** The tickets to which the mail is to be attached, each once, with who wants it. */
const requestsOf = (facts: IntakeFacts): readonly (readonly [IntakeTicket, FollowUpRequest])[] => {
  const { match, rules, mailbox } = facts;
  const requests = new Map<IntakeTicket, FollowUpRequest>();
  const add = (ticket: IntakeTicket | undefined, request: FollowUpRequest): void => {
    const known = ticket === undefined ? undefined : requests.get(ticket);
    if (ticket !== undefined && (known === undefined || (known.checked && !request.checked)))
      requests.set(ticket, request);
  };
  const matched = facts.tickets.find(({ id }) => id === match.ticket);
  if (mailbox === 'desk' && facts.direction === 'in' && !rules.detached) add(matched, { rule: null, checked: true });
  for (const { rule, to, checked } of rules.attachments) {
    const named = to === 'matched' ? matched : facts.tickets.find((ticket) => hasNumber(ticket, to.ticket));
    add(named, { rule, checked });
  }
  return [...requests];
};

const hasNumber = (ticket: IntakeTicket, number: string): boolean =>
  ticket.number.toUpperCase() === number.toUpperCase();

const isReport = ({ classification: { kind } }: IntakeFacts): boolean =>
  kind === 'bounce' || kind === 'feedback' || kind === 'receipt';

/** What a report is about is told inside; it opens nothing and answers nobody. */
const attachedReport = (ticket: IntakeTicket, { rule }: FollowUpRequest): FollowUp => ({
  kind: 'attached',
  attachment: { ticket: ticket.id, rule, visibility: 'internal', unverified: true, reopenBy: null, byAgent: false },
  reasons: [],
});

/** A rule makes a ticket only of a mail that belongs to none; of a report only if it asked for the kind of mail. */
const creationOf = (facts: IntakeFacts, followUps: readonly { readonly result: FollowUp }[]): IntakeCreation | null => {
  const { rules, subject, match } = facts;
  for (const { result } of followUps) if (result.kind === 'created') return result.creation;
  const wanted = rules.create;
  const belongs = followUps.length > 0 || (match.ticket !== null && !rules.detached);
  if (wanted === null || belongs || (isReport(facts) && !wanted.named)) return null;
  return { area: wanted.area, because: 'rule', rule: wanted.rule, instead: null, subject };
};

/** It leaves its folder only if it came to where the rule moves it. */
const isMoved = (
  { rules, tickets, match }: IntakeFacts,
  followUps: readonly { readonly ticket: IntakeTicket; readonly result: FollowUp }[],
  creation: IntakeCreation | null,
): boolean => {
  const target = rules.attachments.find(({ rule }) => rule === rules.move)?.to;
  if (rules.move === null || target === undefined) return rules.move !== null && creation?.because === 'rule';
  const ticket = tickets.find((one) =>
    target === 'matched' ? one.id === match.ticket : hasNumber(one, target.ticket),
  );
  return followUps.some((one) => one.ticket === ticket && one.result.kind !== 'suggested');
};

/** Only who is proven is answered by itself, and a ticket that a rule makes only if a rule says so. */
const replyOf = (state: IntakeDecision['state'], facts: IntakeFacts): IntakeDecision['reply'] => {
  const { rules, classification, authentication, direction } = facts;
  if (rules.reply === null || rules.reply === 'suppress' || state === 'suggested' || direction === 'out') return null;
  return classification.allowAutoReply && authentication.dmarc === 'pass' ? rules.reply : null;
};
