import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Condition } from '../../src/condition/condition.ts';
import { createDesk } from '../../src/desk.ts';
import type { Grants } from '../../src/ports/authorizer.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Refusal } from '../../src/refusal/refusal.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { refusalOf } from './stored.ts';

const fields = {
  note: { type: 'text' },
  amount: { type: 'number' },
  due: { type: 'date' },
  urgent: { type: 'yes_no' },
  severity: { type: 'choice', of: ['low', 'high'] },
  tags: { type: 'many', of: ['red', 'blue'] },
} as const;

const areaWith = (condition: Condition) =>
  defineArea({
    id: 'lab',
    name: 'Lab',
    fields,
    workflows: [
      defineWorkflow({
        id: 'check',
        name: 'Check',
        initial: 'new',
        steps: { new: { name: 'New', category: 'new' }, done: { name: 'Done', category: 'closed' } },
        transitions: {
          finish: { name: 'Finish', from: ['new'], to: 'done', permission: 'work', condition, message: 'Not yet.' },
          reopen: { name: 'Reopen', from: ['done'], to: 'new', permission: 'reopen' },
        },
      }),
    ],
  });

const fine: Condition = { field: 'fields.amount', atLeast: 1 };
const deep = (levels: number): Condition => (levels === 1 ? fine : { not: deep(levels - 1) });

/** What is wrong, and where: each path is one below the condition. */
const bad: readonly [condition: unknown, path: readonly (string | number)[], code: string][] = [
  ['everything', [], 'wrong_type'],
  [null, [], 'wrong_type'],
  [[], [], 'wrong_type'],
  [{}, ['field'], 'required'],
  [{ field: 7, is: 1 }, ['field'], 'required'],
  [{ field: { toString: 1 }, is: 1 }, ['field'], 'required'],
  [{ field: 'severity', is: 'low' }, ['field'], 'unknown_field'],
  [{ field: 'fields.nothing', is: 'low' }, ['field'], 'unknown_field'],
  [{ field: '__proto__', is: null }, ['field'], 'unknown_field'],
  [{ field: 'fields.toString', is: null }, ['field'], 'unknown_field'],
  [{ field: 'subject' }, [], 'one_operator'],
  [{ field: 'subject', is: 'a', isNot: 'b' }, [], 'one_operator'],
  [{ field: 'subject', matches: 'a' }, ['matches'], 'unknown_operator'],
  [{ all: [], any: [] }, ['any'], 'unknown_operator'],
  [{ all: fine }, ['all'], 'wrong_type'],
  [{ not: [fine] }, ['not'], 'wrong_type'],
  [{ field: 'subject', atLeast: 'a' }, ['atLeast'], 'wrong_operator'],
  [{ field: 'responsible', contains: 'a' }, ['contains'], 'wrong_operator'],
  [{ field: 'fields.amount', after: 5 }, ['after'], 'wrong_operator'],
  [{ field: 'fields.tags', is: 'red' }, ['is'], 'wrong_operator'],
  [{ field: 'fields.severity', hasAny: ['low'] }, ['hasAny'], 'wrong_operator'],
  [{ field: 'subject', is: 5 }, ['is'], 'wrong_type'],
  [{ field: 'subject', is: { actor: true } }, ['is'], 'wrong_type'],
  [{ field: 'responsible', is: { actor: false } }, ['is'], 'wrong_type'],
  [{ field: 'subject', empty: 'yes' }, ['empty'], 'wrong_type'],
  [{ field: 'subject', contains: '' }, ['contains'], 'required'],
  [{ field: 'subject', in: 'a' }, ['in'], 'wrong_type'],
  [{ field: 'subject', in: ['a', null] }, ['in'], 'wrong_type'],
  [{ field: 'category', is: 'done' }, ['is'], 'not_an_option'],
  [{ field: 'fields.severity', in: ['low', 'medium'] }, ['in'], 'not_an_option'],
  [{ field: 'fields.tags', hasAll: ['green'] }, ['hasAll'], 'not_an_option'],
  [{ field: 'fields.amount', atLeast: '5' }, ['atLeast'], 'wrong_type'],
  [{ field: 'fields.amount', is: Number.POSITIVE_INFINITY }, ['is'], 'wrong_type'],
  [{ field: 'fields.urgent', is: 1 }, ['is'], 'wrong_type'],
  [{ field: 'fields.due', before: '2026-02-30' }, ['before'], 'wrong_type'],
  [{ field: 'createdAt', after: '2026-01-01' }, ['after'], 'wrong_type'],
  [{ field: 'createdAt', after: '2026-01-01T00:00:00' }, ['after'], 'wrong_type'],
  [{ field: 'createdAt', after: '0000-12-31T00:00:00Z' }, ['after'], 'wrong_type'],
  [{ field: 'createdAt', after: '9999-12-31T23:59:59-10:00' }, ['after'], 'wrong_type'],
  [{ field: 'responsible', is: 'a\0' }, ['is'], 'control_character'],
  [{ field: 'subject', contains: '\ud800' }, ['contains'], 'control_character'],
  [{ field: 'subject', is: 'x'.repeat(1001) }, ['is'], 'too_long'],
  [{ field: 'subject', in: Array.from({ length: 201 }, String) }, ['in'], 'too_long'],
  [deep(9), Array.from({ length: 8 }, () => 'not'), 'too_deep'],
  [{ all: Array.from({ length: 200 }, () => fine) }, [], 'too_long'],
];

