import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided } from '../refusal/refusal.ts';
import { emptyPrefill, type Prefill, prefillFromMail, prefillFromPerson } from '../ticket/prefill.ts';
import type { Origin } from '../ticket/ticket-row.ts';
import type { Call } from './call.ts';
import { mailboxOf } from './mailbox-of.ts';
import { type ReadMail, readMail } from './read-mail.ts';
import { type ReadPerson, readPerson } from './read-person.ts';
import type { TicketSource } from './ticket-input.ts';

/** What a ticket is made from, as far as it lies outside the store. */
export interface ReadOrigin {
  readonly mail: ReadMail | null;
  readonly person: ReadPerson | null;
}

/** Reads the mail or the person that a ticket is made from. */
export const readOrigin = async (from: TicketSource | undefined, call: Call): Promise<Decided<ReadOrigin>> => {
  if (from === undefined) return accept({ mail: null, person: null });
  if ('mail' in from) {
    const mail = await readMail(from.mail, call);
    return mail.ok ? accept({ mail: mail.value, person: null }) : mail;
  }
  const person = await readPerson(from, call);
  return person.ok ? accept({ mail: null, person: person.value }) : person;
};

/** What a ticket from there starts with (table T1). */
export const originPrefill = (
  { mail, person }: ReadOrigin,
  area: Pick<ResolvedArea, 'stripReplyPrefixes'>,
): Prefill => {
  if (person !== null) return prefillFromPerson(person.person, person.contact);
  const found = mail?.found ?? null;
  return found === null ? emptyPrefill : prefillFromMail(found.mail, found.matches, area);
};

export const originOf = ({ mail, person }: ReadOrigin): Origin => {
  if (mail !== null) return 'email';
  return person === null ? 'manual' : 'person';
};

/** The area that a mailbox is meant for. */
export const preferredArea = (from: TicketSource | undefined, { engine, context }: Call): string | undefined =>
  from !== undefined && 'mail' in from ? mailboxOf(engine, context.tenant, from.mail.mailbox)?.area : undefined;
