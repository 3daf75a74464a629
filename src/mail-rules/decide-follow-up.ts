import { subjectWithoutNumbers } from './base-subject.ts';
import type { IntakeAttachment, IntakeCreation } from './intake-decision.ts';
import type { IntakeFacts, IntakeTicket } from './intake-facts.ts';

/** What becomes of a mail that belongs to a ticket. */
export type FollowUp =
  | { readonly kind: 'attached'; readonly attachment: IntakeAttachment; readonly reasons: readonly string[] }
  | { readonly kind: 'created'; readonly creation: IntakeCreation }
  | { readonly kind: 'suggested'; readonly reason: 'stranger' | 'unverified' };

/** Who wants it there. */
export interface FollowUpRequest {
  readonly rule: string | null;
  /** Has the sender to take part? */
  readonly checked: boolean;
}

/**
 * Decides on a mail that belongs to a ticket: who wrote it, and what server said so, decide what it may do there. A number is no
 * authority, an address in From is none either until it is proven.
 */
export const decideFollowUp = (ticket: IntakeTicket, request: FollowUpRequest, facts: IntakeFacts): FollowUp => {
  const { classification, authentication, match, direction } = facts;
  const { policy, participation } = ticket;
  const received = direction === 'in';
  const proven = match.ticket === ticket.id && match.strength === 'proven';
  const stranger = received && request.checked && !proven && participation === null;
  const byPerson = classification.kind === 'person';
  if (stranger && policy.stranger === 'new' && byPerson) {
    return { kind: 'created', creation: instead(ticket, 'stranger', facts) };
  }
  if (stranger && policy.stranger !== 'attach_internal') return { kind: 'suggested', reason: 'stranger' };
  const failed = received && authentication.dmarc === 'fail';
  const unverified = received && authentication.dmarc !== 'pass';
  if (unverified && !failed && request.checked && policy.unverified === 'suggest') {
    return { kind: 'suggested', reason: 'unverified' };
  }
  const internal = failed || stranger || facts.answersInternal;
  if (received && ticket.closedAt !== null && policy.closed.mail === 'new' && byPerson && !internal) {
    return { kind: 'created', creation: instead(ticket, 'closed', facts) };
  }
  const visibility = failed || stranger ? 'internal' : (facts.rules.visibility ?? (internal ? 'internal' : 'external'));
  const held = reopeningProblem(ticket, { internal, unverified }, facts);
  return {
    kind: 'attached',
    attachment: {
      ticket: ticket.id,
      rule: request.rule,
      visibility,
      unverified,
      reopenBy: held === null ? policy.closed.reopenBy : null,
      byAgent: received && proven && authentication.dmarc === 'pass' && participation === 'agent',
    },
    reasons: [
      ...(failed ? ['authentication failed'] : unverified ? ['not authenticated'] : []),
      ...(stranger ? ['stranger'] : []),
      ...(facts.answersInternal ? ['answers an internal mail'] : []),
      ...(held === null || ticket.closedAt === null ? [] : [`not reopened: ${held}`]),
    ],
  };
};

const instead = (ticket: IntakeTicket, because: 'closed' | 'stranger', facts: IntakeFacts): IntakeCreation => ({
  area: ticket.area,
  because,
  rule: null,
  instead: ticket.id,
  subject: subjectWithoutNumbers(facts.subject, facts.formats),
});

const day = 24 * 60 * 60 * 1000;

/** Why a mail does not open a ticket again, or null. */
const reopeningProblem = (
  { closedAt, policy }: IntakeTicket,
  { internal, unverified }: { readonly internal: boolean; readonly unverified: boolean },
  { classification, direction, rules, now }: IntakeFacts,
): string | null => {
  const { mail, reopenBy, reopenDays } = policy.closed;
  if (closedAt === null) return 'it is open';
  if (direction === 'out') return 'sent by the desk';
  if (reopenBy === null) return 'no transition for it';
  if (!(rules.reopen ?? mail === 'reopen')) return rules.reopen === false ? 'a rule says so' : 'policy';
  if (!classification.mayReopen)
    return classification.kind === 'person' ? 'it may run in circles' : classification.kind;
  if (internal) return 'internal';
  if (unverified) return 'not authenticated';
  const late = reopenDays !== null && Date.parse(now) - Date.parse(closedAt) > reopenDays * day;
  return late ? 'closed too long ago' : null;
};
