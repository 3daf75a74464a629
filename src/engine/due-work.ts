import type { Claimable } from '../ports/store.ts';
import { toInstant } from '../ticket/instant.ts';
import type { Engine } from './engine.ts';

/** The tenant who had the last turn, for each kind of work: the next pass goes on behind him, also after one that failed. */
export type Turns = Map<keyof Claimable, string>;

/** A piece of work that this process alone may do. */
export interface LeasedWork<K extends keyof Claimable> {
  readonly work: Claimable[K];
  /** When it was asked for: the lease runs from then on. */
  readonly since: Date;
}

/**
 * Due work of all tenants, who take turns, until nothing is due. `lease` is in seconds, and so is `rest`, for how long work of this
 * kind lies before it is due.
 *
 * Each piece is leased when it is about to be done, not before. One more round trip a piece is little beside the mail server
 * it is meant for; and whatever happens to this process or to its store, at most one piece of work waits for its lease to run
 * out: everything that was not begun is free for the next pass, here or in another process.
 */
export async function* dueWork<K extends keyof Claimable>(
  kind: K,
  lease: number,
  { store, clock, turns }: Pick<Engine, 'store' | 'clock' | 'turns'>,
  rest = 0,
): AsyncGenerator<LeasedWork<K>> {
  for (;;) {
    const since = clock.now();
    const after = turns.get(kind);
    const [work] = await store.claim(kind, {
      dueBy: toInstant(new Date(since.getTime() - rest * 1000)),
      now: toInstant(since),
      leasedUntil: toInstant(new Date(since.getTime() + lease * 1000)),
      limit: 1,
      ...(after === undefined ? {} : { after }),
    });
    if (work === undefined) return;
    turns.set(kind, work.tenant);
    yield { work, since };
  }
}
