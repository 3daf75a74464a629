import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { PortalSurface } from '../../src/engine/portal.ts';
import type { Store } from '../../src/ports/store.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyHost, sqlHosts, type Wire } from './host-worlds.ts';
import { eventNames, refusalOf, stored } from './stored.ts';

const area = defineArea({
  id: 'shop',
  name: 'Shop',
  workflows: [
    defineWorkflow({
      id: 'order',
      name: 'Order',
      initial: 'new',
      steps: { new: { name: 'New', category: 'new' }, gone: { name: 'Withdrawn', category: 'closed' } },
      transitions: {
        withdraw: { name: 'Withdraw', from: ['new'], to: 'gone', permission: 'ticket.edit', requester: true },
      },
    }),
  ],
});
const printer = { subject: 'Printer', description: 'Smoke', name: 'Bob', email: 'bob@acme.example' } as const;

const openShop = async (store: Store) => {
  const kit = await createTestDesk({ areas: [area], roles: { lead: { '*': ['*'] } }, store });
  const bob = kit.desk.asRequester({ contact: 'acme', person: 'bob' });
  const { ticket } = await bob.create(printer);
  return { ...kit, store, bob, ticket: ticket.id };
};
type Bob = PortalSurface<typeof area>;

/** Every call of the requester's surface, and its round trips: a command reads what it shows of the ticket afterwards. */
const calls: Readonly<
  Record<string, readonly [statements: number, run: (bob: Bob, ticket: string) => Promise<unknown>]>
> = {
  areas: [1, (bob) => bob.areas()],
  create: [4, (bob) => bob.create(printer, { idempotencyKey: 'create' })],
  reply: [3, (bob, ticket) => bob.reply(ticket, { text: 'It burns.' }, { idempotencyKey: 'reply' })],
  // Whether it may be added is decided before its content is stored, and again after that.
  upload: [4, (bob, ticket) => bob.upload(ticket, { name: 'Plan.txt', content: Uint8Array.of(1) })],
  documents: [1, (bob, ticket) => bob.documents(ticket)],
  openDocument: [
    2,
    async (bob, ticket) => {
      const [document] = await bob.documents(ticket);
      return bob.openDocument(document?.id ?? '');
    },
  ],
  get: [1, (bob, ticket) => bob.get(ticket)],
  byNumber: [1, (bob) => bob.byNumber('SHOP-2026-00001')],
  list: [2, (bob) => bob.list()],
  close: [3, (bob, ticket) => bob.close(ticket, { idempotencyKey: 'close' })],
};

