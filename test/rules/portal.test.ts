import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import type { Store } from '../../src/ports/store.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';

const support = defineWorkflow({
  id: 'support',
  name: 'Support',
  initial: 'new',
  steps: { new: { name: 'New', category: 'new' }, done: { name: 'Done', category: 'closed', publicLabel: 'Solved' } },
  transitions: {
    finish: { name: 'Finish', from: ['new'], to: 'done', permission: 'work', requester: true },
    reopen: { name: 'Reopen', from: ['done'], to: 'new', permission: 'reopen' },
  },
});
const helpdesk = defineArea({
  id: 'helpdesk',
  name: 'Help-Desk',
  workflows: [support],
  fields: {
    room: { type: 'text', portal: 'write', name: 'Room' },
    promised: { type: 'date', portal: 'read' },
    margin: { type: 'number' },
  },
  portal: { notify: ['nina'], defaultResponsible: 'dora' },
});
const personal = defineArea({
  id: 'personal',
  name: 'Personal',
  workflows: [support],
  portal: { notify: ['nina'], defaultResponsible: 'dora', scope: 'requester' },
});
const internal = defineArea({ id: 'internal', name: 'Internal', workflows: [support] });

const openPortal = async (store: Store) => {
  const world = await createTestDesk({
    areas: [helpdesk, personal, internal],
    roles: { lead: { '*': ['*'] } },
    store,
    portals: false,
  });
  world.people.addUser({ id: 'nina', name: 'Nina', email: 'nina@desk.example' });
  world.people.addUser({ id: 'dora', name: 'Dora', email: 'dora@desk.example' });
  world.people.addContact({ id: 'acme', name: 'Acme' });
  world.people.addPerson({ id: 'bob', name: 'Bob Baker', contacts: ['acme'] });
  return world;
};

const wish = {
  area: 'helpdesk',
  subject: 'Projector',
  description: 'It stays dark.',
  name: 'Bob Baker',
  email: 'bob@acme.example',
} as const;

