import { type RawBuilder, sql } from 'kysely';
import type { ResolvedTest } from '../../src/index.ts';
import { ticketColumn } from './ticket-column.ts';

/** A test on a set of ids, kept as a list in JSON. Members are found through the index on that column. */
export const setTestSql = (test: ResolvedTest): RawBuilder<boolean> => {
  const field = sql.raw(ticketColumn(test.field));
  const holding = (ids: readonly string[]) => sql<boolean>`${field} @> ${JSON.stringify(ids)}::text::jsonb`;
  switch (test.operator) {
    case 'is':
      return test.value === null ? sql<boolean>`${field} = '[]'::jsonb` : sql.raw<boolean>('false');
    case 'hasAll':
      // What holds of every set does not hold of none.
      return test.values.length === 0 ? sql<boolean>`${field} <> '[]'::jsonb` : holding(test.values);
    case 'hasAny':
      return test.values.length === 0
        ? sql.raw<boolean>('false')
        : sql<boolean>`(${sql.join(
            test.values.map((id) => holding([id])),
            sql.raw(' or '),
          )})`;
    default:
      return sql.raw<boolean>('false');
  }
};
