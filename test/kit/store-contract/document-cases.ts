import assert from 'node:assert/strict';
import { type ContractCase, contractCase } from './contract-case.ts';
import { documentRow } from './sample-rows.ts';
import { committed, conflict, given, givenTicket, readTicket, tenant, ticketChange } from './store-steps.ts';

const three = [documentRow('f1', 't1'), documentRow('f2', 't1'), documentRow('f3', 't1')] as const;

export const documentCases: readonly ContractCase[] = [
  contractCase(
    'documents-change',
    'documents are moved and removed with their ticket, and no others',
    async (store) => {
      const row = await givenTicket(store, 't1', { documents: three });
      await givenTicket(store, 't2', { documents: [documentRow('g1', 't2')] });
      const moved = { ...three[1], folder: 'Upload', name: 'Plan (2).pdf' };
      const added = documentRow('f4', 't1');
      const add = { documents: [added], documentsChanged: [moved], documentsRemoved: ['f1'] };
      await given(store, { changes: [ticketChange(row, add)] });
      assert.deepEqual((await readTicket(store, 't1'))?.details.documents, [moved, three[2], added]);
      assert.deepEqual((await readTicket(store, 't2'))?.details.documents, [documentRow('g1', 't2')]);
    },
  ),

  contractCase('documents-stale', 'a stale ticket keeps its documents as they are', async (store) => {
    const row = await givenTicket(store, 't1', { documents: three });
    await given(store, { changes: [ticketChange(row)] });
    const moved = { ...three[1], folder: 'Upload' };
    const late = ticketChange(row, { documentsChanged: [moved], documentsRemoved: ['f1'] });
    assert.deepEqual(await store.commit({ tenant, changes: [late] }), conflict);
    assert.deepEqual((await readTicket(store, 't1'))?.details.documents, three);
  }),

  contractCase('documents-own', 'a document changes only with the ticket it belongs to', async (store) => {
    await givenTicket(store, 't1', { documents: three });
    const other = await givenTicket(store, 't2');
    for (const add of [
      { documentsRemoved: ['f1'] },
      { documentsRemoved: ['nothing'] },
      { documentsChanged: [{ ...three[0], ticket: 't2' }] },
      { documentsChanged: [documentRow('nothing', 't2')] },
    ]) {
      await assert.rejects(store.commit({ tenant, changes: [ticketChange(other, add)] }));
    }
    assert.deepEqual((await readTicket(store, 't1'))?.details.documents, three);
    assert.deepEqual((await readTicket(store, 't2'))?.row, other);
  }),

  contractCase('documents-taken', 'a document whose id another one has is refused as taken', async (store) => {
    await givenTicket(store, 't1', { documents: three });
    const other = await givenTicket(store, 't2');
    const change = ticketChange(other, { documents: [documentRow('f1', 't2')] });
    assert.deepEqual(await store.commit({ tenant, changes: [change] }), { outcome: 'taken', key: 'id' });
    assert.deepEqual((await readTicket(store, 't2'))?.row, other);
  }),

  contractCase('documents-found', 'a ticket is found by the documents it holds', async (store) => {
    const row = await givenTicket(store, 't1', { documents: three });
    await givenTicket(store, 't2', { documents: [documentRow('g1', 't2')] });
    const find = async (documents: readonly string[], of = tenant) =>
      (await store.load({ tenant: of, tickets: { documents, details: ['documents'] } })).tickets;
    const [found, ...others] = await find(['f2', 'f3', 'nothing']);
    assert.deepEqual([found?.row, found?.details.documents, others], [row, three, []]);
    assert.deepEqual(
      (await find(['g1', 'f1'])).map((one) => one.row.id),
      ['t1', 't2'],
    );
    assert.deepEqual(await find(['nothing']), []);
    assert.deepEqual(await find(['f1'], 'globex'), []);
  }),

  contractCase('blobs-in-use', 'a blob is in use while a document of its tenant refers to it', async (store) => {
    const row = await givenTicket(store, 't1', { documents: three });
    const inUse = async (blobs: readonly string[], of = tenant) =>
      [...(await store.blobsInUse({ tenant: of, blobs }))].sort();
    assert.deepEqual(await inUse(['blob-f1', 'blob-f3', 'orphan']), ['blob-f1', 'blob-f3']);
    assert.deepEqual(await inUse(['blob-f1'], 'globex'), []);
    assert.deepEqual(await inUse([]), []);
    const change = ticketChange(row, { documentsRemoved: ['f1'] });
    assert.deepEqual(await store.commit({ tenant, changes: [change] }), committed);
    assert.deepEqual(await inUse(['blob-f1', 'blob-f3']), ['blob-f3']);
  }),
];
