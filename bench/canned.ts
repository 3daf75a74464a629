import type { Loaded, Store } from 'ticketwerk';
import type { SqlExecutor } from 'ticketwerk/postgres';

/** Answers every load with what it was at first and accepts every commit, at once: what is left is the engine. */
export const cannedStore = (store: Store): Store => {
  const loaded = new Map<string, Promise<Loaded>>();
  const committed: ReturnType<Store['commit']> = Promise.resolve({ outcome: 'committed' });
  const drawn = Promise.resolve(1);
  return {
    ...store,
    load: (request) => remembered(loaded, request.tickets?.ids?.[0] ?? '', () => store.load(request)),
    commit: () => committed,
    draw: () => drawn,
  };
};

/** Answers every statement with what it was at first, at once: what is left is the engine and the text of parameters and results. */
export const cannedExecutor = (executor: SqlExecutor): SqlExecutor => {
  const answers = new Map<string, ReturnType<SqlExecutor['query']>>();
  return {
    ...executor,
    // A load answers what it is asked; a commit is accepted and a number drawn, whatever they hold.
    query: (text, params, name = '') =>
      remembered(answers, name.includes('load') ? `${name} ${params.join()}` : name, () =>
        executor.query(text, params, name),
      ),
  };
};

const remembered = <T>(answers: Map<string, T>, key: string, ask: () => T): T => {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = ask();
  answers.set(key, answer);
  return answer;
};