describe.each(everyStore)('on $name', ({ open }) => {
  test('a requester opens a complete ticket in one call; who he is comes from how he signed in [POR-01]', async () => {
    const { agent, requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const { ticket } = await bob.create({
      ...wish,
      description: '<b>dark</b>',
      phone: '1001',
      fields: { room: '2.14' },
    });
    const seen = await agent('Ada', 'lead').tickets.get(ticket.id);
    expect(seen).toMatchObject({
      number: 'HELPDESK-2026-00001',
      origin: 'portal',
      subject: 'Projector',
      description: '<b>dark</b>',
      requester: { contact: 'acme', person: 'bob', name: 'Bob Baker', email: 'bob@acme.example', phone: '1001' },
      responsible: 'dora',
      creator: { contact: 'acme', person: 'bob' },
      fields: { room: '2.14' },
      step: 'new',
    });
    expect(ticket).toMatchObject({ subject: 'Projector', description: '<b>dark</b>', fields: { room: '2.14' } });
  });

  test('a requester names neither contact nor responsible, number, origin or workflow [POR-01 refused]', async () => {
    const { agent, desk, requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const forbidden = {
      contact: 'other',
      person: 'eve',
      responsible: 'ada',
      status: 'done',
      step: 'done',
      number: 'X-1',
      origin: 'manual',
      workflow: 'support',
    };
    for (const [field, value] of Object.entries(forbidden)) {
      await expect(bob.create({ ...wish, [field]: value })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: [field], code: 'unknown_field' }],
      });
    }
    await expect(bob.create({ ...wish, area: 'internal' })).rejects.toMatchObject({ code: 'not_found' });
    expect(() => desk.asRequester({ user: 'ada' } as never)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    const { ticket } = await bob.create(wish);
    expect(ticket.number).toBe('HELPDESK-2026-00001');
    expect((await agent('Ada', 'lead').tickets.get(ticket.id)).version).toBe(2);
  });

  test('with several portals the area must be named; what is missing is listed at once', async () => {
    const { requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const { area: _, ...unnamed } = wish;
    await expect(bob.create(unnamed)).rejects.toMatchObject({
      code: 'choice_required',
      data: {
        options: [
          { id: 'helpdesk', name: 'Help-Desk' },
          { id: 'personal', name: 'Personal' },
        ],
      },
    });
    await expect(
      bob.create({ ...wish, subject: ' ', description: '', name: '', email: 'nowhere' }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [
        { path: ['subject'], code: 'required' },
        { path: ['description'], code: 'required' },
        { path: ['name'], code: 'required' },
        { path: ['email'], code: 'bad_address' },
      ],
    });
    expect((await bob.areas()).map(({ id, fields }) => [id, fields.map((field) => field.id)])).toEqual([
      ['helpdesk', ['room']],
      ['personal', []],
    ]);
  });

  test('a ticket from the portal is complete at once, and agents work on it like on any other [CRE-07]', async () => {
    const { agent, desk, mails, requester } = await openPortal(await open());
    const { ticket } = await requester('Bob', { contact: 'acme' }).create(wish);
    const ada = agent('Ada', 'lead');
    await ada.tickets.update(ticket.id, { subject: 'Projector, room 2.14' });
    await ada.actions.add(ticket.id, { visibility: 'external', description: 'New lamp.' });
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['nina@desk.example']);
    expect((await ada.outbox.list({ everybody: true })).items).toEqual([]);
  });

  test('opening a ticket in the portal makes no mail to the requester, then or while it is worked on [POR-02]', async () => {
    const { agent, desk, mails, requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const { ticket } = await bob.create(wish);
    const ada = agent('Ada', 'lead');
    await ada.tickets.update(ticket.id, { description: 'Dark since Monday.' });
    await bob.reply(ticket.id, { text: 'Any news?' });
    await desk.deliver();
    const states = ['draft', 'queued', 'closed', 'discarded'] as const;
    const { items } = await ada.outbox.list({ everybody: true, states });
    expect(items.flatMap(({ to }) => to.map(({ address }) => address)).filter((to) => to === wish.email)).toEqual([]);
    expect(mails.map(({ envelope }) => envelope.to)).not.toContain(wish.email);
  });

  test('only the fields that the portal may write are taken; hidden and unknown ones are refused alike [FLD-04 refused]', async () => {
    const { requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    for (const field of ['promised', 'margin', 'nothing']) {
      await expect(bob.create({ ...wish, fields: { [field]: '2026-01-01' } as never })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['fields', field], code: 'unknown_field' }],
      });
    }
  });

  test('a requester sees a field only where the portal says so', async () => {
    const { agent, requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const { ticket } = await bob.create({ ...wish, fields: { room: '2.14' } });
    await agent('Ada', 'lead').tickets.update(ticket.id, { fields: { promised: '2026-03-05', margin: 7 } });
    expect((await bob.get(ticket.id)).fields).toEqual({ room: '2.14', promised: '2026-03-05' });
  });

  test('requesters reach the tickets of their contact, or their own where the area says so, and no others', async () => {
    const { agent, requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const ben = requester('Ben', { contact: 'acme' });
    const eve = requester('Eve', { contact: 'other' });
    const shared = (await bob.create(wish)).ticket;
    const own = (await bob.create({ ...wish, area: 'personal' })).ticket;
    const hidden = (
      await agent('Ada', 'lead').tickets.create({
        area: 'internal',
        subject: 'x',
        description: 'y',
        requester: { contact: 'acme', person: 'bob', name: 'Bob', email: 'bob@acme.example' },
      })
    ).ticket;
    expect(await ben.get(shared.id)).toEqual(await bob.get(shared.id));
    const unknown = await bob.get('nothing').catch((error: unknown) => error);
    for (const attempt of [
      () => ben.get(own.id),
      () => eve.get(shared.id),
      () => eve.byNumber(shared.number),
      () => eve.reply(shared.id, { text: 'x' }),
      () => eve.close(shared.id),
      () => bob.get(hidden.id),
      () => bob.byNumber(hidden.number),
      () => bob.reply(hidden.id, { text: 'x' }),
    ]) {
      const refused = await attempt().catch((error: unknown) => error);
      expect({ ...(refused as object) }).toEqual({ ...(unknown as object) });
    }
    expect(await bob.byNumber(` ${own.number.toLowerCase()} `)).toEqual(own);
  });

  test('a requester replies, and closes where a transition is marked for him', async () => {
    const { agent, requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const { ticket } = await bob.create(wish);
    expect(ticket.can).toEqual({ reply: true, close: true });
    const { ticket: replied } = await bob.reply(ticket.id, { text: 'It is the lamp.' });
    expect(replied.actions).toMatchObject([{ by: 'you', description: 'It is the lamp.', timeSpent: 0 }]);
    await expect(bob.reply(ticket.id, { text: ' ' })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['text'], code: 'required' }],
    });
    const { ticket: closed } = await bob.close(ticket.id);
    expect(closed).toMatchObject({
      status: { label: 'Solved', category: 'closed' },
      can: { reply: false, close: false },
    });
    await expect(bob.reply(ticket.id, { text: 'More' })).rejects.toMatchObject({ code: 'ticket_closed', data: {} });
    await expect(bob.close(ticket.id)).rejects.toMatchObject({ code: 'already_done' });
    const log = await agent('Ada', 'lead').tickets.stepLog(ticket.id);
    expect(log.map(({ actor }) => actor)).toEqual(Array(2).fill({ contact: 'acme', person: 'bob' }));
  });

  test('a requester may repeat a call: the same key opens one ticket and makes one reply', async () => {
    const { requester } = await openPortal(await open());
    const bob = requester('Bob', { contact: 'acme' });
    const first = await bob.create(wish, { idempotencyKey: 'k1' });
    expect((await bob.create(wish, { idempotencyKey: 'k1' })).ticket.id).toBe(first.ticket.id);
    await bob.reply(first.ticket.id, { text: 'Hello' }, { idempotencyKey: 'k2' });
    expect((await bob.reply(first.ticket.id, { text: 'Hello' }, { idempotencyKey: 'k2' })).ticket.actions).toHaveLength(
      1,
    );
    await expect(bob.reply(first.ticket.id, { text: 'x' }, { expectedVersion: 1 } as never)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test('of a step that code knows no more a requester reads the category alone, in the portal, in refusals and in texts for him [ACT-07]', async () => {
    const store = await open();
    const beginningWith = (step: string) => {
      const workflow = defineWorkflow({
        id: 'support',
        name: 'Support',
        initial: step,
        steps: { [step]: { name: 'Hush', category: 'new' }, done: { name: 'Done', category: 'closed' } },
        transitions: { finish: { name: 'Finish', from: '*', to: 'done', permission: 'work', requester: true } },
      });
      const area = defineArea({ ...helpdesk.settings, id: 'helpdesk', workflows: [workflow] });
      return createTestDesk({ areas: [area], roles: { lead: { '*': ['*'] } }, store });
    };
    const { ticket } = await (await beginningWith('hush')).requester('Bob', { contact: 'acme' }).create(wish as never);
    const { agent, requester } = await beginningWith('other');
    const bob = requester('Bob', { contact: 'acme' });
    expect(await bob.get(ticket.id)).toMatchObject({
      status: { label: 'new', category: 'new' },
      can: { close: false },
    });
    await expect(bob.close(ticket.id)).rejects.toMatchObject({ code: 'transition_unavailable', issues: [], data: {} });
    const ada = agent('Ada', 'lead');
    await expect(ada.tickets.close(ticket.id)).rejects.toMatchObject({ code: 'wrong_state', data: { step: 'hush' } });
    const block = await ada.textBlocks.save({ name: 'Status', text: 'It is {{ ticket.status }}.' });
    expect(await ada.textBlocks.render(block.id, ticket.id)).toEqual({ text: 'It is new.' });
  });
});
