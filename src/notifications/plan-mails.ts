import { userOf } from '../ticket/actor.ts';
import type { EventData, NewEvent } from '../ticket/ticket-event.ts';
import type { Warning } from '../ticket/warning.ts';
import type { MailFacts } from './mail-facts.ts';
import type { PlannedMail } from './planned-mail.ts';
import { historyValues, renderMail } from './render-mail.ts';

/** What a decision leaves behind in mails (table T2); everything not named here sends nothing. */
export interface MailPlan {
  readonly mails: readonly PlannedMail[];
  readonly events: readonly NewEvent[];
  readonly warnings: readonly Warning[];
}

/** Plans the mails of one command from what happened. Pure: the same events and facts give the same mails. */
export const planMails = (events: readonly NewEvent[], facts: MailFacts): MailPlan => {
  const plans = events.map((event): MailPlan => {
    if (event.type === 'ticket.created' && event.data.origin === 'email') return requesterDraft('received', facts);
    if (event.type === 'ticket.closed' && facts.via === 'single' && facts.area.closeMail === 'draft')
      return requesterDraft('closing', facts);
    if (event.type === 'ticket.moved' && event.data.responsible !== undefined)
      return handOverNotices(event.data, facts);
    return nothing;
  });
  return {
    mails: plans.flatMap((plan) => plan.mails),
    events: plans.flatMap((plan) => plan.events),
    warnings: plans.flatMap((plan) => plan.warnings),
  };
};

const nothing: MailPlan = { mails: [], events: [], warnings: [] };

/** M1 and M8: a draft of the acting user, who decides whether it leaves. */
const requesterDraft = (kind: 'received' | 'closing', facts: MailFacts): MailPlan => {
  const owner = userOf(facts.actor);
  if (owner === null) return nothing;
  const { ticket, area, answered } = facts;
  const { email, name } = ticket.requester;
  const rendered = renderMail(
    kind,
    area.language,
    facts,
    'portal',
    kind === 'closing' ? historyValues(facts, area.language) : {},
  );
  const to = email === '' ? [] : [{ name, address: email }];
  return {
    mails: [
      {
        kind,
        mode: 'draft',
        owner,
        to,
        ...rendered,
        language: area.language,
        automatic: false,
        inReplyTo: answered?.messageId ?? null,
        references:
          answered === null
            ? []
            : [...answered.references, ...(answered.messageId === null ? [] : [answered.messageId])],
        suggestedRecipients: answered?.replyTo ?? [],
        sourceAutomatic: answered?.automatic ?? false,
      },
    ],
    events: [],
    warnings: [
      ...(to.length === 0
        ? [
            {
              code: 'no_recipient',
              message: 'The requester has no e-mail; the draft needs a recipient before it can be sent.',
            },
          ]
        : []),
      ...(answered?.automatic
        ? [{ code: 'source_automatic', message: 'The source mail looks machine-made; think before you answer it.' }]
        : []),
    ],
  };
};

/** M5: one notice to the new and one to the previous responsible, never to the one who did it. */
const handOverNotices = (
  { responsible, comment, transition, from }: EventData<'ticket.moved'>,
  facts: MailFacts,
): MailPlan => {
  const inform =
    facts.area.workflows.get(from.workflow)?.transitions.find((one) => one.id === transition)?.inform ?? true;
  if (responsible === undefined || !inform) return nothing;
  const acting = userOf(facts.actor);
  const named = (id: string) => facts.people.users.get(id)?.name ?? id;
  const plans = [responsible.to, responsible.from]
    .filter((id) => id !== acting && facts.people.users.get(id)?.active !== false)
    .map((id): MailPlan => {
      const user = facts.people.users.get(id);
      if (user?.email === undefined) {
        const reason = user === undefined ? 'unknown' : 'no_address';
        return {
          ...nothing,
          events: [{ type: 'notification.undeliverable', data: { kind: 'assigned', user: id, reason } }],
        };
      }
      const language = user.language ?? facts.area.language;
      const rendered = renderMail('assigned', language, facts, 'agent', {
        actor: { name: acting === null ? facts.area.name : named(acting) },
        responsible: { name: named(responsible.to) },
        previous: { name: named(responsible.from) },
        comment: comment ?? '',
      });
      return {
        ...nothing,
        mails: [
          {
            kind: 'assigned',
            mode: 'queued',
            owner: null,
            to: [{ name: user.name, address: user.email }],
            ...rendered,
            language,
            automatic: true,
            inReplyTo: null,
            references: [],
            suggestedRecipients: [],
            sourceAutomatic: false,
          },
        ],
      };
    });
  return { mails: plans.flatMap((plan) => plan.mails), events: plans.flatMap((plan) => plan.events), warnings: [] };
};
