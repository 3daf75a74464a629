import { cleanLine } from '../text/clean-text.ts';
import { foldAddress, type MailAddress } from '../text/email-address.ts';
import { erasedMark, textEraser } from '../text/erase-text.ts';
import type { Actor } from '../ticket/actor.ts';
import { erasedRequester, type Requester } from '../ticket/requester.ts';
import { type KnownPerson, knowMore } from './known-person.ts';
import { noWords, type OwnWords, ownWords } from './own-words.ts';
import type { PersonFacts } from './redact-ticket.ts';
import { isSnapshotOf, namedAddresses, snapshotsOf } from './snapshots.ts';

/** What becomes of a person's own words and files: only what names him goes, or all of them. */
export type ErasedContent = 'keep' | 'remove';

export interface RedactionRules {
  readonly content: ErasedContent;
  /** Is it a field in which a requester writes as he likes? */
  readonly isFreeField: (field: string) => boolean;
}

/** How a person is taken out of one ticket. */
export interface Redaction {
  readonly own: OwnWords;
  readonly isFreeField: (field: string) => boolean;
  readonly isHe: (actor: Actor) => boolean;
  readonly asks: (requester: Requester) => boolean;
  readonly isHisAddress: (address: string) => boolean;
  readonly actor: (actor: Actor) => Actor;
  readonly requester: (requester: Requester) => Requester;
  readonly recipient: (recipient: MailAddress) => MailAddress;
  readonly address: (address: string) => string;
  /** Without what names him; of his own words, which may have to go, nothing. */
  readonly text: (text: string, isOwn?: boolean) => string;
}

/**
 * The rules for one ticket. Addresses of his own snapshots there are his, also those that he shares with others elsewhere; one that
 * stands in the snapshot of another person there is that person's. He may have signed his mails with yet another name.
 */
export const redactionFor = (
  known: KnownPerson,
  { details: { events }, parsed }: Pick<PersonFacts, 'details' | 'parsed'>,
  { content, isFreeField }: RedactionRules,
): Redaction => {
  const named = namedAddresses(
    known.person,
    snapshotsOf(events).map(({ requester }) => requester),
  );
  const addresses = [...new Set([...known.addresses, ...named.his])].filter((address) => !named.others.has(address));
  const isHisAddress = (address: string) => addresses.includes(foldAddress(address));
  const signed = [...parsed.values()].flatMap((mail) =>
    mail?.from && isHisAddress(mail.from.address) ? [mail.from.name] : [],
  );
  const him = knowMore({ ...known, addresses }, { names: signed.map(cleanLine) });
  const erase = textEraser(him);
  const isHe = (actor: Actor) => 'contact' in actor && actor.person === known.person;
  const asks = (requester: Requester) => isSnapshotOf(him, requester);
  const text = (given: string, isOwn = false) => (isOwn && given !== '' ? erasedMark : erase(given));
  return {
    own: content === 'remove' ? ownWords(events, isHe, asks) : noWords,
    isFreeField,
    isHe,
    asks,
    isHisAddress,
    text,
    actor: (actor) => ('contact' in actor && isHe(actor) ? { contact: actor.contact } : actor),
    address: (address) => (isHisAddress(address) ? erasedMark : address),
    recipient: ({ name, address }) =>
      isHisAddress(address) ? { name: '', address: erasedMark } : { name: erase(name), address },
    requester: (requester) => {
      if (asks(requester)) return erasedRequester(requester.contact);
      const { name, phone } = requester;
      return requester.person === null ? { ...requester, name: erase(name), phone: erase(phone) } : requester;
    },
  };
};
