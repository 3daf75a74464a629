import { actor, type Condition } from '../condition/condition.ts';
import type { AreaGrant, Grants } from '../ports/authorizer.ts';

/** What holds in an area: its own entry, and that for every area. */
export const grantsIn = (grants: Grants, area: string): readonly AreaGrant[] =>
  [area, '*'].flatMap((id) => (Object.hasOwn(grants.areas, id) ? [grants.areas[id] as AreaGrant] : []));

const everything: Condition = { all: [] };
const own: Condition = {
  any: [
    { field: 'responsible', is: actor },
    { field: 'creator', is: actor },
  ],
};

/** Which tickets of an area exist for whoever holds this there: permission ∧ visible. Null: none. */
export const visibleIn = (grants: readonly AreaGrant[]): Condition | null => {
  const readable = grants.some(({ permissions }) => permissions.includes('ticket.read'))
    ? everything
    : grants.some((grant) => grant.own?.includes('ticket.read'))
      ? own
      : null;
  const shown = anyOf(
    grants.map(({ visible, own: words = [] }) =>
      anyOf([visible === 'all' ? everything : visible === 'none' ? null : visible, words.length > 0 ? own : null]),
    ),
  );
  return readable === null || shown === null ? null : allOf([readable, shown]);
};

/** Which tickets exist at all for whoever holds this; the same that `visibleIn` says of each. Null: none. */
export const visibleTickets = (grants: Grants): Condition | null => {
  const named = Object.keys(grants.areas).filter((id) => id !== '*');
  const areas = named.map((id) => ({ id, visible: visibleIn(grantsIn(grants, id)) }));
  const elsewhere = visibleIn(grantsIn(grants, '*'));
  if (areas.every(({ visible }) => equal(visible, elsewhere))) return elsewhere;
  return anyOf([
    ...distinct(areas.map(({ visible }) => visible)).map((visible) => {
      const ids = areas.filter((area) => equal(area.visible, visible)).map(({ id }) => id);
      return visible === null ? null : allOf([{ field: 'area', in: ids }, visible]);
    }),
    elsewhere === null ? null : allOf([{ field: 'area', notIn: named }, elsewhere]),
  ]);
};

const anyOf = (conditions: readonly (Condition | null)[]): Condition | null => {
  const possible = distinct(conditions.filter((one) => one !== null));
  if (possible.some((one) => equal(one, everything))) return everything;
  return possible.length > 1 ? { any: possible } : (possible[0] ?? null);
};

const allOf = (conditions: readonly Condition[]): Condition => {
  const needed = distinct(conditions.filter((one) => !equal(one, everything)));
  return needed.length === 1 ? (needed[0] ?? everything) : { all: needed };
};

const distinct = <T>(values: readonly T[]): readonly T[] =>
  values.filter((value, index) => values.findIndex((other) => equal(other, value)) === index);

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
