import { describe, expect, test } from 'vitest';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';
import { everyStore } from './every-store.ts';
import { caretaker, openHelpdesk, printer } from './helpdesk.ts';
import { stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const worked = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    kit.agent('Grace', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'request', ...printer });
    kit.clock.advance({ minutes: 5 });
    await ada.tickets.switchWorkflow(ticket.id, 'incident');
    kit.clock.advance({ minutes: 10 });
    await ada.tickets.transition(ticket.id, 'start');
    await ada.actions.add(ticket.id, { visibility: 'internal', description: 'Not a step' });
    kit.clock.advance({ minutes: 20 });
    await ada.tickets.transition(ticket.id, 'pass', { responsible: 'grace', comment: 'For you' });
    return { ...kit, ada, ticket: ticket.id };
  };

  test('every step change is one entry with who, when, from, to, comment and users; creation and workflow switch are entries too', async () => {
    const { ada, ticket } = await worked();
    const incident = { workflow: 'incident', workflowName: 'Incident', workflowVersion: 1 };
    const asked = {
      workflow: 'request',
      workflowName: 'Request',
      workflowVersion: 1,
      step: 'asked',
      stepName: 'Asked',
      publicLabel: 'Asked',
      category: 'new',
    };
    const fresh = { ...incident, step: 'new', stepName: 'New', publicLabel: 'New', category: 'new' };
    const doing = {
      ...incident,
      step: 'doing',
      stepName: 'In progress',
      publicLabel: 'Being worked on',
      category: 'open',
    };
    const common = { actor: { user: 'ada' }, comment: null, responsible: null, transition: null, via: 'single' };
    const minute = 60_000;
    expect(await ada.tickets.stepLog(ticket)).toEqual([
      { ...common, seq: 1, at: '2026-03-03T13:00:00.000Z', kind: 'created', from: null, to: asked, dwell: 5 * minute },
      {
        ...common,
        seq: 2,
        at: '2026-03-03T13:05:00.000Z',
        kind: 'switched',
        from: asked,
        to: fresh,
        dwell: 10 * minute,
      },
      {
        ...common,
        seq: 3,
        at: '2026-03-03T13:15:00.000Z',
        kind: 'moved',
        from: fresh,
        to: doing,
        transition: { id: 'start', name: 'Start' },
        dwell: 20 * minute,
      },
      {
        ...common,
        seq: 4,
        at: '2026-03-03T13:35:00.000Z',
        kind: 'moved',
        from: doing,
        to: doing,
        transition: { id: 'pass', name: 'Pass on' },
        comment: 'For you',
        responsible: { from: 'ada', to: 'grace' },
        dwell: null,
      },
    ]);
  });

  test('whatever moves a ticket leaves one entry: one by one, many at once, the desk itself, a status list, another workflow; renaming changes none of them [LOG-01]', async () => {
    const back = { return: true, fallback: { workflow: 'first' } } as const;
    const first = defineWorkflow({
      id: 'first',
      name: 'First',
      initial: 'new',
      steps: { new: { name: 'New', category: 'new' }, doing: { name: 'Doing', category: 'open' } },
      transitions: {
        start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work', comment: 'optional' },
        again: { name: 'Again', from: ['doing'], to: 'new', permission: 'work' },
        away: {
          name: 'Away',
          from: ['doing'],
          to: { workflow: 'second' },
          permission: 'work',
          comment: 'required',
          responsible: 'required',
        },
      },
    });
    const second = defineWorkflow({
      id: 'second',
      name: 'Second',
      initial: 'there',
      steps: { there: { name: 'There', category: 'pending' }, closed: { name: 'Closed', category: 'closed' } },
      transitions: {
        back: { name: 'Back', from: ['there'], to: back, permission: 'work' },
        close: { name: 'Close', from: ['there'], to: 'closed', permission: 'work' },
      },
    });
    const { agent, desk, clock } = await createTestDesk({
      areas: [caretaker, defineArea({ id: 'flows', name: 'Flows', workflows: [first, second] })],
      roles: {},
      options: {
        authorizer: rolePolicy({
          roles: { all: { '*': ['*'] } },
          rolesOf: () => ['all'],
          desk: { all: ['config.admin'] },
          system: { '*': ['*'] },
        }),
      },
      store: await open(),
    });
    const ada = agent('Ada', 'all');
    agent('Grace', 'all');
    const { ticket } = await ada.tickets.create({ area: 'flows', workflow: 'second', ...printer });
    const moves = [
      () => ada.tickets.switchWorkflow(ticket, 'first'),
      () => ada.tickets.transition(ticket.id, 'start', { comment: 'Begun' }),
      () => ada.bulk.setStep([ticket.id], 'new'),
      () => desk.asSystem('nightly').tickets.transition(ticket.id, 'start'),
      () => ada.tickets.transition(ticket.id, 'away', { comment: 'Look', responsible: 'grace' }),
      () => ada.tickets.transition(ticket.id, 'back'),
    ];
    for (const move of moves) {
      clock.advance({ minutes: 1 });
      await move();
    }
    const log = await ada.tickets.stepLog(ticket);
    const where = (place: { readonly workflow: string; readonly stepName: string } | null) =>
      place === null ? null : `${place.workflow}: ${place.stepName}`;
    expect(
      log.map((entry) => [entry.seq, entry.kind, where(entry.from), where(entry.to), entry.transition?.id, entry.via]),
    ).toEqual([
      [1, 'created', null, 'second: There', undefined, 'single'],
      [2, 'switched', 'second: There', 'first: New', undefined, 'single'],
      [3, 'moved', 'first: New', 'first: Doing', 'start', 'single'],
      [4, 'moved', 'first: Doing', 'first: New', 'again', 'bulk'],
      [5, 'moved', 'first: New', 'first: Doing', 'start', 'system'],
      [6, 'moved', 'first: Doing', 'second: There', 'away', 'single'],
      [7, 'moved', 'second: There', 'first: Doing', 'back', 'single'],
    ]);
    expect(log.map(({ at }) => at)).toEqual(log.map((_, index) => `2026-03-03T13:0${index}:00.000Z`));
    expect(log.map(({ actor }) => actor)).toEqual(
      log.map((_, index) => (index === 4 ? { system: 'nightly' } : { user: 'ada' })),
    );
    expect(log.map(({ comment }) => comment)).toEqual([null, null, 'Begun', null, null, 'Look', null]);
    expect(log.map(({ responsible }) => responsible)).toEqual([
      ...[null, null, null, null, null],
      ...[{ from: 'ada', to: 'grace' }, null],
    ]);
    const { ticket: lamp } = await ada.tickets.create({ area: 'caretaker', ...printer });
    await ada.tickets.setStatus(lamp, 'busy');
    expect((await ada.tickets.stepLog(lamp)).at(-1)).toMatchObject({
      kind: 'moved',
      from: { stepName: 'Neu' },
      to: { stepName: 'In Bearbeitung' },
      transition: { id: 'busy' },
      via: 'single',
    });
    const renamed = {
      name: 'Renamed',
      steps: { doing: { name: 'Renamed' } },
      transitions: { start: { name: 'Renamed' } },
    };
    await ada.settings.update({ areas: { flows: { workflows: { first: renamed } } } });
    expect((await ada.tickets.get(ticket)).status.label).toBe('Renamed');
    expect(await ada.tickets.stepLog(ticket)).toEqual(log);
  });

  test('changes in a status list and by the desk itself are logged the same way, with how they came about', async () => {
    const { agent, desk } = await createTestDesk({
      areas: [caretaker],
      roles: {},
      options: {
        authorizer: rolePolicy({ roles: { all: { '*': ['*'] } }, rolesOf: () => ['all'], system: { '*': ['*'] } }),
      },
      store: await open(),
    });
    const ada = agent('Ada', 'all');
    const { ticket } = await ada.tickets.create(printer);
    await ada.tickets.transition(ticket, 'busy', { comment: 'Begonnen' });
    await desk.asSystem('nightly').tickets.transition(ticket, 'done');
    const log = await ada.tickets.stepLog(ticket);
    expect(log.map(({ kind, to, via, comment, actor }) => [kind, to.stepName, via, comment, actor])).toEqual([
      ['created', 'Neu', 'single', null, { user: 'ada' }],
      ['moved', 'In Bearbeitung', 'single', 'Begonnen', { user: 'ada' }],
      ['moved', 'Geschlossen', 'system', null, { system: 'nightly' }],
    ]);
  });

  test('renaming steps and transitions does not rewrite the log', async () => {
    const store = await open();
    const deskWith = (name: string) => {
      const flow = defineWorkflow({
        id: 'flow',
        name,
        initial: 'new',
        steps: { new: { name, category: 'new' }, closed: { name: `${name} closed`, category: 'closed' } },
        transitions: { close: { name: `${name} close`, from: ['new'], to: 'closed', permission: 'work' } },
      });
      const area = defineArea({ id: 'flows', name: 'Flows', workflows: [flow] });
      return createTestDesk({ areas: [area], roles: { agent: { flows: ['*'] } }, store });
    };
    const ada = (await deskWith('Old')).agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create(printer);
    await ada.tickets.transition(ticket, 'close');
    const before = await ada.tickets.stepLog(ticket);
    const later = (await deskWith('Renamed')).agent('Ada', 'agent');
    expect((await later.tickets.get(ticket)).status.label).toBe('Renamed closed');
    expect(await later.tickets.stepLog(ticket)).toEqual(before);
    expect(JSON.stringify(before)).not.toContain('Renamed');
  });

  test('the log can neither be edited nor deleted: no command does it, and what is read cannot be changed [LOG-01 refused]', async () => {
    const { ada, ticket, store } = await worked();
    const log = await ada.tickets.stepLog(ticket);
    expect(() => Object.assign(log[0] as object, { comment: 'Never said' })).toThrow(TypeError);
    expect(() => (log as unknown[]).pop()).toThrow(TypeError);
    expect(Object.keys(ada.tickets).filter((name) => /log/i.test(name))).toEqual(['stepLog']);
    // The store writes events only as additions to a change; a second event in the place of one is a broken batch.
    const before = await stored(store, ticket);
    const found = before.tickets[0];
    const [first] = found?.details.events ?? [];
    if (found === undefined || first === undefined) throw new Error('The ticket has a history.');
    const forged = { ...first, actor: { user: 'mallory' } };
    const after = { ...found.row, version: found.row.version + 1 };
    const change = { root: 'ticket' as const, before: found.row, after, add: { events: [forged] } };
    await expect(store.commit({ tenant: 'default', changes: [change] })).rejects.toThrow();
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('whoever may read the ticket reads the whole log with its comments [LOG-02]', async () => {
    const { agent, ticket } = await worked();
    const rita = agent('Rita', 'reader');
    const log = await rita.tickets.stepLog(ticket);
    expect(log.map(({ comment }) => comment)).toEqual([null, null, null, 'For you']);
  });

  test('a requester gets no log: his surface has none, and on the agents’ one he is nobody [LOG-02 refused]', async () => {
    const { requester, ada, ticket, desk, people } = await worked();
    people.addContact({ id: 'acme', name: 'Acme' });
    people.addPerson({ id: 'bob', name: 'Bob Baker', contacts: ['acme'] });
    await ada.tickets.update(ticket, { requester: { contact: 'acme', person: 'bob' } });
    const bob = requester('Bob', { contact: 'acme' });
    const seen = await bob.get(ticket);
    expect(JSON.stringify([seen, Object.keys(bob)])).not.toMatch(/log|comment|For you|grace/i);
    expect(Object.keys(bob)).not.toContain('tickets');
    for (const user of ['bob', 'acme']) {
      await expect(desk.as({ user }).tickets.stepLog(ticket)).rejects.toMatchObject({
        code: 'not_found',
        data: { what: 'ticket' },
      });
    }
  });

  test('entries come in the order of execution, the current step is the target of the last, and time spent in each can be told, also when clocks disagree [LOG-03]', async () => {
    const { ada, ticket, clock } = await worked();
    clock.advance({ minutes: -90 });
    const { ticket: moved } = await ada.tickets.transition(ticket, 'wait');
    clock.advance({ hours: 3 });
    const { ticket: resumed } = await ada.tickets.transition(ticket, 'resume');
    const log = await ada.tickets.stepLog(ticket);
    expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(log.map(({ transition }) => transition?.id)).toEqual([
      undefined,
      undefined,
      'start',
      'pass',
      'wait',
      'resume',
    ]);
    expect(log[4]).toMatchObject({ at: '2026-03-03T12:05:00.000Z', to: { step: moved.step }, dwell: 3 * 3_600_000 });
    expect(log[3]?.dwell).toBe(0);
    expect(log.at(-1)).toMatchObject({ at: '2026-03-03T15:05:00.000Z', to: { step: resumed.step }, dwell: null });
    for (const [index, entry] of log.entries()) {
      expect(entry.from).toEqual(log[index - 1]?.to ?? null);
      expect(entry.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });
});

test('the database refuses to change or delete events, whoever asks [LOG-01 refused]', async () => {
  const { pglite, schema } = await schemaOnPglite();
  const store = createPostgresStore({ executor: fromPglite(pglite), schema });
  const { agent } = await openHelpdesk(store);
  const ada = agent('Ada', 'agent');
  const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
  const before = await ada.tickets.stepLog(ticket);
  for (const forgery of ['update events set data = data', 'delete from events', 'truncate events']) {
    await expect(pglite.query(forgery.replace('events', `${schema}.events`)), forgery).rejects.toThrow(/append-only/);
  }
  expect(await ada.tickets.stepLog(ticket)).toEqual(before);
});
