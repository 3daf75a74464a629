import type { DocumentFacts } from '../ticket/ticket-event.ts';
import { agentNotice, unreachable } from './agent-notice.ts';
import { formatSize } from './format-values.ts';
import type { MailFacts } from './mail-facts.ts';
import { joinPlans, type MailPlan, noMails } from './mail-plan.ts';

/** M3: exactly one mail to every agent that the area names for new tickets of its portal. */
export const portalTicketNotices = (facts: MailFacts): MailPlan =>
  facts.area.portal === null ? noMails : notices('portal_ticket', facts.area.portal.notify, facts, {});

/** M4: one mail to whoever is responsible now, when a requester has added something. */
export const portalAdditionNotices = (
  { text, documents }: { readonly text: string; readonly documents: readonly DocumentFacts[] },
  facts: MailFacts,
): MailPlan =>
  facts.area.portal === null
    ? noMails
    : notices('portal_addition', [facts.ticket.responsible], facts, {
        addition: { text },
        documents: documents.map(({ name, size }) => ({ name, size: formatSize(size) })),
      });

/** Whoever cannot be reached is replaced by the area's default responsible, and the history says so. */
const notices = (
  kind: 'portal_ticket' | 'portal_addition',
  wanted: readonly string[],
  facts: MailFacts,
  values: Readonly<Record<string, unknown>>,
): MailPlan => {
  const fallback = facts.area.portal?.defaultResponsible;
  const missed = wanted.filter((id) => unreachable(id, facts) !== null);
  const everybody = new Set([...wanted, ...(missed.length > 0 && fallback !== undefined ? [fallback] : [])]);
  return joinPlans([...everybody].map((id) => agentNotice(kind, id, facts, values)));
};
