import { isDeepStrictEqual } from 'node:util';
import type { EventType, LoadedMail, StoredTicket, TicketEvent } from 'ticketwerk';
import { foldTo } from './fold-to.ts';

/** Whether a ticket is what its history says, and nothing of any command is there by half. */
export const findTicketViolations = (
  { row, details }: StoredTicket,
  mails: readonly LoadedMail[],
): readonly string[] => {
  const { events } = details;
  const violations: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds) violations.push(`ticket ${row.id}: ${what}`);
  };
  expect(
    events.every(({ seq }, index) => seq === index + 1) && events.length === row.version,
    `version ${row.version}, but ${events.length} events`,
  );
  expect(isDeepStrictEqual(foldTo(events, events.length), row), 'its events do not fold into its row');

  const added = ofType(events, 'action.added').map((event) => ({
    ...event.data.action,
    ticket: event.ticket,
    seq: event.seq,
  }));
  expect(isDeepStrictEqual(byId(added), byId(details.actions)), 'its actions are not those of its events');

  const known = new Set(mails.map(({ mail }) => mail.id));
  const mentioned = [
    ...ofType(events, 'mail.drafted'),
    ...ofType(events, 'mail.queued'),
    ...ofType(events, 'mail.sent'),
    ...ofType(events, 'mail.failed'),
  ].map(({ data }) => data.mail);
  expect(
    mentioned.every((mail) => known.has(mail)),
    'an event speaks of a mail that is not there',
  );
  expect(row.draftCount === mails.filter(({ mail }) => mail.state === 'draft').length, 'its drafts are miscounted');
  for (const letter of mails) {
    const problem = mailProblem(letter, events);
    expect(problem === null, `mail ${letter.mail.id} ${problem}`);
  }
  return violations;
};

const mailProblem = ({ mail, deliveries }: LoadedMail, events: readonly TicketEvent[]): string | null => {
  const drafted = ofType(events, 'mail.drafted').filter(({ data }) => data.mail === mail.id).length;
  const queued = ofType(events, 'mail.queued').filter(({ data }) => data.mail === mail.id);
  if (drafted + queued.filter(({ data }) => !data.drafted).length !== 1) return 'was not written once';
  if (queued.length !== (mail.state === 'draft' ? 0 : 1))
    return `is ${mail.state}, and was queued ${queued.length} times`;
  const copies = mail.state === 'draft' ? 0 : mail.to.length + mail.cc.length;
  if (deliveries.length !== copies) return `has ${deliveries.length} deliveries instead of ${copies}`;
  const sent = ofType(events, 'mail.sent').map(({ data }) => data.delivery);
  for (const { id, state } of deliveries) {
    if (sent.filter((delivery) => delivery === id).length !== (state === 'sent' ? 1 : 0)) {
      return `has a delivery that is ${state}, unlike its events`;
    }
  }
  const settled = deliveries.every(({ state }) => state === 'sent');
  return mail.state === 'closed' && !settled ? 'is closed, but not every copy is sent' : null;
};

const ofType = <T extends EventType>(
  events: readonly TicketEvent[],
  type: T,
): readonly (TicketEvent & { readonly type: T })[] =>
  events.filter((event): event is TicketEvent & { readonly type: T } => event.type === type);

const byId = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
