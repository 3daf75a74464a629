import { decideDiscard } from '../notifications/decide-discard.ts';
import { decideSend, requireDraft } from '../notifications/decide-draft.ts';
import { decideRelease } from '../notifications/decide-release.ts';
import type { LoadedMail } from '../ports/store.ts';
import { toInstant } from '../ticket/instant.ts';
import { areaOf } from './area-of.ts';
import type { Call } from './call.ts';
import { ownsMail } from './commands/on-mail.ts';
import { sees } from './sees.ts';

/** What the actor may do with a mail of the outbox now, by the rules that guard the commands. */
export interface MailCan {
  readonly update: boolean;
  readonly refresh: boolean;
  /** False also while it has no recipient, or one that is no address. */
  readonly send: boolean;
  readonly discard: boolean;
  readonly release: boolean;
}

export const mailCan = ({ mail, deliveries, ticket }: LoadedMail, call: Call): MailCan => {
  const own = ownsMail(mail, call) && areaOf(ticket, call).ok;
  const now = toInstant(call.engine.clock.now());
  return {
    update: own && requireDraft(mail, 'changed').ok,
    refresh: own && requireDraft(mail, 'written anew').ok && sees(call, ticket),
    send: own && decideSend(mail).ok,
    discard: own && decideDiscard(mail, deliveries).ok,
    release: own && decideRelease(mail, deliveries, now).ok,
  };
};
