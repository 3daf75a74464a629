import type { Edge } from './workflow-graph.ts';

/** Sets of roles as bits, of which none holds another. */
export interface SmallestSets {
  readonly sets: readonly number[];
  /** There are more. */
  readonly cut: boolean;
}

/** More of them nobody reads, and with many roles there are very many. */
const mostSets = 100;

/**
 * Step → the smallest sets of roles that bring a ticket from there to one of the goals; `takers` are the roles that take an edge, each as
 * one bit. What one edge takes is added to what is needed behind it, smaller sets first: so what is taken in is never replaced.
 */
export const smallestSets = (
  goals: readonly string[],
  takers: ReadonlyMap<Edge, readonly number[]>,
): ReadonlyMap<string, SmallestSets> => {
  const entering = new Map<string, (readonly [from: string, bits: readonly number[]])[]>();
  for (const [{ from, to }, bits] of takers) {
    if (bits.length > 0) entering.set(to.id, [...(entering.get(to.id) ?? []), [from.id, bits]]);
  }
  const found = new Map<string, number[]>();
  const cut = new Set<string>();
  const waiting: (readonly [step: string, set: number])[][] = [];
  const holdsKnown = (step: string, set: number): boolean =>
    found.get(step)?.some((known) => (known & set) === known) ?? false;
  const propose = (step: string, set: number): void => {
    if (holdsKnown(step, set)) return;
    const size = sizeOf(set);
    waiting[size] ??= [];
    waiting[size].push([step, set]);
  };
  for (const goal of goals) propose(goal, 0);
  for (let size = 0; size < waiting.length; size += 1) {
    // Grows while it is walked: an edge that somebody of the set takes needs nobody else.
    for (const [step, set] of waiting[size] ?? []) {
      if (holdsKnown(step, set)) continue;
      const sets = found.get(step) ?? [];
      if (sets.length >= mostSets) {
        cut.add(step);
        continue;
      }
      found.set(step, sets);
      sets.push(set);
      for (const [from, bits] of entering.get(step) ?? []) for (const bit of bits) propose(from, set | bit);
    }
  }
  // Where sets are missing, they may be missing before it too.
  for (const step of cut) for (const [from] of entering.get(step) ?? []) cut.add(from);
  return new Map([...found].map(([step, sets]) => [step, { sets, cut: cut.has(step) }]));
};

const sizeOf = (set: number): number => {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size += 1;
  return size;
};
