import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorld, step } from './world.ts';

test('nothing internal reaches a requester: no canary in his view, in mails to him or in refusals, and no notice goes to him', async () => {
  const count = { mails: 0, notices: 0, actions: 0, documents: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
      const world = await openWorld();
      const create = { who: 'ada', what: 'create', at: 0, text: '', to: '', flag: true, time: 0 } as const;
      const bob = world.requester('Bob', { contact: 'acme' });
      for (const one of [create, ...steps]) await world.play(one);
      const { outbox, tickets } = await world.everything();
      const drafts = outbox.filter(({ mail }) => mail.state === 'draft');
      for (const { mail } of drafts)
        await world.desk
          .as({ user: 'lena' })
          .outbox.send(mail.id)
          .catch(() => undefined);
      world.clock.advance({ hours: 1 });
      await world.desk.deliver();
      for (const mail of world.mails) {
        if (mail.envelope.to === 'bob@acme.example') {
          count.mails += 1;
          expect(JSON.stringify(mail)).not.toMatch(/CANARY/);
          for (const [, hours] of mail.text.matchAll(/(\d+\.\d\d) h/g)) expect(Number(hours) % 0.25).toBe(0);
          expect(mail.headers['X-Ticketwerk']).toBe('answer');
        } else {
          count.notices += 1;
          expect(mail.headers['X-Ticketwerk']).toBe('notice');
          expect([...mail.to, ...mail.cc].map(({ address }) => address)).not.toContain('bob@acme.example');
        }
      }
      for (const { mail } of drafts) expect(JSON.stringify(mail)).not.toMatch(/CANARY/);
      for (const { row, details } of tickets) {
        const seen = await bob.get(row.id);
        expect(JSON.stringify(seen)).not.toMatch(/CANARY/);
        const external = details.actions.filter(({ visibility }) => visibility === 'external');
        count.actions += external.length;
        expect(seen.actions).toHaveLength(external.length);
        expect(seen.timeSpent).toBe(external.reduce((sum, { timeSpent }) => sum + timeSpent, 0));
        const shared = details.documents.filter(({ folder }) => folder.toLowerCase() === 'upload');
        count.documents += shared.length;
        expect(seen.documents.map(({ id }) => id)).toEqual(shared.map(({ id }) => id));
        for (const { id } of details.documents) {
          const opened = await bob.openDocument(id).then(
            ({ document }) => document.name,
            () => null,
          );
          expect(opened !== null).toBe(shared.some((one) => one.id === id));
          expect(opened ?? '').not.toMatch(/CANARY/);
        }
        const refused = await world
          .requester('Eve', { contact: 'globex' })
          .get(row.id)
          .catch((error: unknown) => error);
        expect(JSON.stringify(refused)).not.toMatch(/CANARY|Printer/);
      }
    }),
    { numRuns: 150 },
  );
  expect(count.mails).toBeGreaterThan(10);
  expect(count.notices).toBeGreaterThan(10);
  expect(count.actions).toBeGreaterThan(10);
  expect(count.documents).toBeGreaterThan(10);
});
