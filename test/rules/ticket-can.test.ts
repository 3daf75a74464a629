import { describe, expect, test } from 'vitest';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, openHelpdesk, printer } from './helpdesk.ts';

const file = { name: 'Plan.pdf', content: Uint8Array.of(1) };
const incident = { area: 'helpdesk', workflow: 'incident', ...printer } as const;

describe.each(everyStore)('on $name', ({ open }) => {
  test('a ticket says what each actor may do with it, and forgets nothing when it is closed or started [PRM-02]', async () => {
    const { agent, people } = await openHelpdesk(await open());
    people.addPerson({ id: 'bob', name: 'Bob', email: 'bob@acme.example', contacts: [] });
    const [ada, wim, rita, lea] = [
      agent('Ada', 'agent'),
      agent('Wim', 'writer'),
      agent('Rita', 'reader'),
      agent('Lea', 'lead'),
    ];
    const requester = { ...printer.requester, person: 'bob' };
    const { ticket } = await ada.tickets.create({ ...incident, requester });
    const may = async (who: typeof ada) =>
      Object.entries((await who.tickets.get(ticket)).can).flatMap(([name, can]) => (can ? [name] : []));
    const written = ['draftInterim', 'addAction', 'startTimer', 'addDocument', 'linkActivity'];
    expect(await may(rita)).toEqual([]);
    expect(await may(wim)).toEqual(['edit', 'handOver', 'refreshRequester', ...written]);
    expect(await may(ada)).toEqual(['edit', 'handOver', 'refreshRequester', 'switchWorkflow', ...written]);
    expect(await may(lea)).toEqual([
      'edit',
      'handOver',
      'assign',
      'refreshRequester',
      'switchWorkflow',
      ...written,
      'delete',
    ]);
    await ada.tickets.transition(ticket.id, 'start');
    expect(await may(ada)).toEqual(['edit', 'handOver', 'refreshRequester', 'close', ...written]);
    await ada.tickets.close(ticket, { comment: 'Done' });
    expect(await may(ada)).toEqual([]);
    // With the word for it the lock does not hold.
    expect(await may(lea)).toEqual(['edit', 'handOver', 'assign', 'refreshRequester', ...written, 'delete']);
  });

  test('what the desk was given no port for is not offered, and refused [PRM-02]', async () => {
    const { agent } = await createTestDesk({
      areas: [helpdesk],
      roles: { lead: { '*': ['*'] } },
      portals: false,
      store: await open(),
      options: { blobs: null, activities: null, directory: null } as never,
    });
    const lea = agent('Lea', 'lead');
    const { ticket } = await lea.tickets.create({ ...incident, requester: { ...printer.requester, person: 'bob' } });
    expect(ticket.requester.person).toBe('bob');
    expect(ticket.can).toMatchObject({ edit: true, refreshRequester: false, addDocument: false, linkActivity: false });
    await expect(lea.documents.add(ticket, file)).rejects.toMatchObject({ code: 'config_invalid' });
    await expect(lea.activities.create(ticket, { type: 'note', subject: 'A note' })).rejects.toMatchObject({
      code: 'config_invalid',
    });
    await expect(lea.tickets.refreshRequester(ticket)).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('a document is shared where there is a portal, and moved and removed by those who may edit [PRM-02]', async () => {
    for (const portals of [true, false]) {
      const { agent } = await createTestDesk({
        areas: [helpdesk],
        roles: { lead: { '*': ['*'] }, reader: { '*': ['ticket.read'] } },
        portals,
        store: await open(),
      });
      const lea = agent('Lea', 'lead');
      const { ticket } = await lea.tickets.create(incident);
      await lea.documents.add(ticket, file);
      const can = { move: true, share: portals, remove: true };
      expect(await lea.documents.list(ticket)).toMatchObject([{ can }]);
      const [document] = await agent('Rita', 'reader').documents.list(ticket);
      expect(document?.can).toEqual({ move: false, share: false, remove: false });
      expect((await lea.documents.open(document?.id ?? '')).document.can).toEqual(can);
    }
  });

  test('a mail says what its owner may do with it, from the draft to the end [PRM-02]', async () => {
    const { agent, desk, clock } = await openHelpdesk(await open(), { undoSeconds: 30 });
    const [ada, lea] = [agent('Ada', 'agent'), agent('Lea', 'lead')];
    const { ticket } = await ada.tickets.create(incident);
    const { drafts } = await ada.tickets.draftInterim(ticket);
    const id = drafts[0]?.id ?? '';
    const may = async (who: typeof ada) =>
      Object.entries((await who.outbox.get(id)).can).flatMap(([name, can]) => (can ? [name] : []));
    expect(drafts[0]?.can).toEqual((await ada.outbox.get(id)).can);
    expect(await may(ada)).toEqual(['update', 'refresh', 'send', 'discard']);
    const { mail: emptied } = await ada.outbox.update(id, { to: [] });
    expect(emptied.can.send).toBe(false);
    await ada.outbox.update(id, { to: [{ address: 'bob@acme.example' }] });
    // Whoever manages the outbox may do the same.
    expect(await may(lea)).toEqual(['update', 'refresh', 'send', 'discard']);
    // The owner keeps his draft when he may not read its ticket any more, but it tells him nothing new.
    agent('Ada', 'nobody');
    expect(await may(ada)).toEqual(['update', 'send', 'discard']);
    const { mail } = await ada.outbox.send(id);
    expect(mail.can).toEqual({ update: false, refresh: false, send: false, discard: true, release: true });
    clock.advance({ minutes: 1 });
    expect(await may(ada)).toEqual(['discard']);
    await desk.deliver();
    expect(await may(ada)).toEqual([]);
  });
});
