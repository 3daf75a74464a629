import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventsOf, refusalOf, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const scene = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    const made = async () => (await ada.tickets.create({ area: 'caretaker', ...printer })).ticket;
    return { ...kit, ada, made };
  };

  test('setting a status does what the transition of that name does, comment, hand-over and closing mail included', async () => {
    const { ada, made, store, agent } = await scene();
    agent('Grace', 'agent');
    const [one, other] = [await made(), await made()];
    const input = { comment: 'Mine now', responsible: 'grace' };
    const expected = await ada.tickets.transition(one, 'busy', input);
    const preview = await ada.preview.tickets.setStatus(other, 'busy', input);
    const done = await ada.tickets.setStatus(other, 'busy', input);
    expect(done.ticket).toMatchObject({ mode: 'status', step: 'busy', responsible: 'grace', version: 4 });
    expect(preview).toMatchObject({ allowed: true, ticket: done.ticket, mails: [{ to: [{ name: 'Grace' }] }] });
    const { id: _id, number: _number, ...same } = expected.ticket;
    expect(done.ticket).toMatchObject(same);
    const closing = await ada.tickets.setStatus(other, 'done');
    expect(closing.ticket.status).toEqual({ label: 'Geschlossen', category: 'closed' });
    expect(closing.drafts).toMatchObject([{ kind: 'closing', to: [{ address: 'bob@acme.example' }] }]);
    const moves = async (ticket: string) =>
      (await eventsOf(store, ticket)).filter(({ type }) => type === 'ticket.moved').map(({ data }) => data);
    expect((await moves(other.id))[0]).toEqual((await moves(one.id))[0]);
  });

  test('it takes the key of a repetition and an expected version like every command', async () => {
    const { ada, made } = await scene();
    const ticket = await made();
    const first = await ada.tickets.setStatus(ticket, 'busy', {}, { idempotencyKey: 'k', expectedVersion: 1 });
    const again = await ada.tickets.setStatus(ticket, 'busy', {}, { idempotencyKey: 'k', expectedVersion: 1 });
    expect(again).toMatchObject({ replayed: true, ticket: { version: first.ticket.version } });
    await expect(ada.tickets.setStatus(ticket, 'done', {}, { expectedVersion: 1 })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('a ticket that runs through a workflow has no status to set: the refusal says what to call instead', async () => {
    const { ada, store } = await scene();
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    const before = await stored(store, ticket);
    // `start` is a transition and `doing` a step there; neither is a status.
    for (const status of ['start', 'doing', 'busy'] as const) {
      const refused = await refusalOf(ada.tickets.setStatus(ticket.id, status as 'busy'));
      expect(refused).toMatchObject({ code: 'invalid_input', issues: [{ path: ['status'], code: 'no_statuses' }] });
      expect(refused.message).toContain('tickets.transition');
      expect(await ada.preview.tickets.setStatus(ticket.id, status as 'busy')).toMatchObject({
        allowed: false,
        refusal: { code: 'invalid_input' },
      });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('what no transition allows cannot be set: the status it has, an unknown one, out of a closed one without ticket.reopen', async () => {
    const { ada, agent, made, store } = await scene();
    const ticket = await made();
    await ada.tickets.setStatus(ticket, 'done');
    const before = await stored(store, ticket);
    for (const status of ['done', 'busy', 'teleported', '__proto__'] as const) {
      await expect(ada.tickets.setStatus(ticket, status as 'busy'), status).rejects.toMatchObject({
        code: 'transition_unavailable',
      });
    }
    await expect(ada.tickets.setStatus(ticket, 7 as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['status'], code: 'wrong_type' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
    const { ticket: reopened } = await agent('Lena', 'lead').tickets.setStatus(ticket, 'busy');
    expect(reopened).toMatchObject({ step: 'busy', reopenedBy: { user: 'lena' } });
  });
});
