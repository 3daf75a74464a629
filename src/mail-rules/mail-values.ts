import type { Fact } from '../condition/evaluate-condition.ts';
import { scalarKey } from '../condition/value-key.ts';
import { foldAddress, type MailAddress } from '../text/email-address.ts';
import { foldText } from '../text/fold-text.ts';
import { ticketFacts } from '../ticket/ticket-facts.ts';
import { headerValues } from './header-values.ts';
import { kindOfMailField } from './mail-fields.ts';
import { replyText } from './reply-text.ts';
import type { RuleFacts } from './rule-facts.ts';

/** One value of a field: as it is written, and in the form in which it is compared. */
export interface MailValue {
  readonly text: string;
  readonly fact: Fact;
}

/** Of longer texts the beginning is asked for. */
const longest = 256 * 1024;

/** The values of a field of a mail, null where there is none. Throws where there is no such field: the rule cannot be asked. */
export const mailValues = (facts: RuleFacts, field: string): readonly MailValue[] => {
  const kind = kindOfMailField(field);
  if (kind === null) throw new Error(`There is no field "${field}".`);
  const values = field.startsWith('ticket.') ? ticketValues(facts, field) : ownValues(facts, field);
  return values.length > 0 ? values : [{ text: '', fact: kind === 'text' ? '' : null }];
};

const ticketValues = ({ ticket }: RuleFacts, field: string): readonly MailValue[] => {
  const fact = ticket === null ? null : ticketFacts(ticket)(field.slice('ticket.'.length));
  return fact === null ? [] : [{ text: String(fact), fact }];
};

const texts = (values: readonly string[]): readonly MailValue[] =>
  values.map((value) => {
    const text = value.slice(0, longest).trim();
    return { text, fact: foldText(text) };
  });
const exact = (fact: Fact): readonly MailValue[] => (fact === null ? [] : [{ text: String(fact), fact }]);

const ownValues = (facts: RuleFacts, field: string): readonly MailValue[] => {
  const { mail, person, classification } = facts;
  if (field.startsWith('header.')) return texts(headerValues(mail, field.slice('header.'.length).toLowerCase()));
  switch (field) {
    case 'subject':
      return texts([mail.subject]);
    case 'body':
      return texts([mail.text]);
    case 'replyText':
      return texts([replyText(mail.text)]);
    case 'attachments.name':
      return texts(mail.attachments.map(({ name }) => name));
    case 'attachments.type':
      return texts(mail.attachments.map(({ type }) => type));
    case 'attachments.count':
      return exact(mail.attachments.length);
    case 'size':
    case 'receivedAt':
    case 'direction':
    case 'mailbox':
      return exact(facts[field]);
    case 'kind':
      return exact(classification.kind);
    case 'auth.dmarc':
      return exact(facts.authentication.dmarc);
    case 'match':
      return exact(facts.match.strength);
    case 'spam':
      return exact(scalarKey(classification.reasons.some((reason) => reason.startsWith('x-spam'))));
    case 'person.id':
      return exact(person?.id ?? null);
    case 'person.name':
    case 'person.email':
    case 'person.phone':
      return texts([person?.[field.slice('person.'.length) as 'name'] ?? '']);
    case 'person.contacts':
      return exact(person === null || person.contacts.length === 0 ? null : person.contacts);
    default:
      return addressValues(facts, field);
  }
};

const addressValues = (facts: RuleFacts, field: string): readonly MailValue[] => {
  const [name = '', part = ''] = field.split('.');
  return texts(addressesOf(facts, name).flatMap((one) => partOf(one, part) ?? []));
};

const addressesOf = ({ mail, envelope }: RuleFacts, field: string): readonly MailAddress[] => {
  const bare = (addresses: readonly string[]) => addresses.map((address) => ({ name: '', address }));
  switch (field) {
    case 'from':
      return mail.from === null ? [] : [mail.from];
    case 'to':
    case 'cc':
    case 'replyTo':
      return mail[field];
    case 'envelopeFrom':
      return bare(envelope.from === null || envelope.from === '' ? [] : [envelope.from]);
    case 'envelopeTo':
      return bare(envelope.to);
    default:
      return [...mail.to, ...mail.cc, ...bare(envelope.to)];
  }
};

const partOf = ({ name, address }: MailAddress, part: string): string | null => {
  const at = address.lastIndexOf('@');
  if (part === 'name') return name === '' ? null : name;
  if (part === 'local') return address.slice(0, at);
  return part === 'domain' ? address.slice(at + 1) : foldAddress(address);
};
