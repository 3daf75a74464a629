import { foldAddress } from '../text/email-address.ts';
import type { MailSender } from './mail-sender.ts';
import type { Authentication } from './read-authentication.ts';

/** How somebody takes part in a ticket. */
export type Participation = 'requester' | 'corresponded' | 'contact_person' | 'agent';

/** Whose addresses take part in a ticket. */
export interface ParticipantFacts {
  readonly requester: string;
  /** To which the ticket wrote, or from which it accepted a mail. */
  readonly corresponded: readonly string[];
  /** Of the persons whom the host knows at the ticket's contact. */
  readonly contactPersons: readonly string[];
  /** Of agents of the host, as far as they are the sender's. */
  readonly agents: readonly string[];
}

/**
 * How the sender of a mail takes part in a ticket; null: he is a stranger. Only the address counts, never the name. An agent is one
 * only if his address is proven: the desk writes to agents too, and what they may is more.
 */
export const participationOf = (
  sender: MailSender | null,
  { requester, corresponded, contactPersons, agents }: ParticipantFacts,
  { dmarc }: Authentication,
): Participation | null => {
  if (sender === null || sender.by !== 'from') return null;
  const isIn = (addresses: readonly string[]): boolean => addresses.map(foldAddress).includes(sender.address);
  if (isIn([requester])) return 'requester';
  if (isIn(agents)) return dmarc === 'pass' ? 'agent' : null;
  if (isIn(corresponded)) return 'corresponded';
  return isIn(contactPersons) ? 'contact_person' : null;
};
