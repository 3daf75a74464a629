import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import type { Store } from '../../src/ports/store.ts';
import type { StatusInput } from '../../src/workflow/statuses-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const fresh = { id: 'new', name: 'New', category: 'new' } as const;
const waiting = { id: 'waiting', name: 'Waiting', category: 'pending' } as const;
const done = { id: 'done', name: 'Done', category: 'closed' } as const;

/** The application at one of its releases. */
const release = async (
  store: Store,
  statuses: readonly StatusInput[],
  more: { readonly portal?: boolean; readonly area?: string } = {},
) => {
  const kit = await createTestDesk({
    areas: [defineArea({ id: more.area ?? 'desk', name: 'Desk', statuses: statuses as never })],
    roles: { administrator: { '*': ['*'] } },
    desk: { administrator: ['config.admin'] },
    portals: more.portal ?? false,
    store,
  });
  kit.agent('Root', 'administrator');
  return {
    ...kit,
    root: kit.desk.dynamic.as({ user: 'root' }),
    in: (tenant: string) => kit.desk.dynamic.forTenant(tenant).as({ user: 'root' }),
  };
};

const deployed = (version: number, changed: boolean) => ({
  workflows: [{ area: 'desk', workflow: 'desk', version, changed }],
  warnings: [],
});

describe.each(everyStore)('on $name', ({ open }) => {
  test('each definition of code is kept as a version, once', async () => {
    const store = await open();
    const first = await release(store, [fresh, done]);
    expect(await first.desk.deploy()).toEqual(deployed(1, true));
    expect(await first.desk.deploy()).toEqual(deployed(1, false));
    const second = await release(store, [fresh, waiting, done]);
    expect(await second.desk.deploy()).toEqual(deployed(2, true));
    expect(await (await release(store, [fresh, waiting, done])).desk.deploy()).toEqual(deployed(2, false));
    expect(await store.tenants({ limit: 10 })).toEqual([]);
  });

  test('processes that deploy at the same time keep one version', async () => {
    const store = await open();
    const releases = await Promise.all([1, 2, 3].map(() => release(store, [fresh, done])));
    const answers = await Promise.all(releases.map(({ desk }) => desk.deploy()));
    expect(answers.map(({ workflows }) => workflows[0]?.version)).toEqual([1, 1, 1]);
  });

  test('a step that is gone while tickets of any tenant stand in it is refused with their number', async () => {
    const store = await open();
    const first = await release(store, [fresh, waiting, done]);
    await first.desk.deploy();
    for (const [tenant, count] of [
      ['default', 1],
      ['globex', 2],
      ['initech', 0],
    ] as const) {
      for (let index = 0; index <= count; index += 1) {
        const { ticket } = await first.in(tenant).tickets.create({ ...printer });
        if (index < count) await first.in(tenant).tickets.transition(ticket, 'waiting');
      }
    }
    const second = await release(store, [fresh, done]);
    const refused = await refusalOf(second.desk.deploy());
    expect(refused.code).toBe('config_invalid');
    expect(refused.issues.map(({ path, code, params }) => [path.join('.'), code, params])).toEqual([
      ['areas.desk.workflows.desk.steps.waiting', 'tickets_stranded', { tickets: 1, tenant: 'default' }],
      ['areas.desk.workflows.desk.steps.waiting', 'tickets_stranded', { tickets: 2, tenant: 'globex' }],
    ]);
    expect(await (await release(store, [fresh, waiting, done])).desk.deploy()).toEqual(deployed(1, false));
    for (const tenant of ['default', 'globex']) {
      for (const { id } of (await first.in(tenant).tickets.list({ where: { field: 'step', is: 'waiting' } })).items) {
        await first.in(tenant).tickets.transition(id, 'done');
      }
    }
    expect(await second.desk.deploy()).toEqual(deployed(2, true));
  });

  test('an area that is gone from code strands its tickets as well', async () => {
    const store = await open();
    const first = await release(store, [fresh, done]);
    await first.desk.deploy();
    await first.root.tickets.create({ ...printer });
    const renamed = await release(store, [fresh, done], { area: 'other' });
    expect((await refusalOf(renamed.desk.deploy())).issues).toMatchObject([
      { path: ['areas', 'desk', 'workflows', 'desk', 'steps', 'new'], params: { tickets: 1 } },
    ]);
  });

  test('settings that do not go with code any more, and users who have left, are warned of for each tenant', async () => {
    const store = await open();
    const first = await release(store, [fresh, waiting, done]);
    await first.in('globex').settings.update({ areas: { desk: { statuses: { waiting: { name: 'Later' } } } } });
    const second = await release(store, [fresh, done], { portal: true });
    second.people.addUser({ id: 'dispatch', name: 'Dispatch', active: false });
    const { warnings } = await second.desk.deploy();
    expect(warnings.map(({ path, code, params }) => `${params?.tenant} ${path.join('.')} ${code}`)).toEqual([
      'default areas.desk.portal.notify.0 unknown_user',
      'default areas.desk.portal.defaultResponsible unknown_user',
      'globex areas.desk.statuses.waiting unknown_status',
      'globex areas.desk.portal.notify.0 unknown_user',
      'globex areas.desk.portal.defaultResponsible unknown_user',
    ]);
  });

  test('a user whom code names and no tenant knows is refused [POR-03 refused]', async () => {
    const { desk, people } = await release(await open(), [fresh, done], { portal: true });
    await expect(desk.deploy()).resolves.toMatchObject({ warnings: [] });
    const stranger = await createTestDesk({
      areas: [
        defineArea({
          id: 'desk',
          name: 'Desk',
          statuses: [fresh, done],
          portal: { notify: ['dispacth'], defaultResponsible: 'dispatch' },
        }),
      ],
      roles: {},
      options: { directory: people },
    });
    await expect(stranger.desk.deploy()).rejects.toMatchObject({
      code: 'config_invalid',
      issues: [{ path: ['areas', 'desk', 'portal', 'notify', 0], code: 'unknown_user' }],
    });
  });

  test('a deployment that closes tickets needs a reason', async () => {
    const store = await open();
    const first = await release(store, [fresh, waiting, done]);
    await first.desk.deploy();
    const { ticket } = await first.root.tickets.create({ ...printer });
    await first.root.tickets.transition(ticket, 'waiting');
    const second = await release(store, [fresh, { ...waiting, category: 'closed' }, done]);
    expect((await refusalOf(second.desk.deploy())).issues).toMatchObject([
      {
        path: ['areas', 'desk', 'workflows', 'desk', 'steps', 'waiting'],
        code: 'other_openness',
        params: { tickets: 1 },
      },
    ]);
    const plans = [{ area: 'desk', workflow: 'desk', steps: {}, reason: 'Nobody waits any more.' }];
    expect(await second.desk.deploy({ plans })).toEqual(deployed(2, true));
  });
});
