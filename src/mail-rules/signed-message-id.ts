import { type Signing, signedText } from './signing.ts';

/** What a Message-ID of the desk says. */
export interface OwnMessageId {
  readonly ticket: string;
  /** Null in the id that every mail of a ticket refers to, which is no mail's own. */
  readonly mail: string | null;
}

/** RFC 5322, section 2.1.1. */
const longest = 998;
/** Stands where ids of a mail would; an id itself is never written with it. */
const root = '_';

/**
 * The Message-ID of a mail (RFC 5322, section 3.6.4): `<t<ticket>.<mail>.<random>.<signature>@domain>`. With the random part
 * nobody can make one out of another.
 */
export const signedMessageId = (
  {
    ticket,
    mail,
    random,
    domain,
  }: OwnMessageId & { readonly mail: string; readonly random: string; readonly domain: string },
  signing: Signing,
): string => compose([ticket, mail, random], domain, signing);

/**
 * The id that every mail of a ticket refers to. It comes back in the references of answers even where a server on the way gave
 * the mail another Message-ID.
 */
export const signedThreadRoot = (ticket: string, domain: string, signing: Signing): string =>
  compose([ticket, root, root], domain, signing);

/** What a Message-ID says, if this desk signed it; null for any other. */
export const readMessageId = (messageId: string, signing: Signing): OwnMessageId | null => {
  if (messageId.length > longest) return null;
  const [, left, domain] = /^<t([^<>@\s]+)@([^<>@\s]+)>$/.exec(messageId) ?? [];
  if (left === undefined || domain === undefined) return null;
  const parts = left.split('.');
  const signature = parts.pop() ?? '';
  if (parts.length !== 3 || !signing.signer.verify('message_id', signedParts(parts, domain, signing), signature))
    return null;
  const [ticket = '', mail = ''] = parts.map(unescaped);
  return { ticket, mail: mail === root && parts[2] === root ? null : mail };
};

const compose = (ids: readonly string[], domain: string, signing: Signing): string => {
  const parts = ids.map((id) => (id === root ? root : escaped(id)));
  return `<t${parts.join('.')}.${signing.signer.sign('message_id', signedParts(parts, domain, signing))}@${domain}>`;
};

const signedParts = (parts: readonly string[], domain: string, signing: Signing): string =>
  signedText(signing, [...parts, domain.toLowerCase()]);

/** Ids of any source fit between dots; `=` is allowed in a Message-ID (RFC 5322, section 3.2.3). */
const escaped = (id: string): string =>
  Array.from(id, (character) => (/[A-Za-z0-9-]/.test(character) ? character : hex(character))).join('');
const hex = (character: string): string =>
  `=${character.codePointAt(0)?.toString(16).toUpperCase().padStart(2, '0') ?? ''}=`;
const unescaped = (text: string): string =>
  text.replace(/=([0-9A-F]{2,6})=/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)));
