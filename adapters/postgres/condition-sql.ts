import { type RawBuilder, sql } from 'kysely';
import type { Comparable, ResolvedCondition, ResolvedTest } from '../../src/index.ts';
import { customTestSql } from './custom-test-sql.ts';
import { setTestSql } from './set-test-sql.ts';
import { isNeverNull, ticketColumn } from './ticket-column.ts';

/** Where a condition stands in a statement. */
export type SqlCondition = RawBuilder<boolean>;

/**
 * A condition over the rows of `ticket`. It may come out as null instead of false, but never under a `not`: that is written
 * `is not true`. So indexes serve `=`, which they would not serve inside a `coalesce`.
 */
export const conditionSql = (condition: ResolvedCondition): SqlCondition => {
  if ('all' in condition) return joined(condition.all, ' and ', 'true');
  if ('any' in condition) return joined(condition.any, ' or ', 'false');
  if ('not' in condition) return negated(condition.not);
  if (condition.kind === 'custom') return customTestSql(condition);
  return condition.kind === 'ids' ? setTestSql(condition) : testSql(condition);
};

/** Where nothing is null a plain `not` does, and the planner sees through it: so the index on open tickets is found. */
const negated = (condition: ResolvedCondition): SqlCondition => {
  const inner = conditionSql(condition);
  return 'field' in condition && isNeverNull(condition.field)
    ? sql<boolean>`not (${inner})`
    : sql<boolean>`(${inner}) is not true`;
};

const joined = (conditions: readonly ResolvedCondition[], by: ' and ' | ' or ', ofNone: string): SqlCondition =>
  conditions.length === 0
    ? sql.raw<boolean>(ofNone)
    : sql<boolean>`(${sql.join(conditions.map(conditionSql), sql.raw(by))})`;

const testSql = (test: ResolvedTest): SqlCondition => {
  const field = sql.raw(ticketColumn(test.field));
  switch (test.operator) {
    case 'is':
      return test.value === null
        ? sql<boolean>`${field} is null`
        : sql<boolean>`${field} = ${given(test.kind, test.value)}`;
    case 'in':
      return test.values.length === 0
        ? sql.raw<boolean>('false')
        : sql<boolean>`${field} in (${sql.join(test.values.map((value) => given(test.kind, value)))})`;
    case 'before':
      return sql<boolean>`${field} < ${given(test.kind, test.value)}`;
    case 'after':
      return sql<boolean>`${field} > ${given(test.kind, test.value)}`;
    case 'atLeast':
      return sql<boolean>`${field} >= ${given(test.kind, test.value)}`;
    case 'atMost':
      return sql<boolean>`${field} <= ${given(test.kind, test.value)}`;
    case 'contains':
      return sql<boolean>`strpos(${field}, ${test.value}::text) > 0`;
    case 'startsWith':
      return sql<boolean>`starts_with(${field}, ${test.value}::text)`;
    case 'endsWith':
      return sql<boolean>`right(${field}, length(${test.value}::text)) = ${test.value}::text`;
    case 'hasAny':
    case 'hasAll':
      return sql.raw<boolean>('false');
  }
};

/** Parameters are texts, so that no driver has to convert them. */
const given = (kind: ResolvedTest['kind'], value: Comparable): RawBuilder<unknown> => {
  const text = sql`${String(value)}::text`;
  if (kind === 'instant') return sql`${text}::timestamptz`;
  return kind === 'number' ? sql`${text}::double precision` : text;
};
