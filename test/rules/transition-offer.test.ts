import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, refusalOf, stored } from './stored.ts';

const repair = defineWorkflow({
  id: 'repair',
  name: 'Repair',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'In repair', category: 'open' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    refuse: { name: 'Refuse', from: ['new'], to: 'closed', permission: 'judge', whenForbidden: 'disable' },
    start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work' },
    startAgain: { name: 'Start with a word', from: ['new'], to: 'doing', permission: 'work', comment: 'required' },
    skip: { name: 'Skip', from: ['new'], to: 'doing', permission: 'judge' },
    finish: {
      name: 'Finish',
      from: ['doing'],
      to: 'closed',
      permission: 'work',
      condition: { field: 'fields.checked', is: true },
      message: 'Somebody must check it first.',
    },
    scrap: {
      name: 'Scrap',
      from: ['doing'],
      to: 'closed',
      permission: 'work',
      condition: { field: 'fields.broken', is: true },
      whenBlocked: 'hide',
    },
    reopen: { name: 'Reopen', from: ['closed'], to: 'doing', permission: 'reopen' },
  },
});
const workshop = defineArea({
  id: 'workshop',
  name: 'Workshop',
  workflows: [repair],
  fields: { checked: { type: 'yes_no' }, broken: { type: 'yes_no' } },
});

