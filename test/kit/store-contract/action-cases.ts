import assert from 'node:assert/strict';
import type { ResolvedCondition } from '../../../src/condition/resolved-condition.ts';
import type { Pages, Store } from '../../../src/ports/store.ts';
import { isRefused } from '../../../src/refusal/refused-error.ts';
import type { Action } from '../../../src/ticket/action.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { actionRow, at, changedTicket } from './sample-rows.ts';
import { conflict, given, givenTicket, readTicket, tenant, ticketChange } from './store-steps.ts';

const always: ResolvedCondition = { all: [] };

const editedRow = (action: Action): Action => ({
  ...action,
  visibility: 'external',
  concerns: ['bob', 'mia'],
  occurredAt: at(9),
  timeSpent: 0,
  shortDescription: 'changed',
  shortDescriptionDerived: false,
  description: '',
});

export const actionCases: readonly ContractCase[] = [
  contractCase('action-changed', 'an action is changed and removed with its ticket', async (store) => {
    const [first, second, third] = ['a1', 'a2', 'a3'].map((id, index) => actionRow(id, 't1', { seq: index + 1 }));
    assert.ok(first && second && third);
    const row = await givenTicket(store, 't1', { actions: [first, second, third] });
    const change = ticketChange(row, { actionsChanged: [editedRow(second)], actionsRemoved: [third] });
    await given(store, { changes: [change] });
    assert.deepEqual((await readTicket(store, 't1'))?.details.actions, [first, editedRow(second)]);
    await given(store, { changes: [ticketChange(change.after, { actionsRemoved: [first, second] })] });
    assert.deepEqual((await readTicket(store, 't1'))?.details.actions, []);
  }),

  contractCase('action-stale', 'a stale ticket changes and removes no action', async (store) => {
    const actions = [actionRow('a1', 't1'), actionRow('a2', 't1', { seq: 2 })];
    const row = await givenTicket(store, 't1', { actions });
    await given(store, { changes: [ticketChange(row)] });
    for (const add of [{ actionsChanged: actions.map(editedRow) }, { actionsRemoved: actions }]) {
      assert.deepEqual(await store.commit({ tenant, changes: [ticketChange(row, add)] }), conflict);
    }
    assert.deepEqual((await readTicket(store, 't1'))?.details.actions, actions);
  }),

  contractCase(
    'action-of-another',
    'an action is changed and removed through its own ticket only, or nothing is written',
    async (store) => {
      const action = actionRow('a1', 't1');
      await givenTicket(store, 't1', { actions: [action] });
      const other = await givenTicket(store, 't2');
      for (const ticket of ['t1', 't2']) {
        for (const add of [{ actionsChanged: [{ ...action, ticket }] }, { actionsRemoved: [{ ...action, ticket }] }]) {
          await assert.rejects(
            store.commit({ tenant, changes: [ticketChange(other, add)] }),
            (error) => isRefused(error) && error.code === 'store_failed',
          );
        }
      }
      assert.deepEqual((await readTicket(store, 't1'))?.details.actions, [action]);
      assert.deepEqual((await readTicket(store, 't2'))?.row, other);
    },
  ),

  contractCase('action-finds-ticket', 'a ticket is found by one of its actions', async (store) => {
    const action = actionRow('a1', 't1');
    const row = await givenTicket(store, 't1', { actions: [action, actionRow('a2', 't1', { seq: 2 })] });
    await givenTicket(store, 't2', { actions: [actionRow('a3', 't2')] });
    const found = async (ofAction: string, of = tenant) =>
      (await store.load({ tenant: of, tickets: { ofAction, details: [] } })).tickets.map((ticket) => ticket.row);
    assert.deepEqual(await found('a1'), [row]);
    assert.deepEqual(await found('t1'), []);
    assert.deepEqual(await found('a1', 'globex'), []);
    await given(store, { changes: [ticketChange(row, { actionsRemoved: [action] })] });
    assert.deepEqual(await found('a1'), []);
    assert.deepEqual(await found('a2'), [changedTicket(row)]);
  }),

  contractCase(
    'concerning-order',
    'what concerns a user is listed by its time, ties by id, page by page, without gap or repetition',
    async (store) => {
      const times = [3, 1, 3, 2, 3, 5, 4];
      const actions = times.map((minute, index) =>
        actionRow(`a${index}`, index < 3 ? 't1' : 't2', {
          seq: index + 1,
          occurredAt: at(minute),
          concerns: index === 5 ? ['ada'] : index === 3 ? ['Grace', 'grace'] : ['grace'],
        }),
      );
      const of = (ticket: string) => ({ actions: actions.filter((action) => action.ticket === ticket) });
      const tickets = new Map([
        ['t1', await givenTicket(store, 't1', of('t1'))],
        ['t2', await givenTicket(store, 't2', of('t2'))],
      ]);
      for (const limit of [1, 2, 3, 100]) {
        assert.deepEqual(
          await everyConcern(store, limit),
          ['a6', 'a4', 'a2', 'a0', 'a3', 'a1'].map((id) => {
            const action = actions.find((one) => one.id === id);
            return { action, ticket: tickets.get(action?.ticket ?? '') };
          }),
        );
      }
      assert.deepEqual(await ids(store, { user: 'ada' }), ['a5']);
      assert.deepEqual(await ids(store, { user: 'nobody' }), []);
      assert.deepEqual(await ids(store, { of: 'globex' }), []);
    },
  ),

  contractCase(
    'concerning-visible',
    'what concerns a user is listed only where the condition holds for the ticket',
    async (store) => {
      const row = await givenTicket(store, 't1', { actions: [actionRow('a1', 't1')] });
      await given(store, { changes: [ticketChange(row)] });
      await givenTicket(store, 't2', { actions: [actionRow('a2', 't2')] });
      const isNew: ResolvedCondition = { field: 'category', kind: 'id', operator: 'is', value: 'new' };
      assert.deepEqual(await ids(store, { where: isNew }), ['a2']);
      assert.deepEqual(await ids(store, { where: { not: isNew } }), ['a1']);
      assert.deepEqual(await ids(store, { where: { any: [] } }), []);
    },
  ),

  contractCase('concerning-follows', 'what concerns a user follows every change of an action', async (store) => {
    const action = actionRow('a1', 't1');
    const row = await givenTicket(store, 't1', { actions: [action] });
    const change = ticketChange(row, { actionsChanged: [editedRow(action)] });
    await given(store, { changes: [change] });
    assert.deepEqual(await ids(store, { user: 'grace' }), []);
    for (const user of ['bob', 'mia']) {
      const found: Found = await store.page('actions', { tenant, query: { where: always, user }, limit: 9 });
      assert.deepEqual(found, [{ action: editedRow(action), ticket: change.after }]);
    }
    await given(store, { changes: [ticketChange(change.after, { actionsRemoved: [action] })] });
    assert.deepEqual(await ids(store, { user: 'bob' }), []);
  }),
];

const ids = async (
  store: Store,
  {
    user = 'grace',
    where = always,
    of = tenant,
  }: { readonly user?: string; readonly where?: ResolvedCondition; readonly of?: string },
): Promise<readonly string[]> =>
  (await store.page('actions', { tenant: of, query: { where, user }, limit: 100 })).map(({ action }) => action.id);

type Found = readonly Pages['actions']['item'][];

const everyConcern = async (store: Store, limit: number): Promise<Found> => {
  const found: Pages['actions']['item'][] = [];
  for (;;) {
    const last = found.at(-1)?.action;
    const after = last === undefined ? {} : { after: { value: last.occurredAt, id: last.id } };
    const page: Found = await store.page('actions', {
      tenant,
      query: { where: always, user: 'grace' },
      ...after,
      limit,
    });
    assert.ok(page.length <= limit, 'a page is longer than its limit');
    found.push(...page);
    if (page.length < limit) return found;
    assert.ok(found.length <= 100, 'the pages never end');
  }
};
