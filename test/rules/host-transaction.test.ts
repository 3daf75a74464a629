import { describe, expect, test } from 'vitest';
import { mail, openHelpdesk, printer } from './helpdesk.ts';
import { everyHost, sqlHosts } from './host-worlds.ts';
import { eventNames, refusalOf, stored } from './stored.ts';

const incident = { area: 'helpdesk', workflow: 'incident', ...printer } as const;

describe.each(everyHost)('on $name', ({ open }) => {
  const opened = async () => {
    const world = await open();
    const kit = await openHelpdesk(world.store);
    const ada = kit.agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create(incident);
    return { ...kit, ...world, ada, bob: kit.agent('Bob', 'agent'), ticket: ticket.id };
  };
  /** Everything a ticket's life writes: rows, history, actions, mails, idempotency keys. */
  const work = async (
    unit: Pick<Awaited<ReturnType<typeof opened>>['ada'], 'tickets' | 'actions' | 'outbox'>,
    existing: string,
  ) => {
    const { ticket } = await unit.tickets.create(incident, { idempotencyKey: 'create' });
    await unit.tickets.transition(existing, 'start', {}, { idempotencyKey: 'start' });
    await unit.actions.add(existing, { visibility: 'external', description: 'Cable checked', timeSpent: 25 });
    const { drafts } = await unit.tickets.close(existing, { comment: 'Done' });
    await unit.outbox.send(drafts[0]?.id ?? '');
    return ticket.id;
  };

  test('what a command wrote vanishes with the rollback: tickets, history, mails, idempotency keys [HST-01]', async () => {
    const { ada, ticket, store, begin, desk, mails } = await opened();
    const before = await stored(store, ticket);
    const tx = await begin();
    const made = await work(ada.in(tx.handle), ticket);
    await tx.rollback();
    expect(await stored(store, ticket)).toEqual(before);
    expect((await stored(store, made)).tickets).toEqual([]);
    expect(await desk.deliver()).toMatchObject({ sent: 0 });
    expect(mails).toEqual([]);
    const { replayed } = await ada.tickets.transition(ticket, 'start', {}, { idempotencyKey: 'start' });
    expect(replayed).toBe(false);
  });

  test('what a command wrote is there after the commit, and mails leave [HST-01]', async () => {
    const { ada, ticket, store, begin, desk, mails } = await opened();
    const tx = await begin();
    const unit = ada.in(tx.handle);
    const made = await work(unit, ticket);
    expect(await unit.tickets.get(made)).toMatchObject({ id: made, version: 1 });
    await tx.commit();
    expect(await eventNames(store, made)).toEqual(['ticket.created']);
    expect(await eventNames(store, ticket)).toEqual([
      'ticket.created',
      'ticket.moved',
      'action.added',
      'ticket.moved',
      'ticket.closed',
      'mail.drafted',
      'mail.queued',
    ]);
    const again = await ada.tickets.create(incident, { idempotencyKey: 'create' });
    expect([again.replayed, again.ticket.id]).toEqual([true, made]);
    expect(await desk.deliver()).toMatchObject({ sent: 1 });
    expect(mails).toHaveLength(1);
  });

  test('listeners hear nothing before committed(), then everything once and in order', async () => {
    const { ada, ticket, begin, desk } = await opened();
    const heard: string[] = [];
    for (const type of [
      'ticket.created',
      'ticket.moved',
      'action.added',
      'ticket.closed',
      'mail.drafted',
      'mail.queued',
    ] as const)
      desk.on(type, () => heard.push(type));
    const tx = await begin();
    const unit = ada.in(tx.handle);
    await work(unit, ticket);
    expect(heard).toEqual([]);
    await tx.commit();
    expect(heard).toEqual([]);
    await unit.committed();
    const all = [
      'ticket.created',
      'ticket.moved',
      'action.added',
      'ticket.moved',
      'ticket.closed',
      'mail.drafted',
      'mail.queued',
    ];
    expect(heard).toEqual(all);
    await unit.committed();
    expect(heard).toEqual(all);
  });

  test('a converted mail leaves its folder at committed(), or at the next pass where that was forgotten', async () => {
    const { ada, begin, desk, mailbox } = await opened();
    const refs = [
      mailbox.put(mail()),
      mailbox.put(mail({ 'Message-ID': '<2@acme.example>' })),
      mailbox.put(mail({ 'Message-ID': '<3@acme.example>' })),
    ];
    const [kept, told, forgotten] = refs as [(typeof refs)[0], (typeof refs)[0], (typeof refs)[0]];
    const convert = async (ref: (typeof refs)[0]) => {
      const tx = await begin();
      const unit = ada.in(tx.handle);
      await unit.tickets.create({ area: 'helpdesk', from: { mail: ref } });
      expect(mailbox.has(ref)).toBe(true);
      return { tx, unit };
    };
    const first = await convert(kept);
    await first.tx.rollback();
    await desk.clearFolders();
    expect(mailbox.has(kept)).toBe(true);

    const second = await convert(told);
    await second.tx.commit();
    expect(mailbox.has(told)).toBe(true);
    await second.unit.committed();
    expect(mailbox.has(told)).toBe(false);

    const third = await convert(forgotten);
    await third.tx.commit();
    expect(await desk.clearFolders()).toEqual({ removed: 1, pending: 0 });
    expect([mailbox.has(forgotten), mailbox.has(kept)]).toEqual([false, true]);
  });

  test('after a refusal the transaction goes on, with what came before it and what comes after', async () => {
    const { ada, ticket, store, begin } = await opened();
    const tx = await begin();
    const unit = ada.in(tx.handle);
    await unit.tickets.transition(ticket, 'start', {}, { idempotencyKey: 'k' });
    for (const [refused, code] of [
      [() => unit.tickets.get('nobody'), 'not_found'],
      [() => unit.tickets.transition(ticket, 'close', {} as never), 'invalid_input'],
      [() => unit.tickets.transition(ticket, 'reopen'), 'transition_unavailable'],
      [() => unit.tickets.update(ticket, { subject: 'Late' }, { expectedVersion: 1 }), 'conflict'],
      [() => unit.tickets.transition(ticket, 'wait', {}, { idempotencyKey: 'k' }), 'key_reused'],
    ] as const) {
      expect((await refusalOf(refused())).code).toBe(code);
    }
    await unit.actions.add(ticket, { visibility: 'internal', description: 'Still here' });
    await tx.commit();
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved', 'action.added']);
  });

  test('many commands at once on one transaction do not disturb each other', async () => {
    const { ada, bob, ticket, store, begin } = await opened();
    const tx = await begin();
    const results = await Promise.allSettled([
      ada.in(tx.handle).tickets.create(incident),
      bob.in(tx.handle).tickets.create(incident),
      ada.in(tx.handle).tickets.transition(ticket, 'start'),
      bob.in(tx.handle).tickets.transition(ticket, 'start'),
      ada.in(tx.handle).actions.add(ticket, { visibility: 'internal', description: 'One' }),
      bob.in(tx.handle).actions.add(ticket, { visibility: 'internal', description: 'Two' }),
      ada.in(tx.handle).tickets.get('nobody'),
    ]);
    await tx.commit();
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect((await eventNames(store, ticket)).toSorted()).toEqual([
      'action.added',
      'action.added',
      'ticket.created',
      'ticket.moved',
    ]);
    const made = results
      .slice(0, 2)
      .flatMap((result) => (result.status === 'fulfilled' && 'ticket' in result.value ? [result.value.ticket] : []));
    expect(new Set(made.map(({ number }) => number)).size).toBe(2);
    for (const { id } of made) expect(await eventNames(store, id)).toEqual(['ticket.created']);
  });

  test('a handle whose transaction has ended is refused, whatever the command [HST-01 refused]', async () => {
    const { ada, ticket, store, begin } = await opened();
    const before = await stored(store, ticket);
    for (const how of ['commit', 'rollback'] as const) {
      const tx = await begin();
      const unit = ada.in(tx.handle);
      await tx[how]();
      for (const late of [
        () => unit.tickets.create(incident),
        () => unit.tickets.transition(ticket, 'start'),
        () => unit.actions.add(ticket, { visibility: 'internal', description: 'Late' }),
        () => unit.tickets.get(ticket),
        async () => ada.in(tx.handle).tickets.create(incident),
      ]) {
        expect((await refusalOf(late())).code).toBe('not_in_transaction');
      }
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('what is no handle at all is refused [HST-01 refused]', async () => {
    const { ada } = await opened();
    for (const handle of [null, undefined, 'tx', 7, {}, { query: 'select' }]) {
      const use = async () => ada.in(handle as never).tickets.create(incident);
      expect((await refusalOf(use())).code).toBe('not_in_transaction');
    }
  });

  test('the preview of a command inside a transaction sees its rows, and writes none', async () => {
    const { ada, ticket, store, begin } = await opened();
    const tx = await begin();
    const unit = ada.in(tx.handle);
    await unit.tickets.transition(ticket, 'start');
    expect(await unit.tickets.availableTransitions(ticket)).toHaveLength(3);
    await tx.rollback();
    expect(await eventNames(store, ticket)).toEqual(['ticket.created']);
  });
});

describe.each(sqlHosts)('on $name', ({ open }) => {
  test('rows of the host and a ticket are kept or lost together [HST-01]', async () => {
    const { store, begin, query, contacts } = await open();
    const ada = (await openHelpdesk(store)).agent('Ada', 'agent');
    for (const how of ['rollback', 'commit'] as const) {
      const tx = await begin();
      await tx.query(`insert into ${contacts} values ('acme', 'Acme')`);
      await ada.in(tx.handle).tickets.create(incident);
      await tx.query(`update ${contacts} set name = 'Acme Inc.'`);
      await tx[how]();
      const kept = how === 'commit' ? 1 : 0;
      expect(await query(`select name from ${contacts}`)).toHaveLength(kept);
      expect(await query(`select id from ${contacts.replace('_contacts', '')}.tickets`)).toHaveLength(kept);
    }
  });
});
