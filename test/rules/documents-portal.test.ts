import { describe, expect, test } from 'vitest';
import type { PortalFile } from '../../src/engine/portal.ts';
import { blobsIn, bytes, openDocumentsDesk, streamed, textOf } from './documents-desk.ts';
import { everyStore } from './every-store.ts';
import { eventsOf, refusalOf, stored } from './stored.ts';

const photo = (text = 'x'): PortalFile => ({ name: 'photo.png', content: bytes(text) });

describe.each(everyStore)('on $name', ({ openBoth }) => {
  test('what an agent puts into the exchange folder its requester lists and downloads, authorised each time and under no public address [DOC-01]', async () => {
    const { ada, bob, requester, ticket } = await openDocumentsDesk(await openBoth());
    const { document } = await ada.documents.add(ticket, {
      name: 'offer.pdf',
      folder: 'Upload',
      content: streamed('100 ', 'EUR'),
    });
    const documents = await bob.documents(ticket);
    expect(documents).toEqual([
      {
        id: document.id,
        name: 'offer.pdf',
        size: 7,
        mediaType: 'application/pdf',
        disposition: 'attachment',
        addedAt: '2026-03-03T13:00:00.000Z',
        by: 'us',
      },
    ]);
    expect((await bob.get(ticket)).documents).toEqual(documents);
    const opened = await bob.openDocument(document.id);
    expect(opened.document).toEqual(documents[0]);
    expect(await textOf(opened.content)).toBe('100 EUR');
    expect(JSON.stringify(documents)).not.toMatch(/http|ada|Upload/);
    // Another person of the same contact sees it too; a contact who is no longer the ticket's does not.
    expect(await requester('Ben', { contact: 'acme' }).documents(ticket)).toEqual(documents);
    await ada.tickets.update(ticket, { requester: { contact: null } });
    await expect(bob.openDocument(document.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an unknown document, one of a foreign ticket and an internal one are answered alike; one that is too large leaves no part of itself [DOC-01 refused]', async () => {
    const pair = await openBoth();
    const { ada, ask, bob, ticket } = await openDocumentsDesk(pair, { maxBytes: 400_000 });
    const foreign = await ask('globex');
    const file = { name: 'a.pdf', content: bytes('x') };
    const theirs = await ada.documents.add(foreign, { ...file, folder: 'Upload' });
    const internal = await ada.documents.add(ticket, { ...file, folder: 'Internal' });
    const unknown = await refusalOf(bob.openDocument('unknown'));
    expect(unknown).toMatchObject({ code: 'not_found', issues: [], data: { what: 'document' } });
    for (const id of [theirs.document.id, internal.document.id, '', '../x', 'a\u0000b', ticket]) {
      expect(await refusalOf(bob.openDocument(id))).toEqual(unknown);
    }
    expect(await refusalOf(bob.documents(foreign))).toEqual(await refusalOf(bob.documents('unknown')));
    const before = await blobsIn(pair);
    const large = { name: 'b.pdf', folder: 'Upload', content: streamed(...Array(5).fill('x'.repeat(100_000))) };
    const tooLarge = {
      code: 'invalid_input',
      issues: [{ path: ['content'], code: 'too_large', params: { maximum: 400_000 } }],
    };
    await expect(ada.documents.add(ticket, large)).rejects.toMatchObject(tooLarge);
    const { folder: _, ...sent } = { ...large, content: streamed(...Array(5).fill('x'.repeat(100_000))) };
    await expect(bob.upload(ticket, sent)).rejects.toMatchObject(tooLarge);
    expect(await blobsIn(pair)).toEqual(before);
    expect(await bob.documents(ticket)).toEqual([]);
  });

  test('a requester uploads to an open ticket of his: attributed to him, never over another, told to the responsible once however many files; he cannot take it back [DOC-02]', async () => {
    const { ada, bob, desk, mails, ticket } = await openDocumentsDesk(await openBoth());
    const { ticket: seen } = await bob.upload(ticket, photo('1'));
    expect(seen.documents).toMatchObject([{ name: 'photo.png', by: 'you', disposition: 'inline' }]);
    const { ticket: after } = await bob.upload(ticket, [
      photo('2'),
      photo('3'),
      { name: 'list.csv', content: streamed('a,b') },
    ]);
    expect(after.documents.map(({ name, by }) => [name, by])).toEqual([
      ['photo.png', 'you'],
      ['photo (2).png', 'you'],
      ['photo (3).png', 'you'],
      ['list.csv', 'you'],
    ]);
    const documents = await ada.documents.list(ticket);
    expect(documents.map(({ addedBy, folder }) => [addedBy, folder])).toEqual(
      Array(4).fill([{ contact: 'acme', person: 'bob' }, 'Upload']),
    );
    expect(await textOf((await ada.documents.open(documents[1] ?? '')).content)).toBe('2');
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['ada@desk.example', 'ada@desk.example']);
    expect(mails[0]?.text).toContain('photo.png (1 B)\n');
    expect(mails[1]?.text).toContain('photo (2).png (1 B)\nphoto (3).png (1 B)\nlist.csv (3 B)\n');
    expect(mails[1]?.text).toContain(`https://crm.example/agent/tickets/${ticket}`);
    expect(Object.keys(bob).filter((name) => /remove|delete|move|share/i.test(name))).toEqual([]);
  });

  test('a requester’s file that is empty, forbidden or badly named is refused with its place, also on a closed ticket, and all files with it [DOC-02 refused]', async () => {
    const pair = await openBoth();
    const scanner = {
      scan: async ({ name }: { readonly name: string }) =>
        name === 'virus.png' ? { accepted: false as const, reason: 'Infected.' } : { accepted: true as const },
    };
    const { ada, bob, ticket, store } = await openDocumentsDesk(pair, { block: ['.exe', 'text/html'] }, { scanner });
    const before = await stored(store, ticket);
    for (const [file, path, code] of [
      [{ name: 'a.png', content: bytes('') }, 'content', 'empty'],
      [{ name: 'a.png', content: streamed() }, 'content', 'empty'],
      [{ name: 'a.EXE', content: bytes('x') }, 'name', 'type_not_allowed'],
      [{ name: 'a.png', mediaType: 'text/html', content: bytes('x') }, 'name', 'type_not_allowed'],
      [{ name: `${'a'.repeat(252)}.png`, content: bytes('x') }, 'name', 'too_long'],
      [{ name: '../a.png', content: bytes('x') }, 'name', 'path_separator'],
      [{ name: 'a\\b.png', content: bytes('x') }, 'name', 'path_separator'],
      [{ name: '..', content: bytes('x') }, 'name', 'reserved_name'],
      [{ name: 'a\u0000.png', content: bytes('x') }, 'name', 'control_character'],
      [{ name: 'virus.png', content: bytes('x') }, 'content', 'rejected'],
    ] as const) {
      await expect(bob.upload(ticket, file), file.name).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: [path], code }],
      });
      await expect(bob.upload(ticket, [photo(), file]), file.name).rejects.toMatchObject({
        issues: [{ path: [1, path], code }],
      });
      await expect(bob.reply(ticket, { text: 'Look', files: [photo(), file] }), file.name).rejects.toMatchObject({
        issues: [{ path: ['files', 1, path], code }],
      });
    }
    await expect(bob.upload(ticket, [])).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(bob.upload(ticket, Array(21).fill(photo()))).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await stored(store, ticket)).toEqual(before);
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.close(ticket, { comment: 'Done' });
    const closed = await stored(store, ticket);
    expect((await bob.get(ticket)).can.reply).toBe(false);
    for (const call of [
      () => bob.upload(ticket, photo()),
      () => bob.upload(ticket, [photo()]),
      () => bob.reply(ticket, { text: 'x', files: [photo()] }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'ticket_closed', data: {} });
    }
    expect(await stored(store, ticket)).toEqual(closed);
    expect(await blobsIn(pair)).toEqual([]);
  });

  test('a requester sees exactly what lies directly in the exchange folder, written in any case; moving in and out shows and hides [DOC-03]', async () => {
    const { ada, ask, bob, clock, ticket } = await openDocumentsDesk(await openBoth());
    const spelled = await ask();
    await ada.documents.add(spelled, { name: 'a.txt', folder: 'uPLOAD', content: bytes('x') });
    expect(await bob.documents(spelled)).toMatchObject([{ name: 'a.txt' }]);
    const folders = ['', 'Upload', 'UPLOAD', 'Upload/Sub', 'uploads', 'Internal', 'Internal/Upload', 'Up\u200dload'];
    for (const [index, folder] of folders.entries()) {
      await ada.documents.add(ticket, { name: `file ${index}`, folder, content: bytes('x') });
    }
    const names = async () => (await bob.documents(ticket)).map(({ name }) => name);
    expect(await names()).toEqual(['file 1', 'file 2']);
    const all = await ada.documents.list(ticket);
    expect(all.filter(({ shared }) => shared).map(({ name }) => name)).toEqual(['file 1', 'file 2']);
    const secret = all.find(({ folder }) => folder === 'Internal');
    const last = async () => (await bob.get(ticket)).lastExternalAt;
    const before = await last();
    clock.advance({ minutes: 1 });
    await ada.documents.move(secret ?? '', { folder: 'Elsewhere' });
    await ada.documents.add(ticket, { name: 'hidden', folder: 'Elsewhere', content: bytes('x') });
    expect(await last()).toBe(before);
    await ada.documents.share(secret ?? '');
    expect(await names()).toEqual(['file 1', 'file 2', 'file 5']);
    expect(await last()).toBe('2026-03-03T13:01:00.000Z');
    expect(await textOf((await bob.openDocument(secret?.id ?? '')).content)).toBe('x');
    clock.advance({ minutes: 1 });
    await ada.documents.move(secret ?? '', { folder: 'Upload/Sub' });
    expect(await names()).toEqual(['file 1', 'file 2']);
    expect(await last()).toBe('2026-03-03T13:02:00.000Z');
    await expect(bob.openDocument(secret?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    clock.advance({ minutes: 1 });
    await ada.documents.remove(secret ?? '');
    expect(await last()).toBe('2026-03-03T13:02:00.000Z');
    await ada.documents.remove((await bob.documents(ticket))[0] ?? '');
    expect(await last()).toBe('2026-03-03T13:03:00.000Z');
  });

  test('a requester names no folder and no path [DOC-03 refused]', async () => {
    const pair = await openBoth();
    const { bob, ticket } = await openDocumentsDesk(pair);
    for (const field of ['folder', 'path', 'ticket', 'addedBy']) {
      const odd = { ...photo(), [field]: 'Internal' } as PortalFile;
      for (const [call, at] of [
        [() => bob.upload(ticket, odd), [field]],
        [() => bob.upload(ticket, [odd]), [0, field]],
        [() => bob.reply(ticket, { text: 'x', files: [odd] }), ['files', 0, field]],
      ] as const) {
        await expect(call()).rejects.toMatchObject({
          code: 'invalid_input',
          issues: [{ path: at, code: 'unknown_field' }],
        });
      }
    }
    for (const name of ['../Internal/a.png', 'Internal/a.png', '/a.png', '..\\a.png']) {
      await expect(bob.upload(ticket, { ...photo(), name })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['name'], code: 'path_separator' }],
      });
    }
    expect(await blobsIn(pair)).toEqual([]);
  });

  test('the first upload makes the folder; of two at once come one folder and two files; an agent’s spelling of it stays, and he may share into it himself [DOC-04]', async () => {
    const { ada, ask, bob, ticket } = await openDocumentsDesk(await openBoth());
    expect(await ada.documents.list(ticket, { folder: 'Upload' })).toEqual([]);
    await Promise.all([bob.upload(ticket, photo('1')), bob.upload(ticket, photo('2'))]);
    const documents = await ada.documents.list(ticket);
    expect(documents.map(({ folder }) => folder)).toEqual(['Upload', 'Upload']);
    expect(documents.map(({ name }) => name).sort()).toEqual(['photo (2).png', 'photo.png']);
    const spelled = await ask();
    await ada.documents.add(spelled, { name: 'a.txt', folder: 'UPLOAD', content: bytes('x') });
    await bob.upload(spelled, photo());
    expect(new Set((await ada.documents.list(spelled)).map(({ folder }) => folder))).toEqual(new Set(['UPLOAD']));
    const shared = await ask();
    const { document } = await ada.documents.add(shared, { name: 'a.txt', content: bytes('x') });
    await ada.documents.share(document);
    expect(await ada.documents.list(shared)).toMatchObject([{ folder: 'Upload', shared: true }]);
    expect(await bob.documents(shared)).toMatchObject([{ name: 'a.txt' }]);
  });

  test('when the folder cannot be made, the upload fails as a whole [DOC-04 refused]', async () => {
    const pair = await openBoth();
    let broken = false;
    const down = new Error('The database is gone.');
    const { commit } = pair.store;
    pair.store.commit = (batch) => (broken ? Promise.reject(down) : commit(batch));
    const { ada, bob, clock, desk, mails, ticket } = await openDocumentsDesk(pair);
    const before = await stored(pair.store, ticket);
    broken = true;
    await expect(bob.upload(ticket, [photo('1'), photo('2')])).rejects.toBe(down);
    broken = false;
    expect(await stored(pair.store, ticket)).toEqual(before);
    expect(await ada.documents.list(ticket, { folder: 'Upload' })).toEqual([]);
    await desk.deliver();
    expect(mails).toEqual([]);
    clock.advance({ hours: 25 });
    expect(await desk.sweepBlobs()).toEqual({ removed: 2, pending: 0 });
  });

  test('text and files of one reply are one notice, to whoever is responsible at that moment', async () => {
    const { ada, agent, bob, desk, mails, ticket } = await openDocumentsDesk(await openBoth());
    agent('Cleo', 'lead');
    await ada.tickets.transition(ticket, 'start');
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield bytes('x');
      await ada.tickets.transition(ticket, 'pass', { responsible: 'cleo' });
    }
    await desk.deliver();
    const { ticket: seen } = await bob.reply(ticket, {
      text: 'Look at this.',
      files: [{ name: 'a.pdf', content: slow() }, photo()],
    });
    expect(seen.actions).toMatchObject([{ by: 'you', description: 'Look at this.' }]);
    expect(seen.documents.map(({ name }) => name)).toEqual(['a.pdf', 'photo.png']);
    await desk.deliver();
    const notices = mails.filter(({ subject }) => subject.startsWith('New information'));
    expect(notices.map(({ envelope }) => envelope.to)).toEqual(['cleo@desk.example']);
    expect(notices[0]?.text).toBe(
      `Bob has added to ticket HELPDESK-2026-00001:\n\nLook at this.\n\na.pdf (1 B)\nphoto.png (1 B)\n\nhttps://crm.example/agent/tickets/${ticket}\n`,
    );
  });

  test('what an agent adds tells nobody; a responsible who has left is replaced, and the history says so', async () => {
    const { ada, bob, desk, mails, people, store, ticket } = await openDocumentsDesk(await openBoth());
    await ada.documents.add(ticket, { name: 'a.pdf', folder: 'Upload', content: bytes('x') });
    await desk.deliver();
    expect(mails).toEqual([]);
    people.addUser({ id: 'ada', name: 'Ada', email: 'ada@desk.example', active: false });
    await bob.upload(ticket, photo());
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['dora@desk.example']);
    expect((await eventsOf(store, ticket)).map(({ type }) => type)).toContain('notification.undeliverable');
  });

  test('an upload repeated with its key is one upload', async () => {
    const pair = await openBoth();
    const { bob, ticket } = await openDocumentsDesk(pair);
    await bob.upload(ticket, [photo(), photo()], { idempotencyKey: 'k' });
    const { ticket: again } = await bob.upload(ticket, [photo(), photo()], { idempotencyKey: 'k' });
    expect(again.documents).toHaveLength(2);
    expect(await blobsIn(pair)).toHaveLength(2);
  });

  test('a foreign ticket is not found for reading, replying, uploading and downloading alike [POR-09]', async () => {
    const { ada, ask, bob, ticket } = await openDocumentsDesk(await openBoth());
    await bob.upload(ticket, photo());
    expect((await bob.list()).items.map(({ id }) => id)).toEqual([ticket]);
    expect(await bob.byNumber('HELPDESK-2026-00001')).toEqual(await bob.get(ticket));
    const foreign = await ask('globex');
    await ada.documents.add(foreign, { name: 'a.pdf', folder: 'Upload', content: bytes('x') });
    expect((await bob.list()).items.map(({ id }) => id)).toEqual([ticket]);
  });

  test('the answer for a foreign ticket is that for an unknown one, and nothing is read or written [POR-09 refused]', async () => {
    const pair = await openBoth();
    const { ada, ask, bob, store } = await openDocumentsDesk(pair);
    const foreign = await ask('globex');
    const { document } = await ada.documents.add(foreign, { name: 'a.pdf', folder: 'Upload', content: bytes('x') });
    const before = await stored(store, foreign);
    let asked = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      asked += 1;
      yield bytes('x');
    }
    const file = (): PortalFile => ({ name: 'b.pdf', content: counted() });
    const calls: readonly ((id: string) => Promise<unknown>)[] = [
      (id) => bob.get(id),
      (id) => bob.documents(id),
      (id) => bob.reply(id, { text: 'x' }),
      (id) => bob.reply(id, { text: 'x', files: [file()] }),
      (id) => bob.upload(id, file()),
      (id) => bob.upload(id, [file()]),
      (id) => bob.close(id),
    ];
    for (const call of calls) {
      const refused = await refusalOf(call(foreign));
      expect(refused).toMatchObject({ code: 'not_found', issues: [], data: { what: 'ticket' } });
      expect(refused).toEqual(await refusalOf(call('unknown')));
    }
    expect(await refusalOf(bob.byNumber('HELPDESK-2026-00002'))).toEqual(await refusalOf(bob.byNumber('X-1')));
    expect(await refusalOf(bob.openDocument(document.id))).toEqual(await refusalOf(bob.openDocument('unknown')));
    expect(asked).toBe(0);
    expect(await stored(store, foreign)).toEqual(before);
    expect(await blobsIn(pair)).toHaveLength(1);
  });
});
