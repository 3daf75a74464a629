import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { said, watched } from './bulk-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const office = async () => {
    const store = await open();
    const words = ['ticket.create', 'ticket.read', 'ticket.edit', 'work'];
    const area = (id: string, handOver: 'ask' | 'automatic' | 'never') =>
      defineArea({ id, name: id, workflows: [incident], handOver });
    const kit = await createTestDesk({
      areas: [area('asks', 'ask'), area('tells', 'automatic'), area('silent', 'never')],
      roles: { agent: { '*': words }, dispatcher: { '*': ['ticket.read', 'ticket.assign'] }, some: { asks: words } },
      store,
    });
    const ada = kit.agent('Ada', 'agent');
    kit.agent('Grace', 'agent');
    const dora = kit.agent('Dora', 'dispatcher');
    const make = async (area: 'asks' | 'tells' | 'silent') => (await ada.tickets.create({ area, ...printer })).ticket;
    const told = async () => {
      await kit.desk.deliver();
      return kit.mails.map(({ envelope }) => envelope.to).sort();
    };
    return { ...kit, ada, dora, make, told };
  };

  test('all open tickets of somebody who is away go to somebody else, and closed ones stay unless they are asked for', async () => {
    const { ada, dora, make } = await office();
    const open_ = [await make('asks'), await make('tells'), await make('silent')];
    const closed = await make('asks');
    await ada.tickets.transition(closed.id, 'start');
    await ada.tickets.transition(closed.id, 'close', { comment: 'Done' });
    const done = await dora.bulk.handOverAll({ from: 'ada', to: 'grace' });
    expect(done.verdicts.map(({ ticket }) => ticket)).toEqual(open_.map(({ id }) => id));
    expect(done).toMatchObject({ changed: 3, refused: 0, stopped: false });
    for (const { id } of open_) expect((await dora.tickets.get(id)).responsible).toBe('grace');
    expect((await dora.tickets.get(closed)).responsible).toBe('ada');
    const rest = await dora.bulk.handOverAll({ from: 'ada', to: 'grace', closed: true });
    expect(rest.verdicts.map(said)).toEqual(['ticket_closed']);
  });

  test('only those that the filter names and the actor sees go; of the others he hears nothing', async () => {
    const { agent, make, ada } = await office();
    const [first, second, foreign] = [await make('asks'), await make('asks'), await make('tells')];
    await ada.tickets.transition(second.id, 'start');
    const some = agent('Sam', 'some');
    const done = await some.bulk.handOverAll({ from: 'ada', to: 'grace', where: { field: 'step', is: 'new' } });
    expect(done.verdicts.map(({ ticket }) => ticket)).toEqual([first.id]);
    for (const { id } of [second, foreign]) expect((await ada.tickets.get(id)).responsible).toBe('ada');
  });

  test('where the area asks nobody is asked ticket by ticket: the new responsible is told if the call says so, in one mail a ticket', async () => {
    const { dora, make, told } = await office();
    await make('asks');
    await dora.bulk.handOverAll({ from: 'ada', to: 'grace' });
    expect(await told()).toEqual([]);
    await dora.bulk.handOverAll({ from: 'grace', to: 'ada', inform: true });
    expect(await told()).toEqual(['ada@desk.example']);
    expect((await dora.questions.list()).items).toEqual([]);
  });

  test('where the area tells by itself or never, it does so here too', async () => {
    const { dora, make, told } = await office();
    await make('silent');
    await dora.bulk.handOverAll({ from: 'ada', to: 'grace', inform: true });
    expect(await told()).toEqual([]);
    await make('tells');
    await dora.bulk.handOverAll({ from: 'ada', to: 'grace' });
    expect(await told()).toEqual(['ada@desk.example', 'grace@desk.example']);
  });

  test('who cannot be responsible gets nothing, and nothing is changed', async () => {
    const { dora, make, store, people } = await office();
    const ticket = await make('asks');
    people.addUser({ id: 'left', name: 'Left', email: 'left@desk.example', active: false });
    const spied = watched(store);
    for (const to of ['nobody', 'left']) {
      const refused = await refusalOf(dora.bulk.handOverAll({ from: 'ada', to }));
      expect(refused).toMatchObject({ code: 'invalid_input', issues: [{ code: 'user_not_assignable' }] });
    }
    expect(
      (await refusalOf(dora.bulk.handOverAll({ from: 'ada', to: 'grace', where: { field: 'nothing', is: 1 } }))).code,
    ).toBe('invalid_input');
    expect(spied.commits()).toBe(0);
    expect((await dora.tickets.get(ticket)).responsible).toBe('ada');
  });

  test('a preview names every ticket that would go, and the mails, and writes nothing', async () => {
    const { dora, make, store } = await office();
    const tickets = [await make('asks'), await make('tells')];
    const spied = watched(store);
    const preview = await dora.preview.bulk.handOverAll({ from: 'ada', to: 'grace' });
    expect(preview).toMatchObject({ allowed: true, changed: 2, refused: 0, mails: 2 });
    expect(preview.allowed && preview.verdicts.map(({ ticket }) => ticket)).toEqual(tickets.map(({ id }) => id));
    expect(spied.commits()).toBe(0);
  });

  test('more tickets than a chunk go too, each once, also when it is stopped and called again', async () => {
    const { ada, dora, make } = await office();
    for (let index = 0; index < 130; index += 1) await make('silent');
    const controller = new AbortController();
    const stopped = await dora.bulk.handOverAll(
      { from: 'ada', to: 'grace' },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    expect(stopped).toMatchObject({ changed: 100, stopped: true });
    const done = await dora.bulk.handOverAll({ from: 'ada', to: 'grace' });
    expect(done).toMatchObject({ changed: 30, stopped: false });
    expect((await ada.tickets.count({ where: { field: 'responsible', is: 'grace' } })).count).toBe(130);
  });
});
