import { describe, expect, test } from 'vitest';
import type { SettingsChanges } from '../../src/area/settings-document.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const open = async (store: Store) => {
  const kit = await createTestDesk({
    areas: [helpdesk],
    roles: { administrator: { '*': ['*'] }, clerk: { collection: ['ticket.create', 'ticket.read', 'demand'] } },
    desk: { administrator: ['config.admin'] },
    store,
  });
  kit.agent('Root', 'administrator');
  kit.agent('Cleo', 'clerk');
  const as = (user: string) => kit.desk.dynamic.as({ user });
  return { ...kit, root: as('root'), cleo: as('cleo') };
};

/** An area as an administration screen would write it. */
const collection = {
  name: 'Collection',
  key: 'COL',
  number: { format: '{areaKey}{count:3}', reset: 'never' as const },
  fields: {
    zulu: { type: 'text' as const },
    amount: { type: 'number' as const, required: true },
    alpha: { type: 'text' as const },
  },
  workflows: [
    {
      id: 'demand',
      name: 'Demand',
      initial: 'open',
      steps: [
        { id: 'open', name: 'Open', category: 'new' as const },
        { id: 'court', name: 'In court', category: 'pending' as const },
        { id: 'paid', name: 'Paid', category: 'closed' as const },
      ],
      transitions: [
        {
          id: 'sue',
          name: 'Sue',
          from: ['open'],
          to: 'court',
          permission: 'demand',
          comment: 'required' as const,
          condition: { field: 'fields.amount', atLeast: 100 },
        },
        { id: 'pay', name: 'Pay', from: '*' as const, to: 'paid', permission: 'demand' },
      ],
    },
  ],
  portal: { notify: ['cleo'], defaultResponsible: 'cleo' },
};
const define = { areas: { collection } } satisfies SettingsChanges;

