import type { FieldInput } from '../area/field.ts';
import type { Operator } from './condition.ts';

/** What a field holds, as conditions see it. Ids, also those of a set, are compared exactly, texts and options without regard to case. */
export type FieldType = 'id' | 'ids' | 'text' | 'instant' | FieldInput['type'];

export interface FieldSpec {
  readonly type: FieldType;
  readonly nullable: boolean;
  /** The only values there are. */
  readonly options?: readonly string[];
}

const scalar = ['is', 'isNot', 'in', 'notIn', 'empty'] as const;
const ordered = [...scalar, 'before', 'after', 'atLeast', 'atMost'] as const;

/** The operators that fit a type. */
export const operatorsOf: Readonly<Record<FieldType, readonly Operator[]>> = {
  id: scalar,
  ids: ['hasAny', 'hasAll', 'empty'],
  text: [...scalar, 'contains', 'startsWith', 'endsWith'],
  instant: ordered,
  number: [...scalar, 'atLeast', 'atMost'],
  date: ordered,
  yes_no: ['is', 'isNot', 'empty'],
  choice: scalar,
  many: ['hasAny', 'hasAll', 'empty'],
};
