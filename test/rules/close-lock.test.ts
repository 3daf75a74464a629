import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { nothingToDo } from '../../src/engine/ticket-can.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventsOf, refusalOf, stored } from './stored.ts';

/** What whoever may edit a ticket may do with it. */
const written = {
  ...{ edit: true, handOver: true, draftInterim: true },
  ...{ addAction: true, startTimer: true, addDocument: true, linkActivity: true },
};

describe.each(everyStore)('on $name', ({ open }) => {
  const closed = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    const lena = kit.agent('Lena', 'lead');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    await ada.tickets.transition(ticket.id, 'start');
    const { document } = await ada.documents.add(ticket, { name: 'a.pdf', content: Uint8Array.of(1) });
    kit.clock.advance({ hours: 1 });
    const { action } = await ada.actions.add(ticket, { visibility: 'internal', description: 'The cable' });
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Cable replaced' });
    return {
      ...kit,
      ada,
      lena,
      ticket: ticket.id,
      document: document.id,
      action: action.id,
      draft: drafts[0]?.id ?? '',
    };
  };

  test('for an ordinary agent a closed ticket has no transition at all, with a workflow and with statuses [TRN-05]', async () => {
    const { ada, lena, ticket } = await closed();
    expect(await ada.tickets.availableTransitions(ticket)).toEqual([]);
    expect((await ada.tickets.get(ticket)).can).toEqual(nothingToDo);
    expect((await lena.tickets.availableTransitions(ticket)).map(({ id }) => id)).toEqual(['reopen']);
    const { ticket: lamp } = await ada.tickets.create({ area: 'caretaker', ...printer });
    expect((await ada.tickets.availableTransitions(lamp)).map(({ id }) => id)).toEqual(['busy', 'done']);
    const { ticket: done } = await ada.tickets.transition(lamp, 'done');
    expect(done).toMatchObject({ mode: 'status', status: { label: 'Geschlossen', category: 'closed' } });
    expect(await ada.tickets.availableTransitions(lamp)).toEqual([]);
    expect((await lena.tickets.availableTransitions(lamp)).map(({ id }) => id)).toEqual(['new', 'busy']);
  });

  test('an ordinary agent who tries to lead out of a closed step is refused as for an unknown one [TRN-05 refused]', async () => {
    const { ada, ticket, store } = await closed();
    const before = await stored(store, ticket);
    const hidden = await refusalOf(ada.tickets.transition(ticket, 'reopen'));
    expect(hidden).toMatchObject({ code: 'transition_unavailable', issues: [], data: {} });
    expect(await refusalOf(ada.tickets.transition(ticket, 'teleport' as 'reopen'))).toEqual(hidden);
    expect(await refusalOf(ada.tickets.transition(ticket, 'resume'))).toEqual(hidden);
    expect(await stored(store, ticket)).toEqual(before);
    const { ticket: lamp } = await ada.tickets.create({ area: 'caretaker', ...printer });
    await ada.tickets.transition(lamp, 'done');
    const lampBefore = await stored(store, lamp);
    expect(await refusalOf(ada.tickets.transition(lamp, 'busy'))).toEqual(hidden);
    expect(await stored(store, lamp)).toEqual(lampBefore);
  });

  test('whoever may reopen leads a closed ticket back: closedAt is cleared, who and when recorded and logged, the unsent draft stale [TRN-06]', async () => {
    const { ada, lena, ticket, draft, clock } = await closed();
    expect(await ada.tickets.get(ticket)).toMatchObject({
      closedAt: '2026-03-03T14:00:00.000Z',
      closedBy: { user: 'ada' },
      reopenedAt: null,
    });
    expect(await ada.outbox.get(draft)).toMatchObject({ state: 'draft', stale: false });
    clock.advance({ hours: 1 });
    const { ticket: reopened, drafts } = await lena.tickets.transition(ticket, 'reopen');
    expect(drafts).toEqual([]);
    expect(reopened).toMatchObject({
      step: 'doing',
      status: { category: 'open' },
      closedAt: null,
      closedBy: null,
      reopenedAt: '2026-03-03T15:00:00.000Z',
      reopenedBy: { user: 'lena' },
      indicators: { openDrafts: 1 },
    });
    expect((await ada.tickets.stepLog(ticket)).at(-1)).toMatchObject({
      actor: { user: 'lena' },
      transition: { id: 'reopen', name: 'Reopen' },
      from: { step: 'closed', category: 'closed' },
      to: { step: 'doing', category: 'open' },
    });
    expect(await ada.outbox.get(draft)).toMatchObject({ state: 'draft', stale: true });
    expect((await ada.outbox.list()).items).toMatchObject([{ id: draft, stale: true }]);
    clock.advance({ hours: 1 });
    const { drafts: second } = await ada.tickets.close(ticket, { comment: 'Now it prints' });
    expect(second).toMatchObject([{ state: 'draft', stale: false }]);
    const { items } = await ada.outbox.list();
    expect(items.map(({ id, stale }) => [id, stale])).toEqual([
      [second[0]?.id, false],
      [draft, true],
    ]);
    await ada.outbox.send(draft);
    expect(await ada.outbox.get(draft)).toMatchObject({ state: 'queued', stale: false });
  });

  test('a status list reopens the same way', async () => {
    const { ada, lena } = await closed();
    const { ticket: lamp } = await ada.tickets.create({ area: 'caretaker', ...printer });
    await ada.tickets.transition(lamp, 'done');
    const { ticket: reopened } = await lena.tickets.transition(lamp, 'busy', { comment: 'Too early' });
    expect(reopened).toMatchObject({ step: 'busy', closedAt: null, reopenedBy: { user: 'lena' } });
    expect((await ada.tickets.availableTransitions(lamp)).map(({ id }) => id)).toEqual(['new', 'done']);
    await expect(ada.tickets.update(lamp, { subject: 'Lamp' })).resolves.toMatchObject({ ticket: { subject: 'Lamp' } });
  });

  test('while a ticket is closed every command that would change it is refused as closed [TRN-07 refused]', async () => {
    const { ada, ticket, document, action, store } = await closed();
    const before = await stored(store, ticket);
    const changing: Readonly<Record<string, () => Promise<unknown>>> = {
      'tickets.update': () => ada.tickets.update(ticket, { subject: 'Mine' }),
      'tickets.update to somebody else': () => ada.tickets.update(ticket, { responsible: 'grace' }),
      'tickets.refreshRequester': () => ada.tickets.refreshRequester(ticket),
      'tickets.switchWorkflow': () => ada.tickets.switchWorkflow(ticket, 'request'),
      'tickets.draftInterim': () => ada.tickets.draftInterim(ticket),
      'actions.add internal': () => ada.actions.add(ticket, { visibility: 'internal', description: 'A note' }),
      'actions.add external': () => ada.actions.add(ticket, { visibility: 'external', description: 'An answer' }),
      'actions.add with time': () =>
        ada.actions.add(ticket, { visibility: 'internal', description: 'Work', timeSpent: 50 }),
      'activities.create': () => ada.activities.create(ticket, { type: 'note', subject: 'A note' }),
      'activities.link': () => ada.activities.link(ticket, { type: 'note', id: 'any' }),
      'activities.unlink': () => ada.activities.unlink(ticket, { type: 'note', id: 'any' }),
      'documents.add': () => ada.documents.add(ticket, { name: 'b.pdf', content: Uint8Array.of(1) }),
      'documents.move': () => ada.documents.move(document, { folder: 'Elsewhere' }),
      'documents.share': () => ada.documents.share(document),
      'documents.remove': () => ada.documents.remove(document),
      'actions.edit': () => ada.actions.edit(action, { description: 'Another cable' }),
      'actions.publish': () => ada.actions.publish(action),
      'actions.remove': () => ada.actions.remove(action),
      'timers.start': () => ada.timers.start(ticket),
    };
    for (const [name, call] of Object.entries(changing)) {
      await expect(call(), name).rejects.toMatchObject({
        code: 'ticket_closed',
        data: { closedAt: '2026-03-03T14:00:00.000Z', ticket: { id: ticket, step: 'closed' } },
      });
    }
    await expect(ada.tickets.transition(ticket, 'resume')).rejects.toMatchObject({ code: 'transition_unavailable' });
    await expect(ada.tickets.close(ticket, { comment: 'Again' })).rejects.toMatchObject({ code: 'already_done' });
    expect(await stored(store, ticket)).toEqual(before);
    // A new command must be put on the list above, or be one of those that a closed ticket takes.
    const { tickets, actions, activities, documents, timers } = ada.preview;
    const locked = new Set(Object.keys(changing).map((name) => name.replace(/ .*/, '')));
    const names = [
      ...Object.keys(tickets).map((name) => `tickets.${name}`),
      ...Object.keys(actions).map((name) => `actions.${name}`),
      ...Object.keys(activities).map((name) => `activities.${name}`),
      ...Object.keys(documents).map((name) => `documents.${name}`),
      ...Object.keys(timers).map((name) => `timers.${name}`),
    ];
    expect(names.filter((name) => !locked.has(name)).sort()).toEqual([
      'tickets.close',
      'tickets.create',
      'tickets.delete',
      'tickets.setStatus',
      'tickets.transition',
      // Closing a ticket stops its timers, so there is none to pause, resume or stop.
      'timers.pause',
      'timers.resume',
      'timers.stop',
    ]);
  });

  test('the holder of ticket.edit_closed works on, everybody reads, and the draft of the closing can still be sent', async () => {
    const { ada, lena, ticket, document, action, draft } = await closed();
    const { ticket: edited } = await lena.tickets.update(ticket, { subject: 'Printer, second floor' });
    expect(edited).toMatchObject({ subject: 'Printer, second floor', can: { edit: true, addAction: true } });
    await lena.actions.add(ticket, { visibility: 'internal', description: 'For the file' });
    await lena.documents.remove(document);
    await lena.actions.edit(action, { description: 'The old cable' });
    expect((await ada.actions.list(ticket)).map(({ description }) => description)).toEqual([
      'For the file',
      'The old cable',
    ]);
    expect(await ada.documents.list(ticket)).toEqual([]);
    expect(await ada.tickets.stepLog(ticket)).toHaveLength(3);
    await ada.outbox.update(draft, { text: 'All is well.' });
    await expect(ada.outbox.send(draft)).resolves.toMatchObject({ mail: { state: 'queued' } });
  });

  test('while a ticket is closed an ordinary agent cannot edit its fields nor add actions, documents or time; after the reopening he can, without further grants [TRN-07]', async () => {
    const { ada, lena, ticket, document, store } = await closed();
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => ada.tickets.update(ticket, { fields: { severity: 'high' } }),
      () => ada.actions.add(ticket, { visibility: 'internal', description: 'x' }),
      () => ada.documents.add(ticket, { name: 'b.pdf', content: Uint8Array.of(1) }),
      () => ada.actions.add(ticket, { visibility: 'internal', description: 'x', timeSpent: 25 }),
      () => ada.timers.start(ticket),
    ];
    const before = await stored(store, ticket);
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'ticket_closed' });
    expect(await stored(store, ticket)).toEqual(before);
    await lena.tickets.transition(ticket, 'reopen');
    for (const attempt of attempts) await expect(attempt()).resolves.toBeDefined();
    expect((await ada.tickets.get(ticket)).fields).toEqual({ severity: 'high' });
    expect((await ada.tickets.get(ticket)).can).toEqual({ ...nothingToDo, ...written, close: true });
    await expect(ada.tickets.update(ticket, { subject: 'Again' })).resolves.toMatchObject({
      ticket: { subject: 'Again' },
    });
    const { ticket: worked } = await ada.actions.add(ticket, {
      visibility: 'internal',
      description: 'x',
      timeSpent: 25,
    });
    expect(worked.timeSpent.total).toBe(50);
    await ada.documents.move(document, { folder: 'Elsewhere' });
    await expect(ada.tickets.transition(ticket, 'wait')).resolves.toMatchObject({ ticket: { step: 'waiting' } });
  });

  test('an area may leave its closed tickets unlocked', async () => {
    const area = defineArea({
      id: 'open',
      name: 'Open house',
      statuses: [
        { id: 'new', name: 'New', category: 'new' },
        { id: 'done', name: 'Done', category: 'closed' },
      ],
      lockClosed: false,
    });
    const { agent } = await createTestDesk({
      areas: [area],
      roles: { agent: { open: ['ticket.create', 'ticket.read', 'ticket.edit'] } },
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create(printer);
    const { ticket: done } = await ada.tickets.transition(ticket, 'done');
    expect(done.can).toEqual({ ...nothingToDo, ...written });
    await expect(ada.tickets.update(ticket, { subject: 'Still mine' })).resolves.toBeDefined();
  });

  test('closing and reopening stand in the history', async () => {
    const { lena, ticket, store } = await closed();
    await lena.tickets.transition(ticket, 'reopen');
    const history = (await eventsOf(store, ticket)).map(({ type, actor, at }) => [type, actor, at]);
    expect(history.slice(-5)).toEqual([
      ['ticket.moved', { user: 'ada' }, '2026-03-03T14:00:00.000Z'],
      ['ticket.closed', { user: 'ada' }, '2026-03-03T14:00:00.000Z'],
      ['mail.drafted', { user: 'ada' }, '2026-03-03T14:00:00.000Z'],
      ['ticket.moved', { user: 'lena' }, '2026-03-03T14:00:00.000Z'],
      ['ticket.reopened', { user: 'lena' }, '2026-03-03T14:00:00.000Z'],
    ]);
  });
});
