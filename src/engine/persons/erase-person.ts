import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Call } from '../call.ts';
import { notAllowed } from '../not-allowed.ts';
import { eraseTicket } from './erase-ticket.ts';
import { addCounts, type ErasureCounts, noErasure } from './erasure-counts.ts';
import { countErasure, type IntendedErasure, intendPersonErasure } from './intend-person-erasure.ts';
import type { ErasurePreview, PersonErasure } from './persons-surface.ts';
import { ticketsOf } from './tickets-of.ts';

/**
 * How often his tickets are gone through: what changed meanwhile is taken up again, and the last round finds nothing any more, unless
 * people keep writing.
 */
const rounds = 6;

/**
 * Takes a person out of every ticket. What he is recognised by is kept until the last ticket is done: the tickets that told of it may
 * be done already when the work is broken off, and others must still be found.
 */
export const erasePerson = async (person: unknown, options: unknown, call: Call): Promise<Decided<PersonErasure>> => {
  const intended = await intendPersonErasure(person, options, call);
  if (!intended.ok) return intended;
  const { known, options: given } = intended.value;
  if (!given.confirmed) {
    return refuse(
      'confirmation_required',
      'Erasing a person cannot be taken back. Show what it changes, and confirm it.',
      { data: { ...(await countErasure(intended.value, call)) } },
    );
  }
  const kept = await writeErasure({ person: known.person, known }, call);
  if (!kept.ok) return kept;
  const erased = await eraseTickets(intended.value, call);
  if (!erased.ok) return erased;
  if (erased.value.done) {
    const ended = await writeErasure({ person: known.person, known: null }, call);
    if (!ended.ok) return ended;
  }
  return accept(deepFreeze({ ...erased.value, addresses: known.addresses }));
};

/** What erasing a person would change. Nothing is written. */
export const previewErasePerson = async (
  person: unknown,
  options: unknown,
  call: Call,
): Promise<Decided<ErasurePreview>> => {
  const intended = await intendPersonErasure(person, options, call);
  if (!intended.ok) return accept(notAllowed(intended.refusal));
  const counts = await countErasure(intended.value, call);
  return accept(deepFreeze({ allowed: true, counts, addresses: intended.value.known.addresses }));
};

const writeErasure = async (
  erasure: { readonly person: string; readonly known: IntendedErasure['known'] | null },
  { store, context }: Call,
): Promise<Decided<null>> => {
  const { outcome } = await store.commit({ tenant: context.tenant, changes: [], erasure });
  return outcome === 'committed'
    ? accept(null)
    : refuse('conflict', 'Somebody else erases this person at the same time. Call again.');
};

const eraseTickets = async (
  { known, tickets, options }: IntendedErasure,
  call: Call,
): Promise<Decided<{ readonly done: boolean; readonly counts: ErasureCounts }>> => {
  const { content, signal } = options;
  const seen = new Set<string>();
  const tell = (ticket: string) => {
    seen.add(ticket);
    try {
      options.onProgress?.({ done: Math.min(seen.size, tickets.length), total: tickets.length });
    } catch (error) {
      call.engine.logger?.warn('A listener failed.', { type: 'progress', error });
    }
  };
  let counts = noErasure;
  for (let round = 1; round <= rounds; round += 1) {
    let isQuiet = true;
    for await (const ticket of ticketsOf({ person: known.person, addresses: known.addresses }, call)) {
      if (signal?.aborted === true) return accept({ done: false, counts });
      const erased = await eraseTicket(ticket, known, content, call);
      if (!erased.ok) return erased;
      if (erased.value !== null) isQuiet = false;
      if (erased.value !== null && erased.value !== 'busy') counts = addCounts(counts, erased.value);
      tell(ticket);
    }
    if (isQuiet) return accept({ done: true, counts });
  }
  return accept({ done: false, counts });
};
