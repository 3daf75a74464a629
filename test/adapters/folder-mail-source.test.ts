import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFolderMailSource } from '../../adapters/folder/index.ts';
import { readMailFile } from '../../adapters/folder/read-mail-file.ts';
import type { MailListing } from '../../src/ports/mail-source.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ticketwerk-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const mail = (subject: string, from = 'Rosa <rosa@customer.test>'): string =>
  `From: ${from}\r\nSubject: ${subject}\r\n\r\nText\r\n`;

const put = (name: string, content: string | Uint8Array = mail(name)): void => {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
};
const has = (name: string): boolean => existsSync(path.join(root, name));
const everything = (): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();

const source = (maxBytes?: number) =>
  createFolderMailSource({ path: root, ...(maxBytes === undefined ? {} : { maxBytes }) });
const list = (folder = 'INBOX', limit = 100) => source().list({ mailbox: 'box', folder, limit });
const only = async (folder?: string): Promise<MailListing> => {
  const [first, ...others] = await list(folder);
  if (first === undefined || others.length > 0) throw new Error('not exactly one mail');
  return first;
};
const textOf = async ({ ref }: MailListing): Promise<string> => {
  const fetched = await source().fetch(ref);
  return fetched.outcome === 'found' ? Buffer.from(fetched.raw).toString() : fetched.outcome;
};

