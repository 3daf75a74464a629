import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createDesk } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Actor } from '../../src/ticket/actor.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { printer } from './helpdesk.ts';
import { eventNames, eventsOf, refusalOf, stored } from './stored.ts';

const repair = defineWorkflow({
  id: 'repair',
  name: 'Repair',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'In progress', category: 'open', description: 'Somebody works on it.', meta: { icon: 'wrench' } },
    checked: { name: 'Being checked', category: 'pending' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    take: {
      name: 'Take it',
      from: ['new'],
      to: 'doing',
      permission: 'work',
      responsible: { mode: 'none', default: 'actor' },
      description: 'You are responsible then.',
      confirm: true,
      meta: { hotkey: 't' },
    },
    check: {
      name: 'Have it checked',
      from: ['new', 'doing'],
      to: 'checked',
      permission: 'work',
      responsible: { mode: 'optional', default: 'actor', among: { permission: 'judge' } },
    },
    give: {
      name: 'Give to a judge',
      from: ['doing', 'checked'],
      to: 'checked',
      permission: 'work',
      responsible: { mode: 'required', among: { permission: 'judge' } },
    },
    back: {
      name: 'Back to whoever had it',
      from: ['checked'],
      to: 'doing',
      permission: 'work',
      responsible: { mode: 'optional', default: 'previous' },
    },
    close: {
      name: 'Close',
      from: ['checked'],
      to: 'closed',
      permission: 'work',
      responsible: { mode: 'none', default: 'actor' },
    },
    reopen: { name: 'Reopen', from: ['closed'], to: 'new', permission: 'reopen' },
  },
});
const workshop = defineArea({ id: 'workshop', name: 'Workshop', workflows: [repair] });

