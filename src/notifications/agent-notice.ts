import type { TemplateKind } from '../area/template-texts.ts';
import { userOf } from '../ticket/actor.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import type { MailFacts } from './mail-facts.ts';
import { type MailPlan, noMails } from './mail-plan.ts';
import { renderMail } from './render-mail.ts';

type Undeliverable = Extract<NewEvent, { readonly type: 'notification.undeliverable' }>;

/** Why this user cannot get mail, or null if he can. */
export const unreachable = (id: string, { people }: MailFacts): Undeliverable['data']['reason'] | null => {
  const user = people.users.get(id);
  if (user === undefined) return 'unknown';
  if (user.active === false) return 'inactive';
  return user.email === undefined || user.email === '' ? 'no_address' : null;
};

/** A notice to one agent, which leaves without a person looking at it; where it cannot, the history says so. */
export const agentNotice = (
  kind: TemplateKind,
  id: string,
  facts: MailFacts,
  values: Readonly<Record<string, unknown>> = {},
): MailPlan => {
  const user = facts.people.users.get(id);
  const reason = unreachable(id, facts);
  if (user?.email === undefined || reason !== null) {
    const undeliverable: Undeliverable = {
      type: 'notification.undeliverable',
      data: { kind, user: id, reason: reason ?? 'no_address' },
    };
    return { ...noMails, events: [undeliverable] };
  }
  const language = user.language ?? facts.area.language;
  const rendered = renderMail(kind, language, facts, 'agent', {
    actor: { name: actorName(facts) },
    responsible: { name: userName(facts.ticket.responsible, facts) },
    ...values,
  });
  return {
    ...noMails,
    mails: [
      {
        kind,
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
};

/** The name of a user, or his id where nothing is known of him. */
export const userName = (id: string, { people }: MailFacts): string => people.users.get(id)?.name ?? id;

const actorName = (facts: MailFacts): string => {
  const acting = userOf(facts.actor);
  if (acting !== null) return userName(acting, facts);
  return 'contact' in facts.actor ? facts.ticket.requester.name : facts.area.name;
};
