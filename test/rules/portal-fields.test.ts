import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { TemplateKind } from '../../src/area/template-texts.ts';
import type { Store } from '../../src/ports/store.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { mail } from './helpdesk.ts';
import { refusalOf, stored } from './stored.ts';

const lab = defineWorkflow({
  id: 'lab',
  name: 'Lab',
  initial: 'new',
  steps: { new: { name: 'New', category: 'new' }, done: { name: 'Done', category: 'closed' } },
  transitions: {
    pass: { name: 'Pass', from: ['new'], to: 'new', permission: 'work', responsible: 'required' },
    finish: { name: 'Finish', from: ['new'], to: 'done', permission: 'work', requester: true },
  },
});
const body =
  '{{ ticket.fields.room }}|{{ ticket.fields.due }}|{{ ticket.fields.urgent }}|{{ ticket.fields.kinds }}|{{ ticket.fields.price }}';
const text = { subject: 'S {{ ticket.fields.room }}', body };
const kinds: readonly TemplateKind[] = ['received', 'closing', 'assigned', 'portal_ticket', 'portal_addition'];
const area = defineArea({
  id: 'lab',
  name: 'Lab',
  workflows: [lab],
  language: 'de',
  fields: {
    room: { type: 'text', portal: 'write' },
    due: { type: 'date', portal: 'read' },
    urgent: { type: 'yes_no', portal: 'read' },
    kinds: { type: 'many', of: ['paper', 'toner'], portal: 'write' },
    price: { type: 'number', portal: 'read' },
    margin: { type: 'number' },
    note: { type: 'text', portal: 'hidden' },
  },
  portal: { notify: ['nina'], defaultResponsible: 'dora' },
  templates: Object.fromEntries(kinds.map((kind) => [kind, { de: text, en: text }])),
});

const openLab = async (store: Store, areas = [area] as const) => {
  const kit = await createTestDesk({ areas, roles: { lead: { '*': ['*'] } }, parser: createMimeParser(), store });
  kit.people.addUser({ id: 'nina', name: 'Nina', email: 'nina@desk.example', language: 'en' });
  kit.people.addUser({ id: 'dora', name: 'Dora', email: 'dora@desk.example' });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  return { ...kit, ada: kit.agent('Ada', 'lead'), bob: kit.desk.asRequester({ contact: 'acme' }) };
};
const wish = { subject: 'Projector', description: 'Dark.', name: 'Bob', email: 'bob@acme.example' } as const;

describe.each(everyStore)('on $name', ({ open }) => {
  test('a requester sees and writes a field as the portal says: in views, lists, their order, and in mails [FLD-04]', async () => {
    const { ada, bob, clock, store, mailbox } = await openLab(await open());
    expect((await bob.areas())[0]?.fields.map(({ id }) => id)).toEqual(['room', 'kinds']);
    const { ticket } = await bob.create({ ...wish, fields: { room: '2.14', kinds: ['toner', 'paper'] } });
    await bob.create({ ...wish, subject: 'Another' });
    const order = async () => (await bob.list()).items.map(({ subject }) => subject);
    const before = JSON.stringify([await bob.list(), await bob.get(ticket.id)]);

    // What he does not see moves nothing and shows nothing.
    clock.advance({ minutes: 5 });
    await ada.tickets.update(ticket.id, { fields: { margin: 7, note: 'Secret' } });
    expect(JSON.stringify([await bob.list(), await bob.get(ticket.id)])).toBe(before);
    // What he sees comes to the top of his list.
    await ada.tickets.update(ticket.id, { fields: { due: '2026-03-05', urgent: true, price: 12.5, margin: 8 } });
    expect(await order()).toEqual(['Projector', 'Another']);
    const shown = { room: '2.14', kinds: ['toner', 'paper'], due: '2026-03-05', urgent: true, price: 12.5 };
    const own = await bob.get(ticket.id);
    expect(own.fields).toEqual(shown);
    expect(own.lastExternalAt).toBe(clock.now().toISOString());
    expect((await bob.list()).items[0]?.fields).toEqual(shown);

    // Mails write the same fields for people, in the language of the mail.
    await bob.reply(ticket.id, { text: 'Still dark.' });
    await ada.tickets.transition(ticket.id, 'pass', { responsible: 'nina' });
    await ada.tickets.close(ticket.id);
    const { outbox } = await stored(store, ticket);
    const german = '2.14|05.03.2026|ja|toner, paper|12,5';
    const texts = outbox
      .filter(({ mail: { ticket: of } }) => of === ticket.id)
      .map(({ mail: one }) => [one.kind, one.to[0]?.address, one.text] as const);
    expect(texts).toEqual(
      expect.arrayContaining([
        // Nothing was promised yet.
        ['portal_ticket', 'nina@desk.example', '2.14|||toner, paper|'],
        ['portal_addition', 'dora@desk.example', german],
        ['assigned', 'dora@desk.example', german],
        ['assigned', 'nina@desk.example', '2.14|2026-03-05|yes|toner, paper|12.5'],
        ['closing', 'bob@acme.example', german],
      ]),
    );
    const { drafts } = await ada.tickets.create({ area: 'lab', from: { mail: mailbox.put(mail()) } });
    expect(drafts[0]?.text).toBe('||||');
    expect(drafts[0]?.subject).toMatch(/^S \[#LAB-/);
  });

  test('where a field that he does not see must be filled in to close, a requester is never offered to close', async () => {
    const fields = {
      cause: { type: 'text', requiredToClose: true },
      room: { type: 'text', portal: 'read', requiredToClose: true },
    } as const;
    const hidden = defineArea({ id: 'lab', name: 'Lab', workflows: [lab], fields });
    const { room } = fields;
    const visible = defineArea({ id: 'lab', name: 'Lab', workflows: [lab], fields: { room } });
    const store = await open();
    const { ada, bob } = await openLab(store, [hidden] as never);
    const { ticket } = await bob.create(wish);
    const refused = await refusalOf(bob.close(ticket.id));
    expect(refused).toMatchObject({ code: 'transition_unavailable', issues: [] });
    await ada.tickets.update(ticket.id, { fields: { cause: 'Lamp', room: '1' } as never });
    expect(await refusalOf(bob.close(ticket.id))).toEqual(refused);
    expect((await bob.get(ticket.id)).can.close).toBe(false);

    const seeing = await openLab(await open(), [visible] as never);
    const { ticket: other } = await seeing.bob.create(wish);
    expect(other.can.close).toBe(false);
    await expect(seeing.bob.close(other.id)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['fields', 'room'], code: 'required' }],
    });
    await seeing.ada.tickets.update(other.id, { fields: { room: '1' } });
    expect((await seeing.bob.get(other.id)).can.close).toBe(true);
    expect((await seeing.bob.close(other.id)).ticket.status.category).toBe('closed');
  });
});
