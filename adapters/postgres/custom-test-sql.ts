import { type RawBuilder, sql } from 'kysely';
import type { ResolvedTest } from '../../src/index.ts';

/**
 * A test on a custom field, by the keys kept in `ticket.field_keys`: `n…` for numbers, `t…` for texts and so on, which
 * compare byte by byte as the values do. Equal keys and members of sets are found through the index on that column.
 */
export const customTestSql = (test: ResolvedTest): RawBuilder<boolean> => {
  const id = test.field.slice('fields.'.length);
  const key = sql`(ticket.field_keys ->> ${id}::text) collate "C"`;
  switch (test.operator) {
    case 'is':
      return test.value === null ? sql<boolean>`${key} is null` : holding(id, test.value);
    case 'in':
      return anyOf(test.values.map((value) => holding(id, value)));
    case 'before':
      return sql<boolean>`(${key} < ${test.value}::text and ${key} >= ${tagOf(test.value)}::text)`;
    case 'after':
      return sql<boolean>`(${key} > ${test.value}::text and ${key} < ${afterTagOf(test.value)}::text)`;
    case 'atLeast':
      return sql<boolean>`(${key} >= ${test.value}::text and ${key} < ${afterTagOf(test.value)}::text)`;
    case 'atMost':
      return sql<boolean>`(${key} <= ${test.value}::text and ${key} >= ${tagOf(test.value)}::text)`;
    case 'contains':
      return sql<boolean>`(starts_with(${key}, 't') and strpos(substr(${key}, 2), ${test.value}::text) > 0)`;
    case 'startsWith':
      return sql<boolean>`starts_with(${key}, ${`t${test.value}`}::text)`;
    case 'endsWith':
      return sql<boolean>`(starts_with(${key}, 't') and right(substr(${key}, 2), length(${test.value}::text)) = ${test.value}::text)`;
    case 'hasAny':
      return anyOf(test.values.map((value) => holding(id, [value])));
    case 'hasAll':
      return holding(id, test.values);
  }
};

const holding = (id: string, part: unknown): RawBuilder<boolean> =>
  sql<boolean>`ticket.field_keys @> ${JSON.stringify({ [id]: part })}::text::jsonb`;

const anyOf = (tests: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  tests.length === 0 ? sql.raw<boolean>('false') : sql<boolean>`(${sql.join(tests, sql.raw(' or '))})`;

/** Keys of one type begin with one letter; those of others lie before it, or from the next letter on. */
const tagOf = (key: unknown): string => String(key).slice(0, 1);
const afterTagOf = (key: unknown): string => String.fromCharCode(tagOf(key).charCodeAt(0) + 1);
