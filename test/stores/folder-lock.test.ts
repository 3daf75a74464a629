import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../../adapters/postgres/folder-lock.ts';
import { createPgliteStore } from '../../adapters/postgres/index.ts';
import { openPglite } from '../../adapters/postgres/open-pglite.ts';
import { sourceRow, ticketRow } from '../kit/store-contract/sample-rows.ts';
import { committed, creation, readTicket, tenant } from '../kit/store-contract/store-steps.ts';

let folder: string;
let lockFile: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketwerk-'));
  lockFile = join(folder, 'ticketwerk.lock');
});
afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  rmSync(folder, { recursive: true, force: true });
});

const killed = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
};

/** Another process that locks the folder and stays until it is killed. */
const lockedElsewhere = async (): Promise<{ readonly child: ChildProcess; readonly said: string }> => {
  const lock = JSON.stringify(new URL('../../adapters/postgres/folder-lock.ts', import.meta.url).href);
  const code = `
    const { lockFolder } = await import(${lock});
    try { lockFolder(${JSON.stringify(folder)}); console.log('locked'); } catch (error) { console.log(error.message); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: String(said).trim() };
};

const inUse = (message: RegExp) =>
  expect.objectContaining({ code: 'store_failed', message: expect.stringMatching(message) });

describe('a folder', () => {
  test('is refused to a second opener in this process, until the first one closes it', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(inUse(/open in this process already.*close it first/));
    lock.release();
    const next = lockFolder(folder);
    lock.release();
    expect(() => lockFolder(folder)).toThrow(inUse(/already/));
    next.release();
    expect(existsSync(lockFile)).toBe(false);
  });

  test('is not taken from a living process, and taken over from a dead one', async () => {
    const { child, said } = await lockedElsewhere();
    expect(said).toBe('locked');
    expect(() => lockFolder(folder)).toThrow(inUse(new RegExp(`open in process ${child.pid}.*delete`)));
    await killed(child);
    const lock = lockFolder(folder);
    expect(JSON.parse(readFileSync(lockFile, 'utf8'))).toMatchObject({ pid: process.pid });
    expect((await lockedElsewhere()).said).toMatch(`open in process ${process.pid}`);
    lock.release();
  });

  test('whose lock names a process that is gone goes to exactly one of many who want it', async () => {
    const { child } = await lockedElsewhere();
    await killed(child);
    const answers = await Promise.all(Array.from({ length: 6 }, lockedElsewhere));
    expect(answers.filter(({ said }) => said === 'locked')).toHaveLength(1);
  });

  test('goes to exactly one of many who want it first', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, lockedElsewhere));
    expect(answers.filter(({ said }) => said === 'locked')).toHaveLength(1);
  });

  test.runIf(existsSync('/proc/self/stat'))('is taken over when a later process has the number of the dead one', () => {
    writeFileSync(lockFile, JSON.stringify({ host: hostname(), pid: process.pid, started: '1' }));
    lockFolder(folder).release();
  });

  test('locked on another host is refused: that process cannot be seen from here', () => {
    writeFileSync(lockFile, JSON.stringify({ host: 'elsewhere', pid: 1, started: '1' }));
    expect(() => lockFolder(folder)).toThrow(inUse(/open in process 1 on elsewhere/));
  });

  test.each(['', '{', '{"pid":"1"}'])('whose lock says %j is refused with the name of the file', (content) => {
    writeFileSync(lockFile, content);
    expect(() => lockFolder(folder)).toThrow(inUse(/cannot be read.*ticketwerk\.lock/));
  });
});

describe('a PGlite store', () => {
  test('in a folder is refused while it is open, and finds its data when it is opened again', async () => {
    const raw = Uint8Array.of(0, 255);
    const row = ticketRow('t1');
    const first = await createPgliteStore({ folder });
    await first.migrate();
    const changes = [creation(row, { sources: [{ source: sourceRow('s1', 't1'), raw }] })];
    expect(await first.commit({ tenant, changes })).toEqual(committed);
    expect(await first.draw({ tenant, series: 'HD', count: 5, from: 1 })).toBe(1);
    await expect(createPgliteStore({ folder })).rejects.toMatchObject({ code: 'store_failed' });
    await first.close();

    const second = await createPgliteStore({ folder });
    await second.migrate();
    expect((await readTicket(second, 't1'))?.row).toEqual(row);
    expect(await second.rawMail({ tenant, ticket: 't1', source: 's1' })).toEqual(raw);
    expect(await second.draw({ tenant, series: 'HD', count: 1, from: 1 })).toBe(6);
    await second.close();
    expect(existsSync(lockFile)).toBe(false);
  });

  test('gives its folder free when it cannot be opened', async () => {
    writeFileSync(join(folder, 'pglite'), 'not a folder');
    await expect(createPgliteStore({ folder })).rejects.toThrow();
    expect(existsSync(lockFile)).toBe(false);
  });

  test('says what to install when PGlite is missing', async () => {
    const missing = openPglite(undefined, () => Promise.reject(new Error('Cannot find package')));
    await expect(missing).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('npm install @electric-sql/pglite'),
      cause: expect.anything(),
    });
  });
});
