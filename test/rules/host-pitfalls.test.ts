import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { createPostgresStore, fromPg } from '../../adapters/postgres/index.ts';
import { freshSchema, openPool } from '../servers/postgres-schema.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { type HostStore, sqlHosts } from './host-worlds.ts';
import { eventNames, refusalOf } from './stored.ts';

const incident = { area: 'helpdesk', workflow: 'incident', ...printer } as const;

const opened = async ({ open }: Pick<HostStore, 'open'>) => {
  const world = await open();
  const kit = await openHelpdesk(world.store);
  const ada = kit.agent('Ada', 'agent');
  const { ticket } = await ada.tickets.create(incident);
  return { ...kit, ...world, ada, ticket: ticket.id };
};

describe.each(sqlHosts)('on $name', (host) => {
  test('a refused statement does not poison the transaction: its COMMIT is no secret ROLLBACK', async () => {
    const { ada, ticket, store, begin, contacts, query } = await opened(host);
    const found = (await store.load({ tenant: 'default', tickets: { ids: [ticket], details: [] } })).tickets[0]?.row;
    const tx = await begin();
    await tx.query(`insert into ${contacts} values ('acme', 'Acme')`);
    // The number is taken: the database itself refuses the statement.
    const within = (store as unknown as { within(handle: never): typeof store }).within(tx.handle);
    const after = { ...found, id: 'copy' } as NonNullable<typeof found>;
    expect(
      await within.commit({ tenant: 'default', changes: [{ root: 'ticket', before: null, after, add: {} }] }),
    ).toEqual({
      outcome: 'taken',
      key: 'number',
    });
    await ada.in(tx.handle).tickets.transition(ticket, 'start');
    await tx.commit();
    expect(await query(`select id from ${contacts}`)).toHaveLength(1);
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved']);
  });

  test('a refusal that the host swallows costs him nothing', async () => {
    const { ada, ticket, store, begin, contacts, query } = await opened(host);
    const tx = await begin();
    await tx.query(`insert into ${contacts} values ('acme', 'Acme')`);
    await ada
      .in(tx.handle)
      .tickets.get('nobody')
      .catch(() => {});
    await ada
      .in(tx.handle)
      .tickets.create({ ...incident, subject: 'x'.repeat(256) })
      .catch(() => {});
    await ada.in(tx.handle).tickets.transition(ticket, 'start');
    await tx.commit();
    expect(await query(`select id from ${contacts}`)).toHaveLength(1);
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved']);
  });

  test('two commands at once on one handle, one of them refused by the database, keep their savepoints apart', async () => {
    const { ada, ticket, store, begin } = await opened(host);
    const tx = await begin();
    // With a key of its own each, the losers are refused in the middle of their statement.
    const results = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((idempotencyKey) =>
        ada.in(tx.handle).tickets.transition(ticket, 'start', {}, { idempotencyKey }),
      ),
    );
    await ada.in(tx.handle).actions.add(ticket, { visibility: 'internal', description: 'And on' });
    await tx.commit();
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved', 'action.added']);
  });

  test('a savepoint of the host takes a command back without ending his transaction', async () => {
    const { ada, ticket, store, begin } = await opened(host);
    const tx = await begin();
    const unit = ada.in(tx.handle);
    await unit.tickets.transition(ticket, 'start');
    await tx.query('savepoint mine');
    await unit.actions.add(ticket, { visibility: 'internal', description: 'Taken back' });
    const lost = await unit.tickets.create(incident);
    await tx.query('rollback to savepoint mine');
    expect(await refusalOf(unit.tickets.get(lost.ticket))).toMatchObject({ code: 'not_found' });
    await unit.tickets.transition(ticket, 'wait');
    await tx.commit();
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved', 'ticket.moved']);
  });

  test('a transaction that a statement of the host has aborted is named as such', async () => {
    const { ada, ticket, store, begin } = await opened(host);
    const tx = await begin();
    await expect(tx.query('select 1/0')).rejects.toThrow();
    expect(await refusalOf(ada.in(tx.handle).tickets.transition(ticket, 'start'))).toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('roll back'),
      issues: [{ code: 'transaction_aborted' }],
      data: { sqlState: '25P02' },
    });
    await tx.rollback();
    expect(await eventNames(store, ticket)).toEqual(['ticket.created']);
  });

  test('everything of a command runs on the handle: where there is one connection, it does not wait for itself', async () => {
    const { ada, ticket, begin, mailer, desk } = await opened(host);
    const tx = await begin();
    const unit = ada.in(tx.handle);
    await unit.tickets.create(incident);
    await unit.tickets.transition(ticket, 'start');
    const { drafts } = await unit.tickets.close(ticket, { comment: 'Done' });
    await unit.outbox.send(drafts[0]?.id ?? '');
    expect((await unit.outbox.list()).items).toHaveLength(1);
    expect(mailer.sent).toEqual([]);
    await tx.commit();
    expect(await desk.deliver()).toMatchObject({ sent: 1 });
  });
});

