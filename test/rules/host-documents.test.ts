import { describe, expect, test } from 'vitest';
import { blobsIn, bytes, openDocumentsDesk, streamed, textOf } from './documents-desk.ts';
import { everyHost, sqlHosts } from './host-worlds.ts';
import { stored } from './stored.ts';

const pdf = () => ({ name: 'a.pdf', content: streamed('one ', 'two') });

describe.each(everyHost)('on $name', ({ open }) => {
  const opened = async () => {
    const world = await open();
    return { ...world, ...(await openDocumentsDesk(world)) };
  };

  test('a document that is added in a transaction is there after the commit, and can be read inside before', async () => {
    const { ada, begin, ticket } = await opened();
    const tx = await begin();
    const unit = ada.in(tx.handle);
    const { document } = await unit.documents.add(ticket, pdf());
    expect(await textOf((await unit.documents.open(document)).content)).toBe('one two');
    await tx.commit();
    expect(await textOf((await ada.documents.open(document)).content)).toBe('one two');
  });

  test('a document that is added in a transaction vanishes with it; what is left of its content is swept', async () => {
    const world = await opened();
    const { ada, begin, clock, desk, store, ticket } = world;
    const before = await stored(store, ticket);
    const tx = await begin();
    const { document } = await ada.in(tx.handle).documents.add(ticket, pdf());
    await tx.rollback();
    expect(await stored(store, ticket)).toEqual(before);
    await expect(ada.documents.open(document)).rejects.toMatchObject({ code: 'not_found' });
    clock.advance({ hours: 25 });
    await desk.sweepBlobs();
    expect(await blobsIn(world)).toEqual([]);
  });

  test('a file that is refused leaves the transaction as it was', async () => {
    const world = await opened();
    const { ada, begin, ticket } = world;
    const tx = await begin();
    const unit = ada.in(tx.handle);
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield bytes('x'.repeat(300_000));
      throw new Error('socket hang up');
    }
    for (const content of [streamed(), breaking()]) {
      await expect(unit.documents.add(ticket, { name: 'a.pdf', content })).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
    await unit.documents.add(ticket, pdf());
    await tx.commit();
    expect((await ada.documents.list(ticket)).map(({ name, size }) => [name, size])).toEqual([['a.pdf', 7]]);
    expect(await blobsIn(world)).toHaveLength(1);
  });

  test('a document that is removed in a transaction keeps its content until the host says that it is committed', async () => {
    const world = await opened();
    const { ada, begin, ticket } = world;
    const { document } = await ada.documents.add(ticket, pdf());
    const rolledBack = await begin();
    await ada.in(rolledBack.handle).documents.remove(document);
    await rolledBack.rollback();
    expect(await textOf((await ada.documents.open(document)).content)).toBe('one two');
    const tx = await begin();
    const unit = ada.in(tx.handle);
    await unit.documents.remove(document);
    await tx.commit();
    expect(await blobsIn(world)).toHaveLength(1);
    await unit.committed();
    expect(await blobsIn(world)).toEqual([]);
    expect(await ada.documents.list(ticket)).toEqual([]);
  });
});

describe.each(sqlHosts)('on $name', ({ open }) => {
  test('content on the desk’s own database vanishes with the host’s rollback at once', async () => {
    const world = await open();
    const { ada, ticket } = await openDocumentsDesk(world);
    const tx = await world.begin();
    await ada.in(tx.handle).documents.add(ticket, pdf());
    await tx.rollback();
    expect(await blobsIn(world)).toEqual([]);
  });

  test('the sweep does not take what lies in a transaction that is still open', async () => {
    const world = await open();
    const { ada, clock, desk, ticket } = await openDocumentsDesk(world);
    const tx = await world.begin();
    const { document } = await ada.in(tx.handle).documents.add(ticket, pdf());
    clock.advance({ hours: 25 });
    const sweeping = desk.sweepBlobs();
    await Promise.resolve();
    await tx.commit();
    await sweeping;
    expect(await textOf((await ada.documents.open(document)).content)).toBe('one two');
  });
});
