/** Lends out one after the other, each to one caller at a time. */
export const population = <T>(all: readonly T[]) => {
  const free = [...all];
  return async <R>(use: (one: T) => Promise<R>): Promise<R> => {
    const one = free.shift();
    if (one === undefined) throw new Error('There are more callers than there is to work on.');
    try {
      return await use(one);
    } finally {
      free.push(one);
    }
  };
};
