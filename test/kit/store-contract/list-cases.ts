import assert from 'node:assert/strict';
import type { ResolvedCondition } from '../../../src/condition/resolved-condition.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { TicketRow } from '../../../src/ticket/ticket-row.ts';
import { comparePositions, type SortPosition, sortValue, type TicketSort } from '../../../src/ticket/ticket-sort.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, ticketRow } from './sample-rows.ts';
import { creation, given, tenant, ticketChange } from './store-steps.ts';

const always: ResolvedCondition = { all: [] };

/** Subjects whose order and folding databases and languages disagree about. */
const subjects = ['b', 'B', 'a', 'Ä', 'A\u0308', 'ß', 'SS', '\u{1F3AB}', '\uFFFD', '_', 'z', 'Z ', 'İ', 'ς', 'Σ'];
const rows = subjects.map((subject, index) =>
  ticketRow(`t${String(index).padStart(2, '0')}`, {
    subject,
    number: `No-${subjects.length - index}`,
    createdAt: at(index % 4),
    updatedAt: at(index % 3),
    lastExternalAt: at(-index),
    startedAt: index % 2 === 0 ? null : at(index),
    audience: index % 5 === 0 ? [] : index % 2 === 0 ? ['Ärger', 'vip'] : ['vip'],
    fields: index % 5 === 0 ? {} : { size: index - 7.5, note: subject, tags: index % 2 === 0 ? ['x', 'y'] : ['y'] },
  }),
);

