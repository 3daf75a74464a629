import type { ParsedMail } from '../ports/mail-parser.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../refusal/refusal.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { fingerprint } from '../text/fingerprint.ts';
import type { SenderMatches } from '../ticket/prefill.ts';
import type { MailRef } from '../ticket/source-mail.ts';
import type { Warning } from '../ticket/warning.ts';
import { canUseMailbox } from './authorize.ts';
import type { Call } from './call.ts';
import { mailboxOf } from './mailbox-of.ts';

/** A mail in a folder, read and parsed, with those whom the host knows under its sender's address. */
export interface ReadMail {
  readonly ref: MailRef;
  /** Null: it is not there (any more); only a ticket made from it before can explain that. */
  readonly found: {
    readonly raw: Uint8Array;
    readonly mail: ParsedMail;
    readonly contentHash: string;
    readonly matches: SenderMatches;
    readonly warnings: readonly Warning[];
  } | null;
}

/** Reads a mail without touching it. Refused before anything is fetched when the actor may not use the mailbox. */
export const readMail = async (ref: MailRef, call: Call): Promise<Decided<ReadMail>> => {
  const { engine } = call;
  const mailbox = mailboxOf(engine, call.context.tenant, ref.mailbox);
  if (mailbox === undefined) return refuseNotFound('mailbox');
  if (!canUseMailbox(call.grants, ref.mailbox)) {
    return refuse('forbidden', `You may not use the mailbox "${ref.mailbox}".`, {
      data: { permission: null, mailbox: ref.mailbox },
    });
  }
  if (engine.parser === null)
    return refuse('config_invalid', 'Mails cannot be read without a parser; pass `parser` to createDesk.');
  const fetched = await mailbox.source.fetch(ref);
  if (fetched.outcome !== 'found') return notFetched(ref, fetched.outcome);
  const parsed = await engine.parser.parse(fetched.raw);
  if (parsed.outcome === 'unparseable')
    return unreadable('mail_unparseable', `The mail cannot be read: ${parsed.reason}`);
  const { mail } = parsed;
  const sender = await matchSender(mail, call);
  return accept({ ref, found: { raw: fetched.raw, mail, contentHash: contentHash(mail), ...sender } });
};

const notFetched = (ref: MailRef, outcome: 'missing' | 'stale' | 'too_big'): Decided<ReadMail> => {
  if (outcome === 'missing') return accept({ ref, found: null });
  if (outcome === 'too_big') return unreadable('mail_too_big', 'The mail is bigger than the mailbox allows.');
  return refuse('conflict', 'Another mail lies there now; list the folder again.', {
    issues: [
      { path: ['from', 'mail'], code: 'mail_stale', message: 'The folder was renumbered or the mail was replaced.' },
    ],
  });
};

const unreadable = (code: string, message: string) =>
  refuse('invalid_input', message, { issues: [{ path: ['from', 'mail'], code, message }] });

/** A directory that fails must not hold up mail: the ticket is made without a match. */
const matchSender = async (
  mail: ParsedMail,
  { engine, context }: Call,
): Promise<{ matches: SenderMatches; warnings: readonly Warning[] }> => {
  const nobody = { persons: [], contacts: [] };
  if (mail.from === null || engine.directory?.byEmail === undefined) return { matches: nobody, warnings: [] };
  try {
    return { matches: await engine.directory.byEmail(mail.from.address, context), warnings: [] };
  } catch (error) {
    engine.logger?.warn('The directory failed; the sender of a mail was not matched.', { error });
    return {
      matches: nobody,
      warnings: [
        { code: 'directory_unavailable', message: 'The sender could not be looked up; link the requester by hand.' },
      ],
    };
  }
};

const contentHash = ({ from, date, subject, text, attachments }: ParsedMail): string =>
  fingerprint(canonicalJson([from?.address ?? '', date?.toISOString() ?? '', subject, text, attachments]));
