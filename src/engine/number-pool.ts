import type { DrawRequest } from '../ports/number-series.ts';
import type { Store } from '../ports/store.ts';

type Series = Omit<DrawRequest, 'count'>;

/** Numbers drawn ahead by this process. */
export interface NumberPool {
  /** The next number of a series; `block` numbers are drawn from the store when none is left. */
  next(store: Store, series: Series, block: number): Promise<number>;
}

export const createNumberPool = (): NumberPool => {
  const ahead = new Map<string, { next: number; readonly end: number }>();
  const drawing = new Map<string, Promise<void>>();

  const refill = async (key: string, store: Store, series: Series, block: number): Promise<void> => {
    const first = await store.draw({ ...series, count: block });
    ahead.set(key, { next: first, end: first + block });
  };

  return {
    next: async (store, series, block) => {
      if (block === 1) return store.draw({ ...series, count: 1 });
      const key = JSON.stringify([series.tenant, series.series]);
      for (;;) {
        const pool = ahead.get(key);
        if (pool !== undefined && pool.next < pool.end) {
          pool.next += 1;
          return pool.next - 1;
        }
        const running = drawing.get(key) ?? refill(key, store, series, block).finally(() => drawing.delete(key));
        drawing.set(key, running);
        await running;
      }
    },
  };
};
