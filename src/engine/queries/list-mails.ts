import { z } from 'zod';
import type { MailListing } from '../../ports/mail-source.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { canUseMailbox } from '../authorize.ts';
import type { Call } from '../call.ts';
import { idInput } from '../id-input.ts';
import { mailboxOf } from '../mailbox-of.ts';

const mailsQuery = z.strictObject({
  mailbox: idInput(),
  folder: idInput(1000).default('INBOX'),
  limit: z.int().min(1).max(10_000).default(100),
});

/** Which folder to list. */
export interface MailsQuery {
  readonly mailbox: string;
  /** Default: `INBOX`. */
  readonly folder?: string;
  /** Default: 100. */
  readonly limit?: number;
}

/** The mails that lie in a folder, untouched. */
export const listMails = async (rawQuery: unknown, call: Call): Promise<Decided<readonly MailListing[]>> => {
  const query = parseInput(mailsQuery, rawQuery);
  if (!query.ok) return query;
  const mailbox = mailboxOf(call.engine, call.context.tenant, query.value.mailbox);
  if (mailbox === undefined) return refuseNotFound('mailbox');
  if (!canUseMailbox(call.grants, query.value.mailbox)) {
    return refuse('forbidden', `You may not use the mailbox "${query.value.mailbox}".`, {
      data: { permission: null, mailbox: query.value.mailbox },
    });
  }
  return accept(deepFreeze(await mailbox.source.list(query.value)));
};
