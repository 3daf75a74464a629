import type { Contact, Person } from '../ports/directory.ts';
import type { ParsedMail } from '../ports/mail-parser.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';
import { isEmailAddress } from '../text/email-address.ts';
import { splitReplyPrefixes } from '../text/reply-prefixes.ts';
import { noRequester, type Requester } from './requester.ts';
import { longestDescription, longestSubject } from './ticket-values.ts';
import type { Warning } from './warning.ts';

/** Somebody the requester may be, for a person to choose. */
export interface RequesterCandidate {
  readonly person: string | null;
  readonly contacts: readonly string[];
  readonly name: string;
}

/** What a ticket starts with before anybody typed a word; a pure function of the origin (table T1). */
export interface Prefill {
  readonly subject: string;
  readonly description: string;
  readonly requester: Requester;
  readonly candidates: readonly RequesterCandidate[];
  readonly warnings: readonly Warning[];
}

/** By hand: nothing but system fields. */
export const emptyPrefill: Prefill = {
  subject: '',
  description: '',
  requester: noRequester,
  candidates: [],
  warnings: [],
};

/** Whom the host knows under the sender's address. */
export interface SenderMatches {
  readonly persons: readonly Person[];
  readonly contacts: readonly Contact[];
}

/** From a person inside a contact: a copy of his record, which later changes of the record leave alone. */
export const prefillFromPerson = ({ id, name, email, phone }: Person, contact: string | null): Prefill => ({
  ...emptyPrefill,
  requester: { contact, person: id, name, email: email ?? '', phone: phone ?? '' },
});

/** From a received mail. The phone comes from a record of the host only, never from the mail. */
export const prefillFromMail = (
  mail: ParsedMail,
  matches: SenderMatches,
  options: { readonly stripReplyPrefixes: boolean },
): Prefill => {
  const decoded = cleanLine(mail.subject);
  const subject = options.stripReplyPrefixes ? splitReplyPrefixes(decoded).rest : decoded;
  const description = cleanText(mail.text).trim();
  const sender = mail.from !== null && isEmailAddress(mail.from.address) ? mail.from : null;
  const { requester, candidates } =
    sender === null ? { requester: noRequester, candidates: [] } : matchRequester(cleanLine(sender.name), matches);
  return {
    subject: cutText(subject, longestSubject),
    description: cutText(description, longestDescription),
    requester: { ...requester, email: sender?.address ?? '' },
    candidates,
    warnings: [
      ...(sender === null
        ? [{ code: 'mail_no_sender', message: 'The mail names no usable sender; fill in the requester.' }]
        : []),
      ...(subject.length > longestSubject
        ? [{ code: 'subject_truncated', message: 'The subject was cut; the mail keeps all of it.' }]
        : []),
      ...(description.length > longestDescription
        ? [{ code: 'description_truncated', message: 'The text was cut; the mail keeps all of it.' }]
        : []),
    ],
  };
};

const matchRequester = (
  displayName: string,
  { persons, contacts }: SenderMatches,
): Pick<Prefill, 'requester' | 'candidates'> => {
  const unnamed = { ...noRequester, name: cutText(displayName, 255) };
  const [person] = persons;
  if (person !== undefined && persons.length === 1) {
    const contact = person.contacts.length === 1 ? (person.contacts[0] ?? null) : null;
    return {
      requester: { ...unnamed, contact, person: person.id, name: person.name, phone: person.phone ?? '' },
      candidates: [],
    };
  }
  if (persons.length > 1) {
    const shared = new Set(persons.flatMap((one) => one.contacts));
    const [only] = shared;
    return {
      requester: { ...unnamed, contact: shared.size === 1 ? (only ?? null) : null },
      candidates: persons.map((one) => ({ person: one.id, contacts: one.contacts, name: one.name })),
    };
  }
  const [contact] = contacts;
  if (contact !== undefined && contacts.length === 1) {
    return { requester: { ...unnamed, contact: contact.id, phone: contact.phone ?? '' }, candidates: [] };
  }
  return {
    requester: unnamed,
    candidates: contacts.map((one) => ({ person: null, contacts: [one.id], name: one.name })),
  };
};
