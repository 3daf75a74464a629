import type { Journal } from './journal.ts';

/** Rows by key, with indexes. `put` and `remove` are the only ways to write, so the journal misses nothing. */
export interface Table<Row, Index extends string = never> {
  get(key: string): Row | undefined;
  /** Rows for which the index gave this text, in no particular order. */
  where(index: Index, text: string): Row[];
  all(): Iterable<Row>;
  size(): number;
  put(row: Row): void;
  remove(key: string): void;
}

/** An index says under which text a row is found; null: under none. */
export const createTable = <Row, Index extends string = never>(
  journal: Journal,
  keyOf: (row: Row) => string,
  indexes: Readonly<Record<Index, (row: Row) => string | null>>,
): Table<Row, Index> => {
  const rows = new Map<string, Row>();
  const names = Object.keys(indexes) as Index[];
  const entries = new Map(names.map((name) => [name, new Map<string, Set<string>>()]));

  const move = (name: Index, key: string, from: string | null, to: string | null): void => {
    if (from === to) return;
    const index = entries.get(name);
    if (from !== null) index?.get(from)?.delete(key);
    if (to === null) return;
    const keys = index?.get(to) ?? new Set();
    index?.set(to, keys.add(key));
  };

  const replace = (key: string, row: Row | undefined): Row | undefined => {
    const previous = rows.get(key);
    const entry = (name: Index, of: Row | undefined) => (of === undefined ? null : indexes[name](of));
    for (const name of names) move(name, key, entry(name, previous), entry(name, row));
    if (row === undefined) rows.delete(key);
    else rows.set(key, row);
    return previous;
  };

  return {
    get: (key) => rows.get(key),
    where: (name, text) => [...(entries.get(name)?.get(text) ?? [])].flatMap((key) => rows.get(key) ?? []),
    all: () => rows.values(),
    size: () => rows.size,
    put: (row) => {
      const key = keyOf(row);
      const previous = replace(key, row);
      journal.record(() => replace(key, previous));
    },
    remove: (key) => {
      const previous = replace(key, undefined);
      journal.record(() => replace(key, previous));
    },
  };
};
