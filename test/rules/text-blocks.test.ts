import { describe, expect, test } from 'vitest';
import type { Agent } from '../../src/engine/agent.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const words = ['ticket.create', 'ticket.read', 'ticket.edit', 'work'];
const roles = { agent: { '*': words }, reader: { helpdesk: ['ticket.read'] }, nobody: {} } as const;

const openDesk = async (store: Store, links = true) => {
  const roleOf: Record<string, readonly (keyof typeof roles | 'lead' | 'debts')[]> = {
    ada: ['agent'],
    grace: ['agent'],
    lena: ['lead'],
    dora: ['agent', 'debts'],
    rita: ['reader'],
    mallory: ['nobody'],
  };
  const kit = await createTestDesk({
    areas: [helpdesk, caretaker],
    roles: {},
    store,
    options: {
      authorizer: rolePolicy({
        roles: { ...roles, lead: { '*': ['*'] }, debts: {} },
        desk: { lead: ['text_blocks.manage'], debts: ['debt.texts'] },
        rolesOf: (user) => roleOf[user] ?? [],
      }),
      ...(links ? {} : { links: undefined as never }),
    },
  });
  for (const name of Object.keys(roleOf)) kit.people.addUser({ id: name, name });
  const as = (user: string): Agent<typeof helpdesk | typeof caretaker> => kit.desk.as({ user });
  const { ticket } = await as('ada').tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
  return { ...kit, as, ada: as('ada'), lena: as('lena'), ticket: ticket.id };
};
const names = async ({ textBlocks }: Pick<Agent<never>, 'textBlocks'>) =>
  (await textBlocks.list()).items.map(({ name }) => name);

