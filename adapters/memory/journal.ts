/** Remembers how to take back what an open transaction wrote. */
export interface Journal {
  /** Something else for each transaction; null while none is open. */
  readonly current: object | null;
  /** Notes how to undo one write. Without an open transaction nothing is kept. */
  record(undo: () => void): void;
  begin(): void;
  commit(): void;
  rollback(): void;
}

export const createJournal = (): Journal => {
  let undos: (() => void)[] | null = null;
  return {
    get current() {
      return undos;
    },
    record: (undo) => void undos?.push(undo),
    begin: () => {
      undos = [];
    },
    commit: () => {
      undos = null;
    },
    rollback: () => {
      // Latest first: a row that was written twice ends as it was before the first time.
      for (const undo of undos?.reverse() ?? []) undo();
      undos = null;
    },
  };
};
