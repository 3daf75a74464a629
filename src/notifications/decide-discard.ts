import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import { type ChangedMail, changedMail, isUntouched, onItsWay } from './changed-mail.ts';
import type { Delivery, Mail } from './mail.ts';
import { mailEventFacts } from './make-mails.ts';

/** A mail that is given up, and what its ticket records of that. */
export interface DiscardedMail extends ChangedMail {
  readonly events: readonly NewEvent[];
}

/**
 * Decides that a mail is given up: a draft, or a queued mail of which no copy was tried yet. What left or was given up already
 * cannot be given up any more.
 */
export const decideDiscard = (mail: Mail, deliveries: readonly Delivery[]): Decided<DiscardedMail> =>
  mail.state === 'draft' || (mail.state === 'queued' && deliveries.every(isUntouched))
    ? accept({
        ...changedMail(mail, { state: 'discarded', leasedUntil: null }, deliveries, { state: 'discarded' }),
        events: [{ type: 'mail.discarded', data: { ...mailEventFacts(mail), drafted: mail.state === 'draft' } }],
      })
    : refuse('conflict', `This mail is ${onItsWay(mail)} and cannot be discarded.`, {
        data: { mail: mail.id, state: mail.state },
      });
