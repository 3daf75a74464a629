import { describe, expect, test } from 'vitest';
import type { AreaSettings } from '../../src/area/area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, stored } from './stored.ts';

const ends = defineWorkflow({
  id: 'ends',
  name: 'Ends',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    judged: { name: 'Judged', category: 'open' },
    solved: { name: 'Solved', category: 'closed' },
    rejected: { name: 'Rejected', category: 'closed' },
  },
  transitions: {
    judge: { name: 'Judge', from: ['new'], to: 'judged', permission: 'work' },
    solve: { name: 'Solve', from: ['new'], to: 'solved', permission: 'work' },
    reject: { name: 'Reject', from: ['new'], to: 'rejected', permission: 'work', requester: true },
    done: { name: 'Done', from: ['judged'], to: 'solved', permission: 'work', closesByDefault: true },
    drop: { name: 'Drop', from: ['judged'], to: 'rejected', permission: 'work' },
    file: { name: 'File', from: ['solved'], to: 'rejected', permission: 'work' },
    again: { name: 'Again', from: ['solved', 'rejected'], to: 'new', permission: 'reopen' },
  },
});

describe.each(everyStore)('on $name', ({ open }) => {
  const doing = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    await ada.tickets.transition(ticket.id, 'start');
    kit.clock.advance({ hours: 2 });
    return { ...kit, ada, ticket: ticket.id };
  };
  const openEnds = async (settings: Partial<AreaSettings<Record<never, never>>> = {}) => {
    const area = defineArea({ id: 'ends', name: 'Ends', workflows: [ends], required: ['description'], ...settings });
    const roles = { all: { '*': ['*'] }, none: { '*': ['ticket.create', 'ticket.read', 'ticket.edit'] } };
    const rolesOf = (user: string): readonly ('all' | 'none')[] => (user === 'nora' ? ['none'] : ['all']);
    const authorizer = rolePolicy({ roles, rolesOf, system: { '*': ['*'] } });
    const kit = await createTestDesk({ areas: [area], roles, options: { authorizer }, store: await open() });
    return { ...kit, ada: kit.agent('Ada', 'all'), nora: kit.agent('Nora', 'none') };
  };

  test('one command closes, offered only to those who may close now: by the one way there is, or the default one [CLO-01]', async () => {
    const { ada, nora } = await openEnds();
    const { ticket } = await ada.tickets.create(printer);
    expect((await nora.tickets.get(ticket)).can.close).toBe(false);
    await ada.tickets.transition(ticket, 'judge');
    expect((await ada.tickets.get(ticket)).can.close).toBe(true);
    const { ticket: closed } = await ada.tickets.close(ticket);
    expect(closed).toMatchObject({ step: 'solved', status: { category: 'closed' }, can: { close: false } });
    const help = await doing();
    expect((await help.ada.tickets.get(help.ticket)).can.close).toBe(true);
    const { ticket: printed } = await help.ada.tickets.close(help.ticket, { comment: 'Cable replaced' });
    expect(printed.step).toBe('closed');
    const { ticket: fresh } = await help.ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    expect(fresh.can.close).toBe(false);
  });

  test('closing without a way, with several, again, or without its comment is refused and changes nothing [CLO-01 refused]', async () => {
    const { ada, nora, store } = await openEnds();
    const { ticket } = await ada.tickets.create(printer);
    const before = await stored(store, ticket);
    await expect(nora.tickets.close(ticket)).rejects.toMatchObject({
      code: 'transition_unavailable',
      issues: [],
      data: {},
    });
    await expect(ada.tickets.close(ticket)).rejects.toMatchObject({
      code: 'choice_required',
      data: {
        options: [
          { id: 'solve', name: 'Solve' },
          { id: 'reject', name: 'Reject' },
        ],
      },
    });
    expect(await stored(store, ticket)).toEqual(before);
    await ada.tickets.transition(ticket, 'solve');
    const closed = await stored(store, ticket);
    await expect(ada.tickets.close(ticket)).rejects.toMatchObject({
      code: 'already_done',
      data: { ticket: { id: ticket.id, step: 'solved' }, closedAt: '2026-03-03T13:00:00.000Z' },
    });
    expect(await stored(store, ticket)).toEqual(closed);
    expect(closed.outbox).toHaveLength(1);
    const help = await doing();
    const open_ = await stored(help.store, help.ticket);
    await expect(help.ada.tickets.close(help.ticket)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['comment'], code: 'required' }],
    });
    await expect(help.ada.tickets.close(help.ticket, { comment: 'x', step: 'new' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['step'], code: 'unknown_field' }],
    });
    expect(await stored(help.store, help.ticket)).toEqual(open_);
  });

  test('closing sets the status, who closed and when, and the log has the entry', async () => {
    const { ada, ticket } = await doing();
    const { ticket: closed } = await ada.tickets.close(ticket, { comment: 'Cable replaced', responsible: 'dispatch' });
    expect(closed).toMatchObject({
      status: { label: 'Closed', category: 'closed' },
      closedAt: '2026-03-03T15:00:00.000Z',
      closedBy: { user: 'ada' },
      responsible: 'dispatch',
    });
    expect((await ada.tickets.stepLog(ticket)).at(-1)).toMatchObject({
      actor: { user: 'ada' },
      to: { step: 'closed', category: 'closed' },
      comment: 'Cable replaced',
      transition: { id: 'close' },
    });
  });

  test('closing makes exactly one mail, a draft of the acting user, in the same write; so does every transition of one ticket into a closed step, and closing again [CLO-03]', async () => {
    const { ada, ticket, store, desk, mails, agent } = await doing();
    const commits: number[] = [];
    const { commit } = store;
    Object.assign(store, {
      commit: (batch: Parameters<typeof commit>[0]) => {
        commits.push(batch.changes.length);
        return commit(batch);
      },
    });
    const { drafts, warnings } = await ada.tickets.close(ticket, { comment: 'Cable replaced' });
    expect(commits).toEqual([1]);
    expect(warnings).toEqual([]);
    expect(drafts).toMatchObject([
      {
        kind: 'closing',
        state: 'draft',
        owner: 'ada',
        to: [{ name: 'Bob Baker', address: 'bob@acme.example' }],
        cc: [],
      },
    ]);
    expect((await stored(store, ticket)).outbox).toHaveLength(1);
    await desk.deliver();
    expect(mails).toEqual([]);
    await agent('Lena', 'lead').tickets.transition(ticket, 'reopen');
    const again = await ada.tickets.transition(ticket, 'close', { comment: 'Now it prints' });
    expect(again.drafts).toMatchObject([{ kind: 'closing', state: 'draft' }]);
    expect(again.drafts[0]?.id).not.toBe(drafts[0]?.id);
    const { ticket: lamp } = await ada.tickets.create({ area: 'caretaker', ...printer });
    expect((await ada.tickets.transition(lamp, 'done')).drafts).toMatchObject([{ kind: 'closing', language: 'de' }]);
    expect((await stored(store, ticket)).outbox).toHaveLength(3);
    // From one closed step to another is not closing; the desk itself closes without a mail; an area can switch it off.
    const { ada: eve, desk: endsDesk, store: endsStore } = await openEnds();
    const { ticket: filed } = await eve.tickets.create(printer);
    await eve.tickets.transition(filed, 'solve');
    expect((await eve.tickets.transition(filed, 'file')).drafts).toEqual([]);
    const { ticket: swept } = await eve.tickets.create(printer);
    const silent = await endsDesk.asSystem('cleanup').tickets.transition(swept, 'reject');
    expect(silent).toMatchObject({ drafts: [], ticket: { closedBy: { system: 'cleanup' } } });
    expect((await stored(endsStore, swept)).outbox).toHaveLength(1);
    const own = { ...printer, requester: { ...printer.requester, contact: 'acme' } };
    const withPortal = await openEnds({ portal: { notify: ['ada'], defaultResponsible: 'ada' } });
    withPortal.people.addContact({ id: 'acme', name: 'Acme' });
    const { ticket: withdrawn } = await withPortal.ada.tickets.create(own);
    const { ticket: seen } = await withPortal.requester('Bob', { contact: 'acme' }).close(withdrawn.id);
    expect(seen.status.category).toBe('closed');
    expect((await stored(withPortal.store, withdrawn)).outbox).toEqual([]);
    const off = await openEnds({ closeMail: 'off' });
    const { ticket: quiet } = await off.ada.tickets.create(printer);
    expect((await off.ada.tickets.transition(quiet, 'solve')).drafts).toEqual([]);
    expect((await stored(off.store, quiet)).outbox).toEqual([]);
  });

  test('a requester who closes his ticket adds nothing to it: that a timer ran there is told to nobody', async () => {
    const { ada, people, requester, clock, store, desk, mails } = await openEnds({
      portal: { notify: ['ada'], defaultResponsible: 'ada' },
    });
    people.addContact({ id: 'acme', name: 'Acme' });
    const { ticket } = await ada.tickets.create({ ...printer, requester: { ...printer.requester, contact: 'acme' } });
    await ada.timers.start(ticket);
    clock.advance({ hours: 1 });
    await requester('Bob', { contact: 'acme' }).close(ticket.id);
    expect(await eventNames(store, ticket)).toEqual([
      'ticket.created',
      'action.added',
      'ticket.moved',
      'ticket.closed',
    ]);
    await desk.deliver();
    expect(mails).toEqual([]);
  });

  test('when the closing text cannot be made, nothing is closed [CLO-03 refused]', async () => {
    const body = '{% if ticket.description contains "Smoke" %}{% for a in (1..99999999) %}x{% endfor %}{% endif %}';
    const { ada, store, mails, desk } = await openEnds({ templates: { closing: { en: { subject: 'Done', body } } } });
    const { ticket } = await ada.tickets.create(printer);
    const before = await stored(store, ticket);
    await expect(ada.tickets.transition(ticket, 'solve')).rejects.toThrow();
    expect(await stored(store, ticket)).toEqual(before);
    expect(await ada.tickets.get(ticket)).toMatchObject({ step: 'new', closedAt: null });
    await desk.deliver();
    expect(mails).toEqual([]);
  });

  test('without a requester e-mail there is a draft without recipient, a warning, and no way to send it so [CLO-03 refused]', async () => {
    const { ada, store } = await openEnds();
    const { ticket } = await ada.tickets.create({
      subject: 'Printer',
      description: 'Smoke',
      requester: { name: 'Bob' },
    });
    const { drafts, warnings } = await ada.tickets.transition(ticket, 'solve');
    expect(drafts).toMatchObject([{ kind: 'closing', to: [] }]);
    expect(warnings).toMatchObject([{ code: 'no_recipient' }]);
    const draft = drafts[0]?.id ?? '';
    const before = await stored(store, ticket);
    await expect(ada.outbox.send(draft)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['to'], code: 'required' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
    await ada.outbox.update(draft, { to: [{ address: 'bob@acme.example' }] });
    await expect(ada.outbox.send(draft)).resolves.toMatchObject({ mail: { state: 'queued' } });
  });

  test('a draft that is given up sends nothing, the ticket stays closed, and one that is forgotten never leaves by itself [CLO-05]', async () => {
    const { ada, ticket, desk, mails, store, clock } = await doing();
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Cable replaced' });
    clock.advance({ days: 400 });
    await desk.deliver();
    expect((await ada.outbox.list()).items).toMatchObject([{ id: drafts[0]?.id, state: 'draft' }]);
    const { mail } = await ada.outbox.discard(drafts[0]?.id ?? '');
    expect(mail).toMatchObject({ state: 'discarded', deliveries: [] });
    await desk.deliver();
    expect(mails).toEqual([]);
    expect(await ada.tickets.get(ticket)).toMatchObject({ step: 'closed', indicators: { openDrafts: 0 } });
    expect((await ada.outbox.list()).items).toEqual([]);
    expect((await eventNames(store, ticket)).slice(-2)).toEqual(['mail.drafted', 'mail.discarded']);
  });

  test('a draft is given up once, and not after it was sent [CLO-05 refused]', async () => {
    const { ada, ticket, store, agent, desk } = await doing();
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Cable replaced' });
    const first = drafts[0]?.id ?? '';
    await ada.outbox.discard(first);
    const discarded = await stored(store, ticket);
    await expect(ada.outbox.discard(first)).rejects.toMatchObject({ code: 'conflict', data: { state: 'discarded' } });
    expect(await stored(store, ticket)).toEqual(discarded);
    await agent('Lena', 'lead').tickets.transition(ticket, 'reopen');
    const again = await ada.tickets.close(ticket, { comment: 'Now it prints' });
    const second = again.drafts[0]?.id ?? '';
    await ada.outbox.send(second);
    await desk.deliver();
    const sent = await stored(store, ticket);
    await expect(ada.outbox.discard(second)).rejects.toMatchObject({ code: 'conflict', data: { state: 'closed' } });
    expect(await stored(store, ticket)).toEqual(sent);
  });
});