describe.each(everyStore)('on $name', ({ open }) => {
  const openWorkshop = async () =>
    createTestDesk({
      areas: [workshop],
      roles: {
        mechanic: { workshop: ['ticket.create', 'ticket.read', 'ticket.edit', 'work'] },
        judge: { workshop: ['ticket.create', 'ticket.read', 'work', 'judge'] },
        supervisor: { workshop: ['ticket.read', 'reopen'] },
      },
      store: await open(),
    });

  test('a step changes only by a transition, which is told apart by its id even where two lead to one step [TRN-01]', async () => {
    const { agent, store } = await openWorkshop();
    const ada = agent('Ada', 'mechanic');
    const { ticket } = await ada.tickets.create(printer);
    await expect(ada.tickets.transition(ticket, 'startAgain', {} as never)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const { ticket: started } = await ada.tickets.transition(ticket, 'start');
    expect(started).toMatchObject({ step: 'doing', status: { label: 'In repair', category: 'open' }, version: 2 });
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved']);
    // `setStatus` is a transition by another name, and there is none in an area of workflows.
    expect(Object.keys(ada.tickets).filter((name) => /step|status/i.test(name))).toEqual(['stepLog', 'setStatus']);
    const setStatus = ada.tickets.setStatus as unknown as (id: string, status: string) => Promise<unknown>;
    await expect(setStatus(ticket.id, 'doing')).rejects.toMatchObject({ code: 'invalid_input' });
    await ada.tickets.update(ticket, { subject: 'Another subject', fields: { checked: true } });
    await ada.actions.add(ticket, { visibility: 'internal', description: 'A note' });
    expect(await ada.tickets.get(ticket)).toMatchObject({ step: 'doing' });
  });

  test.each(['step', 'status', 'workflow'])('an edit that names the %s is refused [TRN-01 refused]', async (word) => {
    const { agent, store } = await openWorkshop();
    const ada = agent('Ada', 'mechanic');
    const { ticket } = await ada.tickets.create(printer);
    const before = await stored(store, ticket);
    await expect(ada.tickets.update(ticket, { subject: 'Mine', [word]: 'closed' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: [word], code: 'readonly' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('from a step only its own transitions can be taken, listed in configured order [TRN-02]', async () => {
    const { agent } = await openWorkshop();
    const judge = agent('Judith', 'judge');
    const { ticket } = await judge.tickets.create(printer);
    const offered = await judge.tickets.availableTransitions(ticket);
    expect(offered.map(({ id }) => id)).toEqual(['refuse', 'start', 'startAgain', 'skip']);
    await judge.tickets.transition(ticket, 'skip');
    const afterwards = await judge.tickets.availableTransitions(ticket.id);
    expect(afterwards).toEqual([
      {
        id: 'finish',
        name: 'Finish',
        to: { workflow: 'repair', step: 'closed', name: 'Closed', category: 'closed' },
        comment: 'none',
        responsible: 'none',
        missingFields: [],
        enabled: false,
        reasons: [{ path: [], code: 'condition', message: 'Somebody must check it first.' }],
      },
    ]);
  });

  test('a transition of another step is refused and leaves no trace [TRN-02 refused]', async () => {
    const { agent, store } = await openWorkshop();
    const judge = agent('Judith', 'judge');
    const { ticket } = await judge.tickets.create(printer);
    const before = await stored(store, ticket);
    for (const transition of ['finish', 'reopen'] as const) {
      await expect(judge.tickets.transition(ticket, transition)).rejects.toMatchObject({
        code: 'transition_unavailable',
        issues: [],
      });
    }
    expect(await stored(store, ticket)).toEqual(before);
    expect(await judge.tickets.stepLog(ticket)).toHaveLength(1);
  });

  test('only transitions whose permission the actor holds are offered; reading is enough beside it [TRN-03]', async () => {
    const { agent } = await openWorkshop();
    const judge = agent('Judith', 'judge');
    const sam = agent('Sam', 'supervisor');
    const { ticket } = await judge.tickets.create(printer);
    expect(await sam.tickets.availableTransitions(ticket)).toEqual([
      expect.objectContaining({ id: 'refuse', enabled: false }),
    ]);
    await judge.tickets.transition(ticket, 'start');
    expect(await sam.tickets.availableTransitions(ticket)).toEqual([]);
    const { ticket: refused } = await judge.tickets.create(printer);
    await judge.tickets.transition(refused, 'refuse');
    const offered = await sam.tickets.availableTransitions(refused);
    expect(offered).toMatchObject([{ id: 'reopen', enabled: true, reasons: [] }]);
    await expect(sam.tickets.update(refused, { subject: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await sam.tickets.transition(refused, 'reopen')).ticket.step).toBe('doing');
    expect(await sam.tickets.availableTransitions(refused)).toEqual([]);
  });

  test('an actor without the right to read gets no list at all', async () => {
    const { agent } = await openWorkshop();
    const judge = agent('Judith', 'judge');
    const { ticket } = await judge.tickets.create(printer);
    const nobody = agent('Nobody', 'unknown');
    await expect(nobody.tickets.availableTransitions(ticket)).rejects.toMatchObject({ code: 'not_found' });
    await expect(nobody.tickets.transition(ticket, 'start')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the engine itself refuses a hidden transition exactly as one that does not exist [TRN-04]', async () => {
    const { agent, store } = await openWorkshop();
    const ada = agent('Ada', 'mechanic');
    const { ticket } = await ada.tickets.create(printer);
    const before = await stored(store, ticket);
    const hidden = await refusalOf(ada.tickets.transition(ticket, 'skip', {}));
    const unknown = await refusalOf(ada.tickets.transition(ticket, 'teleport' as 'skip', {}));
    expect(hidden).toEqual(unknown);
    const withInput = await refusalOf(ada.tickets.transition(ticket, 'skip', { comment: 'Please' } as never));
    expect(withInput).toEqual(unknown);
    const offered = await ada.tickets.availableTransitions(ticket);
    expect(offered.map(({ id, enabled }) => [id, enabled])).toEqual([
      ['refuse', false],
      ['start', true],
      ['startAgain', true],
    ]);
    expect(offered[0]?.reasons).toMatchObject([{ code: 'permission', params: { permission: 'judge' } }]);
    await expect(ada.tickets.transition(ticket, 'refuse')).rejects.toMatchObject({
      code: 'forbidden',
      data: { permission: 'judge' },
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('a permission that was taken away between listing and running is missing when run [TRN-04]', async () => {
    const { agent, store } = await openWorkshop();
    const judge = agent('Judith', 'judge');
    const { ticket } = await judge.tickets.create(printer);
    const offered = await judge.tickets.availableTransitions(ticket);
    expect(offered.find(({ id }) => id === 'skip')).toMatchObject({ enabled: true });
    agent('Judith', 'mechanic');
    const before = await stored(store, ticket);
    await expect(judge.tickets.transition(ticket, 'skip')).rejects.toMatchObject({ code: 'transition_unavailable' });
    await expect(judge.tickets.transition(ticket, 'refuse')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('unknown and hidden transitions give no reasons, and the host’s logger hears of both [TRN-04 refused]', async () => {
    const { agent, refusals } = await openWorkshop();
    const ada = agent('Ada', 'mechanic');
    const { ticket } = await ada.tickets.create(printer);
    const hidden = await refusalOf(ada.tickets.transition(ticket, 'skip'));
    expect(hidden).toMatchObject({ code: 'transition_unavailable', issues: [], data: {} });
    for (const name of ['xstate.stop', 'xstate.init', '*', 'constructor', '__proto__', 'toString', '']) {
      expect(await refusalOf(ada.tickets.transition(ticket, name as 'skip'))).toEqual(hidden);
    }
    expect(refusals).toHaveLength(8);
    expect(refusals[0]).toMatchObject({
      tenant: 'default',
      actor: { user: 'ada' },
      call: 'tickets.transition',
      refusal: { code: 'transition_unavailable' },
    });
  });

  test('a condition that does not hold disables with its message, or hides, and refuses with all reasons', async () => {
    const { agent, store } = await openWorkshop();
    const ada = agent('Ada', 'mechanic');
    const { ticket } = await ada.tickets.create(printer);
    await ada.tickets.transition(ticket, 'start');
    expect(await ada.tickets.availableTransitions(ticket)).toMatchObject([{ id: 'finish', enabled: false }]);
    const before = await stored(store, ticket);
    await expect(ada.tickets.transition(ticket, 'finish')).rejects.toMatchObject({
      code: 'transition_unavailable',
      issues: [{ code: 'condition', message: 'Somebody must check it first.' }],
    });
    await expect(ada.tickets.transition(ticket, 'scrap')).rejects.toMatchObject({ code: 'transition_unavailable' });
    expect(await stored(store, ticket)).toEqual(before);
    await ada.tickets.update(ticket, { fields: { checked: true, broken: true } });
    expect(await ada.tickets.availableTransitions(ticket)).toMatchObject([
      { id: 'finish', enabled: true, reasons: [] },
      { id: 'scrap', enabled: true, reasons: [] },
    ]);
    expect((await ada.tickets.transition(ticket, 'finish')).ticket.step).toBe('closed');
  });

  test('picking a transition from the list does not run it: the list says what it needs, and running without is refused [TRN-08]', async () => {
    const { agent, store } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    await ada.tickets.transition(ticket.id, 'start');
    const before = await stored(store, ticket);
    const offered = await ada.tickets.availableTransitions(ticket);
    expect(offered.map(({ id, comment, responsible, enabled }) => [id, comment, responsible, enabled])).toEqual([
      ['pass', 'optional', 'required', true],
      ['wait', 'optional', 'optional', true],
      ['close', 'required', 'optional', true],
    ]);
    await expect(ada.tickets.transition(ticket.id, 'pass', {} as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['responsible'], code: 'required' }],
    });
    await expect(ada.tickets.transition(ticket.id, 'close', {} as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['comment'], code: 'required' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
    const { ticket: closed } = await ada.tickets.transition(ticket.id, 'close', { comment: 'Cable replaced' });
    expect(closed.status.category).toBe('closed');
  });
});
