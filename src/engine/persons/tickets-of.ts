import type { Pages } from '../../ports/store.ts';
import type { Call } from '../call.ts';

const pageSize = 200;

/** Ids of the tickets that a person may be on, page by page; while they are erased, those behind the last one still come. */
export async function* ticketsOf(
  query: Pages['ticketsOfPerson']['query'],
  { store, context }: Call,
): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    const ids = await store.page('ticketsOfPerson', {
      tenant: context.tenant,
      query,
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    yield* ids;
    after = ids.at(-1);
    if (ids.length < pageSize) return;
  }
}
