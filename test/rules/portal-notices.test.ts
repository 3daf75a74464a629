import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { defaultArea } from '../../src/area/default-area.ts';
import { createDesk } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';

const area = (notify: readonly string[]) => {
  const base = defaultArea();
  return { ...base, settings: { ...base.settings, portal: { notify, defaultResponsible: 'dora' } } };
};

const openPortal = async (store: Store, notify: readonly string[] = ['nina']) => {
  const world = await createTestDesk({
    areas: [area(notify)],
    roles: { lead: { '*': ['*'] } },
    desk: { lead: ['outbox.manage'] },
    store,
  });
  for (const name of ['Nina', 'Noah', 'Dora']) {
    world.people.addUser({ id: name.toLowerCase(), name, email: `${name.toLowerCase()}@desk.example` });
  }
  const bob = world.requester('Bob', { contact: 'acme' });
  const ask = () => bob.create({ subject: 'Projector', description: 'Dark.', name: 'Bob', email: 'bob@acme.example' });
  return { ...world, bob, ask };
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('every agent the area names gets exactly one mail by itself, from the desk [POR-05]', async () => {
    const { ask, agent, desk, mails } = await openPortal(await open(), ['nina', 'noah', 'nina']);
    await ask();
    const ada = agent('Ada', 'lead');
    expect((await ada.outbox.list({ everybody: true })).items.map(({ state, owner }) => [state, owner])).toEqual([
      ['queued', null],
      ['queued', null],
    ]);
    await desk.deliver();
    expect(mails.map(({ envelope, from }) => [envelope.to, from.address])).toEqual([
      ['nina@desk.example', 'support@desk.example'],
      ['noah@desk.example', 'support@desk.example'],
    ]);
  });

  test('a mail server that is down fails no portal call: the notice is tried again, and in the end is failed and recorded [POR-05 refused]', async () => {
    const { ask, clock, desk, mailer, mails, store } = await openPortal(await open());
    mailer.answerWith(...Array.from({ length: 12 }, () => ({ outcome: 'unavailable', reason: 'down' }) as const));
    const { ticket } = await ask();
    expect(await desk.deliver()).toMatchObject({ retried: 1 });
    expect(await desk.deliver()).toMatchObject({ retried: 0, failed: 0 });
    for (let round = 0; round < 11; round += 1) {
      clock.advance({ hours: 7 });
      await desk.deliver();
    }
    expect(mails).toEqual([]);
    const loaded = await store.load({ tenant: 'default', tickets: { ids: [ticket.id], details: ['events'] } });
    expect(loaded.tickets[0]?.details.events.map(({ type }) => type)).toEqual([
      'ticket.created',
      'mail.queued',
      'mail.failed',
    ]);
  });

  test('whoever is named in the configuration hears of a new ticket, not its responsible; one who is both hears once [POR-06]', async () => {
    const apart = await openPortal(await open(), ['nina']);
    await apart.ask();
    await apart.desk.deliver();
    expect(apart.mails.map(({ envelope }) => envelope.to)).toEqual(['nina@desk.example']);
    const same = await openPortal(await open(), ['dora']);
    await same.ask();
    await same.desk.deliver();
    expect(same.mails.map(({ envelope }) => envelope.to)).toEqual(['dora@desk.example']);
  });

  test('the notice links to exactly this ticket [POR-07]', async () => {
    const { ask, desk, mails } = await openPortal(await open());
    const { ticket } = await ask();
    await ask();
    await desk.deliver();
    expect(mails[0]?.text).toContain(`https://crm.example/agent/tickets/${ticket.id}\n`);
    expect(mails[0]?.text.match(/https:/g)).toHaveLength(1);
  });

  test('an agent who has left is replaced by the default responsible, and the history says so; the ticket is made all the same', async () => {
    const { ask, desk, mails, people, store } = await openPortal(await open());
    people.addUser({ id: 'nina', name: 'Nina', email: 'nina@desk.example', active: false });
    const { ticket } = await ask();
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['dora@desk.example']);
    const loaded = await store.load({ tenant: 'default', tickets: { ids: [ticket.id], details: ['events'] } });
    expect(loaded.tickets[0]?.details.events).toContainEqual(
      expect.objectContaining({
        type: 'notification.undeliverable',
        data: { kind: 'portal_ticket', user: 'nina', reason: 'inactive' },
      }),
    );
  });

  test('what a requester adds is told once to whoever is responsible at that moment', async () => {
    const { agent, ask, bob, desk, mails } = await openPortal(await open());
    const { ticket } = await ask();
    await desk.deliver();
    agent('Cleo', 'lead');
    await agent('Ada', 'lead').tickets.transition(ticket.id, 'in_progress', { responsible: 'cleo' });
    await desk.deliver();
    const before = mails.length;
    await bob.reply(ticket.id, { text: 'It is the lamp.' });
    await desk.deliver();
    expect(mails.slice(before).map(({ envelope, subject }) => [envelope.to, subject])).toEqual([
      ['cleo@desk.example', 'New information: Projector [#TICKETS-2026-00001]'],
    ]);
    expect(mails.at(-1)?.text).toContain('It is the lamp.');
  });

  test('a ticket is found by id and by its number, and then edited like any other [POR-08]', async () => {
    const { agent, ask } = await openPortal(await open());
    const { ticket } = await ask();
    const ada = agent('Ada', 'lead');
    expect(await ada.tickets.byNumber(` ${ticket.number.toLowerCase()} `)).toEqual(await ada.tickets.get(ticket.id));
    expect((await ada.tickets.update(ticket.id, { subject: 'Lamp' })).ticket.subject).toBe('Lamp');
  });

  test('an unknown number and one the agent may not see are answered alike [POR-08 refused]', async () => {
    const { ask, desk } = await openPortal(await open());
    const { ticket } = await ask();
    const stranger = desk.as({ user: 'stranger' });
    const known = await stranger.tickets.byNumber(ticket.number).catch((error: unknown) => error);
    const unknown = await stranger.tickets.byNumber('TICKETS-2026-99999').catch((error: unknown) => error);
    expect(known).toMatchObject({ code: 'not_found' });
    expect({ ...(known as object) }).toEqual({ ...(unknown as object) });
  });
});

test('a template that links needs links, and links must be web addresses [POR-07 refused]', () => {
  const authorizer = rolePolicy({ roles: {}, rolesOf: () => [] });
  const linking = defaultArea();
  const templates = { portal_ticket: { en: { subject: 'New', body: '{{ ticket.link }}' } } };
  const areas = [{ ...linking, settings: { ...linking.settings, templates } }];
  const store = createMemoryStore();
  expect(() => createDesk({ areas, store, authorizer })).toThrow(
    expect.objectContaining({ code: 'config_invalid', issues: [expect.objectContaining({ code: 'links_missing' })] }),
  );
  expect(() => createDesk({ areas, store, authorizer, links: () => 'https://crm.example/1' })).not.toThrow();
  for (const link of [
    'javascript:alert(1)',
    'javascript://crm.example/%0aalert(1)',
    'ftp://crm.example/1',
    'crm.example/1',
    '',
    'http://a b',
  ]) {
    expect(() => createDesk({ areas, store, authorizer, links: () => link })).toThrow(
      expect.objectContaining({
        code: 'config_invalid',
        issues: [
          expect.objectContaining({ path: ['links', 'agent'], code: 'bad_link' }),
          expect.objectContaining({ path: ['links', 'portal'] }),
        ],
      }),
    );
  }
});
