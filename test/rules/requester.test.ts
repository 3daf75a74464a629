import { describe, expect, test } from 'vitest';
import { hours } from '../../src/ticket/time-spent.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const worked = async () => {
    const kit = await openHelpdesk(await open());
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    kit.people.addContact({ id: 'globex', name: 'Globex' });
    kit.people.addPerson({ id: 'bob', name: 'Bob Baker', contacts: ['acme'] });
    const ada = kit.agent('Ada', 'agent');
    const made = await ada.tickets.create({
      area: 'helpdesk',
      workflow: 'incident',
      ...printer,
      requester: { ...printer.requester, contact: 'acme', person: 'bob' },
    });
    return { ...kit, ada, ticket: made.ticket.id, bob: kit.requester('Bob', { contact: 'acme' }) };
  };

  test('an external action has the same moment, texts and time in the portal and in the mail [ACT-02]', async () => {
    const { ada, bob, ticket, clock } = await worked();
    await ada.tickets.transition(ticket, 'start');
    clock.advance({ hours: 1 });
    await ada.actions.add(ticket, {
      visibility: 'external',
      shortDescription: 'Cable',
      description: 'It was the cable.\n\n  Really.',
      timeSpent: hours(1.25),
      occurredAt: '2026-03-03T13:30:00Z',
    });
    const { actions } = await bob.get(ticket);
    expect(actions).toEqual([
      {
        at: '2026-03-03T13:30:00.000Z',
        by: 'us',
        shortDescription: 'Cable',
        description: 'It was the cable.\n\n  Really.',
        timeSpent: 125,
      },
    ]);
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    expect(drafts[0]?.text).toContain('2026-03-03 13:30 – Cable (1.25 h)\nIt was the cable.\n\n  Really.\n');
  });

  test('an external action is in the portal as soon as it is saved, one dated ahead too', async () => {
    const { ada, bob, ticket, clock } = await worked();
    clock.advance({ minutes: 1 });
    await ada.actions.add(ticket, {
      visibility: 'external',
      description: 'See you tomorrow.',
      occurredAt: '2026-03-04T09:00:00Z',
    });
    expect(await bob.get(ticket)).toMatchObject({
      actions: [{ at: '2026-03-04T09:00:00.000Z', description: 'See you tomorrow.' }],
      lastExternalAt: '2026-03-03T13:01:00.000Z',
    });
  });

  test('two tickets that differ only inside look the same to their requester, to the byte', async () => {
    const { ada, bob, ticket, clock, agent } = await worked();
    agent('Grace', 'agent');
    clock.advance({ hours: 1 });
    await ada.tickets.transition(ticket, 'start');
    const before = JSON.stringify(await bob.get(ticket));
    clock.advance({ hours: 1 });
    await ada.actions.add(ticket, { visibility: 'internal', description: 'CANARY', timeSpent: hours(9) });
    await ada.tickets.transition(ticket, 'pass', { responsible: 'grace', comment: 'CANARY' });
    await ada.tickets.update(ticket, { fields: { severity: 'high' } });
    expect(JSON.stringify(await bob.get(ticket))).toBe(before);
    expect(await bob.get(ticket)).toMatchObject({
      status: { label: 'Being worked on', category: 'open' },
      timeSpent: 0,
    });
  });

  test('internal actions are not to be seen by an agent who may not read the ticket, nor by other requesters [ACT-07 refused]', async () => {
    const { ada, ticket, agent, requester, desk } = await worked();
    await ada.actions.add(ticket, { visibility: 'internal', description: 'CANARY', concerns: ['ada'] });
    const paul = agent('Paul', 'nobody');
    await ada.actions.add(ticket, { visibility: 'internal', description: 'CANARY for Paul', concerns: ['paul'] });
    const refused = await refusalOf(paul.actions.list(ticket));
    expect(refused).toMatchObject({ code: 'not_found', issues: [], data: { what: 'ticket' } });
    expect(await refusalOf(paul.actions.list('unknown'))).toEqual(refused);
    expect(JSON.stringify(refused)).not.toContain('CANARY');
    expect(await refusalOf(desk.as({ user: 'bob' }).actions.list(ticket))).toEqual(refused);
    const foreign = await refusalOf(requester('Mallory', { contact: 'globex' }).get(ticket));
    expect(foreign).toEqual(refused);
    expect(await refusalOf(requester('Mallory', { contact: 'globex' }).get('unknown'))).toEqual(refused);
  });

  test('a requester reads his ticket by id and by number, and nothing that is not his', async () => {
    const { ada, bob, ticket, requester } = await worked();
    const { number } = await ada.tickets.get(ticket);
    expect(await bob.byNumber(` ${number.toLowerCase()} `)).toEqual(await bob.get(ticket));
    await expect(requester('Mallory', { contact: 'globex' }).byNumber(number)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(Object.keys(await bob.get(ticket)).sort()).toEqual([
      'actions',
      'area',
      'can',
      'closedAt',
      'description',
      'documents',
      'fields',
      'id',
      'lastExternalAt',
      'number',
      'openedAt',
      'status',
      'subject',
      'timeSpent',
    ]);
  });
});
