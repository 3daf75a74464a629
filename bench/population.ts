/** Hands out one after the other, round and round: far more than callers, so that no two meet on one. */
export const population = <T>(all: readonly T[]): (() => T) => {
  let last = -1;
  return () => {
    last = (last + 1) % all.length;
    const one = all[last];
    if (one === undefined) throw new Error('There is nothing to work on.');
    return one;
  };
};
