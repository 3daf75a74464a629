import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { printer } from './helpdesk.ts';
import { eventNames, refusalOf } from './stored.ts';

const flow = defineWorkflow({
  id: 'flow',
  name: 'Flow',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'Doing', category: 'open' },
    problem: { name: 'Problem', category: 'pending' },
    closed: { name: 'Closed', category: 'closed' },
    filed: { name: 'Filed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work' },
    again: { name: 'Again', from: ['doing'], to: 'doing', permission: 'work' },
    problem: { name: 'Problem', from: '*', to: 'problem', permission: 'work' },
    close: {
      name: 'Close',
      from: ['doing', 'problem'],
      to: 'closed',
      permission: 'work',
      condition: { field: 'fields.checked', is: true },
      comment: 'required',
    },
    file: { name: 'File', from: ['closed', 'filed'], to: 'filed', permission: 'archive' },
    reopen: { name: 'Reopen', from: ['closed', 'filed'], to: 'doing', permission: 'reopen' },
  },
});
const other = defineWorkflow({
  id: 'other',
  name: 'Other',
  initial: 'asked',
  steps: { asked: { name: 'Asked', category: 'new' }, done: { name: 'Done', category: 'closed' } },
  transitions: { finish: { name: 'Finish', from: ['asked'], to: 'done', permission: 'work' } },
});
const area = defineArea({
  id: 'desk',
  name: 'Desk',
  workflows: [flow, other],
  fields: { checked: { type: 'yes_no' } },
});
const everyday = ['ticket.create', 'ticket.read', 'ticket.edit', 'ticket.assign', 'ticket.switch_workflow', 'work'];

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await createTestDesk({
      areas: [area],
      roles: {
        manager: { desk: everyday },
        archivist: { desk: ['ticket.read', 'archive'] },
        lead: { '*': ['*'] },
        stranger: { desk: [] },
      },
      store: await open(),
    });
    const ada = kit.agent('Ada', 'manager');
    kit.agent('Grace', 'manager');
    const { ticket } = await ada.tickets.create({ workflow: 'flow', ...printer });
    return { ...kit, ada, ticket: ticket.id };
  };

  test('a transition is checked in order: visible, version, there and permitted, condition, inputs; what comes later gives no hint', async () => {
    const { ada, agent, ticket } = await opened();
    const wrong = [ticket, 'close', {} as never, { expectedVersion: 7 }] as const;
    expect(await refusalOf(agent('Rita', 'stranger').tickets.transition(...wrong))).toMatchObject({
      code: 'not_found',
      issues: [],
    });
    expect(await refusalOf(ada.tickets.transition(...wrong))).toMatchObject({ code: 'conflict' });
    // Not from this step; and then the version holds.
    expect(await refusalOf(ada.tickets.transition(ticket, 'close', {} as never))).toMatchObject({
      code: 'transition_unavailable',
      issues: [],
    });
    await ada.tickets.transition(ticket, 'start');
    const hidden = await refusalOf(agent('Alan', 'archivist').tickets.transition(ticket, 'close', {} as never));
    expect(hidden).toMatchObject({ code: 'transition_unavailable', issues: [] });
    expect(await refusalOf(ada.tickets.transition(ticket, 'close', {} as never))).toMatchObject({
      code: 'transition_unavailable',
      issues: [{ code: 'condition' }],
    });
    await ada.tickets.update(ticket, { fields: { checked: true } });
    expect(await refusalOf(ada.tickets.transition(ticket, 'close', {} as never))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['comment'], code: 'required' }],
    });
    await ada.tickets.transition(ticket, 'close', { comment: 'Done' });
  });

  test('a way into the same step is taken: it is logged and raises the version', async () => {
    const { ada, ticket } = await opened();
    const { ticket: started } = await ada.tickets.transition(ticket, 'start');
    const { ticket: same } = await ada.tickets.transition(ticket, 'again');
    expect([same.step, same.version, same.startedAt]).toEqual(['doing', started.version + 1, started.startedAt]);
    expect((await ada.tickets.stepLog(ticket)).map(({ from, to }) => [from?.step, to.step])).toEqual([
      [undefined, 'new'],
      ['new', 'doing'],
      ['doing', 'doing'],
    ]);
  });

  test('a way from one closed step into another, or into itself, closes nothing anew', async () => {
    const { ada, agent, store, ticket, clock } = await opened();
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.update(ticket, { fields: { checked: true } });
    const { ticket: closed, drafts } = await ada.tickets.transition(ticket, 'close', { comment: 'Done' });
    expect([closed.closedAt, drafts.length]).toEqual(['2026-03-03T13:00:00.000Z', 1]);
    clock.advance({ hours: 1 });
    const alan = agent('Alan', 'archivist');
    for (const [from, to] of [
      ['closed', 'filed'],
      ['filed', 'filed'],
    ]) {
      const filed = await alan.tickets.transition(ticket, 'file');
      expect(filed.ticket).toMatchObject({
        step: to,
        closedAt: closed.closedAt,
        closedBy: { user: 'ada' },
        reopenedAt: null,
      });
      expect(filed.drafts).toEqual([]);
      expect((await ada.tickets.stepLog(ticket)).at(-1)).toMatchObject({ from: { step: from }, to: { step: to } });
    }
    expect((await eventNames(store, ticket)).slice(-2)).toEqual(['ticket.moved', 'ticket.moved']);
  });

  test('a transition from everywhere is no way around the right to reopen', async () => {
    const { ada, agent, ticket } = await opened();
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.update(ticket, { fields: { checked: true } });
    await ada.tickets.transition(ticket, 'close', { comment: 'Done' });
    expect(await ada.tickets.availableTransitions(ticket)).toEqual([]);
    for (const user of [ada, agent('Lena', 'lead')]) {
      await expect(user.tickets.transition(ticket, 'problem')).rejects.toMatchObject({
        code: 'transition_unavailable',
      });
    }
    expect((await ada.tickets.get(ticket)).step).toBe('closed');
  });

  test('naming a responsible is no start: the workflow can be switched afterwards', async () => {
    const { ada, ticket } = await opened();
    const { ticket: handed } = await ada.tickets.update(ticket, { responsible: 'grace' }, { inform: [] });
    expect(handed).toMatchObject({ responsible: 'grace', startedAt: null });
    const { ticket: switched } = await ada.tickets.switchWorkflow(ticket, 'other');
    expect(switched).toMatchObject({ workflow: 'other', step: 'asked', startedAt: null });
  });
});
