import { describe, expect, test } from 'vitest';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, openHelpdesk, printer } from './helpdesk.ts';
import { eventsOf, stored } from './stored.ts';

const incident = { area: 'helpdesk', workflow: 'incident', ...printer } as const;
const requester = { ...printer.requester, contact: 'acme' };

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await openHelpdesk(await open());
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    for (const id of ['move', 'new-office']) kit.people.addProject({ id, name: id });
    return { ...kit, ada: kit.agent('Ada', 'agent') };
  };

  test('a ticket is linked to a contact, to a project, to both or to none, when it is made and afterwards; the history keeps old and new [LNK-06]', async () => {
    const { ada, store } = await opened();
    const made = async (more: object) => (await ada.tickets.create({ ...incident, ...more })).ticket;
    const none = await made({});
    const contact = await made({ requester });
    const project = await made({ project: 'move' });
    const both = await made({ requester, project: 'move' });
    const nulled = await made({ project: null });
    const linked = [none, contact, project, both, nulled].map((one) => [one.requester.contact, one.project]);
    expect(linked).toEqual([
      [null, null],
      ['acme', null],
      [null, 'move'],
      ['acme', 'move'],
      [null, null],
    ]);
    const ids = async (where: NonNullable<Parameters<typeof ada.tickets.list>[0]>['where']) =>
      (await ada.tickets.list({ ...(where && { where }), sort: { by: 'number' } })).items.map(({ id }) => id);
    expect(await ids({ field: 'project', is: 'move' })).toEqual([project.id, both.id]);
    expect(await ids({ field: 'project', in: ['move', 'Move'] })).toEqual([project.id, both.id]);
    expect(await ids({ field: 'project', is: 'MOVE' })).toEqual([]);
    expect(await ids({ field: 'project', empty: true })).toEqual([none.id, contact.id, nulled.id]);
    expect(await ada.tickets.count({ where: { field: 'project', isNot: 'move' } })).toMatchObject({ count: 3 });

    expect(await ada.preview.tickets.update(both, { project: 'new-office' })).toMatchObject({
      allowed: true,
      events: ['ticket.edited'],
      changes: [{ field: 'project', from: 'move', to: 'new-office' }],
    });
    expect((await ada.tickets.update(both, { project: 'new-office' })).ticket.project).toBe('new-office');
    expect((await ada.tickets.update(both, { project: 'new-office' })).ticket.version).toBe(2);
    expect((await ada.tickets.update(both, { subject: 'Other' })).ticket.project).toBe('new-office');
    const { ticket } = await ada.tickets.update(both, { project: null, requester: { contact: null } });
    expect([ticket.project, ticket.requester.contact]).toEqual([null, null]);
    const edits = (await eventsOf(store, both)).map(({ data }) => ('project' in data ? data.project : null));
    expect(edits).toEqual(['move', { from: 'move', to: 'new-office' }, null, { from: 'new-office', to: null }]);
    expect((await stored(store, project)).tickets[0]?.row.project).toBe('move');
  });

  test('a contact or project that the directory does not know is refused, at once and with nothing written [LNK-06 refused]', async () => {
    const { ada, store } = await opened();
    const { ticket } = await ada.tickets.create({ ...incident, project: 'move' });
    const before = await stored(store, ticket);
    const wrong = { requester: { ...requester, contact: 'nobody' }, project: 'nothing' };
    const refused = {
      code: 'invalid_input',
      issues: [
        { path: ['requester', 'contact'], code: 'unknown_contact' },
        { path: ['project'], code: 'unknown_project', params: { project: 'nothing' } },
      ],
    };
    await expect(ada.tickets.create({ ...incident, ...wrong })).rejects.toMatchObject(refused);
    await expect(ada.tickets.update(ticket, wrong)).rejects.toMatchObject(refused);
    for (const [project, code] of [
      ['', 'required'],
      ['a\nb', 'control_character'],
      ['x'.repeat(256), 'too_long'],
      [7, 'wrong_type'],
      [['move'], 'wrong_type'],
    ] as const) {
      const one = { code: 'invalid_input', issues: [{ path: ['project'], code }] };
      await expect(ada.tickets.create({ ...incident, project } as never)).rejects.toMatchObject(one);
      await expect(ada.tickets.update(ticket, { project } as never)).rejects.toMatchObject(one);
    }
    expect(await stored(store, ticket)).toEqual(before);
    expect(await ada.tickets.count()).toMatchObject({ count: 1 });
  });

  test('a host that cannot tell takes any project, and one that is gone there stays at its ticket', async () => {
    const store = await open();
    const roles = { lead: { '*': ['*'] } };
    const directory = { users: (ids: readonly string[]) => ids.map((id) => ({ id, name: id })) };
    const silent = await createTestDesk({ areas: [helpdesk, caretaker], roles, store, options: { directory } });
    const lena = silent.agent('Lena', 'lead');
    const { ticket } = await lena.tickets.create({ ...incident, project: 'gone' });
    expect(ticket.project).toBe('gone');
    const telling = (await createTestDesk({ areas: [helpdesk, caretaker], roles, store })).agent('Lena', 'lead');
    const { ticket: edited } = await telling.tickets.update(ticket, { project: 'gone', subject: 'Other' });
    expect([edited.project, edited.subject]).toEqual(['gone', 'Other']);
  });
});
