import { isDeepStrictEqual } from 'node:util';
import type { Contender } from './contender.ts';

type ReadJson = (text: string, values: readonly string[]) => Promise<unknown>;

const volatile = /^(id|ticket|number|folded_number|feed|position|.*_at|at|.*At)$/;

/** Leaves out what is another for every ticket. */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([key, part]) => [
    key,
    volatile.test(key) ? part === null : comparable(part),
  ]);
  return Object.fromEntries(parts.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
};

const rowsOf = async (readJson: ReadJson, ticket: string): Promise<unknown> =>
  comparable(
    await readJson(
      `select json_build_object(
  'ticket', (select row_to_json(t) from ticketwerk.tickets t where id = $1),
  'events', (select json_agg(e order by seq) from ticketwerk.events e where ticket = $1),
  'actions', (select json_agg(a order by seq) from ticketwerk.actions a where ticket = $1),
  'mails', (select json_agg(m) from ticketwerk.mails m where ticket = $1)
) as result`,
      [ticket],
    ),
  );

/** A comparison means nothing unless everybody writes the same: refuses to go on otherwise. */
export const checkSameRows = async (contenders: readonly Contender[], readJson: ReadJson): Promise<void> => {
  const written = [];
  for (const { name, create, transition, addAction } of contenders) {
    const tickets = [await create(), await transition(), await addAction()];
    const rows = [];
    for (const ticket of tickets) rows.push(await rowsOf(readJson, ticket));
    written.push({ name, rows });
  }
  const [first, ...others] = written;
  for (const { name, rows } of others) {
    if (isDeepStrictEqual(rows, first?.rows)) continue;
    throw new Error(
      `"${name}" does not write what the ${first?.name} writes:\n${JSON.stringify({ first, other: rows }, null, 1)}`,
    );
  }
};