describe.each(everyStore)('on $name', ({ open }) => {
  test('users list the global text blocks and their own, and insert one with its placeholders filled in [ACT-19]', async () => {
    const { as, ada, lena, ticket } = await openDesk(await open());
    const global = await lena.textBlocks.save({
      name: 'Greeting',
      scope: 'global',
      text: 'Dear {{ requester.name }},\nabout {{ ticket.number }} ({{ ticket.subject }}, {{ ticket.status }}) in {{ area.name }} on {{ today }}: {{ ticket.link }}',
    });
    const own = await ada.textBlocks.save({ name: 'Mine', text: 'Yours, Ada' });
    expect(own).toMatchObject({
      textBlock: { id: own.id, scope: 'personal', permission: null, version: 1, changedBy: { user: 'ada' } },
      replayed: false,
    });
    expect(await names(ada)).toEqual(['Greeting', 'Mine']);
    expect(await names(as('grace'))).toEqual(['Greeting']);
    await ada.tickets.transition(ticket, 'start');
    const { text } = await ada.textBlocks.render(global.id, ticket);
    // The status is the one that a requester reads, and the link leads to the portal.
    expect(text).toBe(
      `Dear Bob Baker,\nabout HELPDESK-2026-00001 (Printer on fire, Being worked on) in Help-Desk on 2026-03-03: https://crm.example/portal/tickets/${ticket}`,
    );
    expect(await ada.textBlocks.render(own.id, ticket)).toEqual({ text: 'Yours, Ada' });
    const german = (await ada.tickets.create({ area: 'caretaker', ...printer })).ticket;
    expect((await ada.textBlocks.render(global.id, german)).text).toContain('in Hausmeister on 03.03.2026');
    await expect(ada.actions.add(ticket, { visibility: 'external', description: text })).resolves.toBeDefined();
  });

  test('a restricted one is for those who hold its word, and for whoever manages text blocks [ACT-19]', async () => {
    const { as, lena, ticket } = await openDesk(await open());
    const input = { name: 'Reminder', scope: 'global', text: 'Please pay.', permission: 'debt.texts' } as const;
    const { id } = await lena.textBlocks.save(input);
    const closed = (await lena.textBlocks.save({ ...input, name: 'By area', permission: 'ticket.edit' })).id;
    expect(await names(as('dora'))).toEqual(['Reminder', 'By area']);
    expect(await names(lena)).toEqual(['Reminder', 'By area']);
    expect(await names(as('ada'))).toEqual(['By area']);
    expect(await names(as('rita'))).toEqual([]);
    expect(await as('dora').textBlocks.render(id, ticket)).toEqual({ text: 'Please pay.' });
    const unknown = await refusalOf(as('ada').textBlocks.render('unknown', ticket));
    expect(unknown).toMatchObject({ code: 'not_found', data: { what: 'text block' } });
    expect(await refusalOf(as('ada').textBlocks.render(id, ticket))).toEqual(unknown);
    expect(await refusalOf(as('rita').textBlocks.render(closed, ticket))).toEqual(unknown);
    await lena.textBlocks.save({ id, permission: null });
    expect(await names(as('rita'))).toEqual(['Reminder']);
  });

  test('a personal text block of somebody else does not exist, not even for whoever manages the global ones [ACT-19 refused]', async () => {
    const { as, ada, lena, ticket, desk } = await openDesk(await open());
    const { id } = await ada.textBlocks.save({ name: 'Mine', text: 'CANARY' });
    for (const other of [as('grace'), lena, as('mallory'), desk.asSystem('cleanup')]) {
      const { textBlocks } = other;
      const unknown = await refusalOf(textBlocks.remove('unknown'));
      expect(unknown).toMatchObject({ code: 'not_found', issues: [], data: { what: 'text block' } });
      expect(await refusalOf(textBlocks.remove(id))).toEqual(unknown);
      expect(await refusalOf(textBlocks.save({ id, text: 'Other' }))).toEqual(unknown);
      expect(JSON.stringify(await textBlocks.list())).not.toContain('CANARY');
      await expect(textBlocks.render(id, ticket)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await ada.textBlocks.render(id, ticket)).toEqual({ text: 'CANARY' });
  });

  test.each([
    'ticket.description',
    'actions',
    'timeSpent',
    'comment',
    'responsible.name',
    'actor.name',
    'previous.name',
    'ticket.step',
    'constructor',
    'ticket.__proto__',
  ])(
    'a placeholder that is not in the closed set is refused when the text block is saved: %s [ACT-19 refused]',
    async (name) => {
      const { ada } = await openDesk(await open());
      const { id } = await ada.textBlocks.save({ name: 'Mine', text: 'Hello' });
      for (const input of [
        { name: 'Other', text: `x {{ ${name} }}` },
        { id, text: `{% if ${name} %}x{% endif %}` },
      ]) {
        await expect(ada.textBlocks.save(input)).rejects.toMatchObject({
          code: 'invalid_input',
          issues: [{ path: ['text'], code: 'unknown_placeholder' }],
        });
      }
      expect((await ada.textBlocks.list()).items).toMatchObject([{ id, text: 'Hello', version: 1 }]);
    },
  );

  test('what is inserted is what the requester may read: no internal name, action, comment or time [ACT-19]', async () => {
    const { ada, as, ticket } = await openDesk(await open());
    await ada.tickets.transition(ticket, 'start');
    await ada.actions.add(ticket, { visibility: 'internal', description: 'CANARY', timeSpent: 777 });
    await ada.tickets.transition(ticket, 'pass', { responsible: 'grace', comment: 'CANARY' });
    const { id } = await ada.textBlocks.save({
      name: 'All',
      text: ['ticket.number', 'ticket.subject', 'ticket.status', 'ticket.link', 'area.name', 'requester.name', 'today']
        .map((name) => `{{ ${name} }}`)
        .join('|'),
    });
    const { text } = await ada.textBlocks.render(id, ticket);
    expect(text.split('|')).toHaveLength(7);
    expect(text).not.toMatch(/CANARY|777|7[.,]77|In progress|grace|agent\//i);
    // Also a text of the requester that looks like a template is only a text.
    await ada.tickets.update(ticket, { subject: '{{ area.name }}' });
    expect((await ada.textBlocks.render(id, ticket)).text).toContain('|{{ area.name }}|');
    await expect(as('mallory').textBlocks.render(id, ticket)).rejects.toMatchObject({
      code: 'not_found',
      data: { what: 'ticket' },
    });
  });

  test('global ones are changed only by who holds text_blocks.manage; no other word stands for it', async () => {
    const { as, ada, lena } = await openDesk(await open());
    const input = { name: 'Greeting', text: 'Hello', scope: 'global' } as const;
    const { id } = await lena.textBlocks.save(input);
    for (const user of [ada, as('dora'), as('rita')]) {
      for (const call of [
        user.textBlocks.save(input),
        user.textBlocks.save({ id, text: 'Other' }),
        user.textBlocks.remove(id),
      ]) {
        await expect(call).rejects.toMatchObject({
          code: 'forbidden',
          data: { permission: 'text_blocks.manage' },
        });
      }
    }
    expect((await lena.textBlocks.list()).items).toMatchObject([{ id, text: 'Hello', version: 1 }]);
  });

  test('all that is wrong with a text block is said at once', async () => {
    const { ada, lena } = await openDesk(await open());
    await expect(ada.textBlocks.save({ name: ' ', text: '', permission: 'debt.texts' })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [
        { path: ['name'], code: 'required' },
        { path: ['text'], code: 'required' },
        { path: ['permission'], code: 'not_for_personal' },
      ],
    });
    expect(await ada.preview.textBlocks.save({ name: 'Mine' })).toMatchObject({ allowed: false, needs: ['text'] });
    await expect(ada.textBlocks.save({ name: 'a\nb', text: '{% if %}' })).rejects.toMatchObject({
      issues: [
        { path: ['name'], code: 'control_character' },
        { path: ['text'], code: 'bad_template' },
      ],
    });
    const { id } = await lena.textBlocks.save({ name: 'Mine', text: 'x' });
    await expect(lena.textBlocks.save({ id, scope: 'global' })).rejects.toMatchObject({
      issues: [{ path: ['scope'], code: 'immutable' }],
    });
    await expect(ada.textBlocks.save({ name: 'x', text: 'x', owner: 'grace' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['owner'] }],
    });
    const { ada: linkless } = await openDesk(await open(), false);
    await expect(linkless.textBlocks.save({ name: 'Link', text: '{{ ticket.link }}' })).rejects.toMatchObject({
      issues: [{ path: ['text'], code: 'links_missing' }],
    });
  });

  test('what is left out is kept; a version that is not the stored one is a conflict; a removed one is gone', async () => {
    const { ada, clock, ticket } = await openDesk(await open());
    const { id } = await ada.textBlocks.save({ name: 'Mine', text: 'One' });
    clock.advance({ minutes: 5 });
    const { textBlock } = await ada.textBlocks.save({ id, text: 'Two' }, { expectedVersion: 1 });
    expect(textBlock).toMatchObject({ name: 'Mine', text: 'Two', version: 2, changedAt: '2026-03-03T13:05:00.000Z' });
    await expect(ada.textBlocks.save({ id, text: 'Three' }, { expectedVersion: 1 })).rejects.toMatchObject({
      code: 'conflict',
      data: { version: 2 },
    });
    await expect(ada.textBlocks.remove(id, { expectedVersion: 1 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await ada.textBlocks.remove(id)).toEqual({ id, textBlock: null, replayed: false });
    for (const call of [
      ada.textBlocks.remove(id),
      ada.textBlocks.save({ id, text: 'x' }),
      ada.textBlocks.render(id, ticket),
    ])
      await expect(call).rejects.toMatchObject({ code: 'not_found' });
    expect(await names(ada)).toEqual([]);
  });

  test('of several who change one version exactly one wins', async () => {
    const { ada } = await openDesk(await open());
    const { id } = await ada.textBlocks.save({ name: 'Mine', text: 'One' });
    const results = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((text) => ada.textBlocks.save({ id, text }, { expectedVersion: 1 })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of results) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
    expect((await ada.textBlocks.list()).items).toMatchObject([{ version: 2 }]);
  });

  test('a key used again does nothing and shows what is there now, also at the same time', async () => {
    const { ada } = await openDesk(await open());
    const save = () => ada.textBlocks.save({ name: 'Mine', text: 'One' }, { idempotencyKey: 'k' });
    const both = await Promise.all([save(), save(), save()]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(both.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const id = both[0]?.id ?? '';
    await ada.textBlocks.save({ id, text: 'Two' });
    expect(await save()).toMatchObject({ id, textBlock: { text: 'Two' }, replayed: true });
    await expect(ada.textBlocks.save({ name: 'Other', text: 'x' }, { idempotencyKey: 'k' })).rejects.toMatchObject({
      code: 'key_reused',
    });
    await ada.textBlocks.remove(id, { idempotencyKey: 'r' });
    expect(await ada.textBlocks.remove(id, { idempotencyKey: 'r' })).toEqual({ id, textBlock: null, replayed: true });
    expect(await save()).toEqual({ id, textBlock: null, replayed: true });
  });

  test('a preview says what would be saved and writes nothing', async () => {
    const { ada } = await openDesk(await open());
    const { preview } = ada;
    expect(await preview.textBlocks.save({ name: 'Mine', text: 'One' })).toMatchObject({
      allowed: true,
      textBlock: { name: 'Mine', text: 'One', version: 1, scope: 'personal' },
    });
    expect(await names(ada)).toEqual([]);
    const { id } = await ada.textBlocks.save({ name: 'Mine', text: 'One' });
    expect(await preview.textBlocks.remove(id)).toEqual({ allowed: true, textBlock: null });
    expect(await preview.textBlocks.save({ name: 'x', text: 'x', scope: 'global' })).toMatchObject({
      allowed: false,
      refusal: { code: 'forbidden' },
    });
    expect((await ada.textBlocks.list()).items).toMatchObject([{ id, text: 'One', version: 1 }]);
  });

  test('text blocks are listed page by page, and a tenant has his own', async () => {
    const { ada, desk } = await openDesk(await open());
    for (const name of ['A', 'B', 'C', 'D', 'E']) await ada.textBlocks.save({ name, text: name });
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { items, next } = await ada.textBlocks.list({ limit: 2, ...(after === undefined ? {} : { after }) });
      seen.push(...items.map(({ name }) => name));
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(['A', 'B', 'C', 'D', 'E']);
    const globex = desk.forTenant('globex').as({ user: 'ada' });
    expect((await globex.textBlocks.list()).items).toEqual([]);
    await expect(ada.textBlocks.list({ limit: 0 })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
