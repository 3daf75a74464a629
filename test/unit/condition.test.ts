import { describe, expect, test } from 'vitest';
import { actor, type Condition } from '../../src/condition/condition.ts';
import { evaluateCondition } from '../../src/condition/evaluate-condition.ts';
import { ticketFacts } from '../../src/ticket/ticket-facts.ts';
import { ticketRow } from '../kit/store-contract/sample-rows.ts';

const ticket = ticketRow('t1', {
  subject: 'Drucker defekt – STRASSE',
  description: '',
  responsible: 'ada',
  fields: { amount: 5, zero: 0, urgent: false, tags: ['red', 'blue'], none: [], day: '2026-03-03', gone: null },
});
const holds = (condition: Condition, user: string | null = 'ada'): boolean =>
  evaluateCondition(condition, ticketFacts(ticket), user);

describe('a condition', () => {
  test.each<[Condition, boolean]>([
    [{ field: 'subject', is: 'DRUCKER DEFEKT – strasse' }, true],
    [{ field: 'subject', isNot: 'Other' }, true],
    [{ field: 'subject', contains: 'DEFEKT' }, true],
    [{ field: 'subject', startsWith: 'drucker' }, true],
    [{ field: 'subject', endsWith: 'straße' }, true],
    [{ field: 'description', empty: true }, true],
    [{ field: 'responsible', is: 'ada' }, true],
    [{ field: 'responsible', in: ['grace', 'ada'] }, true],
    [{ field: 'responsible', notIn: ['ada'] }, false],
    [{ field: 'closedAt', is: null }, true],
    [{ field: 'closedAt', before: '2026-03-04T00:00:00Z' }, false],
    [{ not: { field: 'closedAt', before: '2026-03-04T00:00:00Z' } }, true],
    [{ field: 'createdAt', before: '2026-03-04T00:00:00Z' }, true],
    [{ field: 'createdAt', after: '2026-03-04T00:00:00Z' }, false],
    [{ field: 'fields.amount', is: 5 }, true],
    [{ field: 'fields.amount', is: '5' }, false],
    [{ field: 'fields.amount', atLeast: 5 }, true],
    [{ field: 'fields.amount', atMost: 4 }, false],
    [{ field: 'fields.urgent', is: false }, true],
    [{ field: 'fields.zero', empty: true }, false],
    [{ field: 'fields.amount', empty: false }, true],
    [{ field: 'fields.gone', is: null }, true],
    [{ field: 'fields.gone', isNot: 'x' }, true],
    [{ field: 'fields.gone', in: ['x'] }, false],
    [{ field: 'fields.gone', notIn: ['x'] }, true],
    [{ field: 'fields.gone', atMost: 4 }, false],
    [{ not: { field: 'fields.gone', atLeast: 5 } }, true],
    [{ field: 'fields.unknown', is: null }, true],
    [{ field: 'fields.unknown', empty: true }, true],
    [{ field: 'fields.tags', hasAny: ['green', 'red'] }, true],
    [{ field: 'fields.tags', hasAll: ['red', 'blue'] }, true],
    [{ field: 'fields.tags', hasAll: ['red', 'green'] }, false],
    [{ field: 'fields.none', empty: true }, true],
    [{ field: 'fields.gone', hasAny: ['x'] }, false],
  ])('%j is %j', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  test('may compare with the user who asks; without one it equals nobody', () => {
    expect(holds({ field: 'responsible', is: actor }, 'ada')).toBe(true);
    expect(holds({ field: 'responsible', is: actor }, 'grace')).toBe(false);
    expect(holds({ field: 'responsible', is: actor }, null)).toBe(false);
    expect(holds({ field: 'requester.person', is: actor }, null)).toBe(false);
  });

  test('combines: all of nothing holds, any of nothing does not', () => {
    expect(holds({ all: [] })).toBe(true);
    expect(holds({ any: [] })).toBe(false);
    const either = {
      any: [
        { field: 'fields.urgent', is: true },
        { field: 'fields.zero', is: 0 },
      ],
    };
    expect(holds({ all: [{ field: 'fields.amount', is: 5 }, either] })).toBe(true);
    expect(holds({ all: [{ field: 'fields.amount', is: 6 }, either] })).toBe(false);
  });
});
