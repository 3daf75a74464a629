import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFolderMailSource } from '../../adapters/folder/index.ts';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, mail, openHelpdesk, printer } from './helpdesk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  test('the mail is kept whole at the ticket, and only then leaves its folder [MAI-02]', async () => {
    const store = await open();
    const { agent, mailbox, desk } = await openHelpdesk(store);
    const ada = agent('Ada', 'agent');
    const raw = `${mail()}\r\nbytes that are no UTF-8: `;
    const bytes = new Uint8Array([...new TextEncoder().encode(raw), 0, 255, 254, 13, 10]);
    const ref = mailbox.put(bytes);
    const seen: (string | boolean)[] = [];
    const { remove } = mailbox;
    Object.assign(mailbox, {
      remove: async (asked: typeof ref) => {
        const { sources } = await store.load({
          tenant: 'default',
          source: { ref, messageId: null, openedSince: null },
        });
        seen.push(mailbox.has(ref), sources[0]?.removal ?? 'not kept');
        return remove(asked);
      },
    });
    const { ticket, warnings } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    expect(seen).toEqual([true, 'pending']);
    expect([mailbox.has(ref), warnings]).toEqual([false, []]);
    const [attached] = await ada.tickets.mails(ticket);
    expect(await ada.tickets.rawMail(ticket, attached?.id ?? '')).toEqual(bytes);
    expect(await desk.clearFolders()).toEqual({ removed: 0, pending: 0 });
  });

  test('whichever write to the store breaks, the mail is in its folder or at a ticket, and no step loses it [MAI-02]', async () => {
    for (const moment of ['before', 'after'] as const) {
      for (const broken of [1, 2]) {
        const store = await open();
        const { agent, mailbox, desk, clock } = await openHelpdesk(store);
        const ada = agent('Ada', 'agent');
        const ref = mailbox.put(mail());
        const commit = store.commit.bind(store);
        let commits = 0;
        Object.assign(store, {
          commit: async (batch: Parameters<typeof commit>[0]) => {
            commits += 1;
            if (commits === broken && moment === 'before') throw new Error('The power is out.');
            const result = await commit(batch);
            if (commits === broken && moment === 'after') throw new Error('The line is cut.');
            return result;
          },
        });
        const kept = async () =>
          (await store.load({ tenant: 'default', source: { ref, messageId: null, openedSince: null } })).sources.length;
        await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } }).catch(() => undefined);
        expect(mailbox.has(ref) || (await kept()) === 1).toBe(true);
        // Whatever happened: Ada tries again, and the desk clears the folder.
        const again = await ada.tickets
          .create({ area: 'helpdesk', from: { mail: ref } })
          .catch((error: { code: string; data: { ticket: { id: string } } }) => ({
            code: error.code,
            ticket: error.data.ticket,
          }));
        clock.advance({ hours: 1 });
        await desk.clearFolders();
        expect([mailbox.has(ref), await kept()]).toEqual([false, 1]);
        const [attached] = await ada.tickets.mails(again.ticket.id);
        expect(new TextDecoder().decode(await ada.tickets.rawMail(again.ticket.id, attached?.id ?? ''))).toBe(mail());
      }
    }
  });

  test('a process that dies right after the commit leaves the removal to the next one [MAI-02]', async () => {
    const store = await open();
    const { agent, mailbox, desk } = await openHelpdesk(store);
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    const { remove } = mailbox;
    const dead = new Promise<never>(() => {});
    const reached = new Promise<void>((resolve) => {
      Object.assign(mailbox, {
        remove: () => {
          resolve();
          return dead;
        },
      });
    });
    void ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    await reached;
    Object.assign(mailbox, { remove });
    const { ticket } = await ada.tickets
      .create({ area: 'helpdesk', from: { mail: ref } })
      .then(() => ({ ticket: null }))
      .catch((error: { data: { ticket: { number: string } } }) => error.data);
    expect(ticket).toMatchObject({ number: 'HELPDESK-2026-00001' });
    expect(mailbox.has(ref)).toBe(true);
    expect(await desk.clearFolders()).toEqual({ removed: 1, pending: 0 });
    expect(mailbox.has(ref)).toBe(false);
  });

  test('if the folder does not let the mail go, the ticket stands and the desk tries until it does [MAI-02 refused]', async () => {
    const { agent, mailbox, desk, clock } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    mailbox.breakNext('remove', 3);
    const { ticket, warnings, drafts } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    expect(warnings).toEqual([expect.objectContaining({ code: 'mail_removal_pending' })]);
    expect([ticket.number, drafts.length, mailbox.has(ref)]).toEqual(['HELPDESK-2026-00001', 1, true]);
    expect(await desk.clearFolders()).toEqual({ removed: 0, pending: 0 });
    for (const result of [
      { removed: 0, pending: 1 },
      { removed: 0, pending: 1 },
      { removed: 1, pending: 0 },
    ]) {
      expect(mailbox.has(ref)).toBe(true);
      clock.advance({ hours: 1 });
      expect(await desk.clearFolders()).toEqual(result);
    }
    expect(mailbox.has(ref)).toBe(false);
    clock.advance({ days: 1 });
    expect(await desk.clearFolders()).toEqual({ removed: 0, pending: 0 });
    expect(await ada.tickets.get(ticket)).toEqual(ticket);
  });

  test('if the mail cannot be kept, there is no ticket, no draft, and the mail is untouched [MAI-02 refused]', async () => {
    const store = await open();
    const { agent, mailbox } = await openHelpdesk(store);
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    const commit = store.commit.bind(store);
    Object.assign(store, { commit: () => Promise.reject(new Error('The disk is full.')) });
    await expect(ada.tickets.create({ area: 'helpdesk', from: { mail: ref } })).rejects.toThrow('The disk is full.');
    Object.assign(store, { commit });
    expect([mailbox.has(ref), mailbox.calls.remove]).toEqual([true, 0]);
    expect((await ada.outbox.list()).items).toEqual([]);
    await expect(ada.tickets.byNumber('HELPDESK-2026-00001')).rejects.toMatchObject({ code: 'not_found' });
    const { warnings } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    expect([warnings, mailbox.has(ref)]).toEqual([[], false]);
  });

  test('after the mailbox was renumbered nothing is taken for another mail [MAI-03 refused]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    mailbox.renumber();
    for (const call of [ada.tickets.create, ada.tickets.prepare]) {
      await expect(call({ area: 'helpdesk', from: { mail: ref } })).rejects.toMatchObject({
        code: 'conflict',
        issues: [expect.objectContaining({ path: ['from', 'mail'], code: 'mail_stale' })],
      });
    }
    expect([mailbox.has(ref), mailbox.calls.remove]).toEqual([true, 0]);
    expect((await ada.outbox.list()).items).toEqual([]);
    expect((await ada.tickets.create({ area: 'helpdesk', ...printer })).ticket.number).toBe('HELPDESK-2026-00001');
    const [listed] = await ada.mailbox.list({ mailbox: 'support' });
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: listed?.ref ?? ref } });
    expect(ticket.number).toBe('HELPDESK-2026-00002');
  });

  test('a mailbox that is renumbered between commit and removal loses nothing [MAI-03 refused]', async () => {
    const { agent, mailbox, desk, clock } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    mailbox.breakNext('remove');
    await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    mailbox.renumber();
    clock.advance({ hours: 1 });
    await desk.clearFolders();
    expect(mailbox.has(ref)).toBe(true);
  });

  test('a directory of mail files works like any other mailbox', async () => {
    const path = await mkdtemp(join(tmpdir(), 'ticketwerk-mails-'));
    try {
      await writeFile(join(path, '1.eml'), mail());
      await writeFile(join(path, '2.eml'), mail({ Subject: 'Scanner', 'Message-ID': '<2@acme.example>' }));
      const { agent } = await createTestDesk({
        areas: [helpdesk],
        roles: { agent: { '*': ['*'] } },
        store: await open(),
        parser: createMimeParser(),
        options: { mailboxes: { support: { source: createFolderMailSource({ path }) } } },
      });
      const ada = agent('Ada', 'agent');
      const listed = await ada.mailbox.list({ mailbox: 'support' });
      const scanner = listed.find(({ subject }) => subject === 'Scanner');
      if (scanner === undefined) throw new Error('The mail is not listed.');
      const { ticket, warnings } = await ada.tickets.create({ from: { mail: scanner.ref } });
      expect([ticket.subject, warnings]).toEqual(['Scanner', []]);
      expect(await readdir(path)).toEqual(['1.eml']);
    } finally {
      await rm(path, { recursive: true });
    }
  });
});
