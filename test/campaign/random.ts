/** Chance that can be repeated: the same seed draws the same numbers. */
export interface Random {
  /** A whole number from 0 to below `below`. */
  readonly below: (below: number) => number;
  readonly oneOf: <T>(all: readonly [T, ...T[]]) => T;
}

/** Mulberry32: small, and good enough to choose commands and moments. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
  };
  return { below, oneOf: (all) => all[below(all.length)] ?? all[0] };
};
