import { describe, expect, test } from 'vitest';
import { createDesk } from '../../src/desk.ts';
import type { Mailer } from '../../src/ports/mailer.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestClock } from '../kit/test-clock.ts';
import { createTestMailer } from '../kit/test-mailer.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, printer } from './helpdesk.ts';

const open = (store: Store, mailer: Mailer, clock = createTestClock(), warnings: string[] = []) =>
  createDesk({
    areas: [helpdesk],
    store,
    undoSeconds: 0,
    authorizer: rolePolicy({ roles: { lead: { '*': ['*'] } }, rolesOf: () => ['lead'] }),
    mailer,
    clock,
    logger: { warn: (message) => warnings.push(message) },
  });

/** Closes so many tickets and sends their closing mails. */
const sendMails = async (desk: Pick<ReturnType<typeof open>, 'as'>, count: number): Promise<void> => {
  const ada = desk.as({ user: 'ada' });
  for (let index = 0; index < count; index += 1) {
    const { ticket } = await ada.tickets.create({ ...printer, workflow: 'request' });
    const { drafts } = await ada.tickets.close(ticket);
    for (const draft of drafts) await ada.outbox.send(draft.id);
  }
};

describe.each(everyStore)('on $name', ({ open: openStore }) => {
  test('a running desk delivers what is queued, and what is queued while it runs', async () => {
    const stop = new AbortController();
    const mailer = createTestMailer();
    const desk = open(await openStore(), {
      from: mailer.from,
      send: async (mail) => {
        const result = await mailer.send(mail);
        if (mailer.sent.length === 2) await sendMails(desk, 1);
        if (mailer.sent.length === 3) stop.abort();
        return result;
      },
    });
    await sendMails(desk, 2);
    await desk.run({ signal: stop.signal });
    expect(mailer.sent).toHaveLength(3);
  });

  test('a stop lets the mail under way finish and gives the others back at once', async () => {
    const stop = new AbortController();
    const mailer = createTestMailer();
    const desk = open(await openStore(), {
      from: mailer.from,
      send: async (mail) => {
        stop.abort();
        return mailer.send(mail);
      },
    });
    await sendMails(desk, 3);
    await desk.run({ signal: stop.signal });
    expect(mailer.sent).toHaveLength(1);
    expect(await desk.deliver()).toMatchObject({ sent: 2 });
    expect(new Set(mailer.sent.map(({ messageId }) => messageId)).size).toBe(3);
  });

  test('a desk that is stopped before it runs does nothing', async () => {
    const mailer = createTestMailer();
    const desk = open(await openStore(), mailer);
    await sendMails(desk, 1);
    await desk.run({ signal: AbortSignal.abort() });
    expect(mailer.sent).toEqual([]);
  });

  test('two desks on one store share deliveries, and none leaves twice', async () => {
    const store = await openStore();
    const mailer = createTestMailer();
    const [first, second] = [open(store, mailer), open(store, mailer)];
    await sendMails(first, 30);
    const counts = await Promise.all([first.deliver(), second.deliver()]);
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(30);
    expect(new Set(mailer.sent.map(({ messageId }) => messageId)).size).toBe(30);
  });

  test('a tenant with many queued mails makes no other wait, however the passes end', async () => {
    const breaks = { every: 0 };
    const clock = createTestClock();
    const [failed, mailer] = [new Error('The database is away.'), createTestMailer()];
    const store = await openStore();
    let claims = 0;
    const breaking: Store = {
      ...store,
      claim: async (kind, request) => {
        claims += 1;
        if (breaks.every > 0 && claims % breaks.every === 0) throw failed;
        return store.claim(kind, request);
      },
    };
    const desk = open(breaking, mailer, clock);
    for (const [tenant, count] of [
      ['acme', 12],
      ['globex', 12],
      ['hooli', 1],
    ] as const) {
      await sendMails(desk.forTenant(tenant), count);
      clock.advance({ minutes: 1 });
    }
    // One mail a pass: without turns that outlive a pass the first tenant would have them all.
    breaks.every = 2;
    for (let pass = 0; pass < 3; pass += 1) await expect(desk.deliver()).rejects.toThrow(failed);
    const sentIn = async (tenant: string) =>
      (await desk.forTenant(tenant).changes({ limit: 500 })).events.filter(({ type }) => type === 'mail.sent').length;
    expect([await sentIn('acme'), await sentIn('globex'), await sentIn('hooli')]).toEqual([1, 1, 1]);
    breaks.every = 0;
    expect(await desk.deliver()).toMatchObject({ sent: 22 });
  });

  test('what a crashed desk was sending is sent by another one once its lease has run out, under the same Message-ID', async () => {
    const store = await openStore();
    const clock = createTestClock();
    const sending = Promise.withResolvers<string>();
    const crashed = open(
      store,
      {
        from: createTestMailer().from,
        send: (mail) => {
          sending.resolve(mail.messageId);
          return new Promise(() => {});
        },
      },
      clock,
    );
    await sendMails(crashed, 1);
    void crashed.deliver();
    const seen = await sending.promise;
    const mailer = createTestMailer();
    const other = open(store, mailer, clock);
    expect(await other.deliver()).toMatchObject({ sent: 0 });
    clock.advance({ minutes: 16 });
    expect(await other.deliver()).toMatchObject({ sent: 1 });
    expect(mailer.sent.map(({ messageId }) => messageId)).toEqual([seen]);
  });

  test('a round that fails is reported and comes again', async () => {
    const store = await openStore();
    const stop = new AbortController();
    const warnings: string[] = [];
    const mailer = createTestMailer();
    let failures = 0;
    const flaky: Store = {
      ...store,
      claim: async (kind, request) => {
        if (kind === 'delivery' && failures < 2) {
          failures += 1;
          throw new Error('The database is away.');
        }
        return store.claim(kind, request);
      },
    };
    const desk = open(
      flaky,
      {
        from: mailer.from,
        send: async (mail) => {
          stop.abort();
          return mailer.send(mail);
        },
      },
      createTestClock(),
      warnings,
    );
    await sendMails(desk, 1);
    await desk.run({ signal: stop.signal });
    expect(mailer.sent).toHaveLength(1);
    expect(warnings).toEqual(Array(2).fill('A round of work failed; it comes again.'));
  });
});