const openWorkshop = async (store: Store) => {
  const roleOf = { ada: 'worker', grace: 'worker', judith: 'judge' } as const;
  const policy = rolePolicy({
    roles: {
      worker: { workshop: ['ticket.create', 'ticket.read', 'ticket.edit', 'work'] },
      judge: { workshop: ['ticket.create', 'ticket.read', 'ticket.edit', 'work', 'judge', 'reopen'] },
    },
    rolesOf: (user) => (Object.hasOwn(roleOf, user) ? [roleOf[user as keyof typeof roleOf]] : []),
    system: { '*': ['ticket.read', 'work'] },
  });
  const asked: Actor[] = [];
  const kit = await createTestDesk({
    areas: [workshop],
    roles: {},
    store,
    options: {
      authorizer: {
        ...policy,
        grants: (actor, context) => {
          asked.push(actor);
          return policy.grants(actor, context);
        },
      },
    },
  });
  const [ada, grace, judith] = ['Ada', 'Grace', 'Judith'].map((name) => kit.agent(name, 'any'));
  if (ada === undefined || grace === undefined || judith === undefined) throw new Error('There are three agents.');
  const made = async () => (await ada.tickets.create({ area: 'workshop', ...printer })).ticket.id;
  return { ...kit, ada, grace, judith, made, asked };
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('a transition may make whoever takes it responsible, who is told nothing and whose predecessor is', async () => {
    const { grace, made, store, desk, mails } = await openWorkshop(await open());
    const ticket = await made();
    expect(await refusalOf(grace.tickets.transition(ticket, 'take', { responsible: 'grace' } as never))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['responsible'], code: 'not_allowed' }],
    });
    const { ticket: taken } = await grace.tickets.transition(ticket, 'take');
    expect(taken.responsible).toBe('grace');
    expect((await eventsOf(store, ticket)).slice(1, 3)).toMatchObject([
      { type: 'ticket.moved', data: { responsible: { from: 'ada', to: 'grace' } } },
      { type: 'ticket.responsible_changed', data: { from: 'ada', to: 'grace' } },
    ]);
    await desk.deliver();
    expect(mails.map(({ to }) => to.map(({ address }) => address))).toEqual([['ada@desk.example']]);
  });

  test('whoever has it already stays so without a change, and the desk itself takes nothing', async () => {
    const { ada, made, store, desk } = await openWorkshop(await open());
    const own = await made();
    await ada.tickets.transition(own, 'take');
    const other = await made();
    await desk.asSystem('clock').tickets.transition(other, 'take');
    for (const ticket of [own, other]) {
      expect((await ada.tickets.get(ticket)).responsible).toBe('ada');
      expect(await eventNames(store, ticket)).not.toContain('ticket.responsible_changed');
    }
  });

  test('a transition may give a ticket back to whoever had it before, unless somebody is named or nobody had', async () => {
    const { ada, grace, judith, made, people } = await openWorkshop(await open());
    const ticket = await made();
    await grace.tickets.transition(ticket, 'take');
    await grace.tickets.transition(ticket, 'check', { responsible: 'judith' });
    const preview = await judith.preview.tickets.transition(ticket, 'back');
    expect(preview).toMatchObject({ allowed: true, ticket: { responsible: 'grace' } });
    expect((await judith.tickets.transition(ticket, 'back')).ticket.responsible).toBe('grace');
    await grace.tickets.transition(ticket, 'check', { responsible: 'judith' });
    expect((await judith.tickets.transition(ticket, 'back', { responsible: 'ada' })).ticket.responsible).toBe('ada');
    const never = await made();
    await ada.tickets.transition(never, 'check');
    expect((await ada.tickets.transition(never, 'back')).ticket.responsible).toBe('ada');
    // Whoever has left is passed over.
    const left = await made();
    await grace.tickets.transition(left, 'take');
    await grace.tickets.transition(left, 'check', { responsible: 'judith' });
    people.addUser({ id: 'grace', name: 'Grace', active: false });
    expect((await judith.tickets.transition(left, 'back')).ticket.responsible).toBe('judith');
  });

  test('where a word says among whom, only who holds it can be named; who takes the transition and does not, is passed over', async () => {
    const { ada, grace, judith, made, store } = await openWorkshop(await open());
    const ticket = await made();
    await ada.tickets.transition(ticket, 'take');
    const before = await stored(store, ticket);
    for (const transition of ['check', 'give'] as const) {
      expect(await refusalOf(ada.tickets.transition(ticket, transition, { responsible: 'grace' }))).toMatchObject({
        code: 'invalid_input',
        issues: [
          {
            path: ['responsible'],
            code: 'user_not_assignable',
            params: { user: 'grace', permission: 'judge' },
          },
        ],
      });
    }
    expect(await refusalOf(ada.tickets.transition(ticket, 'give', { responsible: 'nobody' }))).toMatchObject({
      issues: [{ path: ['responsible'], code: 'user_not_assignable', params: { user: 'nobody' } }],
    });
    expect(await refusalOf(ada.tickets.transition(ticket, 'give' as 'take'))).toMatchObject({
      issues: [{ path: ['responsible'], code: 'required' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
    expect((await ada.tickets.transition(ticket, 'check')).ticket.responsible).toBe('ada');
    // Naming who has it is no change, whatever he holds.
    expect((await ada.tickets.transition(ticket, 'give', { responsible: 'ada' })).ticket.responsible).toBe('ada');
    expect((await ada.tickets.transition(ticket, 'give', { responsible: 'judith' })).ticket.responsible).toBe('judith');
    const other = await made();
    expect((await judith.tickets.transition(other, 'check')).ticket.responsible).toBe('judith');
    const third = await made();
    expect((await grace.tickets.transition(third, 'check')).ticket.responsible).toBe('ada');
  });

  test('the authorizer is asked about a candidate only where a word says among whom', async () => {
    const { ada, made, asked } = await openWorkshop(await open());
    const ticket = await made();
    const askedBy = async (act: () => Promise<unknown>) => {
      asked.length = 0;
      await act();
      return asked.map((actor) => ('user' in actor ? actor.user : null));
    };
    expect(await askedBy(() => ada.tickets.transition(ticket, 'take'))).toEqual(['ada']);
    expect(await askedBy(() => ada.tickets.transition(ticket, 'check', { responsible: 'judith' }))).toEqual([
      'ada',
      'judith',
    ]);
    expect(await askedBy(() => ada.tickets.transition(ticket, 'back', { responsible: 'grace' }))).toEqual(['ada']);
  });

  test('tickets.close and many tickets at once follow the same rules', async () => {
    const { ada, grace, judith, made } = await openWorkshop(await open());
    const ticket = await made();
    await ada.tickets.transition(ticket, 'check');
    expect((await grace.tickets.close(ticket)).ticket).toMatchObject({ step: 'closed', responsible: 'grace' });
    const [first, second] = [await made(), await made()];
    await grace.bulk.setStep([first, second], 'doing');
    expect((await ada.tickets.get(first)).responsible).toBe('grace');
    await judith.bulk.setStep([first, second], 'checked');
    expect((await ada.tickets.get(second)).responsible).toBe('judith');
    await ada.bulk.setStep([first, second], 'doing');
    expect((await ada.tickets.get(first)).responsible).toBe('grace');
    expect((await ada.tickets.get(second)).responsible).toBe('grace');
  });

  test('what a definition says about steps and transitions reaches the screen', async () => {
    const { ada, made } = await openWorkshop(await open());
    const { transitions, steps } = await ada.tickets.open(await made());
    expect(transitions).toMatchObject([
      {
        id: 'take',
        description: 'You are responsible then.',
        confirm: true,
        meta: { hotkey: 't' },
        responsible: 'none',
      },
      { id: 'check', responsible: 'optional' },
    ]);
    expect(Object.keys(transitions[1] ?? {})).not.toContain('confirm');
    expect(steps[1]).toMatchObject({ id: 'doing', description: 'Somebody works on it.', meta: { icon: 'wrench' } });
    expect(Object.keys(steps[0] ?? {})).not.toContain('meta');
  });
});

test('a word among whose holders a responsible is, and that nobody can hold, is found when the desk is put together', () => {
  const authorizer = rolePolicy({
    roles: { worker: { '*': ['ticket.*', 'action.*', 'mail.convert', 'work', 'reopen'] } },
    rolesOf: () => ['worker'],
  });
  expect(() => createDesk({ areas: [workshop], store: createMemoryStore(), authorizer })).toThrow(
    expect.objectContaining({
      code: 'config_invalid',
      issues: ['check', 'give'].map((id) =>
        expect.objectContaining({
          path: ['areas', 0, 'workflows', 'repair', 'transitions', id, 'responsible', 'among', 'permission'],
          code: 'unknown_permission',
          params: { word: 'judge', check: 'E10' },
        }),
      ),
    }),
  );
});
