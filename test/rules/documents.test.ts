import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { evolve } from '../../src/ticket/evolve.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { blobsIn, bytes, openDocumentsDesk, streamed, textOf } from './documents-desk.ts';
import { everyStore } from './every-store.ts';
import { eventNames, eventsOf, refusalOf, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ openBoth }) => {
  test('an agent adds a file, finds it in the list, and reads it back as it was', async () => {
    const { ada, ticket } = await openDocumentsDesk(await openBoth());
    const added = await ada.documents.add(ticket, {
      name: ' Plan.PDF ',
      folder: 'Contracts/2026',
      content: streamed('one ', 'two ', 'three'),
    });
    expect(added.ticket.indicators.hasDocuments).toBe(true);
    const [document, ...others] = await ada.documents.list(ticket);
    expect(others).toEqual([]);
    expect(document).toEqual({
      id: added.document.id,
      ticket,
      folder: 'Contracts/2026',
      name: 'Plan.PDF',
      size: 13,
      mediaType: 'application/pdf',
      sha256: createHash('sha256').update('one two three').digest('hex'),
      addedBy: { user: 'ada' },
      addedAt: '2026-03-03T13:00:00.000Z',
      source: null,
      shared: false,
      disposition: 'attachment',
      can: { move: true, share: true, remove: true },
    });
    const opened = await ada.documents.open(document ?? '');
    expect(opened.document).toEqual(document);
    expect(await textOf(opened.content)).toBe('one two three');
    expect(await textOf(opened.content)).toBe('one two three');
  });

  test('content may be bytes, a stream of Node or of the web; text in a stream is refused', async () => {
    const { ada, ticket, blobs } = await openDocumentsDesk(await openBoth());
    const web = new Blob(['from the web']).stream();
    for (const content of [bytes('bytes'), Buffer.from('buffer'), Readable.from([Buffer.from('node')]), web]) {
      await ada.documents.add(ticket, { name: 'x.txt', content: content as AsyncIterable<Uint8Array> });
    }
    const documents = await ada.documents.list(ticket);
    expect(documents.map(({ name, size }) => [name, size])).toEqual([
      ['x.txt', 5],
      ['x (2).txt', 6],
      ['x (3).txt', 4],
      ['x (4).txt', 12],
    ]);
    const before = await blobsIn({ blobs });
    for (const content of ['text', 17, null, undefined, ['a'], {}]) {
      await expect(ada.documents.add(ticket, { name: 'x.txt', content: content as never })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['content'], code: 'wrong_type' }],
      });
    }
    await expect(ada.documents.add(ticket, { name: 'x.txt', content: Readable.from(['text']) })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['content'], code: 'unreadable' }],
    });
    expect(await blobsIn({ blobs })).toEqual(before);
  });

  test('nothing is written over: a name that is there in any case or form gets a number, and a warning says so', async () => {
    const { ada, ticket } = await openDocumentsDesk(await openBoth());
    const add = async (name: string, folder = '') =>
      (await ada.documents.add(ticket, { name, folder, content: bytes(name) })).warnings;
    expect(await add('Übersicht.tar.gz')).toEqual([]);
    expect(await add('U\u0308BERSICHT.TAR.GZ')).toMatchObject([
      { code: 'document_renamed', params: { from: 'ÜBERSICHT.TAR.GZ', to: 'ÜBERSICHT (2).TAR.GZ' } },
    ]);
    expect(await add('Übersicht.TAR.gz')).toMatchObject([{ params: { to: 'Übersicht (3).TAR.gz' } }]);
    expect(await add('Übersicht.tar.gz', 'Elsewhere')).toEqual([]);
    expect(await add('.profile')).toEqual([]);
    expect(await add('.profile')).toMatchObject([{ params: { to: '.profile (2)' } }]);
    const long = `${'ä'.repeat(125)}.pdf`;
    expect(await add(long)).toEqual([]);
    expect(await add(long)).toMatchObject([{ params: { to: `${'ä'.repeat(123)} (2).pdf` } }]);
  });

  test('folders are paths, compared without case and kept as they were written first', async () => {
    const { ada, ticket } = await openDocumentsDesk(await openBoth());
    for (const folder of ['Contracts/2026', 'CONTRACTS/2026', 'contracts', ' contracts / old ', '', ' ']) {
      await ada.documents.add(ticket, { name: 'x.txt', folder, content: bytes('x') });
    }
    expect((await ada.documents.list(ticket)).map(({ folder, name }) => `${folder}/${name}`)).toEqual([
      'Contracts/2026/x.txt',
      'Contracts/2026/x (2).txt',
      'Contracts/x.txt',
      'Contracts/old/x.txt',
      '/x.txt',
      '/x (2).txt',
    ]);
    const names = async (folder: string) => (await ada.documents.list(ticket, { folder })).map(({ name }) => name);
    expect(await names('contracts/2026')).toEqual(['x.txt', 'x (2).txt']);
    expect(await names('Contracts')).toEqual(['x.txt']);
    expect(await names('')).toEqual(['x.txt', 'x (2).txt']);
    expect(await names('Nowhere')).toEqual([]);
    await expect(names('../etc')).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: ['folder'] }] });
    for (const [folder, code] of [
      ['/Upload', 'required'],
      ['Upload/', 'required'],
      ['a//b', 'required'],
      ['a/../b', 'reserved_name'],
      ['a\\b', 'path_separator'],
      ['a/b./c', 'trailing_dot'],
      ['a/b/c/d/e/f/g/h/i/j/k', 'too_deep'],
    ] as const) {
      await expect(ada.documents.add(ticket, { name: 'x', folder, content: bytes('x') })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['folder'], code }],
      });
    }
  });

  test('an agent moves a document and removes it with its content; the history tells both', async () => {
    const pair = await openBoth();
    const { ada, ticket, store } = await openDocumentsDesk(pair);
    const { document } = await ada.documents.add(ticket, { name: 'plan.pdf', content: bytes('1') });
    await ada.documents.add(ticket, { name: 'PLAN.pdf', folder: 'Old', content: bytes('2') });
    const moved = await ada.documents.move(document, { folder: 'old' });
    expect(moved.document).toEqual(document);
    expect((await ada.documents.list(ticket)).map(({ folder, name }) => [folder, name])).toEqual([
      ['Old', 'plan (2).pdf'],
      ['Old', 'PLAN.pdf'],
    ]);
    // It lies there already: nothing happens.
    expect((await ada.documents.move(document, { folder: 'OLD' })).ticket.version).toBe(moved.ticket.version);
    expect(await textOf((await ada.documents.open(document)).content)).toBe('1');
    const removed = await ada.documents.remove(document);
    expect(removed.ticket.indicators.hasDocuments).toBe(true);
    expect((await ada.documents.list(ticket)).map(({ name }) => name)).toEqual(['PLAN.pdf']);
    expect(await blobsIn(pair)).toHaveLength(1);
    expect(await refusalOf(ada.documents.open(document))).toEqual(await refusalOf(ada.documents.open('unknown')));
    const events = await eventsOf(store, ticket);
    expect(events.slice(1).map(({ type, data }) => [type, data])).toEqual([
      ['document.added', expect.objectContaining({ shared: false })],
      ['document.added', expect.objectContaining({ shared: false })],
      [
        'document.moved',
        {
          document: document.id,
          from: { folder: '', name: 'plan.pdf', shared: false },
          to: { folder: 'Old', name: 'plan (2).pdf', shared: false },
        },
      ],
      ['document.removed', { document: document.id, from: { folder: 'Old', name: 'plan (2).pdf', shared: false } }],
    ]);
    const row = events.reduce<TicketRow | null>(evolve, null);
    expect(row).toEqual((await stored(store, ticket)).tickets[0]?.row);
    expect(row?.documentCount).toBe(1);
  });

  test.each([
    ['', 'required'],
    [' \t ', 'required'],
    ['\u3164\u3164', 'control_character'],
    ['..', 'reserved_name'],
    ['.', 'reserved_name'],
    ['../../etc/passwd', 'path_separator'],
    ['..\\..\\boot.ini', 'path_separator'],
    ['C:\\x.txt', 'path_separator'],
    ['C:x.txt', 'reserved_character'],
    ['a\u0000.pdf', 'control_character'],
    ['a\r\nX-Evil: 1.pdf', 'control_character'],
    ['evil\u202Efdp.exe', 'control_character'],
    ['a\u2066b.pdf', 'control_character'],
    ['a\u200Bb.pdf', 'control_character'],
    ['\ud800.pdf', 'control_character'],
    ['a?b.pdf', 'reserved_character'],
    ['<script>.pdf', 'reserved_character'],
    ['"; rm -rf.pdf', 'reserved_character'],
    ['CON', 'reserved_name'],
    ['con.txt', 'reserved_name'],
    ['Lpt1 .pdf', 'reserved_name'],
    ['com¹.pdf', 'reserved_name'],
    ['a.pdf.', 'trailing_dot'],
    ['...', 'trailing_dot'],
    [`${'ä'.repeat(126)}.pdf`, 'too_long'],
    ['console.txt', null],
    ['..hidden', null],
    ['a..b.pdf', null],
    ['👩🏽‍🔧 Grüße, Äpfel & Söhne (1) [x] $HOME %20 ~ #;.pdf', null],
    ['-rf', null],
    ['__proto__', null],
  ])('the name %j is refused as %s', async (name, code) => {
    const pair = await openBoth();
    const { ada, ticket, store } = await openDocumentsDesk(pair);
    const before = await stored(store, ticket);
    const adding = ada.documents.add(ticket, { name, content: bytes('x') });
    if (code === null) {
      await adding;
      expect((await ada.documents.list(ticket)).map((document) => document.name)).toEqual([name.normalize('NFC')]);
      return;
    }
    await expect(adding).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: ['name'], code }] });
    expect(await stored(store, ticket)).toEqual(before);
    expect(await blobsIn(pair)).toEqual([]);
  });

  test('a file that is empty or too large, of a type that is not taken, or with a wrong media type is refused, and nothing of it is kept', async () => {
    const pair = await openBoth();
    const settings = { maxBytes: 10, allow: ['.pdf', 'image/*'], block: ['image/svg+xml', '.GIF'] };
    const { ada, ticket, store } = await openDocumentsDesk(pair, settings);
    const before = await stored(store, ticket);
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked += 1;
        yield bytes('12345');
      }
    }
    const refused: readonly [object, string, string][] = [
      [{ content: bytes('') }, 'content', 'empty'],
      [{ content: streamed() }, 'content', 'empty'],
      [{ content: bytes('12345678901') }, 'content', 'too_large'],
      [{ content: endless() }, 'content', 'too_large'],
      [{ name: 'a.exe' }, 'name', 'type_not_allowed'],
      [{ name: 'a.svg' }, 'name', 'type_not_allowed'],
      [{ name: 'a.gif' }, 'name', 'type_not_allowed'],
      [{ name: 'a.png', mediaType: 'image/svg+xml' }, 'name', 'type_not_allowed'],
      [{ name: 'a.html', mediaType: 'image/png' }, 'name', 'type_not_allowed'],
      [{ name: 'a' }, 'name', 'type_not_allowed'],
      [{ mediaType: 'pdf' }, 'mediaType', 'bad_media_type'],
      [{ mediaType: 'text/html\r\nX: 1' }, 'mediaType', 'bad_media_type'],
    ];
    for (const [input, path, code] of refused) {
      const file = { name: 'a.pdf', content: bytes('x'), ...input };
      await expect(ada.documents.add(ticket, file), JSON.stringify(input)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: [path], code }],
      });
    }
    expect(asked).toBe(3);
    const both = { name: '../a', folder: 'x/..', content: bytes(''), mediaType: 'x' };
    expect((await refusalOf(ada.documents.add(ticket, both))).issues.map(({ path }) => path)).toEqual([
      ['name'],
      ['mediaType'],
      ['content'],
      ['folder'],
    ]);
    expect(await stored(store, ticket)).toEqual(before);
    expect(await blobsIn(pair)).toEqual([]);
    await ada.documents.add(ticket, { name: 'a.pdf', content: bytes('1234567890') });
    await ada.documents.add(ticket, { name: 'b', mediaType: 'image/webp', content: bytes('x') });
  });

  test('programs are not taken unless the area says so', async () => {
    const { ada, ticket } = await openDocumentsDesk(await openBoth());
    for (const name of ['setup.EXE', 'invoice.pdf.scr', 'run.js', 'x.lnk']) {
      await expect(ada.documents.add(ticket, { name, content: bytes('x') })).rejects.toMatchObject({
        issues: [{ code: 'type_not_allowed' }],
      });
    }
    const open = await openDocumentsDesk(await openBoth(), { block: [] });
    await open.ada.documents.add(open.ticket, { name: 'setup.exe', content: bytes('x') });
  });

  test('only a picture that is what its name says may be shown inline; everything else is saved', async () => {
    const { ada, ticket } = await openDocumentsDesk(await openBoth());
    const add = async (name: string, mediaType?: string) => {
      const { document } = await ada.documents.add(ticket, {
        name,
        content: bytes('x'),
        ...(mediaType === undefined ? {} : { mediaType }),
      });
      const { document: view } = await ada.documents.open(document);
      return [view.mediaType, view.disposition];
    };
    expect(await add('a.png')).toEqual(['image/png', 'inline']);
    expect(await add('a.jpg', 'IMAGE/JPEG; q=1')).toEqual(['image/jpeg', 'inline']);
    expect(await add('b.jpg', 'application/octet-stream')).toEqual(['image/jpeg', 'inline']);
    expect(await add('a.html', 'image/png')).toEqual(['image/png', 'attachment']);
    expect(await add('b.png', 'text/html')).toEqual(['text/html', 'attachment']);
    expect(await add('a.svg')).toEqual(['image/svg+xml', 'attachment']);
    expect(await add('a.pdf')).toEqual(['application/pdf', 'attachment']);
    expect(await add('a.xyz')).toEqual(['application/octet-stream', 'attachment']);
  });

  test('without the right to edit, or for a ticket or document that is not visible, nothing is read of the content', async () => {
    const pair = await openBoth();
    const { ada, agent, desk, ticket } = await openDocumentsDesk(pair);
    const { document } = await ada.documents.add(ticket, { name: 'a.pdf', content: bytes('x') });
    const rita = agent('Rita', 'reader');
    const stranger = desk.as({ user: 'stranger' });
    let asked = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      asked += 1;
      yield bytes('x');
    }
    expect(await textOf((await rita.documents.open(document)).content)).toBe('x');
    for (const call of [
      () => rita.documents.add(ticket, { name: 'b.pdf', content: counted() }),
      () => rita.documents.move(document, { folder: 'x' }),
      () => rita.documents.share(document),
      () => rita.documents.remove(document),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'forbidden', data: { permission: 'ticket.edit' } });
    }
    expect(await refusalOf(stranger.documents.add(ticket, { name: 'b.pdf', content: counted() }))).toEqual(
      await refusalOf(stranger.documents.add('unknown', { name: 'b.pdf', content: counted() })),
    );
    for (const call of [
      (id: string) => stranger.documents.open(id),
      (id: string) => stranger.documents.move(id, { folder: 'x' }),
      (id: string) => stranger.documents.share(id),
      (id: string) => stranger.documents.remove(id),
    ]) {
      const foreign = await refusalOf(call(document.id));
      expect(foreign).toMatchObject({ code: 'not_found', data: { what: 'document' } });
      expect(foreign).toEqual(await refusalOf(call('unknown')));
    }
    expect(asked).toBe(0);
    expect(await blobsIn(pair)).toHaveLength(1);
  });

  test('a preview says what would happen, and neither reads a stream nor keeps anything', async () => {
    const pair = await openBoth();
    const { ada, ticket, store } = await openDocumentsDesk(pair, { maxBytes: 10 });
    const { document } = await ada.documents.add(ticket, { name: 'a.pdf', content: bytes('x') });
    const before = await stored(store, ticket);
    const content = streamed('x');
    expect(await ada.preview.documents.add(ticket, { name: 'a.pdf', content })).toMatchObject({
      allowed: true,
      events: ['document.added'],
      ticket: { indicators: { hasDocuments: true } },
      warnings: [{ code: 'document_renamed' }],
    });
    expect(await textOf(content)).toBe('x');
    expect(await ada.preview.documents.add(ticket, { name: 'a.pdf', content: bytes('12345678901') })).toMatchObject({
      allowed: false,
      refusal: { issues: [{ code: 'too_large' }] },
    });
    expect(await ada.preview.documents.move(document, { folder: 'x' })).toMatchObject({ events: ['document.moved'] });
    expect(await ada.preview.documents.share(document)).toMatchObject({ events: ['document.moved'] });
    expect(await ada.preview.documents.remove(document)).toMatchObject({ events: ['document.removed'] });
    expect(await stored(store, ticket)).toEqual(before);
    expect(await blobsIn(pair)).toHaveLength(1);
  });

  test('a call repeated with its key adds one document, and keeps nothing of the second content', async () => {
    const pair = await openBoth();
    const { ada, ticket } = await openDocumentsDesk(pair);
    const add = (content: AsyncIterable<Uint8Array>, name = 'a.pdf') =>
      ada.documents.add(ticket, { name, content }, { idempotencyKey: 'k' });
    const first = await add(streamed('x'));
    const again = streamed('x');
    expect(await add(again)).toMatchObject({ document: first.document, replayed: true });
    expect(await textOf(again)).toBe('x');
    await expect(add(streamed('x'), 'b.pdf')).rejects.toMatchObject({ code: 'key_reused' });
    const both = await Promise.all(
      [1, 2, 3].map(() =>
        ada.documents.add(ticket, { name: 'b.pdf', content: streamed('y') }, { idempotencyKey: 'k2' }),
      ),
    );
    expect(new Set(both.map(({ document }) => document.id)).size).toBe(1);
    expect(await ada.documents.list(ticket)).toHaveLength(2);
    expect(await blobsIn(pair)).toHaveLength(2);
  });

  test('adding repeats when the ticket changed meanwhile; moving and removing are refused as a conflict', async () => {
    const pair = await openBoth();
    const { ada, ticket } = await openDocumentsDesk(pair);
    const meanwhile = (change: () => Promise<unknown>) =>
      (async function* () {
        yield bytes('x');
        await change();
      })();
    await ada.documents.add(ticket, {
      name: 'a.pdf',
      content: meanwhile(() => ada.documents.add(ticket, { name: 'A.pdf', content: bytes('first') })),
    });
    expect((await ada.documents.list(ticket)).map(({ name }) => name).sort()).toEqual(['A.pdf', 'a (2).pdf']);
    const [document = { id: '' }] = await ada.documents.list(ticket);
    const { version } = await ada.tickets.get(ticket);
    for (const call of [
      () => ada.documents.add(ticket, { name: 'b.pdf', content: bytes('x') }, { expectedVersion: version - 1 }),
      () => ada.documents.move(document, { folder: 'x' }, { expectedVersion: version - 1 }),
      () => ada.documents.share(document, { expectedVersion: version - 1 }),
      () => ada.documents.remove(document, { expectedVersion: version - 1 }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'conflict', data: { ticket: { id: ticket, version } } });
    }
    const closing = ada.documents.add(ticket, {
      name: 'c.pdf',
      content: meanwhile(async () => {
        await ada.tickets.transition(ticket, 'start');
        await ada.tickets.close(ticket, { comment: 'Done' });
      }),
    });
    await expect(closing).rejects.toMatchObject({ code: 'ticket_closed' });
    expect(await blobsIn(pair)).toHaveLength(2);
  });

  test('many uploads at once are many documents with names of their own', async () => {
    const { ada, ticket } = await openDocumentsDesk(await openBoth());
    await Promise.all(
      [1, 2, 3].map((count) => ada.documents.add(ticket, { name: 'a.pdf', content: bytes(`${count}`) })),
    );
    const names = (await ada.documents.list(ticket)).map(({ name }) => name);
    expect(names.sort()).toEqual(['a (2).pdf', 'a (3).pdf', 'a.pdf']);
  });

  test('a scanner of the host looks at every file and may refuse it; one that fails lets nothing through', async () => {
    const pair = await openBoth();
    const seen: unknown[] = [];
    const scanner = {
      scan: async (
        { content, ...file }: { readonly content: AsyncIterable<Uint8Array>; readonly name: string },
        context: object,
      ) => {
        const text = await textOf(content);
        seen.push({ ...file, text, ...context });
        if (file.name === 'broken.txt') throw new Error('The scanner is down: secret');
        return text.includes('EICAR')
          ? { accepted: false as const, reason: 'This file is a virus.' }
          : { accepted: true as const };
      },
    };
    const { ada, bob, ticket, store } = await openDocumentsDesk(pair, {}, { scanner });
    await ada.documents.add(ticket, { name: 'a.txt', content: streamed('fine') });
    expect(seen).toEqual([
      expect.objectContaining({
        ticket,
        name: 'a.txt',
        mediaType: 'text/plain',
        size: 4,
        text: 'fine',
        tenant: 'default',
      }),
    ]);
    const before = await stored(store, ticket);
    const virus = { name: 'b.txt', content: bytes('EICAR') };
    const rejected = { code: 'rejected', message: 'This file is a virus.' };
    await expect(ada.documents.add(ticket, virus)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['content'], ...rejected }],
    });
    await expect(bob.upload(ticket, [{ name: 'a.txt', content: bytes('fine') }, virus])).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: [1, 'content'], ...rejected }],
    });
    const failed = await refusalOf(ada.documents.add(ticket, { name: 'broken.txt', content: bytes('x') }));
    expect(failed).toMatchObject({ code: 'store_failed' });
    expect(JSON.stringify(failed)).not.toContain('secret');
    expect(await stored(store, ticket)).toEqual(before);
    expect(await blobsIn(pair)).toHaveLength(1);
  });

  test('without a blob store tickets take no documents, and a preview says so', async () => {
    const pair = await openBoth();
    const { ada, bob, ticket } = await openDocumentsDesk(pair, {}, { blobs: undefined as never });
    const file = { name: 'a.pdf', content: bytes('x') };
    await expect(ada.documents.add(ticket, file)).rejects.toMatchObject({ code: 'config_invalid' });
    expect(await ada.preview.documents.add(ticket, file)).toMatchObject({ refusal: { code: 'config_invalid' } });
    await expect(bob.upload(ticket, file)).rejects.toMatchObject({ code: 'config_invalid' });
    await bob.reply(ticket, { text: 'Hello' });
    expect(await ada.documents.list(ticket)).toEqual([]);
  });

  test('a document whose content is lost is an error that says so', async () => {
    const pair = await openBoth();
    const { ada, ticket } = await openDocumentsDesk(pair);
    const { document } = await ada.documents.add(ticket, { name: 'a.pdf', content: bytes('x') });
    for (const blob of await blobsIn(pair)) await pair.blobs.remove({ tenant: 'default', blob });
    await expect(ada.documents.open(document)).rejects.toMatchObject({ code: 'store_failed' });
  });

  test('tenants reach no documents of each other', async () => {
    const { ada, desk, ticket, store } = await openDocumentsDesk(await openBoth());
    const { document } = await ada.documents.add(ticket, { name: 'a.pdf', folder: 'Upload', content: bytes('x') });
    const other = desk.forTenant('globex');
    for (const call of [
      () => other.as({ user: 'ada' }).documents.open(document),
      () => other.as({ user: 'ada' }).documents.remove(document),
      () => other.asRequester({ contact: 'acme', person: 'bob' }).openDocument(document.id),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'not_found', data: { what: 'document' } });
    }
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'document.added']);
  });
});
