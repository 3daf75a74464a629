import { type Instant, toInstant } from '../ticket/instant.ts';
import type { Delivery, Mail } from './mail.ts';

/** How mails leave that lie queued in a person's outbox. */
export interface UserMail {
  /** `hold`: not before they are released. */
  readonly mode: 'send' | 'hold';
  /** How long they can be taken back before they leave, in seconds. */
  readonly undoSeconds: number;
}

/** No clock comes as far: what waits for it waits until it is released. */
const held: Instant = '9999-12-31T00:00:00.000Z';

/** When a mail that is queued now may leave. Notices, which belong to nobody, leave at once. */
export const leavesAt = ({ owner }: Pick<Mail, 'owner'>, now: Instant, { mode, undoSeconds }: UserMail): Instant => {
  if (owner === null) return now;
  return mode === 'hold' ? held : toInstant(new Date(Date.parse(now) + undoSeconds * 1000));
};

/** Does this copy wait until its mail is released? */
export const isHeld = ({ state, notBefore }: Pick<Delivery, 'state' | 'notBefore'>): boolean =>
  state === 'queued' && notBefore === held;
