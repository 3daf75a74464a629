import type { Claimable, ClaimRequest } from '../../src/ports/store.ts';
import type { Instant } from '../../src/ticket/instant.ts';
import { byText } from './by-text.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { Space } from './space.ts';
import type { Spaces } from './spaces.ts';

/** Leases due work of all tenants. */
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

const due = <Row extends Leasable>(
  spaces: Spaces,
  { dueBy, limit }: ClaimRequest,
  openIn: (space: Space) => readonly Row[],
  dueAt: (row: Row) => Instant,
): readonly { readonly tenant: string; readonly space: Space; readonly row: Row }[] =>
  [...spaces.all()]
    .flatMap(([tenant, space]) => openIn(space).map((row) => ({ tenant, space, row })))
    .filter(({ row }) => dueAt(row) <= dueBy && (row.leasedUntil === null || row.leasedUntil <= dueBy))
    .sort(byText(({ tenant, row }) => `${dueAt(row)} ${row.id} ${tenant}`))
    .slice(0, limit);
