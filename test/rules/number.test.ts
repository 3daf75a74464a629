import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { mail, openHelpdesk, printer } from './helpdesk.ts';
import { openNumbered } from './number-desk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  test('a hundred tickets made at the same moment have a hundred numbers [NUM-01] [NUM-01 refused]', async () => {
    const { agent } = await openHelpdesk(await open());
    const users = ['Ada', 'Grace', 'Hedy', 'Joan'].map((name) => agent(name, 'agent'));
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        users[index % 4]?.tickets.create({ area: index % 2 === 0 ? 'helpdesk' : 'caretaker', ...printer }),
      ),
    );
    const numbers = made.map((one) => one?.ticket.number ?? '');
    expect(new Set(numbers).size).toBe(100);
    expect(numbers.filter((number) => /^HELPDESK-2026-\d{5}$/.test(number))).toHaveLength(50);
    for (const one of made) {
      expect((await users[0]?.tickets.byNumber(one?.ticket.number ?? ''))?.id).toBe(one?.ticket.id);
    }
  });

  test('a refused creation draws no number, whatever it is refused for [NUM-01]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    const refused: readonly (() => Promise<unknown>)[] = [
      () => ada.tickets.create({ area: 'helpdesk' }),
      () => ada.tickets.create({ area: 'helpdesk', ...printer, colour: 'red' } as never),
      () => ada.tickets.create({ area: 'helpdesk', ...printer, responsible: 'nobody' }),
      () => ada.tickets.create({ area: 'helpdesk', ...printer, workflow: 'caretaker' as never }),
      () => ada.tickets.create({ area: 'helpdesk', ...printer, fields: { severity: 'huge' as never } }),
      () => ada.tickets.create({ area: 'helpdesk', ...printer, requester: { ...printer.requester, person: 'x' } }),
      () => ada.tickets.create({ area: 'helpdesk', from: { mail: ref } }),
      () => ada.tickets.create({ area: 'helpdesk', from: { mail: { ...ref, uid: '99' } } }),
      () => agent('Rita', 'reader').tickets.create({ area: 'helpdesk', ...printer }),
    ];
    for (const call of refused) await expect(call()).rejects.toMatchObject({ name: 'RefusedError' });
    expect((await ada.tickets.create({ area: 'helpdesk', ...printer })).ticket.number).toBe('HELPDESK-2026-00002');
  });

  test('nothing that happens to a ticket changes its number [NUM-01]', async () => {
    const { agent } = await openHelpdesk(await open());
    const lea = agent('Lea', 'lead');
    const { ticket } = await lea.tickets.create({ area: 'helpdesk', ...printer });
    await expect(lea.tickets.update(ticket, { number: 'HELPDESK-2026-00009' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [expect.objectContaining({ path: ['number'], code: 'immutable' })],
    });
    await lea.tickets.update(ticket, { subject: 'Other' });
    await lea.tickets.switchWorkflow(ticket, 'request');
    await lea.tickets.close(ticket.id);
    await lea.tickets.transition(ticket.id, 'reopen');
    expect((await lea.tickets.get(ticket)).number).toBe(ticket.number);
    const found = await lea.tickets.byNumber(` ${ticket.number.toLowerCase()} `);
    expect(found.id).toBe(ticket.id);
  });

  test('a number is unique per tenant: two tenants count for themselves [NUM-01]', async () => {
    const { agent, desk } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const elsewhere = desk.forTenant('umbrella').as({ user: 'ada' });
    const { ticket: here } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    const { ticket: there } = await elsewhere.tickets.create({ area: 'helpdesk', ...printer });
    expect([here.number, there.number]).toEqual(['HELPDESK-2026-00001', 'HELPDESK-2026-00001']);
    await expect(ada.tickets.get(there.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await ada.tickets.byNumber(here.number)).id).toBe(here.id);
    expect((await elsewhere.tickets.byNumber(here.number)).id).toBe(there.id);
  });

  test('a number that another area left behind is passed over, never used again [NUM-01]', async () => {
    const store = await open();
    const former = await openNumbered(store, { format: 'T-{count:4}', reset: 'never' });
    expect([await former.create(), await former.create()]).toEqual(['T-0001', 'T-0002']);
    const later = await openNumbered(store, { format: 'T-{count:4}', reset: 'never' }, 'UTC', 'other');
    expect(await later.create()).toBe('T-0003');
  });
});
