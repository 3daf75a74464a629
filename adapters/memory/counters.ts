import type { Journal } from './journal.ts';

/**
 * The last number of each series. A drawn number stays drawn whatever becomes of the transaction; one that was taken
 * together with a ticket, in a series without gaps, is free again after a rollback.
 */
export interface Counters {
  /** With what the open transaction took. */
  last(series: string): number;
  /** Without it: what everybody outside sees. */
  committed(series: string): number;
  draw(series: string, last: number): void;
  take(series: string, value: number): void;
}

export const createCounters = (journal: Journal): Counters => {
  const lasts = new Map<string, number>();
  /** What a transaction took, and what was the last number before. */
  const takes = new Map<string, { readonly by: object; readonly value: number; readonly before: number }>();
  const last = (series: string) => lasts.get(series) ?? 0;
  const committed = (series: string) => {
    const take = takes.get(series);
    const isOpen = take !== undefined && take.by === journal.current && take.value === last(series);
    return isOpen ? take.before : last(series);
  };
  return {
    last,
    committed,
    draw: (series, value) => void lasts.set(series, value),
    take: (series, value) => {
      const before = committed(series);
      lasts.set(series, value);
      if (journal.current === null) return;
      takes.set(series, { by: journal.current, value, before });
      // Somebody may have drawn a higher number meanwhile: that one stays drawn.
      journal.record(() => {
        if (last(series) === value) lasts.set(series, before);
      });
    },
  };
};
