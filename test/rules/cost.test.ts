import { describe, expect, test } from 'vitest';
import type { RateRequest, Rates } from '../../src/ports/rates.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, printer } from './helpdesk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const priced = async (rates?: Rates['rates']) => {
    const kit = await createTestDesk({
      areas: [helpdesk],
      roles: { lead: { '*': ['*'] } },
      store: await open(),
      options: rates === undefined ? {} : { rates: { rates } },
    });
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    const [ada, grace] = [kit.agent('Ada', 'lead'), kit.agent('Grace', 'lead')];
    const { ticket } = await ada.tickets.create({
      area: 'helpdesk',
      ...printer,
      requester: { ...printer.requester, contact: 'acme' },
    });
    const add = (who: typeof ada, visibility: 'internal' | 'external', timeSpent: number, occurredAt?: string) =>
      who.actions.add(ticket, {
        visibility,
        description: 'Work',
        timeSpent,
        ...(occurredAt === undefined ? {} : { occurredAt }),
      });
    return { ...kit, ada, grace, ticket: ticket.id, add };
  };
  const euro = (perHour: number) => ({ currency: 'EUR', perHour });

  test('what a ticket costs is the sum of its times at the rate of each author at that moment, exactly', async () => {
    const asked: (readonly RateRequest[])[] = [];
    const { ada, grace, ticket, add } = await priced((requests) => {
      asked.push(requests);
      return requests.map(({ user, at }) =>
        user === 'ada' ? euro(at < '2026-03-01' ? 8_000 : 9_500) : { currency: 'CHF', perHour: 12_000 },
      );
    });
    await add(ada, 'internal', 150);
    await add(ada, 'external', 50, '2026-02-01T08:00:00Z');
    await add(ada, 'external', 25);
    await add(grace, 'external', 100);
    await add(grace, 'external', 0);
    expect(await ada.tickets.cost(ticket)).toEqual({
      amounts: [
        { currency: 'CHF', total: 12_000, internal: 0, external: 12_000 },
        { currency: 'EUR', total: 14_250 + 4_000 + 2_375, internal: 14_250, external: 6_375 },
      ],
      unrated: { total: 0, internal: 0, external: 0 },
    });
    // Each moment of a user once, and all of them at once.
    expect(asked).toEqual([
      [
        { user: 'ada', at: '2026-03-03T13:00:00.000Z', area: 'helpdesk' },
        { user: 'ada', at: '2026-02-01T08:00:00.000Z', area: 'helpdesk' },
        { user: 'grace', at: '2026-03-03T13:00:00.000Z', area: 'helpdesk' },
      ],
    ]);
  });

  test('time of a timer costs what its user costs, whoever wrote the action', async () => {
    const { ada, grace, ticket, add, clock, desk } = await priced((requests) =>
      requests.map(({ user }) => euro(user === 'ada' ? 6_000 : 10_000)),
    );
    const { action } = await add(ada, 'internal', 50);
    const { timer } = await grace.timers.start(ticket, { action });
    clock.advance({ seconds: 360 });
    await desk.bookTimers();
    clock.advance({ seconds: 360 });
    await grace.timers.stop(timer);
    const total = async () => (await ada.tickets.cost(ticket)).amounts[0]?.total;
    expect(await total()).toBe(3_000 + 2_000);
    await ada.actions.edit(action, { timeSpent: 100 });
    expect(await total()).toBe(4_800 + 2_000);
    await ada.actions.edit(action, { timeSpent: 15 });
    expect(await total()).toBe(1_500);
  });

  test('sums are rounded once, half up, and total is what the two sums make', async () => {
    const { ada, ticket, add } = await priced((requests) => requests.map(() => euro(50)));
    for (let count = 0; count < 3; count += 1) await add(ada, 'internal', 1);
    await add(ada, 'external', 1);
    // Three halves of a cent are two cents, and half a cent is one.
    expect((await ada.tickets.cost(ticket)).amounts).toEqual([{ currency: 'EUR', total: 3, internal: 2, external: 1 }]);
    const {
      ada: other,
      ticket: large,
      add: work,
    } = await priced((requests) => requests.map(() => euro(9_007_199_254_740)));
    await work(other, 'internal', 100_000);
    await work(other, 'internal', 1);
    expect((await other.tickets.cost(large)).amounts[0]?.total).toBe(9_007_199_254_740 * 1000 + 90_071_992_547);
  });

  test('time without a rate is told apart: of requesters, of users without one, and where the desk has no rates', async () => {
    const { ada, grace, ticket, add, requester } = await priced((requests) =>
      requests.map(({ user }) => (user === 'ada' ? euro(6_000) : null)),
    );
    await requester('Bob', { contact: 'acme' }).reply(ticket, { text: 'Hello' });
    await add(ada, 'internal', 50);
    await add(grace, 'external', 75);
    expect(await ada.tickets.cost(ticket)).toEqual({
      amounts: [{ currency: 'EUR', total: 3_000, internal: 3_000, external: 0 }],
      unrated: { total: 75, internal: 0, external: 75 },
    });
    const without = await priced();
    await without.add(without.ada, 'internal', 50);
    expect(await without.ada.tickets.cost(without.ticket)).toEqual({
      amounts: [],
      unrated: { total: 50, internal: 50, external: 0 },
    });
  });

  test.each([
    ['too few', () => []],
    ['no currency', () => [{ currency: '', perHour: 1 }]],
    ['a fraction of a cent', () => [euro(0.5)]],
    ['less than nothing', () => [euro(-1)]],
  ] as const)('rates with %s are refused instead of counted', async (_what, rates) => {
    const { ada, ticket, add } = await priced(rates);
    await add(ada, 'internal', 50);
    await expect(ada.tickets.cost(ticket)).rejects.toMatchObject({ code: 'config_invalid' });
  });

  test('an action carries its time, the ticket the sums of it, the cost where there are rates, and agents alone are told the cost [TIM-01]', async () => {
    const { ada, desk, ticket, add, requester } = await priced((requests) => requests.map(() => euro(7_777)));
    await add(ada, 'internal', 100);
    const { action } = await add(ada, 'external', 0);
    expect((await ada.tickets.get(ticket)).timeSpent).toEqual({ total: 100, internal: 100, external: 0 });
    await ada.actions.edit(action, { timeSpent: 25 });
    expect((await ada.tickets.get(ticket)).timeSpent).toEqual({ total: 125, internal: 100, external: 25 });
    expect((await ada.actions.list(ticket)).map(({ timeSpent }) => timeSpent).sort()).toEqual([100, 25]);
    expect((await ada.tickets.cost(ticket)).amounts).toEqual([
      { currency: 'EUR', total: 7_777 + 1_944, internal: 7_777, external: 1_944 },
    ]);
    const bob = requester('Bob', { contact: 'acme' });
    expect(Object.keys(bob)).not.toContain('cost');
    expect(JSON.stringify(await bob.get(ticket))).not.toMatch(/EUR|7777|1944|9721/);
    expect(await bob.get(ticket)).toMatchObject({ timeSpent: 25 });
    await expect(desk.as({ user: 'stranger' }).tickets.cost(ticket)).rejects.toMatchObject({ code: 'not_found' });
  });
});