describe('a folder of plain files', () => {
  test('lists the mails in the order of their names, and nothing else', async () => {
    put('b.eml');
    put('a.EML');
    put('c.eml');
    put('notes.txt');
    put('.hidden.eml');
    mkdirSync(path.join(root, 'd.eml'));
    expect((await list()).map(({ subject }) => subject)).toEqual(['a.EML', 'b.eml', 'c.eml']);
    expect((await list('INBOX', 2)).map(({ subject }) => subject)).toEqual(['a.EML', 'b.eml']);
    expect(await list('INBOX', 0)).toEqual([]);
  });

  test('shows subject, sender and size, and names mailbox and folder as they were asked for', async () => {
    const content = mail('Hello');
    put('a.eml', content);
    expect(await list('inbox')).toEqual([
      {
        ref: { mailbox: 'box', folder: 'inbox', uidValidity: '1', uid: expect.stringMatching(/^a\.eml#[0-9a-f]{32}$/) },
        subject: 'Hello',
        from: 'Rosa <rosa@customer.test>',
        size: content.length,
      },
    ]);
  });

  test.each([
    ['=?UTF-8?Q?Gr=C3=B6=C3=9Fe_der_?=\r\n =?utf-8?B?TGllZmVydW5n?=', 'Größe der Lieferung'],
    ['=?ISO-8859-1?Q?B=FCro?= und =?utf-8?q?K=C3=BCche?=', 'Büro und Küche'],
    ['=?utf-8?B?R3LD?= =?utf-8?B?tsOfZQ==?=', 'Größe'],
    ['folded\r\n over\r\n\tlines', 'folded over lines'],
    ['raw Größe', 'raw Größe'],
    ['=?utf-8?Q?x=0D=0AX-Evil:_1=00?=', 'x X-Evil: 1'],
    ['=?x-unknown?Q?Gr=F6=DFe?=', 'Größe'],
    ['=?utf-8?Q?broken', '=?utf-8?Q?broken'],
  ])('decodes the subject %j', async (given, expected) => {
    put('a.eml', mail(given, '=?utf-8?Q?M=C3=BC=C3=9Fig=2C_J=C3=B6rg?= <joerg@kunde.test>'));
    expect(await only()).toMatchObject({ subject: expected, from: 'Müßig, Jörg <joerg@kunde.test>' });
  });

  test('reads raw Latin-1 headers, a byte order mark, and mails without headers', async () => {
    put('a.eml', Buffer.from('Subject: B\xfcro\n\nText', 'latin1'));
    put('b.eml', '\ufeffSubject: Marked\r\n\r\nSubject: body');
    put('c.eml', '\r\nSubject: body');
    put('d.eml', '');
    expect((await list()).map(({ subject }) => subject)).toEqual(['Büro', 'Marked', '', '']);
  });

  test('gives the bytes of a mail as they are', async () => {
    const bytes = Buffer.from([0, 1, 255, 13, 10, 13, 10, 0]);
    put('a.eml', bytes);
    const { ref } = await only();
    const fetched = await source().fetch(ref);
    expect(fetched.outcome === 'found' && Buffer.from(fetched.raw).equals(bytes)).toBe(true);
  });

  test('neither listing nor fetching changes anything', async () => {
    put('new/1');
    put('cur/2:2,S');
    const before = everything();
    for (const listing of await list()) await textOf(listing);
    expect(everything()).toEqual(before);
  });
});

describe('the identity of a mail', () => {
  test('stays the same from call to call', async () => {
    put('a.eml');
    expect((await only()).ref).toEqual((await only()).ref);
  });

  test('other bytes under the same name are another mail: it is stale, and is left alone', async () => {
    put('a.eml', mail('First'));
    const { ref } = await only();
    put('a.eml', mail('Other'));
    expect(await source().fetch(ref)).toEqual({ outcome: 'stale' });
    expect(await source().remove(ref)).toBe('stale');
    expect((await only()).subject).toBe('Other');
    expect((await only()).ref).not.toEqual(ref);
  });

  test('a ref with another validity is not ours', async () => {
    put('a.eml');
    const ref = { ...(await only()).ref, uidValidity: '2' };
    expect(await source().fetch(ref)).toEqual({ outcome: 'stale' });
    expect(await source().remove(ref)).toBe('stale');
    expect(has('a.eml')).toBe(true);
  });
});

describe('removing', () => {
  test('takes exactly this mail, and a second time finds it gone', async () => {
    put('a.eml', mail('Same'));
    put('b.eml', mail('Same'));
    const [first] = await list();
    if (first === undefined) throw new Error('nothing listed');
    expect(await source().remove(first.ref)).toBe('removed');
    expect(await source().remove(first.ref)).toBe('missing');
    expect(await source().fetch(first.ref)).toEqual({ outcome: 'missing' });
    expect(everything()).toEqual(['b.eml']);
  });
});

describe('a Maildir', () => {
  test('has the mails of new and cur in one order, and not those of tmp', async () => {
    put('new/3', mail('third'));
    put('cur/1:2,S', mail('first'));
    put('cur/2', mail('second'));
    put('tmp/0', mail('not there yet'));
    put('stray.eml', mail('not a Maildir mail'));
    expect((await list()).map(({ subject }) => subject)).toEqual(['first', 'second', 'third']);
  });

  test('a mail that is read, moved to cur or flagged is the same mail', async () => {
    put('new/1774861920.M1P2.host', mail('Hello'));
    mkdirSync(path.join(root, 'cur'));
    const before = await only();
    renameSync(path.join(root, 'new/1774861920.M1P2.host'), path.join(root, 'cur/1774861920.M1P2.host:2,S'));
    expect((await only()).ref).toEqual(before.ref);
    expect(await textOf(before)).toBe(mail('Hello'));
    renameSync(path.join(root, 'cur/1774861920.M1P2.host:2,S'), path.join(root, 'cur/1774861920.M1P2.host:2,FRS'));
    expect(await source().remove(before.ref)).toBe('removed');
    expect(everything()).toEqual(['cur', 'new']);
  });

  test('a mail that is seen in both places while it moves is one mail', async () => {
    put('new/1', mail('Hello'));
    put('cur/1:2,', mail('Hello'));
    expect(await list()).toHaveLength(1);
  });

  test('where new and cur hold two mails of one name, each ref means its own', async () => {
    put('new/1', mail('Other'));
    const { ref } = await only();
    put('cur/1:2,S', mail('Hello'));
    expect(await source().remove(ref)).toBe('removed');
    expect(everything()).toEqual(['cur', 'cur/1:2,S', 'new']);
  });
});

describe('other folders', () => {
  test('are Maildir++ folders or plain sub-directories', async () => {
    put('.Archive/cur/1:2,S', mail('in a Maildir++ folder'));
    put('Done/a.eml', mail('in a sub-directory'));
    put('Größe 2026/a.eml', mail('in a name with umlauts and a space'));
    expect((await only('Archive')).subject).toBe('in a Maildir++ folder');
    expect((await only('Done')).subject).toBe('in a sub-directory');
    expect((await only('Größe 2026')).subject).toBe('in a name with umlauts and a space');
    expect(await source().remove((await only('Archive')).ref)).toBe('removed');
    expect(has('Done/a.eml')).toBe(true);
  });

  test('the same mail in two folders has two refs', async () => {
    put('a.eml', mail('Same'));
    put('Done/a.eml', mail('Same'));
    expect(await source().remove((await only('Done')).ref)).toBe('removed');
    expect(has('a.eml')).toBe(true);
  });

  test.each([
    '..',
    '.',
    '',
    '../outside',
    'a/../../outside',
    '/etc',
    'C:\\x',
    'x\\..\\..',
    'Done/../..',
    '.Archive',
    'new',
    'CUR',
    'tmp',
    'x\0',
    'x\ny',
    'no such folder',
    'a.eml',
    'x'.repeat(300),
  ])('there is no folder %j', async (folder) => {
    put('new/1');
    put('a.eml/b');
    rmSync(path.join(root, 'a.eml'), { recursive: true });
    put('a.eml');
    const ref = { ...(await only()).ref, folder };
    await expect(list(folder)).rejects.toSatisfy((error) => isRefused(error) && error.code === 'not_found');
    expect(await source().fetch(ref)).toEqual({ outcome: 'missing' });
    expect(await source().remove(ref)).toBe('missing');
    expect(has('new/1')).toBe(true);
  });

  test('a uid that looks like a path leads nowhere', async () => {
    put('Done/a.eml');
    put('a.eml');
    const { ref } = await only();
    for (const name of ['../a.eml', 'Done/a.eml', './a.eml', path.join(root, 'a.eml'), '']) {
      const uid = ref.uid.replace(/^a\.eml/, name);
      expect(await source().fetch({ ...ref, uid })).toEqual({ outcome: 'missing' });
      expect(await source().remove({ ...ref, uid })).toBe('missing');
    }
    expect(everything()).toEqual(['Done', 'Done/a.eml', 'a.eml']);
  });
});

describe('symbolic links', () => {
  let outside: string;
  beforeEach(() => {
    outside = mkdtempSync(path.join(tmpdir(), 'ticketwerk-outside-'));
    writeFileSync(path.join(outside, 'secret.eml'), mail('Secret'));
  });
  afterEach(() => rmSync(outside, { recursive: true, force: true }));

  test('to files are no mails', async () => {
    symlinkSync(path.join(outside, 'secret.eml'), path.join(root, 'a.eml'));
    expect(await list()).toEqual([]);
  });

  test('a link that takes the place of a mail is not followed', async () => {
    put('a.eml', mail('Secret'));
    const { ref } = await only();
    rmSync(path.join(root, 'a.eml'));
    symlinkSync(path.join(outside, 'secret.eml'), path.join(root, 'a.eml'));
    expect(await source().fetch(ref)).toEqual({ outcome: 'missing' });
    expect(await source().remove(ref)).toBe('missing');
    expect(existsSync(path.join(outside, 'secret.eml'))).toBe(true);
  });

  test('one that takes the place of a mail at the last moment is not followed either', async () => {
    symlinkSync(path.join(outside, 'secret.eml'), path.join(root, 'a.eml'));
    expect(await readMailFile(path.join(root, 'a.eml'), 100)).toBeNull();
    expect(await readMailFile(path.join(root, 'gone.eml'), 100)).toBeNull();
    expect(await readMailFile(outside, 100)).toBeNull();
  });

  test('to directories outside are no folders, inside they are', async () => {
    symlinkSync(outside, path.join(root, 'Out'));
    symlinkSync(outside, path.join(root, '.Out'));
    put('Done/a.eml', mail('Inside'));
    symlinkSync(path.join(root, 'Done'), path.join(root, 'Also'));
    await expect(list('Out')).rejects.toThrow(/no folder/);
    expect((await only('Also')).subject).toBe('Inside');
  });

  test('new and cur of a Maildir are none', async () => {
    symlinkSync(outside, path.join(root, 'new'));
    symlinkSync(outside, path.join(root, 'cur'));
    expect(await list()).toEqual([]);
  });

  test('the directory itself may be one', async () => {
    put('a.eml', mail('Hello'));
    const link = path.join(outside, 'link');
    symlinkSync(root, link);
    const linked = createFolderMailSource({ path: link });
    expect(await linked.list({ mailbox: 'box', folder: 'INBOX', limit: 9 })).toHaveLength(1);
  });
});

describe('limits', () => {
  test('a mail over the limit is listed and can be removed, but is not fetched; one at the limit is', async () => {
    put('a.eml', 'Subject: x\n'.padEnd(100, 'y'));
    const { ref, size } = await only();
    expect(size).toBe(100);
    expect(await source(99).fetch(ref)).toEqual({ outcome: 'too_big' });
    expect((await source(100).fetch(ref)).outcome).toBe('found');
    expect(await source(99).remove(ref)).toBe('removed');
  });

  test('a mail larger than what is read for its headers is named by all of its bytes', async () => {
    const large = 'x'.repeat(300_000);
    put('a.eml', `${mail('Large')}${large}1`);
    const { ref, size, subject } = await only();
    expect([subject, size]).toEqual(['Large', mail('Large').length + 300_001]);
    put('a.eml', `${mail('Large')}${large}2`);
    expect(await source().fetch(ref)).toEqual({ outcome: 'stale' });
  });

  test('a directory that is not there is an error, not an empty mailbox', async () => {
    const wrong = createFolderMailSource({ path: path.join(root, 'mistyped') });
    await expect(wrong.list({ mailbox: 'box', folder: 'INBOX', limit: 9 })).rejects.toThrow(/ENOENT/);
  });

  test('wrong options are refused, all at once', () => {
    expect(() => createFolderMailSource({ path: '', maxBytes: 0 })).toThrow(
      expect.objectContaining({ code: 'config_invalid', issues: [{}, {}].map(() => expect.anything()) }),
    );
  });
});