export const listCases: readonly ContractCase[] = [
  contractCase(
    'list-sorts',
    'a list is sorted byte by byte, page by page, without gap or repetition',
    async (store) => {
      await given(store, { changes: rows.map((row) => creation(row)) });
      for (const by of [
        'createdAt',
        'updatedAt',
        'lastExternalAt',
        'number',
        'subject',
        'fields.size',
        'fields.note',
      ] as const) {
        for (const direction of ['asc', 'desc'] as const) {
          const sort = { by, direction };
          const expected = [...rows].sort((a, b) => comparePositions(positionOf(a, sort), positionOf(b, sort), sort));
          assert.deepEqual(await everyPage(store, sort), expected, `sorted by ${by} ${direction}`);
        }
      }
    },
  ),

  contractCase(
    'list-filters',
    'a list and a count hold what the condition holds for, null and case included',
    async (store) => {
      await given(store, { changes: rows.map((row) => creation(row)) });
      const filters: readonly [ResolvedCondition, readonly string[]][] = [
        [always, subjects],
        [{ any: [] }, []],
        [{ field: 'subject', kind: 'text', operator: 'is', value: 'ä' }, ['Ä', 'A\u0308']],
        [{ field: 'subject', kind: 'text', operator: 'is', value: 'ss' }, ['ß', 'SS']],
        [{ field: 'fields.note', kind: 'custom', operator: 'in', values: ['tσ', 'tb'] }, ['B', 'ς', 'Σ']],
        [{ field: 'fields.note', kind: 'custom', operator: 'contains', value: 's' }, ['SS']],
        [
          { field: 'fields.tags', kind: 'custom', operator: 'hasAll', values: ['tx', 'ty'] },
          ['a', 'A\u0308', 'SS', '\uFFFD', 'İ', 'Σ'],
        ],
        [{ not: { field: 'fields.tags', kind: 'custom', operator: 'hasAny', values: ['ty'] } }, ['b', 'ß', 'z']],
        [
          { not: { field: 'startedAt', kind: 'instant', operator: 'before', value: at(60) } },
          ['b', 'a', 'A\u0308', 'SS', '\uFFFD', 'z', 'İ', 'Σ'],
        ],
        [{ field: 'creator', kind: 'id', operator: 'is', value: null }, subjects],
        [{ field: 'audience', kind: 'ids', operator: 'is', value: null }, ['b', 'ß', 'z']],
        [
          { field: 'audience', kind: 'ids', operator: 'hasAny', values: ['Ärger', 'nobody'] },
          ['a', 'A\u0308', 'SS', '\uFFFD', 'İ', 'Σ'],
        ],
        [
          { not: { field: 'audience', kind: 'ids', operator: 'hasAll', values: ['vip', 'Ärger'] } },
          ['b', 'B', 'Ä', 'ß', '\u{1F3AB}', '_', 'z', 'Z ', 'ς'],
        ],
        [{ field: 'audience', kind: 'ids', operator: 'hasAny', values: ['ärger'] }, []],
        [{ not: { field: 'audience', kind: 'ids', operator: 'hasAll', values: [] } }, ['b', 'ß', 'z']],
      ];
      for (const [where, expected] of filters) {
        const sort = { by: 'lastExternalAt', direction: 'desc' } as const;
        const found = await store.page('tickets', { tenant, query: { where, sort }, limit: 100 });
        assert.deepEqual(
          found.map(({ subject }) => subject),
          expected,
          JSON.stringify(where),
        );
        assert.equal(await store.count({ tenant, where, limit: 100 }), expected.length, JSON.stringify(where));
      }
    },
  ),

  contractCase('list-follows', 'a list shows a changed ticket as it is now', async (store) => {
    const before = ticketRow('t1');
    await given(store, { changes: [creation(before)] });
    const change = ticketChange(before);
    await given(store, { changes: [change] });
    const closed: ResolvedCondition = { field: 'category', kind: 'id', operator: 'is', value: 'closed' };
    assert.deepEqual(await everyPage(store, newest, closed), [change.after]);
    assert.deepEqual(await everyPage(store, newest, { not: closed }), []);
  }),

  contractCase('count-stops', 'a count stops at its limit', async (store) => {
    await given(store, { changes: rows.map((row) => creation(row)) });
    assert.equal(await store.count({ tenant, where: always, limit: 4 }), 4);
  }),

  contractCase('list-tenants-apart', 'a tenant lists and counts nothing of another', async (store) => {
    await given(store, { changes: rows.map((row) => creation(row)) });
    const request = { tenant: 'globex', where: always, limit: 9 };
    assert.deepEqual(await store.page('tickets', { ...request, query: { where: always, sort: newest } }), []);
    assert.equal(await store.count(request), 0);
  }),

  contractCase(
    'step-counts',
    'the tickets of a workflow are counted by step and version, of this tenant and area alone',
    async (store) => {
      const made = (id: string, more: Partial<TicketRow>) => creation(ticketRow(id, more));
      const changes = [
        made('t1', { step: 'new' }),
        made('t2', { step: 'new' }),
        made('t3', { step: 'new', workflowVersion: 12 }),
        made('t4', { step: 'Done', category: 'closed' }),
        made('t5', { step: 'new', workflow: 'request' }),
        made('t6', { step: 'new', area: 'caretaker' }),
      ];
      await given(store, { changes });
      await given(store, { changes: [made('t7', { step: 'new' })] }, 'globex');
      const asked = { tenant, area: 'helpdesk', workflow: 'incident' };
      assert.deepEqual(await store.stepCounts(asked), [
        { step: 'Done', workflowVersion: 3, tickets: 1 },
        { step: 'new', workflowVersion: 3, tickets: 2 },
        { step: 'new', workflowVersion: 12, tickets: 1 },
      ]);
      assert.deepEqual(await store.stepCounts({ ...asked, workflow: 'none' }), []);
    },
  ),
];

const newest: TicketSort = { by: 'createdAt', direction: 'desc' };

const positionOf = (row: TicketRow, { by }: TicketSort): SortPosition => ({ value: sortValue(row, by), id: row.id });

const everyPage = async (
  store: Store,
  sort: TicketSort,
  where: ResolvedCondition = always,
): Promise<readonly TicketRow[]> => {
  const found: TicketRow[] = [];
  for (;;) {
    const last = found.at(-1);
    const after = last === undefined ? {} : { after: positionOf(last, sort) };
    const page = await store.page('tickets', { tenant, query: { where, sort }, ...after, limit: 4 });
    assert.ok(page.length <= 4, 'a page is longer than its limit');
    found.push(...page);
    if (page.length < 4) return found;
    assert.ok(found.length <= rows.length, 'the pages never end');
  }
};