describe('on PostgreSQL', () => {
  const onPostgres = sqlHosts.filter(({ name }) => name === 'PostgreSQL')[0] as HostStore;

  test('a pool passed instead of a client is refused, at once by its shape', async () => {
    const { ada } = await opened(onPostgres);
    const pool = openPool();
    for (const handle of [pool, openPool({ max: 1 })]) {
      // @ts-expect-error a pool does not even compile as a handle
      expect(() => createPostgresStore({ pool }).within(handle)).toThrow();
      expect(() => ada.in(handle as never)).toThrow(expect.objectContaining({ code: 'not_in_transaction' }));
    }
    // And what only looks like a client, by the database.
    const disguised = { query: (config: pg.QueryConfig) => pool.query(config) };
    expect(await refusalOf(ada.in(disguised as never).tickets.create(incident))).toMatchObject({
      code: 'not_in_transaction',
    });
  });

  test('a client without a transaction is refused, and nothing is written', async () => {
    const { ada, ticket, store } = await opened(onPostgres);
    const client = await openPool().connect();
    onTestFinished(() => client.release());
    expect(await refusalOf(ada.in(client as never).tickets.transition(ticket, 'start'))).toMatchObject({
      code: 'not_in_transaction',
    });
    expect(await eventNames(store, ticket)).toEqual(['ticket.created']);
  });

  test('a repeatable read transaction that lost a race hears of a conflict, and is not tried again', async () => {
    const { ada, agent, ticket, store, begin } = await opened(onPostgres);
    const bob = agent('Bob', 'agent');
    const tx = await begin('repeatable read');
    await tx.query('select 1');
    await bob.actions.add(ticket, { visibility: 'internal', description: 'Faster' });
    // An action appends, and would be decided anew; here that could only fail the same way again.
    for (const late of [
      () => ada.in(tx.handle).actions.add(ticket, { visibility: 'internal', description: 'Late' }),
      () => ada.in(tx.handle).tickets.transition(ticket, 'start'),
    ]) {
      expect(await refusalOf(late())).toMatchObject({ code: 'conflict' });
    }
    const made = await ada.in(tx.handle).tickets.create(incident);
    await tx.commit();
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'action.added']);
    expect(await eventNames(store, made.ticket)).toEqual(['ticket.created']);
  });

  test('a connection that dies under a command ends neither the process nor anything but the transaction', async () => {
    const { ada, ticket, store, query, schema } = await opened(onPostgres);
    const client = new pg.Client({ connectionString: inject('postgresUrl') });
    await client.connect();
    await client.query('begin');
    const { rows } = await client.query('select pg_backend_pid() as pid');
    // Somebody else holds the row, so that the command waits for it when its connection is killed.
    const blocker = await openPool().connect();
    await blocker.query('begin');
    await blocker.query(`select from "${schema}".tickets where id = '${ticket}' for update`);
    const late = refusalOf(ada.in(client as never).tickets.transition(ticket, 'start'));
    const waits = `select from pg_stat_activity where pid = ${rows[0].pid} and wait_event_type = 'Lock'`;
    while ((await query(waits)).length === 0);
    expect(client.listenerCount('error')).toBe(1);
    const gone = new Promise((resolve) => client.once('end', resolve));
    await query(`select pg_terminate_backend(${rows[0].pid})`);
    expect(await late).toMatchObject({ code: 'store_failed' });
    await gone;
    expect(client.listenerCount('error')).toBe(0);
    await blocker.query('rollback');
    blocker.release();
    expect(await eventNames(store, ticket)).toEqual(['ticket.created']);
  });

  test('an exhausted pool is a failure with advice, not a wait for ever; the late connection goes back', async () => {
    const pool = openPool({ max: 1 });
    const store = createPostgresStore({ executor: fromPg(pool, { patience: 1 }), schema: freshSchema() });
    await store.migrate();
    const ada = (await openHelpdesk(store)).agent('Ada', 'agent');
    const client = await pool.connect();
    await client.query('begin');
    expect(await refusalOf(ada.in(client as never).tickets.create(incident))).toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('`max`'),
      issues: [{ code: 'pool_exhausted' }],
    });
    await client.query('rollback');
    client.release();
    await ada.tickets.create(incident);
    expect([pool.totalCount, pool.idleCount, pool.waitingCount]).toEqual([1, 1, 0]);
  });

  test('a number is drawn beside the transaction: who waits for the host does not hold the counter', async () => {
    const { ada, begin } = await opened(onPostgres);
    const tx = await begin();
    const inside = await ada.in(tx.handle).tickets.create(incident);
    const outside = await ada.tickets.create(incident);
    await tx.rollback();
    const next = await ada.tickets.create(incident);
    const numbers = [inside, outside, next].map(({ ticket }) => ticket.number);
    expect(numbers).toEqual(['HELPDESK-2026-00002', 'HELPDESK-2026-00003', 'HELPDESK-2026-00004']);
  });

  test('on a store that has only the client, the number is drawn on it and vanishes too', async () => {
    const client = new pg.Client({ connectionString: inject('postgresUrl') });
    await client.connect();
    onTestFinished(() => client.end());
    const store = createPostgresStore({ pool: client, schema: freshSchema() });
    await store.migrate();
    const ada = (await openHelpdesk(store)).agent('Ada', 'agent');
    const numbers: string[] = [];
    for (const how of ['rollback', 'commit']) {
      await client.query('begin');
      numbers.push((await ada.in(client as never).tickets.create(incident)).ticket.number);
      await client.query(how);
    }
    expect(numbers).toEqual(['HELPDESK-2026-00001', 'HELPDESK-2026-00001']);
  });
});
