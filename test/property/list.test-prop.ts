import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { actor, type Condition } from '../../src/condition/condition.ts';
import { createDesk } from '../../src/desk.ts';
import type { AreaGrant, Grants } from '../../src/ports/authorizer.ts';
import type { Store } from '../../src/ports/store.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { creation } from '../kit/store-contract/store-steps.ts';
import { everyStore } from '../rules/every-store.ts';
import { condition, row } from './condition-arbitraries.ts';

const area = (id: string, fields: Parameters<typeof defineArea>[0]['fields']) =>
  defineArea({
    id,
    name: id,
    key: id,
    statuses: [
      { id: 'new', name: 'New', category: 'new' },
      { id: 'done', name: 'Done', category: 'closed' },
    ],
    fields: fields ?? {},
  });
const options = ['low', 'High', 'très haut'];
const areas = [
  area('helpdesk', {
    note: { type: 'text' },
    amount: { type: 'number' },
    due: { type: 'date' },
    urgent: { type: 'yes_no' },
    severity: { type: 'choice', of: options },
    tags: { type: 'many', of: options },
  }),
  area('garden', {
    note: { type: 'number' },
    amount: { type: 'text' },
    due: { type: 'many', of: options },
    urgent: { type: 'choice', of: options },
    severity: { type: 'yes_no' },
    tags: { type: 'date' },
  }),
];

/** Conditions that hold in every area, whatever their fields mean there. */
const visibleCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>(
    { field: 'responsible', is: actor },
    { field: 'creator', isNot: actor },
    { field: 'requester.person', is: actor },
    { not: { field: 'category', is: 'closed' } },
    { field: 'subject', contains: 'a' },
    { field: 'audience', hasAny: ['ada', 'ß', 'grace'] },
    { not: { field: 'audience', hasAll: ['ada'] } },
  ),
  fc.constant<Condition>({ any: [] }),
);
const words = fc.subarray(['ticket.read', 'ticket.edit', 'work']);
const areaGrant: fc.Arbitrary<AreaGrant> = fc.record(
  {
    permissions: words,
    visible: fc.oneof(fc.constant('all' as const), fc.constant('none' as const), visibleCondition),
    own: words,
  },
  { requiredKeys: ['permissions', 'visible'] },
);
const grants: fc.Arbitrary<Grants> = fc
  .dictionary(fc.constantFrom('helpdesk', 'garden', 'Helpdesk', '*'), areaGrant)
  .map((given) => ({ areas: given, desk: [], mailboxes: [] }));
const world = fc.record({
  rows: fc.tuple(...Array.from({ length: 12 }, (_, index) => row(`t${index}`))),
  actor: fc.oneof(
    fc.constantFrom('ada', 'Ada', 'grace', 'ß').map((user) => ({ user })),
    fc.constant({ system: 'timer' }),
  ),
  grants,
  where: condition,
  sort: fc.record({
    by: fc.constantFrom(
      'createdAt',
      'updatedAt',
      'lastExternalAt',
      'number',
      'subject',
      'fields.note',
      'fields.due',
      'fields.amount',
    ),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  }),
  limit: fc.integer({ min: 1, max: 5 }),
});

const everyPage = async (
  list: (
    after: string | undefined,
  ) => Promise<{ readonly items: readonly { readonly id: string }[]; readonly next: string | null }>,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  let page = await list(undefined);
  ids.push(...page.items.map(({ id }) => id));
  while (page.next !== null) {
    page = await list(page.next);
    ids.push(...page.items.map(({ id }) => id));
  }
  return ids;
};

test.each(everyStore)(
  'on $name a list shows each ticket that `get` shows, a filter leaves those that it holds for, and a count counts them',
  async ({ name, open }) => {
    const shown = { some: 0, none: 0 };
    let tenants = 0;
    const store: Store = await open();
    const memory: Store = await everyStore[0]!.open();
    await fc.assert(
      fc.asyncProperty(world, async ({ rows, actor: who, grants: given, where, sort, limit }) => {
        tenants += 1;
        const tenant = `tenant-${tenants}`;
        for (const one of [store, memory]) await one.commit({ tenant, changes: rows.map((each) => creation(each)) });
        const agentOn = (on: Store) => {
          const desk = createDesk({ areas, store: on, authorizer: { grants: () => given } }).forTenant(tenant);
          return 'user' in who ? desk.as(who) : desk.asSystem(who.system);
        };
        const ada = agentOn(store);
        const seen: string[] = [];
        for (const { id } of rows) {
          const found = await ada.tickets
            .get(id)
            .catch((error: unknown) => (isRefused(error) ? null : Promise.reject(error)));
          if (found !== null) seen.push(id);
        }
        expect(await ada.tickets.count()).toEqual({ count: seen.length, capped: false });
        const order = sort as { by: 'createdAt'; direction: 'asc' };
        const all = await everyPage((after) => ada.tickets.list({ sort: order, limit, ...(after && { after }) }));
        expect([...all].sort()).toEqual(seen.sort());
        const filtered = await everyPage((after) =>
          ada.tickets.list({ where, sort: order, limit, ...(after && { after }) }),
        );
        // What the filter leaves is in the same order, and the opposite filter leaves the rest.
        expect(filtered).toEqual(all.filter((id) => filtered.includes(id)));
        const rest = await ada.tickets.list({ where: { not: where }, sort: order, limit: 200 });
        expect(rest.items.map(({ id }) => id)).toEqual(all.filter((id) => !filtered.includes(id)));
        expect(await ada.tickets.count({ where, upTo: 5 })).toEqual({
          count: Math.min(filtered.length, 5),
          capped: filtered.length > 5,
        });
        expect(all).toEqual(
          (await agentOn(memory).tickets.list({ sort: order, limit: 200 })).items.map(({ id }) => id),
        );
        shown[seen.length > 0 && seen.length < rows.length ? 'some' : 'none'] += 1;
      }),
      { numRuns: name === 'memory' ? 300 : 30 },
    );
    expect(shown.some).toBeGreaterThan(3);
  },
);
