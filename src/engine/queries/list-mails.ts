import { z } from 'zod';
import { findNumbers } from '../../area/find-numbers.ts';
import type { MailListing } from '../../ports/mail-source.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { canUseMailbox } from '../authorize.ts';
import type { Call } from '../call.ts';
import { idInput } from '../id-input.ts';
import { mailboxOf } from '../mailbox-of.ts';
import { sees } from '../sees.ts';

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

/** A mail that lies in a folder, with what its subject says of tickets. */
export interface ListedMail extends MailListing {
  /**
   * Tickets whose numbers stand in the subject, from left to right, those that the actor sees. Anybody can write a number: it is a hint
   * and no proof.
   */
  readonly tickets: readonly { readonly id: string; readonly number: string }[];
}

/** The mails that lie in a folder, untouched. */
export const listMails = async (rawQuery: unknown, call: Call): Promise<Decided<readonly ListedMail[]>> => {
  const query = parseInput(mailsQuery, rawQuery);
  if (!query.ok) return query;
  const mailbox = mailboxOf(call.engine, call.context.tenant, query.value.mailbox);
  if (mailbox === undefined) return refuseNotFound('mailbox');
  if (!canUseMailbox(call.grants, query.value.mailbox)) {
    return refuse('forbidden', `You may not use the mailbox "${query.value.mailbox}".`, {
      data: { permission: null, mailbox: query.value.mailbox },
    });
  }
  const listed = await mailbox.source.list(query.value);
  const numbered = listed.map((mail) => ({
    mail,
    numbers: findNumbers(mail.subject, call.engine.configuration.formats),
  }));
  const known = await ticketsByNumber([...new Set(numbered.flatMap(({ numbers }) => numbers))], call);
  return accept(
    deepFreeze(
      numbered.map(({ mail, numbers }) => ({ ...mail, tickets: numbers.flatMap((number) => known.get(number) ?? []) })),
    ),
  );
};

const ticketsByNumber = async (
  numbers: readonly string[],
  call: Call,
): Promise<ReadonlyMap<string, { readonly id: string; readonly number: string }>> => {
  if (numbers.length === 0) return new Map();
  const { tickets } = await call.store.load({ tenant: call.context.tenant, tickets: { numbers, details: [] } });
  return new Map(
    tickets
      .filter(({ row }) => sees(call, row))
      .map(({ row: { id, number } }) => [number.toUpperCase(), { id, number }] as const),
  );
};