describe.each(everyStore)('on $name', ({ open: openStore }) => {
  test('an area that only the store knows works like one of code, in every process', async () => {
    const store = await openStore();
    const { root } = await open(store);
    const other = await open(store);
    expect((await other.cleo.tickets.creationOptions()).map(({ id }) => id)).toEqual([]);
    await root.settings.update(define);
    expect(await other.cleo.tickets.creationOptions()).toMatchObject([{ id: 'collection', name: 'Collection' }]);
    const { ticket } = await other.cleo.tickets.create({ area: 'collection', ...printer, fields: { amount: 99 } });
    expect(ticket).toMatchObject({
      number: 'COL001',
      workflow: 'demand',
      status: { label: 'Open' },
      fields: { amount: 99 },
    });
    const offered = await other.cleo.tickets.availableTransitions(ticket);
    expect(offered.map(({ id, enabled }) => [id, enabled])).toEqual([
      ['sue', false],
      ['pay', true],
    ]);
    await expect(other.cleo.tickets.transition(ticket, 'sue', { comment: 'Now' })).rejects.toMatchObject({
      code: 'transition_unavailable',
    });
    await expect(other.cleo.tickets.create({ area: 'collection', ...printer })).rejects.toMatchObject({
      issues: [{ path: ['fields', 'amount'], code: 'required' }],
    });
    const high = await other.cleo.tickets.create({ area: 'collection', ...printer, fields: { amount: 100 } });
    const sued = await other.cleo.tickets.transition(high.ticket, 'sue', { comment: 'Now' });
    expect(sued.ticket.status).toEqual({ label: 'In court', category: 'pending' });
    expect((await other.cleo.tickets.list({ where: { field: 'fields.amount', is: 100 } })).items).toHaveLength(1);
    const bob = other.requester('Bob', { contact: 'acme' });
    expect((await bob.areas()).map(({ id }) => id)).toContain('collection');
  });

  test('its fields and buttons keep the order in which they were written', async () => {
    const { root } = await open(await openStore());
    await root.settings.update(define);
    await root.settings.update({ areas: { collection: { name: 'Inkasso' } } });
    const { areas, stored } = await root.settings.get();
    expect(Object.keys(areas.collection?.fields ?? {})).toEqual(['zulu', 'amount', 'alpha']);
    expect(Object.keys(areas.collection?.workflows.demand?.transitions ?? {})).toEqual(['sue', 'pay']);
    expect(stored.areas?.collection).toEqual({ ...collection, name: 'Inkasso' });
  });

  test('what is wrong with it is refused with every problem, as it is for an area of code', async () => {
    const { root } = await open(await openStore());
    const [workflow] = collection.workflows;
    const shape = await refusalOf(
      root.settings.update({
        areas: {
          collection: {
            ...collection,
            number: { reset: 'weekly' as never },
            statuses: [{ id: 'a', name: 'A', category: 'new' }],
          },
        },
      }),
    );
    expect(shape.issues.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
      'areas.collection.number.reset not_an_option',
    ]);
    const both = await refusalOf(
      root.settings.update({
        areas: { collection: { ...collection, statuses: [{ id: 'a', name: 'A', category: 'new' }] } },
      }),
    );
    expect(both.issues).toMatchObject([{ path: ['areas', 'collection', 'workflows'], code: 'required' }]);
    const whole = await refusalOf(
      root.settings.update({
        areas: {
          collection: {
            ...collection,
            key: 'HELPDESK',
            number: { format: '{areaKey}-{yyyy}-{count:5}' },
            workflows: [
              {
                ...workflow,
                initial: 'nowhere',
                transitions: [
                  {
                    id: 'pay',
                    name: 'Pay',
                    from: ['gone'],
                    to: 'paid',
                    permission: 'demand',
                    condition: { field: 'fields.nix', is: 1 },
                  },
                ],
              } as never,
            ],
          },
          'bad id': {
            name: 'Bad',
            key: 'BAD',
            statuses: [
              { id: 'a', name: 'A', category: 'new' },
              { id: 'b', name: 'B', category: 'closed' },
            ],
          },
        },
      }),
    );
    expect(whole.code).toBe('config_invalid');
    expect(new Set(whole.issues.map(({ path, code }) => `${path.slice(0, 2).join('.')} ${code}`))).toEqual(
      new Set([
        'areas.collection unknown_step',
        'areas.collection dead_end',
        'areas.collection unknown_field',
        'areas.collection overlap',
        'areas.bad id bad_id',
      ]),
    );
    expect((await root.settings.get()).revision).toBe(0);
  });

  test('neither the area nor a step in which tickets may stand can be taken away, but both can change', async () => {
    const { root, cleo } = await open(await openStore());
    await root.settings.update(define);
    const { ticket } = await cleo.tickets.create({ area: 'collection', ...printer, fields: { amount: 1 } });
    const [workflow] = collection.workflows;
    if (workflow === undefined) throw new Error('The area has a workflow.');
    const without = {
      ...workflow,
      steps: workflow.steps.filter(({ id }) => id !== 'court'),
      transitions: workflow.transitions.slice(1),
    };
    for (const changes of [
      { areas: { collection: null } },
      { areas: null },
      { areas: { collection: { workflows: [without] } } },
      { areas: { collection: { workflows: [{ ...workflow, id: 'other' }] } } },
    ]) {
      await expect(root.settings.update(changes as SettingsChanges)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: expect.arrayContaining([expect.objectContaining({ code: 'cannot_remove' })]),
      });
    }
    const renamed = { ...workflow, steps: workflow.steps.map((step) => ({ ...step, name: `${step.name}!` })) };
    await root.settings.update({ areas: { collection: { workflows: [renamed] } } });
    expect((await cleo.tickets.get(ticket)).status.label).toBe('Open!');
  });

  test('nothing can change by which tickets are numbered, or what their steps mean', async () => {
    const { root } = await open(await openStore());
    await root.settings.update(define);
    const [workflow] = collection.workflows;
    if (workflow === undefined) throw new Error('The area has a workflow.');
    const steps = workflow.steps.map((step) => (step.id === 'court' ? { ...step, category: 'closed' as const } : step));
    for (const [own, path] of [
      [{ key: 'INK' }, ['number']],
      [{ number: { reset: 'year' as const, format: '{areaKey}{yyyy}{count:3}' } }, ['number']],
      [{ timeZone: 'Europe/Berlin' }, ['number']],
      [{ workflows: [{ ...workflow, steps }] }, ['workflows', 'demand', 'steps', 'court', 'category']],
    ] as const) {
      await expect(root.settings.update({ areas: { collection: own } } as SettingsChanges)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['areas', 'collection', ...path], code: 'cannot_change' }],
      });
    }
    await root.settings.update({ areas: { collection: { number: { start: 100, gapless: true } } } });
  });

  test('a preview shows what changes in the structure of such an area', async () => {
    const { root } = await open(await openStore());
    await root.settings.update(define);
    const preview = await root.preview.settings.update({
      areas: { collection: { lockClosed: false, futureHours: 1 } },
    });
    expect(preview.allowed && preview.changes).toEqual([
      { path: ['collection', 'lockClosed'], from: null, to: false },
      { path: ['collection', 'futureHours'], from: null, to: 1 },
    ]);
  });

  test('inside the host’s transaction the new area is there at once, for nobody else before the commit', async () => {
    const store = await openStore();
    if (!('begin' in store)) return;
    const begin = store.begin as () => Promise<{ commit(): Promise<void>; rollback(): Promise<void> }>;
    const { root, cleo } = await open(store);
    const made = async (end: 'commit' | 'rollback') => {
      const transaction = await begin();
      const unit = (root.in as (handle: unknown) => ReturnType<typeof root.in>)(transaction);
      await unit.settings.update(define);
      const { ticket } = await unit.tickets.create({ area: 'collection', ...printer, fields: { amount: 1 } });
      await transaction[end]();
      return ticket.id;
    };
    await made('rollback');
    expect(await cleo.tickets.creationOptions()).toEqual([]);
    expect((await root.settings.get()).revision).toBe(0);
    const ticket = await made('commit');
    expect((await cleo.tickets.get(ticket)).area).toBe('collection');
  });
});
