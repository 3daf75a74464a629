import { describe, expect, test } from 'vitest';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { blobsIn, bytes, openDocumentsDesk, streamed, textOf } from './documents-desk.ts';
import { everyStore } from './every-store.ts';
import { stored } from './stored.ts';

const down = new Error('The disk is gone.');
const pdf = { name: 'a.pdf', content: bytes('x') };

describe.each(everyStore)('on $name', ({ openBoth }) => {
  /** A desk whose stores do as the test says, once it has begun. */
  const failing = async (spoil: {
    readonly store?: Partial<Store>;
    readonly blobs?: (honest: BlobStore) => Partial<BlobStore>;
  }) => {
    const honest = await openBoth();
    let broken = false;
    const switching = <T extends object>(good: T, bad: Partial<T>): T =>
      new Proxy(good, { get: (target, key) => Reflect.get(broken && key in bad ? bad : target, key) });
    const kit = await openDocumentsDesk({
      store: switching(honest.store, spoil.store ?? {}),
      blobs: switching(honest.blobs, spoil.blobs?.(honest.blobs) ?? {}),
    });
    const toggle = (now = true) => {
      broken = now;
    };
    return { ...kit, honest, break: toggle };
  };

  test('when content cannot be stored, no document is made', async () => {
    const { ada, break: stop, honest, ticket } = await failing({ blobs: () => ({ put: () => Promise.reject(down) }) });
    const before = await stored(honest.store, ticket);
    stop();
    await expect(ada.documents.add(ticket, pdf)).rejects.toBe(down);
    expect(await stored(honest.store, ticket)).toEqual(before);
    expect(await blobsIn(honest)).toEqual([]);
  });

  test('when the second of several files cannot be stored, the first goes too', async () => {
    let puts = 0;
    const blobs = (honest: BlobStore): Partial<BlobStore> => ({
      put: (blob) => {
        puts += 1;
        return puts === 2 ? Promise.reject(down) : honest.put(blob);
      },
    });
    const { bob, break: stop, honest, ticket } = await failing({ blobs });
    stop();
    await expect(bob.upload(ticket, [pdf, { ...pdf, content: bytes('y') }])).rejects.toBe(down);
    expect(await blobsIn(honest)).toEqual([]);
    expect((await bob.get(ticket)).documents).toEqual([]);
  });

  test('when the content breaks off, the call is refused and nothing of it is kept', async () => {
    const { ada, honest, ticket } = await failing({});
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield bytes('x'.repeat(300_000));
      throw new Error('socket hang up');
    }
    await expect(ada.documents.add(ticket, { name: 'a.pdf', content: breaking() })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['content'], code: 'unreadable' }],
    });
    expect(await blobsIn(honest)).toEqual([]);
  });

  test('when nobody knows whether the commit was made, its content stays for the sweep: kept if it was, removed if not', async () => {
    for (const made of [true, false]) {
      const world = await failing({
        store: {
          commit: async (batch) => {
            if (made) await world.honest.store.commit(batch);
            throw down;
          },
        },
      });
      const { ada, break: stop, clock, desk, honest, ticket } = world;
      stop();
      await expect(ada.documents.add(ticket, pdf)).rejects.toBe(down);
      stop(false);
      expect(await blobsIn(honest)).toHaveLength(1);
      clock.advance({ hours: 25 });
      expect(await desk.sweepBlobs()).toEqual({ removed: made ? 0 : 1, pending: 0 });
      const documents = await ada.documents.list(ticket);
      expect(documents).toHaveLength(made ? 1 : 0);
      for (const document of documents) expect(await textOf((await ada.documents.open(document)).content)).toBe('x');
      expect(await blobsIn(honest)).toHaveLength(made ? 1 : 0);
    }
  });

  test('when content that is refused cannot be removed, the refusal stands and the sweep removes it later', async () => {
    const {
      ada,
      break: stop,
      clock,
      desk,
      honest,
      ticket,
    } = await failing({
      blobs: () => ({ remove: () => Promise.reject(down) }),
    });
    stop();
    await expect(ada.documents.add(ticket, { name: 'a.pdf', content: streamed() })).rejects.toMatchObject({
      issues: [{ code: 'empty' }],
    });
    const { document } = await ada.documents.add(ticket, pdf);
    await ada.documents.remove(document);
    expect(await ada.documents.list(ticket)).toEqual([]);
    expect(await blobsIn(honest)).toHaveLength(2);
    clock.advance({ hours: 25 });
    expect(await desk.sweepBlobs()).toEqual({ removed: 0, pending: 2 });
    stop(false);
    expect(await desk.sweepBlobs()).toEqual({ removed: 2, pending: 0 });
    expect(await blobsIn(honest)).toEqual([]);
  });

  test('when the store cannot say what is in use, nothing is removed', async () => {
    const {
      ada,
      break: stop,
      clock,
      desk,
      honest,
      ticket,
    } = await failing({
      store: { blobsInUse: () => Promise.reject(down) },
    });
    await ada.documents.add(ticket, pdf);
    clock.advance({ hours: 25 });
    stop();
    await expect(desk.sweepBlobs()).rejects.toBe(down);
    expect(await blobsIn(honest)).toHaveLength(1);
  });

  test('the sweep leaves an upload alone that is under way, and removes nothing of any tenant that a document needs', async () => {
    const pair = await openBoth();
    const { ada, clock, desk, ticket } = await openDocumentsDesk(pair);
    const orphan = async (tenant: string, blob: string) => {
      const storedAt = clock.now().toISOString();
      await pair.blobs.put({ tenant, blob, content: streamed('x'), maxBytes: 10, storedAt });
    };
    await orphan('default', 'old');
    await orphan('globex', 'old');
    const { document } = await ada.documents.add(ticket, pdf);
    clock.advance({ hours: 23 });
    const swept: unknown[] = [];
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield bytes('x');
      clock.advance({ hours: 2 });
      swept.push(await desk.sweepBlobs());
    }
    await ada.documents.add(ticket, { name: 'b.pdf', content: slow() });
    expect(swept).toEqual([{ removed: 2, pending: 0 }]);
    await orphan('default', 'young');
    clock.advance({ hours: 23 });
    expect(await desk.sweepBlobs()).toEqual({ removed: 0, pending: 0 });
    clock.advance({ hours: 2 });
    expect(await desk.sweepBlobs()).toEqual({ removed: 1, pending: 0 });
    expect(await textOf((await ada.documents.open(document)).content)).toBe('x');
    expect(await ada.documents.list(ticket)).toHaveLength(2);
    expect(await blobsIn(pair)).toHaveLength(2);
  });

  test('the grace period is the desk’s to choose, and a sweep goes through many blobs', async () => {
    const pair = await openBoth();
    const { ada, clock, desk, ticket } = await openDocumentsDesk(pair, {}, { sweep: { grace: 1 } });
    await ada.documents.add(ticket, pdf);
    const storedAt = clock.now().toISOString();
    for (let index = 0; index < 450; index += 1) {
      const blob = `orphan${index}`;
      await pair.blobs.put({ tenant: 'default', blob, content: streamed('x'), maxBytes: 10, storedAt });
    }
    expect(await desk.sweepBlobs()).toEqual({ removed: 0, pending: 0 });
    clock.advance({ hours: 2 });
    expect(await desk.sweepBlobs()).toEqual({ removed: 450, pending: 0 });
    expect(await blobsIn(pair)).toHaveLength(1);
  });

  test('desk.run sweeps by itself, at its start and then every six hours', async () => {
    const pair = await openBoth();
    const { clock, desk } = await openDocumentsDesk(pair, {}, { sweep: { grace: 1 } });
    const storedAt = clock.now().toISOString();
    await pair.blobs.put({ tenant: 'default', blob: 'orphan', content: streamed('x'), maxBytes: 10, storedAt });
    clock.advance({ hours: 2 });
    const started = clock.now().getTime();
    const sweeps: number[] = [];
    const list = pair.blobs.list;
    pair.blobs.list = (request) => {
      sweeps.push((clock.now().getTime() - started) / 3_600_000);
      return list(request);
    };
    const stop = new AbortController();
    const signal = {
      get aborted() {
        if (clock.now().getTime() - started > 13 * 3_600_000) stop.abort();
        return stop.signal.aborted;
      },
      addEventListener: stop.signal.addEventListener.bind(stop.signal),
    };
    await desk.run({ signal, poll: 3600 });
    expect(sweeps).toEqual([0, 6, 12]);
    expect(await blobsIn(pair)).toEqual([]);
  });
});