describe.each(everyStore)('on $name', ({ open }) => {
  test('a condition that cannot be used is refused wherever it comes from, nothing else is done [CND-01 refused]', async () => {
    let visible: Condition = { all: [] };
    const grants = (): Grants => ({
      areas: { lab: { permissions: ['ticket.create', 'ticket.read'], visible } },
      desk: [],
      mailboxes: [],
    });
    const kit = await createTestDesk({
      areas: [areaWith(fine)],
      roles: {},
      store: await open(),
      options: { authorizer: { grants } },
    });
    const ada = kit.agent('Ada', 'none');
    const { ticket } = await ada.tickets.create({
      subject: 'A',
      description: 'B',
      requester: { name: 'Bob', email: 'bob@acme.example' },
    });
    const told = ({ issues }: Pick<Refusal, 'issues'>) => issues.map(({ path, code }) => ({ path, code }));
    for (const [condition, path, code] of bad) {
      const where = condition as Condition;
      const label = JSON.stringify(condition);
      const issueAt = (...at: (string | number)[]) => ({ path: [...at, ...path], code });
      for (const query of [() => ada.tickets.list({ where }), () => ada.tickets.count({ where })]) {
        const refused = await refusalOf(query());
        expect(refused.code, label).toBe('invalid_input');
        expect(told(refused), label).toContainEqual(issueAt('where'));
      }
      visible = where;
      const reads = [
        () => ada.tickets.get(ticket),
        () => ada.tickets.list(),
        () => ada.tickets.count(),
        () => ada.changes(),
      ];
      for (const read of reads) {
        const refused = await refusalOf(read());
        expect(refused.code, label).toBe('config_invalid');
        expect(told(refused), label).toContainEqual(issueAt('grants', 'areas', 'lab', 'visible'));
      }
      visible = { all: [] };
      const at = ['areas', 0, 'workflows', 'check', 'transitions', 'finish', 'condition'];
      expect(told({ issues: configurationIssues(where) }), label).toContainEqual(issueAt(...at));
    }
    expect((await ada.tickets.list({ where: deep(8) })).items).toHaveLength(1);
    expect((await ada.tickets.list({ where: { any: Array.from({ length: 199 }, () => fine) } })).items).toHaveLength(0);
  });

  test('all problems of a filter come at once', async () => {
    const kit = await createTestDesk({ areas: [areaWith(fine)], roles: { lead: { '*': ['*'] } }, store: await open() });
    const where = {
      any: [{ field: 'nothing', is: 1 }, { all: [{ field: 'subject', is: 1 }] }, { field: 'category', like: 'x' }],
    } as unknown as Condition;
    await expect(kit.agent('Lea', 'lead').tickets.list({ where })).rejects.toMatchObject({
      issues: [
        { path: ['where', 'any', 0, 'field'] },
        { path: ['where', 'any', 1, 'all', 0, 'is'] },
        { path: ['where', 'any', 2, 'like'] },
        { path: ['where', 'any', 2] },
      ],
    });
  });

  test('the same condition decides about a transition and in a list', async () => {
    const kit = await createTestDesk({
      areas: [areaWith({ all: [fine, { field: 'fields.note', contains: 'STRASSE' }] })],
      roles: { lead: { '*': ['*'] } },
      store: await open(),
    });
    const lea = kit.agent('Lea', 'lead');
    const values = { subject: 'A', description: 'B', requester: { name: 'Bob', email: 'bob@acme.example' } };
    const { ticket } = await lea.tickets.create({ ...values, fields: { amount: 0, note: 'Alte Straße 1' } });
    const where: Condition = { all: [fine, { field: 'fields.note', contains: 'STRASSE' }] };
    await expect(lea.tickets.transition(ticket, 'finish')).rejects.toMatchObject({ issues: [{ code: 'condition' }] });
    expect(await lea.tickets.count({ where })).toMatchObject({ count: 0 });
    await lea.tickets.update(ticket, { fields: { amount: 1 } });
    expect(await lea.tickets.count({ where })).toMatchObject({ count: 1 });
    await lea.tickets.transition(ticket, 'finish');
  });
});

