/** Sets of roles as bits, of which none holds another: the smallest ones that are known. */
export interface Antichain {
  readonly sets: readonly number[];
  /** There may be more, and smaller ones. */
  readonly cut: boolean;
}

/** More of them nobody reads, and with many roles there are very many. */
const mostSets = 100;

export const emptyAntichain: Antichain = { sets: [], cut: false };

/**
 * Takes a set in unless it holds a smaller one, and lets go of those that hold it. When it is full, it takes only what takes the
 * place of others: so what it stands for never becomes less, and whoever grows it step by step comes to an end.
 */
export const withSet = (antichain: Antichain, set: number): Antichain => {
  if (antichain.sets.some((known) => (known & set) === known)) return antichain;
  const rest = antichain.sets.filter((known) => (known & set) !== set);
  if (rest.length === antichain.sets.length && rest.length >= mostSets) {
    return antichain.cut ? antichain : { sets: antichain.sets, cut: true };
  }
  return { sets: [...rest, set], cut: antichain.cut };
};
