import { describe, expect, test } from 'vitest';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { helpdesk, openHelpdesk, printer } from './helpdesk.ts';
import { everyHost, type HostStore, sqlHosts } from './host-worlds.ts';

const name = (to: string) => ({ areas: { helpdesk: { name: to } } });

const opened = async (open: HostStore['open']) => {
  const world = await open();
  const kit = await openHelpdesk(world.store);
  const root = kit.agent('Root', 'administrator');
  const nameOf = async (at: Pick<typeof root, 'settings'>) => (await at.settings.get()).areas.helpdesk?.name;
  return { ...kit, ...world, root, nameOf };
};

describe.each(everyHost)('on $name', ({ open }) => {
  test('settings changed in a transaction hold there at once, elsewhere after the commit, and nowhere after a rollback', async () => {
    const { root, nameOf, begin, desk, store } = await opened(open);
    const lost = await begin();
    await root.in(lost.handle).settings.update(name('Lost'));
    expect(await nameOf(root.in(lost.handle))).toBe('Lost');
    await lost.rollback();
    // Another process, which gives the same revision to something else.
    const elsewhere = (await openHelpdesk(store)).agent('Root', 'administrator');
    expect(await nameOf(elsewhere)).toBe('Help-Desk');
    await elsewhere.settings.update(name('Kept'));
    expect(await nameOf(root)).toBe('Kept');
    const tx = await begin();
    const unit = root.in(tx.handle);
    await unit.settings.update(name('Service'));
    const { ticket } = await unit.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    expect(await nameOf(unit)).toBe('Service');
    await tx.commit();
    expect(await nameOf(desk.as({ user: 'root' }))).toBe('Service');
    expect((await root.tickets.get(ticket)).id).toBe(ticket.id);
  });
});

describe.each(everyHost)('on $name', ({ open }) => {
  test('a version that is published in a transaction holds there at once, and nowhere after a rollback', async () => {
    const { store, begin } = await open();
    const kit = await createTestDesk({
      areas: [helpdesk],
      roles: { lead: { '*': ['*'] } },
      desk: { lead: ['config.admin'] },
      store,
    });
    kit.agent('Root', 'lead');
    const root = kit.desk.dynamic.as({ user: 'root' });
    const letter = (last: string) => ({
      id: 'letter',
      name: 'Letter',
      initial: 'written',
      steps: [
        { id: 'written', name: 'Written', category: 'new' as const },
        { id: last, name: 'Sent', category: 'closed' as const },
      ],
      transitions: [{ id: 'send', name: 'Send', from: ['written'], to: last, permission: 'work' }],
    });
    await root.settings.update({ areas: { post: { name: 'Post', key: 'POST', workflows: [letter('sent')] } } });
    const reference = { area: 'post', workflow: 'letter' };
    const { ticket: running } = await root.tickets.create({ area: 'post', ...printer });
    const lost = await begin();
    const unit = root.in(lost.handle);
    expect(await unit.workflows.publish({ ...reference, definition: letter('mailed') })).toMatchObject({ version: 2 });
    const { ticket } = await unit.tickets.create({ area: 'post', ...printer });
    expect(ticket.workflowVersion).toBe(2);
    expect(await unit.workflows.migrate(reference)).toMatchObject({ migrated: 1 });
    expect((await unit.tickets.get(running.id)).workflowVersion).toBe(2);
    await lost.rollback();
    expect((await root.tickets.get(running.id)).workflowVersion).toBe(1);
    expect((await root.workflows.versions(reference)).map(({ version }) => version)).toEqual([1]);
    expect((await root.tickets.availableTransitions(running.id))[0]?.to.step).toBe('sent');
  });
});

describe.each(sqlHosts)('on $name', ({ name: host, open }) => {
  test('a savepoint that takes settings back leaves no trace of them, though their revision is given again', async () => {
    const { root, nameOf, begin } = await opened(open);
    const tx = await begin();
    const one = root.in(tx.handle);
    const two = root.in(tx.handle);
    await tx.query('savepoint mine');
    await one.settings.update(name('Wrong'));
    expect(await nameOf(one)).toBe('Wrong');
    await tx.query('rollback to savepoint mine');
    await two.settings.update(name('Right'));
    expect(await nameOf(one)).toBe('Right');
    const { settings } = await one.settings.update({ areas: { helpdesk: { active: false } } });
    expect(settings.stored).toEqual({ areas: { helpdesk: { name: 'Right', active: false } } });
    await tx.commit();
  });

  test('a transaction that keeps its old snapshot is told that somebody else was faster', async () => {
    // PGlite has one connection: nobody else can be faster there.
    const { root, begin } = await opened(open);
    const tx = await begin('repeatable read');
    await tx.query('select 1');
    const unit = root.in(tx.handle);
    await unit.settings.get();
    if (host === 'PostgreSQL') {
      await root.settings.update(name('Faster'));
      await expect(unit.settings.update(name('Slower'))).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('changed by somebody else'),
      });
    } else {
      await unit.settings.update(name('Slower'));
    }
    await tx.rollback();
  });
});
