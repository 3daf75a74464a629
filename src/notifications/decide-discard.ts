import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import { type ChangedMail, changedMail, isUntouched, onItsWay } from './changed-mail.ts';
import type { Delivery, Mail } from './mail.ts';

/**
 * Decides that a mail is given up: a draft, or a queued mail of which no copy was tried yet. What left or was given up already
 * cannot be given up any more.
 */
export const decideDiscard = (mail: Mail, deliveries: readonly Delivery[]): Decided<ChangedMail> =>
  mail.state === 'draft' || (mail.state === 'queued' && deliveries.every(isUntouched))
    ? accept(changedMail(mail, { state: 'discarded' }, deliveries, { state: 'discarded' }))
    : refuse('conflict', `This mail is ${onItsWay(mail)} and cannot be discarded.`, {
        data: { mail: mail.id, state: mail.state },
      });
