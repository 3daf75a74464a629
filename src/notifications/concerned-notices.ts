import { userOf } from '../ticket/actor.ts';
import type { EventData } from '../ticket/ticket-event.ts';
import { agentNotice } from './agent-notice.ts';
import type { MailFacts } from './mail-facts.ts';
import { joinPlans, type MailPlan, noMails } from './mail-plan.ts';
import { withoutContent } from './without-content.ts';

/** Tells the users whom a new action concerns, where the area wants it. */
export const addedNotices = ({ action }: EventData<'action.added'>, facts: MailFacts): MailPlan =>
  notices(action.concerns, action.description || action.shortDescription, facts);

/** Tells the users whom an edit names for the first time. */
export const editedNotices = (edit: EventData<'action.edited'>, facts: MailFacts): MailPlan => {
  const action = facts.actions.find(({ id }) => id === edit.action);
  const description = edit.description?.to ?? action?.description ?? '';
  const text = description || (edit.shortDescription?.to ?? action?.shortDescription ?? '');
  return notices(
    (edit.concerns?.to ?? []).filter((id) => !edit.concerns?.from.includes(id)),
    text,
    facts,
  );
};

/** Being concerned gives no access: who may not read the ticket is told that there is something, and not what. */
const notices = (concerns: readonly string[], text: string, facts: MailFacts): MailPlan =>
  facts.area.notifyConcerned
    ? joinPlans(
        concerns
          .filter((id) => id !== userOf(facts.actor))
          .map((id) =>
            facts.readers.has(id)
              ? agentNotice('concerned', id, facts, { addition: { text } })
              : agentNotice('concerned', id, withoutContent(facts), {
                  addition: { text: '' },
                  responsible: { name: '' },
                }),
          ),
      )
    : noMails;
