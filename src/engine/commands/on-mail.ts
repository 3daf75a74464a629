import { z } from 'zod';
import type { ResolvedArea } from '../../area/resolved-area.ts';
import type { ChangedMail } from '../../notifications/changed-mail.ts';
import type { Delivery, Mail } from '../../notifications/mail.ts';
import type { LoadedMail, TicketDetail } from '../../ports/store.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import type { NewEvent } from '../../ticket/ticket-event.ts';
import type { Warning } from '../../ticket/warning.ts';
import { areaOf } from '../area-of.ts';
import type { Call } from '../call.ts';
import type { Command, CommandFacts } from '../command.ts';
import { idInput } from '../id-input.ts';

interface MailDecision {
  readonly after: Mail;
  readonly deliveries?: readonly Delivery[];
  readonly changed?: ChangedMail['changed'];
  readonly events?: readonly NewEvent[];
  readonly warnings?: readonly Warning[];
}

interface OnMail<Values> {
  readonly name: string;
  readonly values: z.ZodType<Values>;
  /** What to read of the mail's ticket. Default: its row. */
  readonly details?: readonly TicketDetail[];
  readonly decide: (
    values: Values,
    loaded: LoadedMail & { readonly area: ResolvedArea },
    facts: CommandFacts<null>,
  ) => Decided<MailDecision>;
}

export type OnMailInput<Values> = { readonly mail: string; readonly values: Values };

/** A command on one mail of the outbox: only its owner, or who manages the outbox, knows that it exists. */
export const onMail = <Values>(definition: OnMail<Values>): Command<OnMailInput<Values>> => ({
  name: definition.name,
  schema: z.strictObject({ mail: idInput(), values: definition.values }) as unknown as z.ZodType<OnMailInput<Values>>,
  // The ticket's history only records what happened to the mail; whoever changes the mail itself is stopped by its state.
  repeats: true,
  gather: async () => accept(null),
  load: ({ mail }) => ({
    mails: [mail],
    ...(definition.details === undefined ? {} : { tickets: { mails: [mail], details: definition.details } }),
  }),
  ticket: () => null,
  people: () => ({}),
  decide: ({ values }, facts) => {
    const { call, loaded, people, expectedVersion } = facts;
    const [found] = loaded.mails;
    if (found === undefined || !ownsMail(found.mail, call)) return refuseNotFound('mail');
    const { mail, ticket } = found;
    if (expectedVersion !== undefined && expectedVersion !== mail.version) {
      return refuse('conflict', `The mail is at version ${mail.version}, not ${expectedVersion}.`, {
        data: { version: mail.version },
      });
    }
    const area = areaOf(ticket, call);
    if (!area.ok) return area;
    const decided = definition.decide(values, { ...found, area: area.value }, facts);
    if (!decided.ok) return decided;
    const { after, deliveries = [], changed = [], events = [], warnings = [] } = decided.value;
    return accept({
      ticketId: ticket.id,
      before: ticket,
      area: area.value,
      people,
      events,
      warnings,
      mail: { before: mail, after, deliveries, changed, all: all(found.deliveries, changed, deliveries) },
    });
  },
});

/** The copies of the mail as they will be. */
const all = (
  stored: readonly Delivery[],
  changed: ChangedMail['changed'],
  made: readonly Delivery[],
): readonly Delivery[] => {
  const after = new Map(changed.map((one) => [one.after.id, one.after]));
  return [...stored.map((one) => after.get(one.id) ?? one), ...made];
};

/** May the actor see and change this mail? */
export const ownsMail = (mail: Mail, call: Call): boolean =>
  (mail.owner !== null && mail.owner === userOf(call.actor)) || call.grants.desk.includes('outbox.manage');
