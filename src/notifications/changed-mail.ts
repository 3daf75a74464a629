import type { Delivery, Mail } from './mail.ts';

/** A mail with what becomes of its copies. */
export interface ChangedMail {
  readonly after: Mail;
  readonly changed: readonly { readonly before: Delivery; readonly after: Delivery }[];
}

/**
 * Changes a mail and these copies. Whoever claims a copy raises its version, so what was decided by an older one is not
 * written: of a delivery and a person who stops it exactly one wins.
 */
export const changedMail = (
  mail: Mail,
  to: Partial<Mail>,
  deliveries: readonly Delivery[],
  deliveriesTo: Partial<Delivery>,
): ChangedMail => ({
  after: { ...mail, ...to, version: mail.version + 1 },
  changed: deliveries.map((before) => ({ before, after: { ...before, ...deliveriesTo, version: before.version + 1 } })),
});

/** Nothing of this copy can have left yet. */
export const isUntouched = ({ state, attempts }: Delivery): boolean => state === 'queued' && attempts === 0;

export const onItsWay = ({ state }: Mail): string => (state === 'queued' ? 'on its way already' : state);
