import { foldAddress } from '../text/email-address.ts';
import { latin1Text } from '../text/transfer-encoding.ts';
import { addressesIn } from './addresses-in.ts';
import { type MimeLeaf, mimeLeaves, readFields, splitEntity } from './mime-leaves.ts';

/** What a report says of one recipient (RFC 3464, section 2.3). */
interface ReportedRecipient {
  /** Folded. */
  readonly address: string;
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | null;
  /** Such as `5.1.1` (RFC 3463); null: it says none. */
  readonly status: string | null;
  /** What the other server said, cut at 500 characters. */
  readonly diagnostic: string | null;
}

/** What a bounce or a receipt says of the mail it is about. */
export interface MailReport {
  readonly recipients: readonly ReportedRecipient[];
  /** Message-IDs of the original mail, the surest first: as the report names it, then as anything in it quotes it. */
  readonly originalIds: readonly string[];
}

const originals = new Set(['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers']);
const statuses = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/disposition-notification',
  'message/global-disposition-notification',
]);
const actions: ReadonlySet<string> = new Set(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);
/** A report that names more is no report on a mail of ours. */
const [mostIds, mostRecipients] = [20, 500];

/**
 * Reads a report out of a raw mail: the parts that RFC 3464 and RFC 8098 define, else whatever quotes headers of the original, as
 * every seventh bounce has the original nowhere else. Total: what cannot be read is left out.
 */
export const readReport = (raw: Uint8Array): MailReport => {
  const text = latin1Text(raw);
  const leaves = mimeLeaves(text);
  const { headers } = splitEntity(text);
  const groups = leaves.filter(({ type }) => statuses.has(type)).flatMap(groupsOf);
  const named = groups.flatMap((fields) => recipientIn(fields) ?? []);
  const failed = named.length > 0 ? [] : addressesIn(headers.get('x-failed-recipients') ?? '').map(failedAddress);
  return {
    recipients: [...named, ...failed].slice(0, mostRecipients),
    originalIds: [
      ...new Set([
        ...groups.flatMap((fields) => idsIn(fields.get('original-message-id') ?? '')),
        ...leaves.filter(({ type }) => originals.has(type)).flatMap(({ content }) => originalIds(content)),
        ...leaves.flatMap(({ content }) => quotedIds(content)),
      ]),
    ].slice(0, mostIds),
  };
};

/** The fields of the message and of each recipient stand in blocks apart (RFC 3464, section 2.1). */
const groupsOf = ({ content }: MimeLeaf): readonly ReadonlyMap<string, string>[] =>
  content
    .split(/\r?\n[ \t]*(?:\r?\n)+/)
    .slice(0, mostRecipients)
    .map(readFields);

const recipientIn = (fields: ReadonlyMap<string, string>): ReportedRecipient | null => {
  const value = fields.get('final-recipient') ?? fields.get('original-recipient');
  const address = value === undefined ? undefined : addressOf(value);
  if (address === undefined) return null;
  const action = /^[a-z]+/i.exec(fields.get('action') ?? '')?.[0].toLowerCase() ?? '';
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null;
  const diagnostic = clean(fields.get('diagnostic-code') ?? '').slice(0, 500);
  return {
    address,
    action: actions.has(action) ? (action as ReportedRecipient['action']) : null,
    status,
    diagnostic: diagnostic === '' ? null : diagnostic,
  };
};

/** `rfc822; bob@x.example`; also addresses that a plain addr-spec would not allow, as a server took them. */
const addressOf = (value: string): string | undefined => {
  const given = clean(utf8(value.replace(/^[^;@]*;/, '')).replace(/^[\s<]+|[\s>]+$/g, ''));
  return given.includes('@') && !/\s/.test(given) ? foldAddress(given) : undefined;
};

const failedAddress = (address: string): ReportedRecipient => ({
  address,
  action: 'failed',
  status: null,
  diagnostic: null,
});

const originalIds = (content: string): readonly string[] => idsIn(splitEntity(content).headers.get('message-id') ?? '');

/** Headers of the original in a text, also quoted. */
const quotedIds = (content: string): readonly string[] =>
  [
    ...content.matchAll(
      /^[>|\s]{0,20}(?:X-)?(?:Original-)?Message-ID:[ \t]*(?:\r?\n[>|\s]{0,20})?(<[^<>\s\p{Cc}]{1,900}>)/gimu,
    ),
  ]
    .slice(0, mostIds)
    .map(([, id = '']) => id);

const idsIn = (value: string): readonly string[] => value.match(/<[^<>\s\p{Cc}]{1,900}>/gu) ?? [];

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
const clean = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();

/** RFC 6533 lets addresses be UTF-8; what is none stays one character a byte. */
const utf8 = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/./gs, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`));
  } catch {
    return text;
  }
};
