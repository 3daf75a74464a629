import { userOf } from '../ticket/actor.ts';
import type { EventData } from '../ticket/ticket-event.ts';
import { agentNotice, unreachable, userName } from './agent-notice.ts';
import type { MailFacts } from './mail-facts.ts';
import { joinPlans, type MailPlan, noMails } from './mail-plan.ts';

/** M5: one notice to the new and one to the previous responsible, never to the one who did it, nor to who has left. */
export const handOverNotices = (
  { responsible, comment, transition, from }: EventData<'ticket.moved'>,
  facts: MailFacts,
): MailPlan => {
  const definition = facts.area.workflows.get(from.workflow)?.transitions.find((one) => one.id === transition);
  if (responsible === undefined || definition?.inform === false) return noMails;
  const concerned = [responsible.to, responsible.from].filter(
    (id) => id !== userOf(facts.actor) && unreachable(id, facts) !== 'inactive',
  );
  return notices(concerned, responsible.from, comment ?? '', facts);
};

/** M6: one notice to each of those who are to hear of a saved hand-over. */
export const savedHandOverNotices = (facts: MailFacts): MailPlan =>
  facts.handOver === null ? noMails : notices(facts.handOver.inform, facts.handOver.previous, '', facts);

const notices = (users: readonly string[], previous: string, comment: string, facts: MailFacts): MailPlan => {
  const values = { previous: { name: userName(previous, facts) }, comment };
  return joinPlans(users.map((id) => agentNotice('assigned', id, facts, values)));
};
