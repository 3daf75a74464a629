import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  test('exactly one step is the current one; the others say by order, colour and what was visited where the ticket can go and where it has been [WFL-06]', async () => {
    const flow = defineWorkflow({
      id: 'flow',
      name: 'Flow',
      initial: 'new',
      steps: {
        new: { name: 'New', category: 'new', color: '#c62828' },
        doing: { name: 'Doing', category: 'open' },
        waiting: { name: 'Waiting', category: 'pending' },
        done: { name: 'Done', category: 'closed' },
      },
      transitions: {
        start: { name: 'Start', from: ['new', 'waiting'], to: 'doing', permission: 'work' },
        wait: { name: 'Wait', from: ['doing'], to: 'waiting', permission: 'work' },
        again: { name: 'Again', from: ['doing'], to: 'doing', permission: 'work' },
        back: { name: 'Back', from: ['doing'], to: 'new', permission: 'work' },
        judge: { name: 'Judge', from: ['doing'], to: 'done', permission: 'judge', whenForbidden: 'disable' },
        close: { name: 'Close', from: ['waiting'], to: 'done', permission: 'work', comment: 'required' },
        skip: { name: 'Skip', from: ['new'], to: 'done', permission: 'judge' },
      },
    });
    const area = defineArea({ id: 'desk', name: 'Desk', workflows: [flow] });
    const roles = { agent: { '*': ['ticket.create', 'ticket.read', 'work'] } };
    const { agent } = await createTestDesk({ areas: [area], roles, store: await open() });
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create(printer);
    const drawn = async () => {
      const { steps } = await ada.tickets.open(ticket);
      expect(steps.filter(({ state }) => state === 'current')).toHaveLength(1);
      return steps.map(({ id, state, visited, transitions }) =>
        [id, state, visited ? 'seen' : 'unseen', ...transitions].join(' '),
      );
    };
    expect(await drawn()).toEqual([
      'new current seen',
      'doing next unseen start',
      'waiting other unseen',
      'done other unseen',
    ]);
    await ada.tickets.transition(ticket, 'start');
    expect(await drawn()).toEqual([
      'new next seen back',
      'doing current seen again',
      'waiting next unseen wait',
      'done other unseen judge',
    ]);
    await ada.tickets.transition(ticket, 'wait');
    expect(await drawn()).toEqual([
      'new visited seen',
      'doing next seen start',
      'waiting current seen',
      'done next unseen close',
    ]);
    await ada.tickets.transition(ticket, 'close', { comment: 'Cable replaced' });
    const closed = await ada.tickets.open(ticket);
    expect(closed.steps.map(({ state }) => state)).toEqual(['visited', 'visited', 'visited', 'current']);
    expect(closed.steps[0]).toEqual({
      id: 'new',
      label: 'New',
      category: 'new',
      color: '#c62828',
      state: 'visited',
      visited: true,
      transitions: [],
    });
    expect(closed.steps[3]).toMatchObject(closed.ticket.status);
    expect(closed.steps[3]).not.toHaveProperty('color');
  });

  test('what was visited in another workflow says nothing of this one', async () => {
    const flow = (id: string, first: string, second: string) =>
      defineWorkflow({
        id,
        name: id,
        initial: first,
        steps: {
          [first]: { name: first, category: 'new' },
          [second]: { name: second, category: 'open' },
          done: { name: 'Done', category: 'closed' },
        },
        transitions: { finish: { name: 'Finish', from: [first, second], to: 'done', permission: 'ticket.edit' } },
      });
    const workflows = [flow('incident', 'new', 'asked'), flow('request', 'asked', 'new')];
    const area = defineArea({ id: 'desk', name: 'Desk', workflows });
    const roles = { agent: { '*': ['*'] } };
    const { agent } = await createTestDesk({ areas: [area], roles, store: await open() });
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create(printer);
    const drawn = async () => {
      const { steps, otherWorkflows } = await ada.tickets.open(ticket.id);
      return [...steps.map(({ id, state }) => `${id} ${state}`), ...otherWorkflows.map(({ id }) => `to ${id}`)];
    };
    expect(await drawn()).toEqual(['new current', 'asked other', 'done next', 'to request']);
    await ada.tickets.switchWorkflow(ticket.id, 'request');
    expect(await drawn()).toEqual(['asked current', 'new other', 'done next', 'to incident']);
    await ada.tickets.transition(ticket.id, 'finish' as never);
    expect(await drawn()).toEqual(['asked visited', 'new other', 'done current']);
  });

  test('a ticket in an area of workflows shows its steps in order, one in an area of statuses no steps but the plain list [WFL-01]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    const stepped = await ada.tickets.open(ticket);
    expect(stepped.ticket.mode).toBe('workflow');
    expect(stepped.steps.map(({ label }) => label)).toEqual(['New', 'In progress', 'Waiting for supplier', 'Closed']);
    expect(stepped.statuses).toEqual([]);
    const { ticket: lamp } = await ada.tickets.create({ area: 'caretaker', ...printer });
    const listed = await ada.tickets.open(lamp);
    expect(listed.ticket.mode).toBe('status');
    expect(listed.steps).toEqual([]);
    expect(listed.statuses.map(({ label, state, transitions }) => [label, state, ...transitions])).toEqual([
      ['Neu', 'current'],
      ['In Bearbeitung', 'next', 'busy'],
      ['Geschlossen', 'next', 'done'],
    ]);
    expect((await ada.tickets.setStatus(lamp, 'done')).ticket.status.label).toBe('Geschlossen');
  });

  test('a ticket whose step or workflow is gone is still read, stands in that step, and takes no transition [WFL-01 refused]', async () => {
    const flow = (id: string, initial: string) =>
      defineWorkflow({
        id,
        name: id,
        initial,
        steps: { [initial]: { name: 'Begin', category: 'new' }, done: { name: 'Done', category: 'closed' } },
        transitions: { close: { name: 'Close', from: [initial], to: 'done', permission: 'ticket.edit' } },
      });
    const store = await open();
    const desk = async (id: string, initial: string) => {
      const area = defineArea({ id: 'desk', name: 'Desk', workflows: [flow(id, initial)] });
      const roles = { agent: { '*': ['*'] } };
      return (await createTestDesk({ areas: [area], roles, store })).agent('Ada', 'agent');
    };
    const { ticket } = await (await desk('flow', 'new')).tickets.create(printer);
    const gone = { label: 'new', category: 'new', state: 'current', visited: true, transitions: [] };
    for (const [id, initial, others] of [
      ['flow', 'asked', ['asked', 'done']],
      ['other', 'new', []],
    ] as const) {
      const ada = await desk(id, initial);
      const { steps, transitions, otherWorkflows, ticket: seen } = await ada.tickets.open(ticket.id);
      expect(steps.slice(0, -1).map((step) => [step.id, step.state])).toEqual(others.map((other) => [other, 'other']));
      expect(steps.at(-1)).toEqual({ id: 'new', ...gone });
      expect(seen.status.label).toBe('new');
      expect([transitions, otherWorkflows, seen.can.close, seen.can.edit]).toEqual([[], [], false, true]);
      await expect(ada.tickets.transition(ticket.id, 'close' as never)).rejects.toMatchObject({ code: 'wrong_state' });
    }
    for (const workflows of [
      {},
      { workflows: [flow('flow', 'new')], statuses: [{ id: 'new', name: 'New', category: 'new' }] },
    ]) {
      const area = defineArea({ id: 'desk', name: 'Desk', ...workflows } as never);
      await expect(createTestDesk({ areas: [area], roles: {} })).rejects.toMatchObject({ code: 'config_invalid' });
    }
  });

  test('two steps of one name, and a first step that is none, are refused [WFL-06 refused]', async () => {
    const steps = { new: { name: 'New', category: 'new' }, done: { name: 'Done', category: 'closed' } } as const;
    const flow = {
      id: 'flow',
      name: 'Flow',
      initial: 'new',
      steps,
      transitions: { close: { name: 'Close', from: '*', to: 'done', permission: 'ticket.edit' } },
    } as const;
    const twice = { ...flow, steps: { ...steps, New: { name: 'Also new', category: 'open' } } } as const;
    const nowhere = { ...flow, initial: 'nowhere' as 'new' };
    const store = await open();
    for (const [wrong, code] of [
      [defineWorkflow(twice), 'duplicate_id'],
      [defineWorkflow(nowhere), 'unknown_step'],
    ] as const) {
      const area = defineArea({ id: 'desk', name: 'Desk', workflows: [wrong] });
      await expect(createTestDesk({ areas: [area], roles: {}, store })).rejects.toMatchObject({
        code: 'config_invalid',
        issues: expect.arrayContaining([expect.objectContaining({ code })]),
      });
    }
  });
});
