import type { Claimable, ClaimRequest } from '../../src/ports/store.ts';
import { compareText } from '../../src/text/compare-text.ts';
import type { Instant } from '../../src/ticket/instant.ts';
import { byText } from './by-text.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { Space } from './space.ts';
import type { Spaces } from './spaces.ts';

/** Leases due work of all tenants, who take turns. */
export const claim = <K extends keyof Claimable>(
  spaces: Spaces,
  kind: K,
  request: ClaimRequest,
): readonly Claimable[K][] => claims[kind](spaces, request);

const claims: {
  readonly [K in keyof Claimable]: (spaces: Spaces, request: ClaimRequest) => readonly Claimable[K][];
} = {
  delivery: (spaces, request) =>
    due(
      spaces,
      request,
      (space) => space.deliveries.where('work', 'open'),
      ({ notBefore }) => notBefore,
    ).flatMap(({ tenant, space, row }) => {
      const mail = space.mails.get(row.mail);
      if (mail === undefined) return [];
      const delivery = frozenCopy({ ...leased(row, request), state: 'sending' as const });
      space.deliveries.put(delivery);
      return [{ tenant, delivery, mail }];
    }),
  removal: (spaces, request) =>
    due(
      spaces,
      request,
      (space) => space.sources.where('work', 'open'),
      ({ removalNotBefore }) => removalNotBefore,
    ).map(({ tenant, space, row }) => {
      const source = frozenCopy(leased(row, request));
      space.sources.put(source);
      return { tenant, source };
    }),
  timer: (spaces, request) =>
    due(
      spaces,
      request,
      (space) => space.timers.where('work', 'open'),
      ({ dueAt }) => dueAt,
    ).map(({ tenant, space, row }) => {
      const timer = frozenCopy(leased(row, request));
      space.timers.put(timer);
      return { tenant, timer };
    }),
  timedTransition: (spaces, request) =>
    due(
      spaces,
      request,
      (space) => space.timedTransitions.where('work', 'open'),
      ({ tryAt }) => tryAt,
    ).map(({ tenant, space, row }) => {
      const timedTransition = frozenCopy(leased(row, request));
      space.timedTransitions.put(timedTransition);
      return { tenant, timedTransition };
    }),
  draft: (spaces, request) =>
    due(
      spaces,
      request,
      (space) => space.mails.where('work', 'open'),
      ({ writtenAt }) => writtenAt,
    ).map(({ tenant, space, row }) => {
      const mail = frozenCopy(leased(row, request));
      space.mails.put(mail);
      return { tenant, mail };
    }),
};

interface Leasable {
  readonly id: string;
  readonly leasedUntil: Instant | null;
  readonly version: number;
}

const leased = <Row extends Leasable>(row: Row, { leasedUntil }: ClaimRequest): Row => ({
  ...row,
  leasedUntil,
  version: row.version + 1,
});

interface Piece<Row> {
  readonly tenant: string;
  readonly space: Space;
  readonly row: Row;
}

const due = <Row extends Leasable>(
  spaces: Spaces,
  { dueBy, now = dueBy, limit, after = '' }: ClaimRequest,
  openIn: (space: Space) => readonly Row[],
  dueAt: (row: Row) => Instant,
): readonly Piece<Row>[] => {
  const queues = [...spaces.all()]
    .sort(([a], [b]) => Number(compareText(a, after) <= 0) - Number(compareText(b, after) <= 0) || compareText(a, b))
    .map(([tenant, space]) =>
      openIn(space)
        .filter((row) => dueAt(row) <= dueBy && (row.leasedUntil === null || row.leasedUntil <= now))
        .sort(byText((row) => `${dueAt(row)} ${row.id}`))
        .map((row) => ({ tenant, space, row })),
    );
  return inTurns(queues).slice(0, limit);
};

/** The first of each, then the second of each, and so on. */
const inTurns = <T>(queues: readonly (readonly T[])[]): readonly T[] => {
  const rounds = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => queues.flatMap((queue) => queue.slice(round, round + 1))).flat();
};
