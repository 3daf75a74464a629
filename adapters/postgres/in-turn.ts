const last = new WeakMap<object, Promise<unknown>>();

/** One after the other on each handle: savepoints of two commands that overlap would take each other's work away. */
export const inTurn = <T>(handle: object, work: () => Promise<T>): Promise<T> => {
  const turn = (last.get(handle) ?? Promise.resolve()).then(work);
  last.set(
    handle,
    turn.catch(() => {}),
  );
  return turn;
};
