import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defaultArea } from '../../src/area/default-area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createDesk } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { createTestIds } from '../kit/test-ids.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, incident, mail, printer } from './helpdesk.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;

const garden = defineArea({ id: 'garden', name: 'Garden', statuses });

/** The same area with everything about it changed that can be changed. */
const gardenChanged = defineArea({
  id: 'garden',
  name: 'Garten und Wege',
  key: 'GW',
  number: { format: '{areaKey}/{yy}{mm}/{count:2}', start: 50, reset: 'month' },
  subjectMarker: '<<{number}>>',
  fields: { bed: { type: 'number', required: true } },
  required: ['requester.phone'],
  timeZone: 'Pacific/Auckland',
  language: 'de',
  closeMail: 'off',
  lockClosed: false,
  futureHours: 1,
  mail: { stripReplyPrefixes: true },
  templates: {
    received: { en: { subject: 'Garden!', body: 'Flowers.' }, de: { subject: 'Garten!', body: 'Blumen.' } },
    closing: { en: { subject: 'Over', body: 'Over.' }, de: { subject: 'Aus', body: 'Aus.' } },
    assigned: { en: { subject: 'Yours', body: 'Yours.' }, de: { subject: 'Deins', body: 'Deins.' } },
  },
  workflows: [{ ...incident, id: 'weeds', definition: { ...incident.definition, id: 'weeds', name: 'Weeds' } }],
});

/** Everything that happens to a ticket of the help-desk, from a mail to the closing mail. */
const transcript = async (other: typeof garden, store: Store) => {
  const { agent, desk, mailbox, mails, clock } = await createTestDesk({
    areas: [helpdesk, other],
    roles: { lead: { '*': ['*'] } },
    parser: createMimeParser(),
    store,
  });
  const lea = agent('Lea', 'lead');
  agent('Max', 'lead');
  clock.set('2026-12-31T23:30:00.000Z');
  const made = await lea.tickets.create({
    area: 'helpdesk',
    from: { mail: mailbox.put(mail({ Subject: 'AW: Printer' })) },
  });
  const steps = [
    await lea.tickets.transition(made.ticket.id, 'start'),
    await lea.tickets.transition(made.ticket.id, 'pass', { responsible: 'max', comment: 'Yours' }),
    await lea.actions.add(made.ticket.id, { visibility: 'external', description: 'Cable replaced', timeSpent: 50 }),
    await lea.tickets.transition(made.ticket.id, 'close', { comment: 'Done' }),
  ];
  for (const { id } of (await lea.outbox.list()).items) await lea.outbox.send(id);
  await desk.deliver();
  clock.advance({ hours: 1 });
  const second = await lea.tickets.create({ area: 'helpdesk', ...printer });
  return JSON.parse(JSON.stringify({ made, steps, second, mails, log: await lea.tickets.stepLog(made.ticket.id) }));
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('whatever is changed about the garden, the help-desk goes on as before [GEN-02]', async () => {
    const before = await transcript(garden, await open());
    const after = await transcript(gardenChanged as unknown as typeof garden, await open());
    expect(after).toEqual(before);
    expect(before.mails.map(({ subject }: { subject: string }) => subject)).toHaveLength(3);
  });

  test('the change does take effect in the garden itself, on the tickets that follow [GEN-02]', async () => {
    const store = await open();
    const roles = { lead: { '*': ['*'] } } as const;
    const before = await createTestDesk({ areas: [helpdesk, garden], roles, store });
    const { ticket: old } = await before.agent('Lea', 'lead').tickets.create({ area: 'garden', ...printer });
    const ids = createTestIds();
    const after = await createTestDesk({
      areas: [helpdesk, gardenChanged],
      roles,
      store,
      parser: createMimeParser(),
      options: { ids: { next: (now) => `later-${ids.next(now)}` } },
    });
    const lea = after.agent('Lea', 'lead');
    const { ticket, drafts } = await lea.tickets.create({
      area: 'garden',
      from: { mail: after.mailbox.put(mail({ Subject: 'AW: Weeds' })) },
      requester: { phone: '1' },
      fields: { bed: 3 } as never,
    });
    expect(old.number).toBe('GARDEN-2026-00001');
    expect(ticket).toMatchObject({ number: 'GW/2603/50', workflow: 'weeds', subject: 'Weeds', fields: { bed: 3 } });
    expect(drafts[0]).toMatchObject({ subject: 'Garten! <<GW/2603/50>>', text: 'Blumen.' });
    expect(await lea.tickets.byNumber(old.number)).toMatchObject({ id: old.id, number: old.number });
  });

  test('a desk with the default area works without any set-up [GEN-02]', async () => {
    const store = await open();
    const desk = createDesk({
      areas: [defaultArea()],
      store,
      authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
    });
    const ada = desk.as({ user: 'ada' });
    const { ticket } = await ada.tickets.create({ ...printer, fields: { priority: 'high', category: 'Printers' } });
    expect(ticket.number).toMatch(/^TICKETS-\d{4}-00001$/);
    expect(ticket).toMatchObject({ area: 'tickets', mode: 'status', step: 'new', fields: { priority: 'high' } });
    const { ticket: closed, drafts } = await ada.tickets.close(ticket);
    expect([closed.status.category, drafts.length]).toEqual(['closed', 1]);
  });
});
