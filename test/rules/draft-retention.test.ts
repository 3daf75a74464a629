import { describe, expect, test } from 'vitest';
import { createDesk, type DeskOptions } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';
import { createTestClock } from '../kit/test-clock.ts';
import { createTestMailer } from '../kit/test-mailer.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, printer } from './helpdesk.ts';
import { eventsOf, refusalOf } from './stored.ts';

/** A desk as a host makes it, with nothing said of drafts. */
const openDesk = (store: Store, options: Partial<DeskOptions<readonly [typeof helpdesk]>> = {}) => {
  const clock = createTestClock();
  const mailer = createTestMailer();
  const desk = createDesk({
    areas: [helpdesk],
    store,
    authorizer: rolePolicy({ roles: { lead: { '*': ['*'] } }, rolesOf: () => ['lead'] }),
    mailer,
    clock,
    undoSeconds: 0,
    ...options,
  });
  return { desk, clock, mailer, ada: desk.as({ user: 'ada' }) };
};

/** A closed ticket with its draft. */
const closed = async (ada: ReturnType<typeof openDesk>['ada']) => {
  const { ticket } = await ada.tickets.create({ ...printer, workflow: 'request' });
  const { drafts } = await ada.tickets.close(ticket);
  return { ticket: ticket.id, draft: drafts[0]?.id ?? '' };
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('a draft that nobody looks after is given up by the desk after 90 days, never sent, and its ticket stays closed [CLO-05]', async () => {
    const store = await open();
    const { desk, clock, mailer, ada } = openDesk(store);
    const { ticket, draft } = await closed(ada);
    const heard: TicketEvent[] = [];
    desk.on('mail.discarded', (event) => heard.push(event));
    const before = await ada.tickets.get(ticket);
    expect(await ada.outbox.get(draft)).toMatchObject({ state: 'draft', expiresAt: '2026-06-01T13:00:00.000Z' });

    clock.set('2026-06-01T12:59:59.999Z');
    expect(await desk.expireDrafts()).toEqual({ discarded: 0 });
    expect((await ada.outbox.list()).items).toMatchObject([{ id: draft, state: 'draft' }]);
    clock.set('2026-06-01T13:00:00.000Z');
    expect(await desk.expireDrafts()).toEqual({ discarded: 1 });
    expect(await desk.expireDrafts()).toEqual({ discarded: 0 });

    expect((await ada.outbox.list()).items).toEqual([]);
    expect((await ada.outbox.list({ states: ['discarded'] })).items).toMatchObject([
      { id: draft, state: 'discarded', expiresAt: null, deliveries: [], can: { send: false } },
    ]);
    const event = (await eventsOf(store, ticket)).at(-1);
    expect(event).toMatchObject({
      type: 'mail.discarded',
      at: '2026-06-01T13:00:00.000Z',
      actor: { system: 'draft retention' },
      data: { mail: draft, kind: 'closing', drafted: true },
    });
    expect(heard).toEqual([{ ...event, tenant: 'default' }]);
    expect(await ada.tickets.get(ticket)).toEqual({
      ...before,
      version: before.version + 1,
      updatedAt: '2026-06-01T13:00:00.000Z',
      indicators: { ...before.indicators, openDrafts: 0 },
    });
    clock.advance({ days: 400 });
    await desk.deliver();
    expect(mailer.sent).toEqual([]);
  });

  test('whoever edits a draft or writes it anew has all his days again; what was sent is not given up', async () => {
    const { desk, clock, mailer, ada } = openDesk(await open());
    const [edited, refreshed, sent, forgotten] = [
      await closed(ada),
      await closed(ada),
      await closed(ada),
      await closed(ada),
    ];
    clock.advance({ days: 60 });
    const { mail } = await ada.outbox.update(edited.draft, { text: 'Dear Bob' });
    expect(mail.expiresAt).toBe('2026-07-31T13:00:00.000Z');
    expect((await ada.outbox.refresh(refreshed.draft)).mail.expiresAt).toBe('2026-07-31T13:00:00.000Z');
    await ada.outbox.send(sent.draft);
    clock.advance({ days: 30 });
    expect(await desk.expireDrafts()).toEqual({ discarded: 1 });
    expect((await ada.outbox.get(forgotten.draft)).state).toBe('discarded');
    expect((await ada.outbox.list()).items.map(({ id }) => id).sort()).toEqual(
      [edited.draft, refreshed.draft, sent.draft].sort(),
    );
    await desk.deliver();
    expect(mailer.sent).toHaveLength(1);
    clock.advance({ days: 60 });
    expect(await desk.expireDrafts()).toEqual({ discarded: 2 });
  });

  test('a desk keeps drafts for other days, also those that were there before, or for ever', async () => {
    const store = await open();
    const forever = openDesk(store, { draftDays: null });
    const { draft } = await closed(forever.ada);
    expect((await forever.ada.outbox.get(draft)).expiresAt).toBe(null);
    forever.clock.advance({ days: 4000 });
    expect(await forever.desk.expireDrafts()).toEqual({ discarded: 0 });
    const week = openDesk(store, { draftDays: 7 });
    expect((await week.ada.outbox.get(draft)).expiresAt).toBe('2026-03-10T13:00:00.000Z');
    week.clock.advance({ days: 7 });
    expect(await week.desk.expireDrafts()).toEqual({ discarded: 1 });
  });

  test('drafts of every kind and of every tenant are given up, however many desks look for them at once, each one once', async () => {
    const store = await open();
    const { desk, clock } = openDesk(store);
    for (const tenant of ['acme', 'globex']) {
      const ada = desk.forTenant(tenant).as({ user: 'ada' });
      const { ticket } = await ada.tickets.create(printer);
      await ada.tickets.draftInterim(ticket);
      await ada.tickets.draftInterim(ticket);
      await closed(ada);
    }
    clock.advance({ days: 90 });
    const other = openDesk(store, { clock }).desk;
    const passes = await Promise.all([desk.expireDrafts(), other.expireDrafts(), desk.expireDrafts()]);
    // Of passes that meet at one ticket one may have to come again when the lease of the other has run out.
    clock.advance({ minutes: 1 });
    const { discarded } = await desk.expireDrafts();
    expect(passes.reduce((sum, pass) => sum + pass.discarded, discarded)).toBe(6);
    for (const tenant of ['acme', 'globex']) {
      const { events } = await desk.forTenant(tenant).changes({ limit: 100 });
      expect(events.filter(({ type }) => type === 'mail.discarded')).toHaveLength(3);
    }
  });

  test('of a desk that gives a draft up and a person who does something with it, the person wins', async () => {
    const store = await open();
    let meanwhile = async (): Promise<unknown> => null;
    const slow: Store = {
      ...store,
      claim: async (kind, request) => {
        const work = await store.claim(kind, request);
        if (kind === 'draft' && work.length > 0) await meanwhile();
        return work;
      },
    };
    const { desk, clock, ada, mailer } = openDesk(slow);
    const sent = await closed(ada);
    clock.advance({ minutes: 1 });
    const edited = await closed(ada);
    clock.advance({ days: 90 });
    const doing = [() => ada.outbox.send(sent.draft), () => ada.outbox.update(edited.draft, { text: 'Dear Bob' })];
    meanwhile = async () => doing.shift()?.();
    expect(await desk.expireDrafts()).toEqual({ discarded: 0 });
    expect((await ada.outbox.get(sent.draft)).state).toBe('queued');
    expect(await ada.outbox.get(edited.draft)).toMatchObject({ state: 'draft', text: 'Dear Bob' });
    await desk.deliver();
    expect(mailer.sent).toHaveLength(1);
  });

  test('a ticket that changes meanwhile, and a draft that cannot be written, keep no other draft', async () => {
    const store = await open();
    const warnings: unknown[] = [];
    const broken = { draft: '' };
    const busy = { ticket: '' };
    const breaking: Store = {
      ...store,
      commit: async (batch) => {
        const [mail] = batch.changes.flatMap((change) =>
          change.root === 'mail' && change.after.state === 'discarded' ? [change.after] : [],
        );
        if (mail?.id === broken.draft) throw new Error('The database says no.');
        if (mail?.ticket === busy.ticket) {
          busy.ticket = '';
          await openDesk(store).ada.actions.add(mail.ticket, { visibility: 'internal', description: 'x' });
        }
        return store.commit(batch);
      },
    };
    const { desk, clock, ada } = openDesk(breaking, {
      logger: { warn: (message, details) => warnings.push([message, details]) },
    });
    const [first, second, third] = [await closed(ada), await closed(ada), await closed(ada)];
    broken.draft = first.draft;
    busy.ticket = second.ticket;
    clock.advance({ days: 90 });
    expect(await desk.expireDrafts()).toEqual({ discarded: 2 });
    expect(warnings).toMatchObject([[expect.stringContaining('forgotten draft'), { mail: first.draft }]]);
    for (const { draft } of [second, third]) expect((await ada.outbox.get(draft)).state).toBe('discarded');
    broken.draft = '';
    expect(await desk.expireDrafts()).toEqual({ discarded: 0 });
    clock.advance({ minutes: 1 });
    expect(await desk.expireDrafts()).toEqual({ discarded: 1 });
  });

  test('a running desk looks for forgotten drafts every hour, and begins no other one when it is stopped', async () => {
    const store = await open();
    const stop = new AbortController();
    const looks: number[] = [];
    const counted: Store = {
      ...store,
      claim: async (kind, request) => {
        if (kind === 'draft') looks.push(clock.now().getTime());
        return store.claim(kind, request);
      },
    };
    const { desk, clock, ada } = openDesk(counted);
    await closed(ada);
    await closed(ada);
    clock.advance({ days: 89, hours: 20 });
    const begun = clock.now().getTime();
    desk.on('mail.discarded', () => stop.abort());
    await desk.run({ signal: stop.signal, poll: 600 });
    expect((await ada.outbox.list()).items).toHaveLength(1);
    expect(looks.map((look) => (look - begun) / 3_600_000)).toEqual([0, 1, 2, 3, 4]);
  });
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 40_000, '90', false])(
  'draftDays: %j is refused when the desk is put together [CLO-05 refused]',
  async (draftDays) => {
    const store = everyStore[0]?.open() as Promise<Store>;
    const refusal = await refusalOf(store.then((empty) => openDesk(empty, { draftDays: draftDays as number })));
    expect(refusal).toMatchObject({ code: 'config_invalid', issues: [{ path: ['draftDays'], code: 'out_of_range' }] });
    expect(refusal.message).toContain('null');
  },
);
