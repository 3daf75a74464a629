import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { everyHost, type HostStore, type HostWorld, sqlHosts, type Wire } from './host-worlds.ts';
import { bobBaker, carolCook, closingDraft, openPersonsDesk } from './persons-desk.ts';
import { stored } from './stored.ts';

const bob = { person: 'bob' } as const;
const confirmed = { confirmed: true } as const;

const [onPglite, onPostgres] = sqlHosts as readonly [HostStore, HostStore];

/** A desk with tickets of Bob: one with a file of his, one that knows him by his address alone. */
const openScene = async ({ store, blobs }: Pick<HostWorld, 'store' | 'blobs'>) => {
  const kit = await openPersonsDesk({ store, blobs });
  const { bob: requester, create } = kit;
  const home = { ...bobBaker, email: 'bob@home.example' };
  const { ticket } = await requester.create(
    {
      area: 'helpdesk',
      subject: 'Printer',
      description: 'Smoke. Bob Baker',
      name: 'Bob Baker',
      email: 'bob@acme.example',
    },
    { idempotencyKey: 'k' },
  );
  await requester.upload(ticket.id, { name: 'mine.txt', content: Uint8Array.of(1) });
  const known = await create({ requester: home });
  await closingDraft(kit, known);
  const bare = await create({ requester: { name: 'B.', email: 'bob@home.example' }, description: 'Bob Baker' });
  const hers = await create({ requester: carolCook });
  return { ...kit, tickets: [ticket.id, known, bare], hers };
};

describe.each(everyHost)('on $name', ({ open }) => {
  const everything = async ({ store, tickets }: { store: HostWorld['store']; tickets: readonly string[] }) =>
    JSON.stringify(await Promise.all(tickets.map((id) => stored(store, id))));

  test('in a transaction of the host a person is erased with its commit, and back with its rollback', async () => {
    const world = await open();
    const scene = await openScene(world);
    const before = await everything(scene);
    const heard: string[] = [];
    scene.desk.on('person.erased', ({ ticket }) => heard.push(ticket));
    for (const end of ['rollback', 'commit'] as const) {
      const tx = await world.begin();
      const unit = scene.olga.in(tx.handle);
      expect(await unit.persons.erase(bob, { ...confirmed, content: 'remove' })).toMatchObject({
        done: true,
        counts: { tickets: 3, documents: 1, discarded: 1 },
      });
      expect((await unit.tickets.get(scene.tickets[0] ?? '')).requester.name).toBe('[erased]');
      expect(heard).toEqual([]);
      await tx[end]();
      if (end === 'commit') await unit.committed();
      const after = await everything(scene);
      expect([after === before, /bob|baker/i.test(after)]).toEqual(end === 'commit' ? [false, false] : [true, true]);
    }
    expect(heard.toSorted()).toEqual(scene.tickets.toSorted());
    expect(await scene.ada.tickets.get(scene.hers)).toMatchObject({ requester: carolCook, version: 1 });
  });

  test('the file of an erased person is gone once the host says that he has committed', async () => {
    const world = await open();
    const scene = await openScene(world);
    const blobs = async () => {
      const found = [];
      for await (const { blob } of world.blobs.list({ storedBefore: '2999-01-01T00:00:00.000Z' })) found.push(blob);
      return found.length;
    };
    const tx = await world.begin();
    const unit = scene.olga.in(tx.handle);
    await unit.persons.erase(bob, { ...confirmed, content: 'remove' });
    await tx.commit();
    expect(await blobs()).toBe(1);
    await unit.committed();
    expect(await blobs()).toBe(0);
  });
});

describe.each(sqlHosts)('on $name', ({ open }) => {
  test('an erasure in a transaction of the host leaves no door open to the rest of it', async () => {
    const world = await open();
    const scene = await openScene(world);
    const tx = await world.begin();
    await scene.olga.in(tx.handle).persons.erase(bob, confirmed);
    await expect(tx.query(`update ${world.schema}.events set data = data || '{"shown": true}'`)).rejects.toThrow(
      'append-only',
    );
    await tx.rollback();
  });
});

