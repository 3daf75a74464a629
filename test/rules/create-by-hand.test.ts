import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';

const issue = (path: readonly (string | number)[], code: string) => expect.objectContaining({ path, code });

describe.each(everyStore)('on $name', ({ open }) => {
  test('Ada makes a ticket by hand although no contact, no person and no mail exists [CRE-03]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { ticket, drafts, warnings } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    expect(await ada.tickets.get(ticket)).toEqual(ticket);
    expect(ticket).toMatchObject({ number: 'HELPDESK-2026-00001', origin: 'manual', area: 'helpdesk', ...printer });
    expect(ticket.requester).toMatchObject({ contact: null, person: null });
    expect([drafts, warnings]).toEqual([[], []]);
  });

  test('Ada, who was deactivated, makes no ticket, neither for herself nor for Grace [CRE-03]', async () => {
    const { agent, people } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const grace = agent('Grace', 'agent');
    people.addUser({ id: 'ada', name: 'Ada', email: 'ada@desk.example', active: false });
    for (const responsible of [{}, { responsible: 'grace' }]) {
      await expect(ada.tickets.create({ area: 'helpdesk', ...printer, ...responsible })).rejects.toMatchObject({
        code: 'forbidden',
        data: { permission: 'ticket.create', area: 'helpdesk' },
      });
    }
    const { ticket } = await grace.tickets.create({ area: 'helpdesk', ...printer });
    expect(ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('an unknown area and an inactive one are not found; without the permission it is forbidden [CRE-03 refused]', async () => {
    const statuses = [
      { id: 'new', name: 'New', category: 'new' },
      { id: 'done', name: 'Done', category: 'closed' },
    ] as const;
    const { agent } = await createTestDesk({
      areas: [
        defineArea({ id: 'open', name: 'Open', statuses }),
        defineArea({ id: 'shut', name: 'Shut', statuses, active: false }),
        defineArea({ id: 'other', name: 'Other', statuses }),
      ],
      roles: { clerk: { open: ['ticket.create'], shut: ['ticket.create'], other: ['ticket.read'] } },
      store: await open(),
    });
    const ada = agent('Ada', 'clerk');
    for (const area of ['shut', 'nowhere', 'toString']) {
      await expect(ada.tickets.create({ area: area as 'shut', ...printer })).rejects.toMatchObject({
        code: 'not_found',
        data: { what: 'area' },
      });
    }
    await expect(ada.tickets.create({ area: 'other', ...printer })).rejects.toMatchObject({
      code: 'forbidden',
      data: { permission: 'ticket.create', area: 'other' },
    });
    const { ticket } = await ada.tickets.create({ area: 'open', ...printer });
    expect(ticket.number).toBe('OPEN-2026-00001');
  });

  test('by hand only system fields are filled; everything else is empty until Ada writes it [CRE-04]', async () => {
    const { agent, clock, store } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { fields, prefilled, candidates, warnings, mail } = await ada.tickets.prepare({ area: 'helpdesk' });
    expect(prefilled).toEqual(['area', 'responsible']);
    expect(fields).toEqual({
      area: 'helpdesk',
      responsible: 'ada',
      subject: '',
      description: '',
      requester: { contact: null, person: null, name: '', email: '', phone: '' },
    });
    expect([candidates, warnings, mail]).toEqual([[], [], null]);

    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    expect(ticket).toMatchObject({
      area: 'helpdesk',
      origin: 'manual',
      creator: { user: 'ada' },
      responsible: 'ada',
      createdAt: clock.now().toISOString(),
      workflow: 'incident',
      step: 'new',
      status: { label: 'New', category: 'new' },
      requester: { contact: null, person: null, phone: '' },
      startedAt: null,
      closedAt: null,
      timeSpent: { total: 0 },
    });
    expect(ticket.fields).toEqual({});
    const [stored] = (await store.load({ tenant: 'default', tickets: { ids: [ticket.id], details: ['events'] } }))
      .tickets;
    expect(stored?.details.events.map(({ type }) => type)).toEqual(['ticket.created']);
  });

  test('the acting user is responsible unless Ada names somebody else [CRE-04]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    agent('Grace', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer, responsible: 'grace' });
    expect(ticket).toMatchObject({ responsible: 'grace', creator: { user: 'ada' } });
  });

  test('where the area requires no e-mail, its lack and that of a contact are no errors [CRE-04]', async () => {
    const { agent } = await createTestDesk({
      areas: [
        defineArea({
          id: 'desk',
          name: 'Desk',
          required: [],
          statuses: [
            { id: 'new', name: 'New', category: 'new' },
            { id: 'done', name: 'Done', category: 'closed' },
          ],
        }),
      ],
      roles: { agent: { '*': ['*'] } },
      store: await open(),
    });
    const { ticket } = await agent('Ada', 'agent').tickets.create({ subject: 'Printer' });
    expect(ticket).toMatchObject({ description: '', requester: { contact: null, name: '', email: '' } });
  });

  test('every required field that is empty or blank is named, all at once, and no number is drawn [CRE-04 refused]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const required = [
      issue(['subject'], 'required'),
      issue(['description'], 'required'),
      issue(['requester', 'name'], 'required'),
      issue(['requester', 'email'], 'required'),
    ];
    const blank = { subject: ' \t ', description: '\n\n', requester: { name: '  ', email: '\u00a0' } };
    const emptied = { subject: null, description: null, requester: { name: null, email: null } };
    for (const values of [{}, blank, emptied]) {
      await expect(ada.tickets.create({ area: 'helpdesk', ...values })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: required,
      });
    }
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    expect(ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('a subject of 255 characters is taken, one of 256 is too long [CRE-04 refused]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    await expect(ada.tickets.create({ area: 'helpdesk', ...printer, subject: 'x'.repeat(256) })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['subject'], code: 'too_long', params: { maximum: 255 } }],
    });
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer, subject: 'x'.repeat(255) });
    expect(ticket).toMatchObject({ number: 'HELPDESK-2026-00001', subject: 'x'.repeat(255) });
  });

  test('nobody smuggles a header line into subject, name, phone or e-mail [CRE-04 refused]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    for (const trick of [
      'a\r\nBcc: eve@evil.example',
      'a\nb',
      'a\rb',
      'a\u0000b',
      'a\u001bb',
      'a\u0085b',
      'a\u2028b',
    ]) {
      await expect(
        ada.tickets.create({
          area: 'helpdesk',
          ...printer,
          subject: trick,
          requester: { name: trick, phone: trick, email: `bob@acme.example${trick}` },
        }),
      ).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [
          issue(['subject'], 'control_character'),
          issue(['requester', 'name'], 'control_character'),
          issue(['requester', 'phone'], 'control_character'),
          issue(['requester', 'email'], 'bad_address'),
        ],
      });
    }
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    expect(ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('half a character becomes the replacement character, the same on every store', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({
      area: 'helpdesk',
      subject: 'Printer \ud83d',
      description: 'Smoke \udd25',
      requester: { ...printer.requester, name: 'Bob \ud800' },
    });
    expect(ticket).toMatchObject({
      subject: 'Printer \ufffd',
      description: 'Smoke \ufffd',
      requester: { name: 'Bob \ufffd' },
    });
    const edited = await ada.tickets.update(ticket, { subject: 'Scanner \ud83d', requester: { name: 'Rob \ud800' } });
    expect(edited.ticket).toMatchObject({ subject: 'Scanner \ufffd', requester: { name: 'Rob \ufffd' } });
  });

  test('a field that does not exist is refused wherever it stands, never ignored [CRE-02 refused]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    const strange = {
      priority: 'high',
      number: 'HELPDESK-2026-00099',
      requester: { ...printer.requester, fax: '1' },
    } as never;
    await expect(ada.tickets.create({ area: 'helpdesk', ...printer, ...(strange as object) })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: expect.arrayContaining([
        issue(['priority'], 'unknown_field'),
        issue(['number'], 'unknown_field'),
        issue(['requester', 'fax'], 'unknown_field'),
      ]),
    });
    await expect(
      ada.tickets.create({ area: 'helpdesk', ...printer, fields: { colour: 'red' } as never }),
    ).rejects.toMatchObject({ code: 'invalid_input', issues: [issue(['fields', 'colour'], 'unknown_field')] });
    await expect(ada.tickets.prepare({ area: 'helpdesk', subject: 'x' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [issue(['subject'], 'unknown_field')],
    });
    await expect(ada.tickets.update(ticket, { priority: 'high' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [issue(['priority'], 'unknown_field')],
    });
    expect((await ada.tickets.create({ area: 'helpdesk', ...printer })).ticket.number).toBe('HELPDESK-2026-00002');
    expect(await ada.tickets.get(ticket)).toEqual(ticket);
  });
});
