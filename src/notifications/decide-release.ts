import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { Instant } from '../ticket/instant.ts';
import { type ChangedMail, changedMail, isUntouched, onItsWay } from './changed-mail.ts';
import type { Delivery, Mail } from './mail.ts';
import { wrongState } from './wrong-state.ts';

/** Decides that a queued mail leaves now: one that is held, or one that could still be taken back for a while. */
export const decideRelease = (mail: Mail, deliveries: readonly Delivery[], now: Instant): Decided<ChangedMail> => {
  if (mail.state === 'draft' || mail.state === 'discarded') return wrongState(mail, 'released');
  const waiting = deliveries.filter((delivery) => isUntouched(delivery) && delivery.notBefore > now);
  return mail.state === 'queued' && waiting.length > 0
    ? accept(changedMail(mail, {}, waiting, { notBefore: now }))
    : refuse('already_done', `This mail is ${onItsWay(mail)}; there is nothing to release.`, {
        data: { mail: mail.id, state: mail.state },
      });
};
