import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    return { ...kit, ada, ticket: ticket.id };
  };

  test('a ticket that was not started yet may be put into another workflow, at its first step, which is logged', async () => {
    const { ada, ticket, desk, mails, store } = await opened();
    await ada.actions.add(ticket, { visibility: 'external', description: 'Working on it is no start.' });
    await ada.tickets.update(ticket, { subject: 'Printer, again' });
    const { ticket: switched } = await ada.tickets.switchWorkflow(ticket, 'request');
    expect(switched).toMatchObject({ workflow: 'request', step: 'asked', startedAt: null, status: { label: 'Asked' } });
    const { ticket: back } = await ada.tickets.switchWorkflow(ticket, 'incident');
    expect(back).toMatchObject({ workflow: 'incident', step: 'new' });
    expect((await ada.tickets.stepLog(ticket)).map(({ kind, from, to }) => [kind, from?.step, to.step])).toEqual([
      ['created', undefined, 'new'],
      ['switched', 'new', 'asked'],
      ['switched', 'asked', 'new'],
    ]);
    await desk.deliver();
    expect(mails).toEqual([]);
    expect((await eventNames(store, ticket)).slice(-2)).toEqual([
      'ticket.workflow_switched',
      'ticket.workflow_switched',
    ]);
  });

  test('a ticket that went on and came back to its first step has been started; one in a later step cannot be switched either [WFL-04 refused]', async () => {
    const { ada, agent, ticket, store } = await opened();
    const lena = agent('Lena', 'lead');
    await ada.tickets.switchWorkflow(ticket, 'request');
    await ada.tickets.transition(ticket, 'finish');
    await lena.tickets.transition(ticket, 'reopen');
    expect(await ada.tickets.get(ticket)).toMatchObject({ step: 'asked', status: { category: 'new' } });
    const before = await stored(store, ticket);
    await expect(ada.tickets.switchWorkflow(ticket, 'incident')).rejects.toMatchObject({
      code: 'wrong_state',
      data: { step: 'asked', startedAt: '2026-03-03T13:00:00.000Z' },
    });
    expect(await stored(store, ticket)).toEqual(before);
    const { ticket: other } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    await ada.tickets.transition(other.id, 'start');
    await expect(ada.tickets.switchWorkflow(other, 'request')).rejects.toMatchObject({
      code: 'wrong_state',
      data: { step: 'doing' },
    });
  });

  test('switching to the present workflow does nothing; to one of another area, or an unknown one, is refused; so is everybody without the word [WFL-04 refused]', async () => {
    const { ada, agent, ticket, store } = await opened();
    const before = await stored(store, ticket);
    const { ticket: same } = await ada.tickets.switchWorkflow(ticket, 'incident');
    expect(same.version).toBe(1);
    for (const workflow of ['caretaker', 'unknown', 'toString']) {
      await expect(ada.tickets.switchWorkflow(ticket, workflow as 'incident')).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['workflow'], code: 'not_selectable', params: { options: ['incident', 'request'] } }],
      });
    }
    await expect(agent('Rita', 'reader').tickets.switchWorkflow(ticket, 'request')).rejects.toMatchObject({
      code: 'forbidden',
      data: { permission: 'ticket.switch_workflow' },
    });
    expect(await stored(store, ticket)).toEqual(before);
  });
});
