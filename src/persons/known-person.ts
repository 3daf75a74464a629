import { foldAddress } from '../text/email-address.ts';
import { erasedMark } from '../text/erase-text.ts';
import type { Requester } from '../ticket/requester.ts';

/** What a person of the host is recognised by. */
export interface KnownPerson {
  /** His id in the host. */
  readonly person: string;
  /** E-mail addresses that are his, as `foldAddress` writes them. */
  readonly addresses: readonly string[];
  /** Names under which he asked. */
  readonly names: readonly string[];
  readonly phones: readonly string[];
}

/** What is known of him together with what is said here, each once. */
export const knowMore = (known: KnownPerson, more: Partial<Omit<KnownPerson, 'person'>>): KnownPerson => ({
  person: known.person,
  addresses: distinct([...known.addresses, ...(more.addresses ?? []).map(foldAddress)]),
  names: distinct([...known.names, ...(more.names ?? [])]),
  phones: distinct([...known.phones, ...(more.phones ?? [])]),
});

/** Name and phone of snapshots that are his. */
export const knowSnapshots = (known: KnownPerson, his: readonly Requester[]): KnownPerson =>
  knowMore(known, { names: his.map(({ name }) => name), phones: his.map(({ phone }) => phone) });

const distinct = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '' && text !== erasedMark).sort();