describe.each(everyHost)('on $name', ({ open }) => {
  const opened = async () => {
    const world = await open();
    return { ...world, ...(await openShop(world.store)) };
  };

  test('what a requester wrote vanishes with the rollback: ticket, reply, notices, idempotency keys', async () => {
    const { bob, ticket, store, begin, desk, mails } = await opened();
    await desk.deliver();
    const before = await stored(store, ticket);
    const sent = mails.length;
    const tx = await begin();
    const unit = bob.in(tx.handle);
    for (const [, run] of Object.values(calls)) await run(unit, ticket);
    expect((await unit.list()).items).toHaveLength(2);
    await tx.rollback();
    expect(await stored(store, ticket)).toEqual(before);
    expect((await bob.list()).items.map(({ id }) => id)).toEqual([ticket]);
    expect(await desk.deliver()).toMatchObject({ sent: 0 });
    expect(mails).toHaveLength(sent);
    // The key is free again: this is no repetition of the reply that was rolled back.
    expect((await bob.reply(ticket, { text: 'It burns.' }, { idempotencyKey: 'reply' })).ticket.actions).toHaveLength(
      1,
    );
  });

  test('what a requester wrote is there after the commit, listeners hear it at committed(), once and in order', async () => {
    const { bob, ticket, store, begin, desk, mails } = await opened();
    await desk.deliver();
    const sent = mails.length;
    const heard: string[] = [];
    for (const type of ['ticket.created', 'action.added', 'ticket.moved', 'ticket.closed', 'mail.queued'] as const)
      desk.on(type, () => heard.push(type));
    const tx = await begin();
    const unit = bob.in(tx.handle);
    const made = (await unit.create(printer)).ticket.id;
    expect(await unit.get(made)).toMatchObject({ id: made, status: { category: 'new' } });
    await unit.reply(ticket, { text: 'It burns.' });
    await unit.close(ticket);
    expect(heard).toEqual([]);
    await tx.commit();
    expect(heard).toEqual([]);
    await unit.committed();
    await unit.committed();
    expect(heard).toEqual([
      ...['ticket.created', 'mail.queued', 'action.added', 'mail.queued'],
      ...['ticket.moved', 'ticket.closed'],
    ]);
    expect(await eventNames(store, made)).toEqual(['ticket.created', 'mail.queued']);
    expect(await desk.deliver()).toMatchObject({ sent: 2 });
    expect(mails).toHaveLength(sent + 2);
  });

  test('after a refusal the transaction goes on, and a foreign ticket is as unknown as in the portal', async () => {
    const { desk, bob, ticket, store, begin } = await opened();
    const tx = await begin();
    const unit = bob.in(tx.handle);
    const eve = desk.asRequester({ contact: 'other' }).in(tx.handle);
    for (const call of [
      () => eve.get(ticket),
      () => eve.reply(ticket, { text: 'Mine?' }),
      () => eve.close(ticket),
      () => eve.byNumber('SHOP-2026-00001'),
      () => unit.get('nobody'),
    ]) {
      expect((await refusalOf(call())).code).toBe('not_found');
    }
    expect((await refusalOf(unit.reply(ticket, { text: ' ' }))).code).toBe('invalid_input');
    await unit.reply(ticket, { text: 'Still here.' });
    await tx.commit();
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'mail.queued', 'action.added', 'mail.queued']);
  });

  test('a requester and an agent share a transaction: each sees what the other wrote', async () => {
    const { agent, bob, begin } = await opened();
    const ada = agent('Ada', 'lead');
    const tx = await begin();
    const { ticket } = await bob.in(tx.handle).create(printer);
    await ada.in(tx.handle).actions.add(ticket.id, { visibility: 'external', description: 'On my way' });
    expect((await bob.in(tx.handle).get(ticket.id)).actions).toMatchObject([{ by: 'us', description: 'On my way' }]);
    await tx.commit();
    expect((await bob.get(ticket.id)).actions).toHaveLength(1);
  });

  test('a handle whose transaction has ended, and what is none, is refused', async () => {
    const { bob, ticket, store, begin } = await opened();
    const before = await stored(store, ticket);
    const tx = await begin();
    const unit = bob.in(tx.handle);
    await tx.rollback();
    for (const late of [
      () => unit.create(printer),
      () => unit.reply(ticket, { text: 'Late' }),
      () => unit.get(ticket),
      () => unit.list(),
      ...[null, undefined, 'tx', {}].map((handle) => async () => bob.in(handle as never).create(printer)),
    ]) {
      expect((await refusalOf(late())).code).toBe('not_in_transaction');
    }
    expect(await stored(store, ticket)).toEqual(before);
  });
});

describe.each(sqlHosts)('on $name', ({ open }) => {
  test('rows of the host and a ticket of the portal are kept or lost together', async () => {
    const { store, begin, query, contacts } = await open();
    const { bob } = await openShop(store);
    for (const [how, kept] of [
      ['rollback', 0],
      ['commit', 1],
    ] as const) {
      const tx = await begin();
      await tx.query(`insert into ${contacts} values ('acme', 'Acme')`);
      await bob.in(tx.handle).create(printer);
      await tx[how]();
      expect(await query(`select name from ${contacts}`)).toHaveLength(kept);
      expect((await bob.list()).items).toHaveLength(1 + kept);
    }
  });

  test('on the handle of the host nothing is ever begun, committed or rolled back but savepoints of ours', async () => {
    const texts: string[] = [];
    const wire: Wire = (text, send) => {
      texts.push(text);
      return send();
    };
    const { store, begin } = await open({ hosted: wire });
    const { bob, ticket } = await openShop(store);
    const tx = await begin();
    const unit = bob.in(tx.handle);
    for (const [name, [, run]] of Object.entries(calls)) {
      texts.length = 0;
      await run(unit, ticket);
      for (let index = 0; index < texts.length; index += 3) {
        expect([texts[index], texts[index + 2]], name).toEqual([
          'savepoint ticketwerk',
          'release savepoint ticketwerk',
        ]);
        expect(texts[index + 1], name).toMatch(/^\s*(with|select|insert)\b/i);
      }
    }
    texts.length = 0;
    await tx.commit();
    await unit.committed();
    expect(texts).toEqual([]);
  });

  test('a call costs a load and a commit, and what it shows afterwards', async () => {
    const texts: string[] = [];
    const wire: Wire = (text, send) => {
      texts.push(text);
      return send();
    };
    const { bob, ticket } = await openShop((await open({ own: wire })).store);
    for (const [name, [statements, run]] of Object.entries(calls)) {
      texts.length = 0;
      await run(bob, ticket);
      expect([name, texts.length]).toEqual([name, statements]);
    }
  });
});

test('no call of the requester’s surface is missing here', async () => {
  const { bob } = await openShop(createMemoryStore());
  const { in: _in, ...surface } = bob;
  expect(Object.keys(calls).sort()).toEqual(Object.keys(surface).sort());
});
