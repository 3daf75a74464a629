import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    const grace = kit.agent('Grace', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    return { ...kit, ada, grace, ticket: ticket.id };
  };

  test('of two agents who take a transition at once one wins, the other hears of a conflict with the ticket as it is now', async () => {
    const { ada, grace, ticket, store } = await opened();
    const { load } = store;
    let waiting = 0;
    let together = () => {};
    const both = new Promise<void>((resolve) => {
      together = resolve;
    });
    // Both have read the same version before either writes.
    Object.assign(store, {
      load: async (request: Parameters<typeof load>[0]) => {
        const loaded = await load(request);
        waiting += 1;
        if (waiting === 2) together();
        if (waiting <= 2) await both;
        return loaded;
      },
    });
    const results = await Promise.allSettled([
      ada.tickets.transition(ticket, 'start'),
      grace.tickets.transition(ticket, 'start'),
    ]);
    const won = results.filter(({ status }) => status === 'fulfilled');
    const lost = results.find(({ status }) => status === 'rejected');
    expect(won).toHaveLength(1);
    expect(lost).toMatchObject({
      reason: { code: 'conflict', data: { ticket: { id: ticket, step: 'doing', version: 2 } } },
    });
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved']);
  });

  test('actions that are added at once are all added: what only appends is decided anew', async () => {
    const { ada, grace, ticket, store } = await opened();
    const results = await Promise.all(
      [ada, grace, ada].map((agent, index) =>
        agent.actions.add(ticket, { visibility: 'internal', description: `Note ${index}`, timeSpent: 10 }),
      ),
    );
    expect(new Set(results.map(({ action }) => action.id)).size).toBe(3);
    expect(await ada.tickets.get(ticket)).toMatchObject({ version: 4, timeSpent: { total: 30 } });
    const [found] = (await stored(store, ticket)).tickets;
    expect(found?.details.actions.map(({ seq }) => seq)).toEqual([2, 3, 4]);
  });

  test('an action that meets a closing is decided anew and refused as closed', async () => {
    const { ada, grace, ticket, store } = await opened();
    await ada.tickets.transition(ticket, 'start');
    const { commit } = store;
    let met = false;
    Object.assign(store, {
      commit: async (batch: Parameters<typeof commit>[0]) => {
        if (!met) {
          met = true;
          await grace.tickets.close(ticket, { comment: 'Done' });
        }
        return commit(batch);
      },
    });
    await expect(ada.actions.add(ticket, { visibility: 'internal', description: 'Late' })).rejects.toMatchObject({
      code: 'ticket_closed',
      data: { ticket: { id: ticket, step: 'closed' } },
    });
    expect(await ada.actions.list(ticket)).toEqual([]);
  });

  test('a version that is not the present one any more is a conflict that shows the ticket', async () => {
    const { ada, ticket, store } = await opened();
    await ada.tickets.transition(ticket, 'start', {}, { expectedVersion: 1 });
    const before = await stored(store, ticket);
    const calls = [
      () => ada.tickets.transition(ticket, 'wait', {}, { expectedVersion: 1 }),
      () => ada.tickets.update(ticket, { subject: 'Mine' }, { expectedVersion: 1 }),
      () => ada.tickets.close(ticket, { comment: 'Done' }, { expectedVersion: 3 }),
      () => ada.actions.add(ticket, { visibility: 'internal', description: 'x' }, { expectedVersion: 1 }),
      // The version comes first: whoever looks at an old ticket is not told about its present inputs.
      () => ada.tickets.transition(ticket, 'close', {} as never, { expectedVersion: 1 }),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({
        code: 'conflict',
        data: { ticket: { id: ticket, version: 2, step: 'doing' } },
      });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('a call that is repeated with its idempotency key has no second effect and gives the first result', async () => {
    const { ada, ticket, store, clock } = await opened();
    await ada.tickets.transition(ticket, 'start', {}, { idempotencyKey: 'start-1' });
    const first = await ada.tickets.close(ticket, { comment: 'Done' }, { idempotencyKey: 'close-1' });
    const before = await stored(store, ticket);
    clock.advance({ hours: 1 });
    const again = await ada.tickets.close(ticket, { comment: 'Done' }, { idempotencyKey: 'close-1' });
    expect(again).toEqual({ ...first, replayed: true });
    const started = await ada.tickets.transition(ticket, 'start', {}, { idempotencyKey: 'start-1' });
    expect(started).toMatchObject({ replayed: true, ticket: { step: 'closed' } });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('creations, actions and outbox commands are repeated the same way', async () => {
    const { ada, store } = await opened();
    const key = { idempotencyKey: 'once' };
    const make = () => ada.tickets.create({ area: 'caretaker', ...printer }, key);
    const [made, repeated] = [await make(), await make()];
    expect([made.replayed, repeated.replayed]).toEqual([false, true]);
    expect(repeated.ticket).toEqual(made.ticket);
    const add = () =>
      ada.actions.add(made.ticket, { visibility: 'internal', description: 'x' }, { idempotencyKey: 'action' });
    const [added, addedAgain] = [await add(), await add()];
    expect(addedAgain).toMatchObject({ replayed: true, action: added.action, ticket: { version: 2 } });
    const { drafts } = await ada.tickets.close(made.ticket);
    const send = () => ada.outbox.send(drafts[0]?.id ?? '', { idempotencyKey: 'send' });
    const [sent, sentAgain] = [await send(), await send()];
    expect(sent).toMatchObject({ replayed: false, mail: { state: 'queued' } });
    expect(sentAgain).toMatchObject({ replayed: true, mail: { id: sent.mail.id, state: 'queued' } });
    expect((await stored(store, made.ticket)).outbox).toHaveLength(1);
  });

  test('the same key at the same moment has one effect', async () => {
    const { ada, ticket, store } = await opened();
    const add = () =>
      ada.actions.add(ticket, { visibility: 'internal', description: 'Once' }, { idempotencyKey: 'double-click' });
    const [one, two] = await Promise.all([add(), add()]);
    expect(one.action).toEqual(two.action);
    expect([one.replayed, two.replayed].sort()).toEqual([false, true]);
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'action.added']);
  });

  test('a key is refused for another input, and belongs to one actor', async () => {
    const { ada, grace, ticket, store } = await opened();
    const key = { idempotencyKey: 'k' };
    await ada.actions.add(ticket, { visibility: 'internal', description: 'One' }, key);
    const before = await stored(store, ticket);
    const others = [
      () => ada.actions.add(ticket, { visibility: 'internal', description: 'Two' }, key),
      () => ada.actions.add(ticket, { visibility: 'internal', description: 'One' }, { ...key, expectedVersion: 2 }),
      () => ada.tickets.transition(ticket, 'start', {}, key),
    ];
    for (const call of others) {
      await expect(call()).rejects.toMatchObject({ code: 'key_reused', data: { key: 'k' } });
    }
    expect(await stored(store, ticket)).toEqual(before);
    await expect(grace.actions.add(ticket, { visibility: 'internal', description: 'Two' }, key)).resolves.toMatchObject(
      { replayed: false },
    );
  });

  test('a refused call uses up no key', async () => {
    const { ada, ticket } = await opened();
    await ada.tickets.transition(ticket, 'start');
    const key = { idempotencyKey: 'close' };
    await expect(ada.tickets.close(ticket, {}, key)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(ada.tickets.close(ticket, { comment: 'Done' }, key)).resolves.toMatchObject({ replayed: false });
  });
});