describe('a configuration', () => {
  test.each<Condition>([
    { any: [] },
    { field: 'fields.amount', in: [] },
    {
      not: {
        any: [
          { field: 'category', is: 'closed' },
          { field: 'category', isNot: 'closed' },
        ],
      },
    },
    {
      all: [
        { field: 'category', is: 'new' },
        { field: 'category', is: 'open' },
      ],
    },
    {
      all: [
        { field: 'fields.amount', atLeast: 5 },
        { field: 'fields.amount', atMost: 4 },
      ],
    },
    {
      all: [
        { field: 'fields.amount', empty: true },
        { field: 'fields.amount', isNot: null },
      ],
    },
    {
      all: [
        { field: 'createdAt', after: '2026-01-02T00:00:00Z' },
        { field: 'createdAt', before: '2026-01-01T00:00:00Z' },
      ],
    },
    {
      all: [
        { field: 'subject', is: 'Printer' },
        { field: 'subject', contains: 'scanner' },
      ],
    },
    { all: [{ field: 'fields.tags', hasAll: ['red', 'blue'] }, { not: { field: 'fields.tags', hasAny: ['red'] } }] },
    { field: 'responsible', is: null },
    {
      all: [
        { field: 'responsible', is: { actor: true } },
        { field: 'responsible', isNot: { actor: true } },
      ],
    },
    { field: 'category', notIn: ['new', 'open', 'pending', 'closed'] },
  ])('names a condition that can never hold: %j', (condition) => {
    expect(configurationIssues(condition)).toMatchObject([{ code: 'never_true' }]);
  });

  test.each<Condition>([
    { all: [] },
    {
      all: [
        { field: 'fields.amount', atLeast: 5 },
        { field: 'fields.amount', atMost: 5 },
      ],
    },
    {
      all: [
        { field: 'fields.amount', atLeast: 1e300 },
        { field: 'fields.amount', isNot: 1e300 },
      ],
    },
    { not: { field: 'fields.amount', atLeast: 5 } },
    {
      all: [
        { field: 'subject', startsWith: 'a' },
        { field: 'subject', endsWith: 'b' },
        { field: 'subject', isNot: 'ab' },
      ],
    },
    {
      all: [
        { field: 'responsible', is: { actor: true } },
        { field: 'responsible', is: 'ada' },
      ],
    },
    { all: [{ field: 'responsible', is: 'ada' }, { not: { field: 'creator', is: { actor: true } } }] },
    {
      all: [
        { field: 'createdAt', after: '2026-01-01T00:00:00Z' },
        { field: 'createdAt', before: '2026-01-02T00:00:00Z' },
      ],
    },
    { all: [{ field: 'fields.tags', hasAny: ['red'] }, { not: { field: 'fields.tags', hasAll: ['red', 'blue'] } }] },
  ])('accepts one that can: %j', (condition) => {
    expect(configurationIssues(condition)).toEqual([]);
  });

  test('offers no option twice, in whatever case', () => {
    const area = defineArea({
      id: 'lab',
      name: 'Lab',
      statuses: [
        { id: 'new', name: 'New', category: 'new' },
        { id: 'done', name: 'Done', category: 'closed' },
      ],
      fields: { street: { type: 'choice', of: ['Straße', 'STRASSE'] } },
    });
    expect(issuesOf(area)).toMatchObject([{ path: ['areas', 0, 'fields', 'street', 'of'], code: 'duplicate_option' }]);
  });
});

const configurationIssues = (condition: Condition) => issuesOf(areaWith(condition));

const issuesOf = (area: ReturnType<typeof areaWith> | ReturnType<typeof defineArea>) => {
  try {
    createDesk({
      areas: [area],
      store: createMemoryStore(),
      authorizer: rolePolicy({ roles: { lead: { '*': ['*'] } }, rolesOf: () => [] }),
    });
    return [];
  } catch (error) {
    if (isRefused(error) && error.code === 'config_invalid') return error.issues;
    throw error;
  }
};
