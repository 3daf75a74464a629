import { describe, expect, test } from 'vitest';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, openHelpdesk, printer } from './helpdesk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  test('whoever is offered an area may create in it, and nowhere else, for every role [CRE-05]', async () => {
    const { agent } = await openHelpdesk(await open());
    for (const role of ['agent', 'clerk', 'reader', 'lead', 'stranger']) {
      const user = agent(role, role);
      const offered = (await user.tickets.creationOptions()).map(({ id }) => id);
      const accepted: string[] = [];
      for (const area of ['helpdesk', 'caretaker'] as const) {
        const made = await user.tickets.create({ area, ...printer }).catch((error: unknown) => error);
        if (isRefused(made)) expect(made.code).toBe('forbidden');
        else accepted.push(area);
      }
      expect({ role, offered }).toEqual({ role, offered: accepted });
    }
  });

  test('the button and the context menu get one answer, with the workflows to choose from [CRE-05]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const offered = await ada.tickets.creationOptions();
    expect(offered).toEqual([
      {
        id: 'helpdesk',
        name: 'Help-Desk',
        workflows: [
          { id: 'incident', name: 'Incident' },
          { id: 'request', name: 'Request' },
        ],
      },
      { id: 'caretaker', name: 'Hausmeister', workflows: [{ id: 'caretaker', name: 'Hausmeister' }] },
    ]);
    expect((await ada.tickets.prepare()).areas).toEqual(offered);
    expect(await agent('Rita', 'reader').tickets.creationOptions()).toEqual([]);
  });

  test('an answer of yesterday is no permission: create checks again [CRE-05]', async () => {
    const roles = new Map([['ada', 'agent']]);
    const { desk } = await createTestDesk({
      areas: [helpdesk, caretaker],
      roles: { agent: { '*': ['ticket.create'] } },
      store: await open(),
      options: {
        authorizer: rolePolicy({
          roles: { agent: { '*': ['ticket.create'] }, lead: { '*': ['*'] } },
          rolesOf: (user) => (roles.has(user) ? ['agent'] : []),
        }),
      },
    });
    const ada = desk.as({ user: 'ada' });
    expect(await ada.tickets.creationOptions()).toHaveLength(2);
    roles.clear();
    await expect(ada.tickets.create({ area: 'helpdesk', ...printer })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('the desk itself is offered nothing, as it makes no tickets by hand', async () => {
    const words = { '*': ['ticket.create', 'ticket.read'] };
    const { desk } = await createTestDesk({
      areas: [helpdesk],
      roles: { agent: words },
      store: await open(),
      options: { authorizer: rolePolicy({ roles: { lead: { '*': ['*'] } }, rolesOf: () => [], system: words }) },
    });
    const nightly = desk.asSystem('nightly import');
    expect(await nightly.tickets.creationOptions()).toEqual([]);
    await expect(nightly.tickets.create({ ...printer })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('what was prepared is a plain value: nothing is written, no number is drawn, and create takes it as edited', async () => {
    const { agent, store } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const writes: string[] = [];
    for (const verb of ['commit', 'draw'] as const) {
      const original = store[verb].bind(store) as (request: never) => Promise<never>;
      (store as unknown as Record<string, unknown>)[verb] = (request: never) => {
        writes.push(verb);
        return original(request);
      };
    }
    const { fields } = JSON.parse(JSON.stringify(await ada.tickets.prepare({ area: 'helpdesk' })));
    expect(writes).toEqual([]);
    const { ticket } = await ada.tickets.create({ ...fields, ...printer });
    expect(ticket).toMatchObject({ number: 'HELPDESK-2026-00001', ...printer, responsible: 'ada' });
    expect(writes.sort()).toEqual(['commit', 'draw']);
  });

  test('prepare without an area says which there are, and names the only one', async () => {
    const { agent } = await openHelpdesk(await open());
    const several = await agent('Ada', 'agent').tickets.prepare();
    expect(several.fields.area).toBeNull();
    expect(several.prefilled).toEqual(['responsible']);
    const one = await agent('Carl', 'clerk').tickets.prepare();
    expect(one.fields.area).toBe('helpdesk');
    await expect(agent('Rita', 'reader').tickets.prepare()).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('an edit on top of a version that is gone is a conflict and shows the ticket as it is now [CRE-06 refused]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const grace = agent('Grace', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    const { ticket: now } = await grace.tickets.update(ticket, { subject: 'Printer in flames' });
    await expect(
      ada.tickets.update(ticket, { subject: 'Printer warm' }, { expectedVersion: ticket.version }),
    ).rejects.toMatchObject({
      code: 'conflict',
      data: { ticket: { id: ticket.id, version: now.version, subject: 'Printer in flames' } },
    });
    expect(await ada.tickets.get(ticket)).toEqual(now);
    const { ticket: after } = await ada.tickets.update(
      ticket,
      { subject: 'Printer warm' },
      { expectedVersion: now.version },
    );
    expect(after).toMatchObject({ subject: 'Printer warm', version: now.version + 1 });
  });

  test('the origin of a ticket never changes [CRE-01 refused]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    await expect(ada.tickets.update(ticket, { origin: 'email', subject: 'Other' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [expect.objectContaining({ path: ['origin'], code: 'immutable' })],
    });
    expect(await ada.tickets.get(ticket)).toEqual(ticket);
  });
});
