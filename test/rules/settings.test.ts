import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, mail, printer } from './helpdesk.ts';
import { eventNames, refusalOf } from './stored.ts';

const portal = { notify: ['dispatch'], defaultResponsible: 'dispatch' };
const shopStatuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;
const shop = defineArea({
  id: 'shop',
  name: 'Shop',
  statuses: [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'done', name: 'Done', category: 'closed' },
  ],
  fields: { order: { type: 'text', name: 'Order' } },
  portal,
  locked: ['language', 'closeMail'],
});

/** A process of the host: two of them on one store are two of these. */
const open = async (store: Store) => {
  const kit = await createTestDesk({
    areas: [helpdesk, caretaker, shop],
    roles: { agent: { '*': ['*'] }, administrator: { '*': ['*'] } },
    desk: { administrator: ['config.admin'] },
    parser: createMimeParser(),
    store,
  });
  return { ...kit, root: kit.agent('Root', 'administrator'), ada: kit.agent('Ada', 'agent') };
};

const received = { en: { subject: 'Thanks: {{ ticket.subject }}', body: 'We have it, {{ requester.name }}.' } };

describe.each(everyStore)('on $name', ({ open: openStore }) => {
  test('what is set at run time stands above code, code above the default, and null takes it back [ADM-01]', async () => {
    const { root, ada } = await open(await openStore());
    const before = await root.settings.get();
    expect(before).toMatchObject({ revision: 0, stored: {}, changedBy: null, problems: [] });
    expect(before.areas).toEqual(before.coded);
    expect(before.locked).toEqual({ helpdesk: [], caretaker: [], shop: ['language', 'closeMail'] });
    expect(before.areas.shop).toMatchObject({ name: 'Shop', closeMail: 'draft', fields: { order: { name: 'Order' } } });
    const { settings } = await root.settings.update({
      areas: {
        shop: {
          name: 'Laden',
          statuses: { new: { name: 'Neu', publicLabel: 'Eingegangen' } },
          fields: { order: { name: 'Bestellung' } },
        },
        helpdesk: { workflows: { incident: { name: 'Störung', transitions: { start: { name: 'Beginnen' } } } } },
      },
    });
    expect(settings.revision).toBe(1);
    expect(settings.areas.shop).toMatchObject({
      name: 'Laden',
      statuses: { new: { name: 'Neu', publicLabel: 'Eingegangen' }, done: { name: 'Done' } },
      fields: { order: { name: 'Bestellung' } },
    });
    expect(settings.coded).toEqual(before.coded);
    expect(JSON.parse(JSON.stringify(settings))).toEqual(settings);
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    const [offered] = await ada.tickets.availableTransitions(ticket);
    expect(offered).toMatchObject({ id: 'start', name: 'Beginnen' });
    const inShop = await ada.tickets.create({ area: 'shop', ...printer });
    expect(inShop.ticket.status.label).toBe('Neu');
    expect(await ada.tickets.availableTransitions(inShop.ticket)).toMatchObject([{ id: 'done', name: 'Done' }]);
    const back = await root.settings.update({
      areas: { shop: { name: null, statuses: null, fields: { order: null } }, helpdesk: null },
    });
    expect(back.settings.areas).toEqual(before.areas);
    expect(back.settings.stored).toEqual({});
    expect((await ada.tickets.get(inShop.ticket)).status.label).toBe('New');
  });

  test('every problem of a change is reported at once with its path, and nothing of it is kept [ADM-01 refused]', async () => {
    const { root } = await open(await openStore());
    const shape = await refusalOf(
      root.settings.update({
        areas: {
          shop: {
            name: ' ',
            active: 'yes' as never,
            language: 'de',
            closeMail: 'off',
            statuses: { nowhere: { name: 'x' } },
            workflows: { shop: { name: 'x' } },
            fields: { unknown: { name: 'x' } },
          },
          helpdesk: {
            templates: { receved: received } as never,
            workflows: { incident: { steps: { gone: { name: 'x' } } } },
          },
          helpdsk: { name: 'Typo' },
        },
      }),
    );
    expect(shape.code).toBe('invalid_input');
    expect(shape.issues.map(({ path, code }) => `${path.join('.')} ${code}`).sort()).toEqual(
      [
        'areas.shop.name required',
        'areas.shop.active wrong_type',
        'areas.shop.language locked',
        'areas.shop.closeMail locked',
        'areas.shop.statuses.nowhere unknown_status',
        'areas.shop.workflows unknown_field',
        'areas.shop.fields.unknown unknown_field',
        'areas.helpdesk.templates.receved unknown_field',
        'areas.helpdesk.workflows.incident.steps.gone unknown_step',
        'areas.helpdsk.workflows required',
      ].sort(),
    );
    const whole = await refusalOf(
      root.settings.update({
        areas: {
          shop: { name: 'Help-Desk', portal: { notify: [], defaultResponsible: 'nobody' } },
          caretaker: { templates: { closing: { de: { subject: '{{ ticket.secret }}', body: '{% for' } } } },
        },
      }),
    );
    expect(whole.code).toBe('config_invalid');
    expect(whole.issues.map(({ path, code }) => `${path.join('.')} ${code}`).sort()).toEqual([
      'areas.caretaker.templates.closing.de.body bad_template',
      'areas.caretaker.templates.closing.de.subject unknown_placeholder',
      'areas.shop.name duplicate_name',
      'areas.shop.portal.notify required',
    ]);
    expect(await root.settings.get()).toMatchObject({ revision: 0, stored: {} });
  });

  test('only config.admin changes the texts of mails, and the next draft has the new text, which its owner may edit [MAI-14]', async () => {
    const store = await openStore();
    const { root, ada, mailbox } = await open(store);
    const other = await open(store);
    const changes = { areas: { helpdesk: { templates: { received } } } };
    for (const call of [ada.settings.update(changes), ada.settings.get(), ada.settings.history()]) {
      await expect(call).rejects.toMatchObject({ code: 'forbidden', data: { permission: 'config.admin' } });
    }
    const first = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    expect(first.drafts[0]?.text).not.toContain('We have it');
    await root.settings.update(changes);
    for (const _ of [1, 2]) other.mailbox.put(mail());
    for (const [desk, id] of [
      [{ ada, mailbox }, '<2@x>'],
      [other, '<3@x>'],
    ] as const) {
      const source = desk.mailbox.put(mail({ 'Message-ID': id, Subject: `Printer ${id}` }));
      const { drafts } = await desk.ada.tickets.create({ area: 'helpdesk', from: { mail: source } });
      expect(drafts[0]).toMatchObject({ text: 'We have it, Bob Baker.' });
      expect(drafts[0]?.subject).toContain(`Thanks: Printer ${id}`);
      const edited = await desk.ada.outbox.update(drafts[0]?.id ?? '', { text: 'Edited' });
      expect(edited.mail.text).toBe('Edited');
    }
  });

  test('whom a portal tells is set by config.admin alone, in every process at once [POR-04]', async () => {
    const store = await openStore();
    const { root, ada, requester } = await open(store);
    const other = await open(store);
    const changes = { areas: { shop: { portal: { notify: ['ada'], defaultResponsible: 'root' } } } };
    expect(await root.preview.settings.update(changes)).toMatchObject({ allowed: true });
    await root.settings.update(changes);
    for (const { requester: as, desk, mails } of [other, { requester, desk: null, mails: null }]) {
      const bob = as('Bob', { contact: 'acme' });
      const made = await bob.create({
        area: 'shop',
        subject: 'S',
        description: 'D',
        name: 'Bob',
        email: 'b@x.example',
      });
      expect(await ada.tickets.get(made.ticket.id)).toMatchObject({ responsible: 'root' });
      await desk?.deliver();
      if (mails !== null) expect(mails.map(({ to }) => to[0]?.address)).toEqual(['ada@desk.example']);
    }
    await expect(ada.settings.update(changes)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('no word on tickets stands for config.admin [POR-04 refused]', async () => {
    const { ada, desk } = await open(await openStore());
    const changes = { areas: { shop: { portal: { notify: ['ada'] } } } };
    for (const actor of [ada, desk.asSystem('nightly')]) {
      await expect(actor.settings.update(changes)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await actor.preview.settings.update(changes)).toMatchObject({
        allowed: false,
        refusal: { code: 'forbidden', data: { permission: 'config.admin' } },
      });
    }
  });

  test('every portal has somebody who is told: several users, and who leaves later is stood in for [POR-03]', async () => {
    const store = await openStore();
    const { root, requester, people, desk, mails } = await open(store);
    await root.settings.update({ areas: { shop: { portal: { notify: ['ada', 'root'] } } } });
    people.addUser({ id: 'ada', name: 'Ada', email: 'ada@desk.example', active: false });
    const bob = requester('Bob', { contact: 'acme' });
    const { ticket } = await bob.create({
      area: 'shop',
      subject: 'S',
      description: 'D',
      name: 'Bob',
      email: 'b@x.example',
    });
    await desk.deliver();
    expect(mails.map(({ to }) => to[0]?.address).sort()).toEqual(['dispatch@desk.example', 'root@desk.example']);
    expect(await eventNames(store, ticket.id)).toContain('notification.undeliverable');
  });

  test('a portal without anybody to tell, or with somebody unknown, is refused when it is set [POR-03 refused]', async () => {
    const { root, people } = await open(await openStore());
    people.addUser({ id: 'gone', name: 'Gone', active: false });
    const notify = (...users: readonly string[]) =>
      root.settings.update({ areas: { shop: { portal: { notify: users } } } });
    await expect(notify()).rejects.toMatchObject({
      code: 'config_invalid',
      issues: [{ path: ['areas', 'shop', 'portal', 'notify'], code: 'required' }],
    });
    await expect(notify('ada', 'nobody', 'gone')).rejects.toMatchObject({
      code: 'config_invalid',
      issues: [
        { path: ['areas', 'shop', 'portal', 'notify', 1], code: 'unknown_user' },
        { path: ['areas', 'shop', 'portal', 'notify', 2], code: 'unknown_user' },
      ],
    });
  });

  test('a closed area takes no new tickets, and those it has go on', async () => {
    const { root, ada } = await open(await openStore());
    const { ticket } = await ada.tickets.create({ area: 'shop', ...printer });
    await root.settings.update({ areas: { shop: { active: false } } });
    expect((await ada.tickets.creationOptions()).map(({ id }) => id)).toEqual(['helpdesk', 'caretaker']);
    await expect(ada.tickets.create({ area: 'shop', ...printer })).rejects.toMatchObject({ code: 'not_found' });
    expect((await ada.tickets.update(ticket, { subject: 'Changed' })).ticket.subject).toBe('Changed');
  });

  test('who set what and when can be read, newest first', async () => {
    const { root, clock } = await open(await openStore());
    clock.set('2026-05-01T08:00:00Z');
    await root.settings.update({ areas: { shop: { name: 'One' } } });
    clock.set('2026-05-02T08:00:00Z');
    await root.settings.update({ areas: { shop: { name: 'Two', active: false } } });
    await root.settings.update({ areas: { shop: { name: 'Two' } } });
    const { items, next } = await root.settings.history();
    expect(next).toBeNull();
    expect(items).toMatchObject([
      {
        revision: 2,
        at: '2026-05-02T08:00:00.000Z',
        actor: { user: 'root' },
        changes: [
          { path: ['areas', 'shop', 'name'], from: 'One', to: 'Two' },
          { path: ['areas', 'shop', 'active'], from: null, to: false },
        ],
      },
      { revision: 1, changes: [{ path: ['areas', 'shop', 'name'], from: null, to: 'One' }] },
    ]);
    expect(items).toHaveLength(2);
    const page = await root.settings.history({ limit: 1 });
    expect([page.items.length, page.next]).toEqual([1, 2]);
    expect((await root.settings.history({ limit: 1, after: 2 })).items[0]?.changes).toEqual(items[1]?.changes);
  });

  test('a preview says what would hold differently, writes nothing, and the change then does it', async () => {
    const { root } = await open(await openStore());
    const changes = { areas: { shop: { name: 'Laden', templates: { received } } } };
    const preview = await root.preview.settings.update(changes);
    if (!preview.allowed) throw new Error('The preview was refused.');
    expect(preview.changes.map(({ path }) => path.join('.'))).toEqual([
      'shop.name',
      'shop.templates.received.en.subject',
      'shop.templates.received.en.body',
    ]);
    expect((await root.settings.get()).revision).toBe(0);
    const { settings } = await root.settings.update(changes);
    expect(settings.areas).toEqual(preview.settings.areas);
    const bad = { areas: { shop: { templates: { received: { en: { subject: '{{ nix }}', body: 'x' } } } } } };
    const refused = await root.preview.settings.update(bad);
    expect(refused).toMatchObject({ allowed: false, needs: [] });
    expect(refused.allowed ? null : refused.refusal).toEqual(await refusalOf(root.settings.update(bad)));
  });

  test('two administrators lose nothing of each other, and who expects a revision is told of another', async () => {
    const store = await openStore();
    const { root } = await open(store);
    const other = await open(store);
    await other.root.settings.get();
    await root.settings.update({ areas: { shop: { name: 'Laden' } } });
    const merged = await other.root.settings.update({ areas: { shop: { active: false } } });
    expect(merged.settings).toMatchObject({
      revision: 2,
      stored: { areas: { shop: { name: 'Laden', active: false } } },
    });
    await expect(
      root.settings.update({ areas: { shop: { name: 'X' } } }, { expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'conflict', data: { revision: 2 } });
    const many = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((name) => root.settings.update({ areas: { shop: { name } } }, { expectedVersion: 2 })),
    );
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await root.settings.get()).revision).toBe(3);
  });

  test('an idempotency key used again changes nothing, and with other changes it is refused', async () => {
    const { root } = await open(await openStore());
    const once = { idempotencyKey: 'k' };
    const first = await root.settings.update({ areas: { shop: { name: 'One' } } }, once);
    await root.settings.update({ areas: { shop: { name: 'Two' } } });
    const again = await root.settings.update({ areas: { shop: { name: 'One' } } }, once);
    expect([first.replayed, again.replayed, again.settings.areas.shop?.name]).toEqual([false, true, 'Two']);
    await expect(root.settings.update({ areas: { shop: { name: 'Three' } } }, once)).rejects.toMatchObject({
      code: 'key_reused',
    });
    expect(await root.preview.settings.update({ areas: { shop: { name: 'One' } } }, once)).toMatchObject({
      allowed: false,
      refusal: { code: 'already_done' },
    });
  });

  test('tenants have settings of their own', async () => {
    const { root, desk } = await open(await openStore());
    await root.settings.update({ areas: { shop: { name: 'Laden' } } });
    const elsewhere = desk.forTenant('globex').as({ user: 'root' });
    expect(await elsewhere.settings.get()).toMatchObject({ revision: 0, areas: { shop: { name: 'Shop' } } });
    await elsewhere.settings.update({ areas: { shop: { name: 'Boutique' } } });
    expect((await root.settings.get()).areas.shop?.name).toBe('Laden');
  });

  test('half of a text can be set and taken back; the other half is what code says', async () => {
    const { root } = await open(await openStore());
    const closing = async () => (await root.settings.get()).areas.shop?.templates.closing.en;
    const before = await closing();
    await root.settings.update({ areas: { shop: { templates: { closing: { en: { subject: 'Over' } } } } } });
    expect(await closing()).toEqual({ ...before, subject: 'Over' });
    await root.settings.update({ areas: { shop: { templates: { closing: { en: { subject: null } } } } } });
    expect(await closing()).toEqual(before);
    expect((await root.settings.get()).stored).toEqual({});
  });

  test('whoever has left, or what does not fit any more, keeps nobody from setting something else', async () => {
    const store = await openStore();
    const { root, people } = await open(store);
    await root.settings.update({ areas: { shop: { portal: { notify: ['ada'] }, fields: { order: { name: 'O' } } } } });
    people.addUser({ id: 'ada', name: 'Ada', active: false });
    people.addUser({ id: 'dispatch', name: 'Dispatch', active: false });
    await root.settings.update({ areas: { shop: { name: 'Laden' } } });
    const later = await createTestDesk({
      areas: [helpdesk, defineArea({ id: 'shop', name: 'Shop', statuses: shopStatuses, portal })],
      roles: { administrator: { '*': ['*'] } },
      desk: { administrator: ['config.admin'] },
      store,
    });
    later.people.addUser({ id: 'ada', name: 'Ada', active: false });
    const after = later.agent('Root', 'administrator');
    expect((await after.settings.get()).problems).toMatchObject([{ path: ['areas', 'shop', 'fields', 'order'] }]);
    const { settings } = await after.settings.update({ areas: { helpdesk: { name: 'Service' } } });
    expect(settings.areas).toMatchObject({ helpdesk: { name: 'Service' }, shop: { name: 'Laden' } });
  });

  test('grants that cannot be used do not keep an administrator from mending the settings, and a requester learns nothing of them', async () => {
    const store = await openStore();
    const bad = { permissions: ['ticket.read'], visible: { field: 'fields.secretScore', is: 1 } } as const;
    let areas: Record<string, unknown> = { elsewhere: bad };
    const { desk, logged } = await (async () => {
      const logged: unknown[] = [];
      const kit = await createTestDesk({
        areas: [shop],
        roles: {},
        store,
        options: {
          authorizer: { grants: () => ({ areas, desk: ['config.admin'], mailboxes: [] }) as never },
          logger: { warn: (...given: unknown[]) => logged.push(given) } as never,
        },
      });
      return { desk: kit.desk, logged };
    })();
    const root = desk.as({ user: 'root' });
    await expect(root.tickets.list()).resolves.toMatchObject({ items: [] });
    areas = { shop: bad };
    await expect(root.tickets.list()).rejects.toMatchObject({ code: 'config_invalid' });
    await root.settings.update({ areas: { shop: { name: 'Laden' } } });
    expect((await root.settings.get()).areas.shop?.name).toBe('Laden');
    const refused = await refusalOf(desk.asRequester({ contact: 'acme' }).list());
    expect(refused).toMatchObject({ code: 'forbidden', issues: [] });
    expect(JSON.stringify(refused)).not.toContain('secretScore');
    expect(JSON.stringify(logged)).toContain('secretScore');
  });

  test('a change that changes nothing makes no revision, also under an idempotency key', async () => {
    const { root } = await open(await openStore());
    await root.settings.update({ areas: { shop: { name: 'Laden' } } });
    await root.settings.update({ areas: { shop: { name: 'Laden' } } });
    await root.settings.update({ areas: { shop: { name: 'Laden' } } }, { idempotencyKey: 'k' });
    const again = await root.settings.update({ areas: { shop: { name: 'Laden' } } }, { idempotencyKey: 'k' });
    expect([again.settings.revision, again.replayed]).toEqual([1, true]);
  });

  test('the same key used at once changes the settings once, and everybody gets an answer', async () => {
    const { root } = await open(await openStore());
    const update = () => root.settings.update({ areas: { shop: { name: 'Laden' } } }, { idempotencyKey: 'k' });
    const answers = await Promise.all([update(), update(), update()]);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect((await root.settings.get()).revision).toBe(1);
  });

  test('a change of settings elsewhere loses no byte of a file that is just being added', async () => {
    const store = await openStore();
    const { root } = await open(store);
    const other = await open(store);
    const { ticket } = await other.ada.tickets.create({ area: 'shop', ...printer });
    await root.settings.update({ areas: { shop: { name: 'One' } } });
    async function* content() {
      yield new TextEncoder().encode('first, ');
      await root.settings.update({ areas: { shop: { name: 'Two' } } });
      yield new TextEncoder().encode('second');
    }
    const { document } = await other.ada.documents.add(ticket, { name: 'a.txt', content: content() });
    const opened = await other.ada.documents.open(document);
    const read: number[] = [];
    for await (const chunk of opened.content) read.push(...chunk);
    expect(new TextDecoder().decode(Uint8Array.from(read))).toBe('first, second');
  });

  test.each([
    ['a name of several lines', { name: 'a\nb' }],
    ['a text with NUL', { templates: { received: { en: { subject: 'S', body: 'x\u0000y' } } } }],
    ['half a character', { templates: { received: { en: { subject: 'S', body: '\ud83d' } } } }],
  ])('%s is refused when it is set, not when it is used', async (_what, own) => {
    const { root } = await open(await openStore());
    await expect(root.settings.update({ areas: { shop: own } })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ code: 'control_character' }],
    });
  });

  test('settings have an end, however many changes they come in', async () => {
    const { root } = await open(await openStore());
    const body = 'x'.repeat(49_000);
    const kinds = ['received', 'closing', 'assigned', 'portal_ticket', 'portal_addition'] as const;
    const changes = (area: string) => ({
      areas: {
        [area]: { templates: Object.fromEntries(kinds.map((kind) => [kind, { en: { body }, de: { body } }])) },
      },
    });
    await root.settings.update(changes('shop'));
    await expect(root.settings.update(changes('helpdesk'))).resolves.toBeDefined();
    await expect(root.settings.update(changes('caretaker'))).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: [], code: 'too_long' }],
    });
    const many = Object.fromEntries(
      Array.from({ length: 201 }, (_, index) => [`a${index}`, { name: `A${index}`, statuses: shopStatuses }]),
    );
    const fresh = await open(await openStore());
    await expect(fresh.root.settings.update({ areas: many as never })).rejects.toMatchObject({
      issues: [{ path: [], code: 'too_long' }],
    });
  });

  test('settings of one area that do not fit any more take nothing from the others', async () => {
    const store = await openStore();
    const { root } = await open(store);
    await root.settings.update({
      areas: {
        shop: { name: 'Laden', templates: { assigned: { en: { body: '{{ ticket.link }}' } } } },
        caretaker: { name: 'Hauswart' },
      },
    });
    await root.settings.update({
      areas: {
        second: { name: 'Shop', statuses: shopStatuses },
        third: { name: 'Third', statuses: shopStatuses },
      },
    });
    const later = await createTestDesk({
      areas: [helpdesk, caretaker, shop],
      roles: { administrator: { '*': ['*'] } },
      desk: { administrator: ['config.admin'] },
      store,
      options: { links: undefined as never },
    });
    const after = later.agent('Root', 'administrator');
    const { areas, problems } = await after.settings.get();
    expect(Object.keys(areas)).toEqual(['helpdesk', 'caretaker', 'shop', 'third']);
    expect(areas).toMatchObject({ caretaker: { name: 'Hauswart' }, shop: { name: 'Shop' } });
    expect(problems.map(({ path, code }) => `${path[1]} ${code}`)).toEqual([
      'shop links_missing',
      'second duplicate_name',
    ]);
    await expect(after.settings.update({ areas: { second: null } })).rejects.toMatchObject({
      issues: [{ path: ['areas', 'second'], code: 'cannot_remove' }],
    });
  });

  test('what was stored and code does not know any more is passed over and named', async () => {
    const store = await openStore();
    const { root } = await open(store);
    await root.settings.update({
      areas: {
        shop: { name: 'Laden', fields: { order: { name: 'Bestellung' } } },
        caretaker: { name: 'Hauswart' },
        helpdesk: { name: 'Service', templates: { assigned: { en: { subject: 'S', body: '{{ ticket.link }}' } } } },
      },
    });
    const smaller = defineArea({
      id: 'shop',
      name: 'Shop',
      statuses: [
        { id: 'new', name: 'New', category: 'new' },
        { id: 'done', name: 'Done', category: 'closed' },
      ],
      locked: 'all',
    });
    const later = await createTestDesk({
      areas: [helpdesk, smaller],
      roles: { administrator: { '*': ['*'] } },
      desk: { administrator: ['config.admin'] },
      store,
      portals: false,
      options: { links: undefined as never },
    });
    const settings = await later.agent('Root', 'administrator').settings.get();
    expect(settings.areas).toMatchObject({ shop: { name: 'Shop' }, helpdesk: { name: 'Help-Desk' } });
    expect(Object.keys(settings.areas)).toEqual(['helpdesk', 'shop']);
    expect(settings.problems.map(({ path, code }) => `${path.join('.')} ${code}`).sort()).toEqual([
      'areas.caretaker.workflows required',
      'areas.helpdesk.templates.assigned.en.body links_missing',
      'areas.shop.fields locked',
      'areas.shop.fields.order unknown_field',
      'areas.shop.name locked',
    ]);
  });

  test('what is no JSON, or too much of it, is refused', async () => {
    const { root } = await open(await openStore());
    const once = { idempotencyKey: 'k' };
    const cycle: Record<string, unknown> = {};
    cycle.areas = cycle;
    let deep: object = {};
    for (let level = 0; level < 20_000; level += 1) deep = { a: deep };
    const update = root.settings.update as (changes: unknown) => Promise<unknown>;
    for (const changes of [
      cycle,
      () => 1,
      undefined,
      'text',
      [],
      { areas: [] },
      { area: {} },
      { areas: { shop: 'x' } },
      { areas: { shop: { name: 'x'.repeat(1_000_001) } } },
      { areas: { shop: deep } },
      { areas: { constructor: { name: 'x' } } },
      JSON.parse('{"areas":{"__proto__":{"name":"x"}}}'),
    ]) {
      await expect(update(changes)).rejects.toMatchObject({
        code: expect.stringMatching(/^(invalid_input|config_invalid)$/),
      });
    }
    for (const changes of [cycle, { areas: { shop: { name: 1n } } }]) {
      await expect(root.settings.update(changes as never, once)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect((await root.settings.get()).revision).toBe(0);
  });
});
