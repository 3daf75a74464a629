import { describe, expect, test } from 'vitest';
import { defaultArea } from '../../src/area/default-area.ts';
import { createDesk } from '../../src/desk.ts';
import type { Agent } from '../../src/engine/agent.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestClock } from '../kit/test-clock.ts';
import { createTestMailer } from '../kit/test-mailer.ts';
import { everyStore } from './every-store.ts';
import { type caretaker, type helpdesk, openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, stored } from './stored.ts';

type Ada = Agent<typeof helpdesk | typeof caretaker>;
const now = '2026-03-03T13:00:00.000Z';

describe.each(everyStore)('on $name', ({ open }) => {
  const drafted = async (options: Parameters<typeof openHelpdesk>[1] = { undoSeconds: 30 }, store?: Store) => {
    const kit = await openHelpdesk(store ?? (await open()), options);
    const ada = kit.agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    const { drafts } = await ada.tickets.draftInterim(ticket);
    return { ...kit, ada, ticket: ticket.id, draft: drafts[0]?.id ?? '' };
  };
  const twoCopies = (ada: Ada, draft: string) => ada.outbox.update(draft, { cc: [{ address: 'carol@acme.example' }] });

  test.each([
    [{}, 30],
    [{ undoSeconds: 90 }, 90],
    [{ undoSeconds: 0 }, 0],
  ])('a mail that was sent waits before it leaves: with %o for %d seconds', async (options, seconds) => {
    const mailer = createTestMailer();
    const clock = createTestClock();
    const desk = createDesk({
      areas: [defaultArea()],
      store: await open(),
      authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
      mailer,
      clock,
      ...options,
    });
    const ada = desk.as({ user: 'ada' });
    const { ticket } = await ada.tickets.create(printer);
    const { drafts } = await ada.tickets.draftInterim(ticket);
    const { mail } = await ada.outbox.send(drafts[0]?.id ?? '');
    expect(mail).toMatchObject({ state: 'queued', held: false, deliveries: [{ state: 'queued' }] });
    expect(mail.deliveries[0]?.notBefore).toBe(new Date(clock.now().getTime() + seconds * 1000).toISOString());
    for (const left of seconds === 0 ? [] : [1, 0]) {
      expect(await desk.deliver()).toMatchObject({ sent: 0 });
      clock.advance({ seconds: left === 1 ? seconds - 1 : 1 });
    }
    expect(await desk.deliver()).toMatchObject({ sent: 1 });
    expect(mailer.sent).toHaveLength(1);
  });

  test('a notice waits for nobody, also where mails of people are held', async () => {
    const { ada, agent, ticket, desk, mails } = await drafted({ userMail: 'hold' });
    agent('Grace', 'agent');
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.transition(ticket, 'pass', { responsible: 'grace' });
    expect(await desk.deliver()).toMatchObject({ sent: 1 });
    expect(mails).toMatchObject([{ to: [{ address: 'grace@desk.example' }] }]);
  });

  test('until then it can be taken back: nothing leaves, then or later, and the ticket stays as it is', async () => {
    const { ada, draft, ticket, desk, clock, mails, store } = await drafted();
    await twoCopies(ada, draft);
    await ada.outbox.send(draft);
    const before = await ada.tickets.get(ticket);
    clock.advance({ seconds: 29 });
    const { mail } = await ada.outbox.discard(draft);
    expect(mail).toMatchObject({ state: 'discarded', deliveries: [{ state: 'discarded' }, { state: 'discarded' }] });
    expect(await ada.outbox.get(draft)).toEqual(mail);
    clock.advance({ days: 1 });
    expect(await desk.deliver()).toEqual({ sent: 0, retried: 0, failed: 0, ambiguous: 0 });
    expect(mails).toEqual([]);
    expect((await ada.outbox.list()).items).toEqual([]);
    expect((await eventNames(store, ticket)).slice(-2)).toEqual(['mail.queued', 'mail.discarded']);
    const after = await ada.tickets.get(ticket);
    expect(after).toEqual({ ...before, version: before.version + 1, updatedAt: after.updatedAt });
    await expect(ada.outbox.discard(draft)).rejects.toMatchObject({ code: 'conflict', data: { state: 'discarded' } });
    await expect(ada.outbox.release(draft)).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('a mail that nobody has tried to send can be taken back however long it waits; one that was tried cannot', async () => {
    const { ada, draft, ticket, desk, clock, mailer, store } = await drafted();
    await twoCopies(ada, draft);
    await ada.outbox.send(draft);
    clock.advance({ days: 2 });
    const preview = await ada.preview.outbox.discard(draft);
    expect(preview).toMatchObject({ allowed: true, events: ['mail.discarded'] });
    const later = { outcome: 'unavailable', reason: '421 Try again later' } as const;
    mailer.answerWith(later, later);
    await desk.deliver();
    const tried = await stored(store, ticket);
    await expect(ada.outbox.discard(draft)).rejects.toMatchObject({ code: 'conflict', data: { state: 'queued' } });
    expect(await stored(store, ticket)).toEqual(tried);
  });

  test('of a pass that begins to send a mail and a person who takes it back, exactly one wins', async () => {
    const store = await open();
    let meanwhile: (() => Promise<unknown>) | null = null;
    // Between what a command reads and what it writes.
    const slow: Store = {
      ...store,
      commit: async (batch) => {
        const task = meanwhile;
        meanwhile = null;
        await task?.();
        return store.commit(batch);
      },
    };
    const { ada, draft, ticket, desk, clock, mails } = await drafted({ undoSeconds: 30 }, slow);
    await ada.outbox.send(draft);
    clock.advance({ minutes: 1 });
    meanwhile = async () =>
      store.claim('delivery', { dueBy: minutesLater(0), leasedUntil: minutesLater(15), limit: 1 });
    await expect(ada.outbox.discard(draft)).rejects.toMatchObject({ code: 'conflict', data: { state: 'queued' } });
    expect(await ada.outbox.get(draft)).toMatchObject({ state: 'queued', deliveries: [{ state: 'sending' }] });

    const second = (await ada.tickets.draftInterim(ticket)).drafts[0]?.id ?? '';
    await ada.outbox.send(second);
    clock.advance({ minutes: 1 });
    // A person who was first leaves the pass nothing to send.
    await ada.outbox.discard(second);
    await desk.deliver();
    expect(mails).toEqual([]);
  });

  test('where mails of people are held, one leaves when it is released, and not before', async () => {
    const { ada, draft, ticket, desk, clock, mails, store } = await drafted({ userMail: 'hold' });
    await twoCopies(ada, draft);
    const { mail: sent } = await ada.outbox.send(draft);
    expect(sent).toMatchObject({ state: 'queued', held: true, deliveries: [{ notBefore: null }, { notBefore: null }] });
    clock.advance({ days: 4000 });
    expect(await desk.deliver()).toMatchObject({ sent: 0 });
    const events = await eventNames(store, ticket);
    const { mail, warnings, replayed } = await ada.outbox.release(draft);
    expect([warnings, replayed]).toEqual([[], false]);
    expect(mail).toMatchObject({ state: 'queued', held: false, version: sent.version + 1 });
    expect(await eventNames(store, ticket)).toEqual(events);
    expect(await desk.deliver()).toMatchObject({ sent: 2 });
    expect(mails).toHaveLength(2);
    await expect(ada.outbox.release(draft)).rejects.toMatchObject({ code: 'already_done', data: { state: 'closed' } });
  });

  test('a held mail can be taken back too; releasing also ends the time to take back, and only once', async () => {
    const held = await drafted({ userMail: 'hold' });
    await expect(held.ada.outbox.release(held.draft)).rejects.toMatchObject({ code: 'wrong_state' });
    await held.ada.outbox.send(held.draft);
    await held.ada.outbox.discard(held.draft);
    held.clock.advance({ days: 4000 });
    expect(await held.desk.deliver()).toMatchObject({ sent: 0 });

    const { ada, draft, ticket, desk, store } = await drafted();
    await ada.outbox.send(draft);
    await ada.outbox.release(draft, { idempotencyKey: 'now' });
    const released = await stored(store, ticket);
    expect(await ada.outbox.release(draft, { idempotencyKey: 'now' })).toMatchObject({ replayed: true });
    await expect(ada.outbox.release(draft)).rejects.toMatchObject({ code: 'already_done', data: { state: 'queued' } });
    expect(await stored(store, ticket)).toEqual(released);
    expect(await desk.deliver()).toMatchObject({ sent: 1 });
  });

  test('a mail that is taken back has told the requester nothing', async () => {
    const { ada, draft, ticket, desk } = await drafted();
    await ada.outbox.send(draft);
    await ada.outbox.discard(draft);
    await desk.deliver();
    expect(await ada.tickets.get(ticket)).toMatchObject({ indicators: { openDrafts: 0 } });
    expect(await ada.tickets.mails(ticket)).toMatchObject([{ id: draft, state: 'discarded' }]);
  });
});

const minutesLater = (minutes: number): string => new Date(Date.parse(now) + (minutes + 10) * 60_000).toISOString();
