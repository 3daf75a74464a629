import type { Delivery, Mail } from './mail.ts';

/**
 * Gives up whatever of a mail has not left yet, for good: nobody may be written to any more who is among its recipients. What is
 * being sent just now may arrive, and nobody will know.
 */
export const withdrawMail = (
  mail: Mail,
  deliveries: readonly Delivery[],
): { readonly mail: Mail; readonly deliveries: readonly Delivery[] } => {
  if (mail.state !== 'draft' && mail.state !== 'queued') return { mail, deliveries };
  const after = deliveries.map((delivery): Delivery => {
    if (delivery.state === 'queued') return { ...delivery, state: 'discarded' };
    return delivery.state === 'sending' ? { ...delivery, state: 'ambiguous', leasedUntil: null } : delivery;
  });
  const hasLeft = after.some(({ state }) => state !== 'discarded');
  return { mail: { ...mail, state: hasLeft ? 'closed' : 'discarded' }, deliveries: after };
};
