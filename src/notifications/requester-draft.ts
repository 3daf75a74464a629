import { userOf } from '../ticket/actor.ts';
import type { MailFacts } from './mail-facts.ts';
import { type MailPlan, noMails } from './mail-plan.ts';
import { historyValues, renderMail } from './render-mail.ts';

/** M1 and M8: a draft of the acting user, who decides whether it leaves. */
export const requesterDraft = (kind: 'received' | 'closing', facts: MailFacts): MailPlan => {
  const owner = userOf(facts.actor);
  if (owner === null) return noMails;
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