describe('broken off', () => {
  const tables = ['tickets', 'events', 'actions', 'mails', 'deliveries', 'sources', 'documents', 'once', 'erasures'];
  const dump = async ({ query, schema }: HostWorld): Promise<string> =>
    JSON.stringify(
      await query(
        tables
          .map(
            (name) =>
              `select '${name}' as name, json_agg(to_jsonb(t) order by to_jsonb(t)::text)::text as rows from ${schema}.${name} t`,
          )
          .join(' union all '),
      ),
    );

  test.each([
    ['refused by the database', 'refused', onPglite],
    ['its answer lost', 'lost', onPostgres],
  ] as const)(
    'at any statement, %s, it goes on when it is called again, without the addresses that it had found',
    async (_what, how, { open }) => {
      for (let at = 1, isThrough = false; !isThrough; at += 1) {
        let count = Number.NEGATIVE_INFINITY;
        const wire: Wire = async (_text, send) => {
          count += 1;
          if (count !== at) return send();
          if (how === 'refused') return send('select 1/0');
          await send();
          throw new Error('The connection was lost.');
        };
        const world = await open({ own: wire });
        const scene = await openScene(world);
        count = 0;
        await scene.olga.persons.erase(bob, confirmed).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'store_failed' });
        });
        isThrough = count < at;
        count = Number.NEGATIVE_INFINITY;
        expect(await scene.olga.persons.erase(bob, confirmed)).toMatchObject({ done: true });
        expect(/bob|baker/i.exec(await dump(world))).toBeNull();
        const { tickets } = await world.store.load({
          tenant: 'default',
          tickets: { ids: scene.tickets, details: ['events'] },
        });
        for (const { row, details } of tickets) {
          expect(details.events.map(({ seq }) => seq)).toEqual(
            Array.from({ length: row.version }, (_, index) => index + 1),
          );
          expect(details.events.filter(({ type }) => type === 'person.erased')).toHaveLength(1);
        }
        if (isThrough) expect(at).toBeGreaterThan(10);
      }
    },
  );
});

test('a repeatable read transaction that lost a race over a ticket hears of a conflict, and is not tried again', async () => {
  const world = await onPostgres.open();
  const { ada, olga, tickets } = await openScene(world);
  const [first = ''] = tickets;
  const tx = await world.begin('repeatable read');
  await tx.query('select 1');
  await ada.tickets.update(first, { subject: 'Changed' });
  await expect(olga.in(tx.handle).persons.erase(bob, confirmed)).rejects.toMatchObject({
    code: 'conflict',
    data: { ticket: first },
  });
  await tx.rollback();
  expect(await olga.persons.erase(bob, confirmed)).toMatchObject({ done: true, counts: { tickets: 3 } });
});

describe('a role that may not change events', () => {
  /** The database role of an application: it reads and writes, but the history it only adds to. */
  const asRole = async () => {
    const world = await onPostgres.open();
    const { schema, query } = world;
    const role = `${schema}_app`;
    await query(`create role ${role} login password 'secret'`);
    await query(`grant usage on schema ${schema} to ${role}`);
    await query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
    await query(`revoke update, delete on ${schema}.events from ${role}`);
    await query(`grant usage on all sequences in schema ${schema} to ${role}`);
    const url = new URL(inject('postgresUrl'));
    url.username = role;
    url.password = 'secret';
    const pool = new pg.Pool({ connectionString: url.href, max: 3 });
    onTestFinished(async () => {
      await pool.end();
      // The schema is lent, and goes back without a trace of the role.
      await query(`drop owned by ${role}`);
      await query(`drop role ${role}`);
    });
    const store = createPostgresStore({ pool, schema });
    const scene = await openScene({ store: { ...store, migrate: async () => {} }, blobs: world.blobs });
    return { ...scene, schema, role, query, app: (text: string) => pool.query(text) };
  };

  test('erases persons only when it was granted the function that redacts, and goes round it by nothing', async () => {
    const { olga, ada, schema, role, query, app, tickets } = await asRole();
    await expect(olga.persons.erase(bob, confirmed)).rejects.toMatchObject({
      code: 'store_failed',
      data: { sqlState: '42501' },
    });
    await query(`grant execute on function ${schema}.redact_events to ${role}`);
    const nameOf = async (id: string) => (await ada.tickets.get(id)).requester.name;
    expect(await nameOf(tickets[0] ?? '')).toBe('Bob Baker');
    expect(await olga.persons.erase(bob, confirmed)).toMatchObject({ done: true, counts: { tickets: 3 } });
    expect(await nameOf(tickets[0] ?? '')).toBe('[erased]');
    const open = `set_config('ticketwerk.redacting', 'on', true) = 'on'`;
    for (const attempt of [
      `update ${schema}.events set data = '{}' where ${open}`,
      `delete from ${schema}.events where ${open}`,
      `truncate ${schema}.events`,
      `alter table ${schema}.events disable trigger all`,
    ]) {
      await expect(app(attempt)).rejects.toMatchObject({ code: '42501' });
    }
    // Even with the right to change events the setting is not enough: the role is not the owner.
    await query(`grant update, delete on ${schema}.events to ${role}`);
    for (const attempt of [
      `update ${schema}.events set data = '{}' where ${open}`,
      `update ${schema}.events set actor = '{}' where ${open}`,
      `delete from ${schema}.events where ${open}`,
    ]) {
      await expect(app(attempt)).rejects.toMatchObject({
        code: '23001',
        message: expect.stringContaining('append-only'),
      });
    }
    // What it may call changes nothing where no erasure is the last that happened.
    await ada.actions.add(tickets[0] ?? '', { visibility: 'internal', description: 'Later' });
    const call = `select ${schema}.redact_events('default', '${tickets[0]}', '[]')`;
    await expect(app(call)).rejects.toMatchObject({ code: '23001' });
  });
});
