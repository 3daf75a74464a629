import type { NewEvent } from '../ticket/ticket-event.ts';
import type { Warning } from '../ticket/warning.ts';
import type { PlannedMail } from './planned-mail.ts';

/** What a decision leaves behind in mails, with the events and warnings that go with them. */
export interface MailPlan {
  readonly mails: readonly PlannedMail[];
  readonly events: readonly NewEvent[];
  readonly warnings: readonly Warning[];
}

export const noMails: MailPlan = { mails: [], events: [], warnings: [] };

export const joinPlans = (plans: readonly MailPlan[]): MailPlan => ({
  mails: plans.flatMap((plan) => plan.mails),
  events: plans.flatMap((plan) => plan.events),
  warnings: plans.flatMap((plan) => plan.warnings),
});
