import { describe, expect, test } from 'vitest';
import { openHelpdesk, printer } from './helpdesk.ts';
import { everyHost, type HostStore } from './host-worlds.ts';
import { openNumbered } from './number-desk.ts';
import { eventNames, refusalOf, stored } from './stored.ts';

const incident = { area: 'helpdesk', workflow: 'incident', ...printer } as const;

const opened = async ({ open }: Pick<HostStore, 'open'>) => {
  const { store } = await open();
  const kit = await openHelpdesk(store);
  const ada = kit.agent('Ada', 'agent');
  const { ticket } = await ada.tickets.create(incident);
  return { ...kit, ada, bob: kit.agent('Bob', 'agent'), ticket: ticket.id };
};

describe.each(everyHost)('on $name', (host) => {
  test('a hundred tickets made at once have a hundred numbers [NUM-01] [NUM-01 refused]', async () => {
    const { ada } = await opened(host);
    const made = await Promise.all(Array.from({ length: 100 }, () => ada.tickets.create(incident)));
    expect(new Set(made.map(({ ticket }) => ticket.number.toLowerCase())).size).toBe(100);
  });

  test('a number drawn in a transaction that is rolled back is never on two tickets [NUM-01]', async () => {
    const { store, begin } = await host.open();
    const ada = (await openHelpdesk(store)).agent('Ada', 'agent');
    for (const how of ['rollback', 'commit', 'rollback', 'commit'] as const) {
      const tx = await begin();
      await ada.in(tx.handle).tickets.create(incident);
      await tx[how]();
    }
    await ada.tickets.create(incident);
    // Two were kept in transactions and one outside; each is found under a number of its own.
    const numbers = ['1', '2', '3', '4', '5'].map((count) => `HELPDESK-2026-0000${count}`);
    const found = await Promise.all(numbers.map((number) => ada.tickets.byNumber(number).catch(() => null)));
    expect(new Set(found.flatMap((ticket) => ticket?.id ?? [])).size).toBe(3);
  });

  test('without gaps: thirty at once, some rolled back by the host, leave none [NUM-01]', async () => {
    const { store, begin } = await host.open();
    const { ada, create } = await openNumbered(store, { format: 'D-{count:4}', reset: 'never', gapless: true });
    const tx = await begin();
    await ada.in(tx.handle).tickets.create(printer);
    await ada.in(tx.handle).tickets.create(printer);
    await tx.rollback();
    const numbers = await Promise.all(Array.from({ length: 30 }, create));
    const kept = await begin();
    const inside = [
      await ada.in(kept.handle).tickets.create(printer),
      await ada.in(kept.handle).tickets.create(printer),
    ];
    await kept.commit();
    const all = [...numbers, ...inside.map(({ ticket }) => ticket.number)].toSorted();
    expect(all).toEqual(Array.from({ length: 32 }, (_, index) => `D-${String(index + 1).padStart(4, '0')}`));
  });

  test('in blocks: two processes number at once and use no number twice; the host never draws ahead [NUM-01]', async () => {
    const { store, begin } = await host.open();
    const one = await openNumbered(store, { format: 'D-{count}', reset: 'never', block: 7 });
    const two = await openNumbered(store, { format: 'D-{count}', reset: 'never', block: 7 });
    const numbers = await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? one : two).create()));
    const tx = await begin();
    const { ticket } = await one.ada.in(tx.handle).tickets.create(printer);
    await tx.commit();
    expect(new Set([...numbers, ticket.number]).size).toBe(41);
  });

  test('two commands with one idempotency key at the same moment have one effect [XCT-01]', async () => {
    const { ada, ticket, store, desk, mails } = await opened(host);
    const once = { idempotencyKey: 'k1' };
    const created = await Promise.all(Array.from({ length: 5 }, () => ada.tickets.create(incident, once)));
    expect(new Set(created.map(({ ticket: { id } }) => id)).size).toBe(1);
    expect(created.filter(({ replayed }) => !replayed)).toHaveLength(1);

    await ada.tickets.transition(ticket, 'start');
    const closing = { idempotencyKey: 'k2' };
    const closed = await Promise.all(
      Array.from({ length: 5 }, () => ada.tickets.close(ticket, { comment: 'Done' }, closing)),
    );
    expect(closed.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const drafts = new Set(closed.flatMap(({ drafts }) => drafts.map(({ id }) => id)));
    expect(drafts.size).toBe(1);
    const [draft = ''] = drafts;
    await Promise.all(Array.from({ length: 5 }, () => ada.outbox.send(draft, { idempotencyKey: 'k3' })));
    const adding = { visibility: 'internal', description: 'Note' } as const;
    const { ticket: other } = await ada.tickets.create(incident);
    const added = await Promise.all(
      Array.from({ length: 5 }, () => ada.actions.add(other, adding, { idempotencyKey: 'k4' })),
    );
    expect(new Set(added.map(({ action }) => action.id)).size).toBe(1);
    expect(await eventNames(store, ticket)).toEqual([
      'ticket.created',
      'ticket.moved',
      'ticket.moved',
      'ticket.closed',
      'mail.drafted',
      'mail.queued',
    ]);
    expect(await eventNames(store, other)).toEqual(['ticket.created', 'action.added']);
    await desk.deliver();
    expect(mails).toHaveLength(1);
  });

  test('a replay gives the first result with the ticket as it is now, to its actor alone [XCT-01]', async () => {
    const { ada, bob, ticket } = await opened(host);
    const once = { idempotencyKey: 'k' };
    const first = await ada.tickets.transition(ticket, 'start', {}, once);
    await bob.tickets.transition(ticket, 'wait');
    const again = await ada.tickets.transition(ticket, 'start', {}, once);
    expect([first.replayed, again.replayed]).toEqual([false, true]);
    expect(again.ticket).toMatchObject({ id: ticket, step: 'waiting', version: 3 });
    expect((await bob.tickets.transition(ticket, 'resume', {}, once)).replayed).toBe(false);
  });

  test('a key used with another input, or for another command, is refused and nothing is written [XCT-01 refused]', async () => {
    const { ada, ticket, store } = await opened(host);
    const once = { idempotencyKey: 'k' };
    await ada.tickets.update(ticket, { subject: 'First' }, once);
    const before = await stored(store, ticket);
    for (const other of [
      () => ada.tickets.update(ticket, { subject: 'Second' }, once),
      () => ada.tickets.update(ticket, { subject: 'First' }, { ...once, expectedVersion: 2 }),
      () => ada.tickets.transition(ticket, 'start', {}, once),
      () => ada.tickets.create(incident, once),
      () => ada.actions.add(ticket, { visibility: 'internal', description: 'First' }, once),
    ]) {
      expect(await refusalOf(other())).toMatchObject({ code: 'key_reused', data: { key: 'k' } });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('of many who take one transition at once one wins, the others hear of a conflict with the ticket as it is now [XCT-02] [XCT-02 refused]', async () => {
    const { ada, bob, ticket, store } = await opened(host);
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? ada : bob).tickets.transition(ticket, 'start', {}, { expectedVersion: 1 }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({
          code: 'conflict',
          data: { ticket: { id: ticket, step: 'doing', version: 2 } },
        });
      }
    }
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved']);
  });

  test('edits of one version cannot overwrite each other, of a ticket or of a draft [XCT-02]', async () => {
    const { ada, bob, ticket, store } = await opened(host);
    const edits = await Promise.allSettled([
      ada.tickets.update(ticket, { subject: 'Ada' }, { expectedVersion: 1 }),
      bob.tickets.update(ticket, { subject: 'Bob' }, { expectedVersion: 1 }),
    ]);
    expect(edits.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await ada.tickets.transition(ticket, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    const draft = drafts[0]?.id ?? '';
    const { version } = await ada.outbox.get(draft);
    const changes = await Promise.allSettled(
      ['One', 'Two', 'Three'].map((subject) => ada.outbox.update(draft, { subject }, { expectedVersion: version })),
    );
    expect(changes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = ['One', 'Two', 'Three'][changes.findIndex(({ status }) => status === 'fulfilled')];
    expect(await ada.outbox.get(draft)).toMatchObject({ subject: winner, version: version + 1 });
    expect((await stored(store, ticket)).tickets[0]?.details.mails).toHaveLength(1);
  });

  test('a version that is not the current one is refused, and told which is [XCT-02 refused]', async () => {
    const { ada, ticket, store } = await opened(host);
    await ada.tickets.transition(ticket, 'start');
    const before = await stored(store, ticket);
    for (const late of [
      () => ada.tickets.update(ticket, { subject: 'Late' }, { expectedVersion: 1 }),
      () => ada.tickets.transition(ticket, 'wait', {}, { expectedVersion: 1 }),
      () => ada.tickets.close(ticket, { comment: 'Late' }, { expectedVersion: 3 }),
      () => ada.actions.add(ticket, { visibility: 'internal', description: 'Late' }, { expectedVersion: 1 }),
    ]) {
      expect(await refusalOf(late())).toMatchObject({
        code: 'conflict',
        data: { ticket: { version: 2, step: 'doing' } },
      });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });
});
