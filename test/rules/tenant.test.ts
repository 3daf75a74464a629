import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, mail, printer } from './helpdesk.ts';
import { refusalOf, stored } from './stored.ts';

/** Two tenants of one desk, whose agents may do everything in both. */
const openTenants = async (store: Store) => {
  const kit = await createTestDesk({
    areas: [helpdesk],
    roles: {},
    parser: createMimeParser(),
    store,
    options: {
      authorizer: rolePolicy({
        roles: { lead: { '*': ['*'] } },
        rolesOf: () => ['lead'],
        desk: { lead: ['outbox.manage'] },
        mailboxes: { lead: ['*'] },
      }),
    },
  });
  for (const name of ['Ada', 'Grace'])
    kit.people.addUser({ id: name.toLowerCase(), name, email: `${name}@desk.example` });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  const [acme, globex] = [kit.desk.forTenant('acme'), kit.desk.forTenant('globex')];
  return { ...kit, acme, globex, ada: acme.as({ user: 'ada' }), grace: globex.as({ user: 'grace' }) };
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('nothing of a tenant is visible, counted, numbered, taken for another’s mail or delivered for another', async () => {
    const { ada, grace, acme, globex, desk, mailbox, mails } = await openTenants(await open());
    const ref = mailbox.put(mail());
    const requester = { contact: 'acme', name: 'Bob', email: 'bob@acme.example' };
    const { ticket } = await ada.tickets.create({ workflow: 'incident', ...printer, requester, responsible: 'grace' });
    await ada.tickets.transition(ticket.id, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    const { ticket: fromMail } = await ada.tickets.create({ from: { mail: ref } });

    // Not visible and not counted, also for whom it is responsible, created or requested.
    for (const other of [grace, globex.as({ user: 'ada' }), desk.as({ user: 'ada' })]) {
      expect(await other.tickets.list()).toEqual({ items: [], next: null });
      expect(await other.tickets.count()).toEqual({ count: 0, capped: false });
      expect(await other.outbox.list({ everybody: true })).toEqual({ items: [], next: null });
      expect((await other.changes()).events).toEqual([]);
    }
    expect((await globex.changes()).events).toEqual([]);
    expect((await desk.changes()).events).toEqual([]);

    // Not matched: a mail with the same Message-ID is one more copy there, and new here; nobody has opened it here.
    const copy = mailbox.put(mail());
    expect((await ada.tickets.prepare({ from: { mail: copy } })).warnings).not.toEqual([]);
    const prepared = await grace.tickets.prepare({ from: { mail: copy } });
    expect([prepared.warnings, prepared.openedBy]).toEqual([[], []]);
    const { ticket: foreign } = await grace.tickets.create({ from: { mail: copy } });

    // Not numbered: each tenant counts for itself.
    expect([ticket.number, fromMail.number]).toEqual(['HELPDESK-2026-00001', 'HELPDESK-2026-00002']);
    expect(foreign.number).toBe(ticket.number);
    expect((await grace.tickets.byNumber(ticket.number)).id).toBe(foreign.id);
    expect((await grace.tickets.list()).items.map(({ id }) => id)).toEqual([foreign.id]);
    expect((await acme.changes()).events.every(({ ticket: id }) => id !== foreign.id)).toBe(true);

    // Not delivered: what one desk sends for both reaches whom its tenant wrote to, and says so there.
    await ada.outbox.send(drafts[0]!.id);
    await desk.deliver();
    const closing = mails.filter(({ to }) => to.some(({ address }) => address === 'bob@acme.example'));
    expect(closing).toHaveLength(1);
    expect((await ada.tickets.mails(ticket)).length).toBeGreaterThan(0);
    expect((await globex.changes()).events.map(({ type }) => type)).not.toContain('mail.sent');
  });

  test('an id of another tenant is refused as one that does not exist, and changes nothing there [TEN-01 refused]', async () => {
    const { ada, grace, globex, acme, store } = await openTenants(await open());
    const { ticket } = await ada.tickets.create({
      workflow: 'incident',
      ...printer,
      requester: { ...printer.requester, contact: 'acme' },
    });
    await ada.tickets.transition(ticket.id, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    const before = await acmeRows(store, ticket.id);
    const [id, draft] = [ticket.id, drafts[0]!.id];
    const calls: readonly [string, (it: string, letter: string) => Promise<unknown>][] = [
      ['get', (it) => grace.tickets.get(it)],
      ['byNumber', (it) => grace.tickets.byNumber(it === id ? ticket.number : 'HELPDESK-2026-09999')],
      ['update', (it) => grace.tickets.update(it, { subject: 'Mine' })],
      ['transition', (it) => grace.tickets.transition(it, 'start')],
      ['close', (it) => grace.tickets.close(it, { comment: 'x' })],
      ['switchWorkflow', (it) => grace.tickets.switchWorkflow(it, 'request')],
      ['availableTransitions', (it) => grace.tickets.availableTransitions(it)],
      ['stepLog', (it) => grace.tickets.stepLog(it)],
      ['mails', (it) => grace.tickets.mails(it)],
      ['rawMail', (it) => grace.tickets.rawMail(it, 'any')],
      ['actions.add', (it) => grace.actions.add(it, { visibility: 'internal', description: 'x' })],
      ['actions.list', (it) => grace.actions.list(it)],
      ['preview', (it) => notAllowed(grace.preview.tickets.close(it, { comment: 'x' }))],
      ['outbox.get', (_, letter) => grace.outbox.get(letter)],
      ['outbox.update', (_, letter) => grace.outbox.update(letter, { text: 'x' })],
      ['outbox.send', (_, letter) => grace.outbox.send(letter)],
      ['outbox.discard', (_, letter) => grace.outbox.discard(letter)],
      ['portal.get', (it) => globex.asRequester({ contact: 'acme' }).get(it)],
    ];
    for (const [name, call] of calls) {
      const foreign = await refusalOf(call(id, draft));
      expect(foreign, name).toMatchObject({ code: 'not_found' });
      expect(foreign, name).toEqual(await refusalOf(call('unknown', 'unknown')));
    }
    expect(await acmeRows(store, id)).toEqual(before);
    expect((await acme.as({ user: 'ada' }).tickets.get(id)).id).toBe(id);
    expect((await stored(store, id)).tickets).toEqual([]);
  });
});

const acmeRows = (store: Store, id: string) =>
  store.load({ tenant: 'acme', tickets: { ids: [id], details: ['events', 'actions', 'mails', 'sources', 'timers'] } });

/** A preview answers its refusal; here it is thrown, as a command does. */
const notAllowed = async (
  preview: Promise<{ readonly allowed: boolean; readonly refusal?: unknown }>,
): Promise<void> => {
  const { refusal } = await preview;
  if (refusal === undefined) return;
  throw new RefusedError(refusal as never);
};
