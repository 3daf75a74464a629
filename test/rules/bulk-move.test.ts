import { describe, expect, test } from 'vitest';
import { openBulkDesk, said, watched } from './bulk-desk.ts';
import { everyStore } from './every-store.ts';
import { printer } from './helpdesk.ts';
import { eventsOf, refusalOf } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const office = async (options: { readonly undoSeconds?: number } = {}) => {
    const kit = await openBulkDesk(await open(), options);
    const { ada } = kit;
    const started = async (email?: string) =>
      (await ada.tickets.transition((await kit.make(email)).id, 'start')).ticket;
    const status = async () => (await ada.tickets.create({ area: 'caretaker', ...printer })).ticket;
    return { ...kit, started, status };
  };

  test('one call moves several tickets at once, without a question, without a mail, and logged as such [BLK-02] [BLK-08] [BLK-09]', async () => {
    const { ada, make, mails, desk, store } = await office();
    const tickets = [await make(), await make()];
    const done = await ada.bulk.setStep(tickets, 'doing');
    expect(done.verdicts.map(said)).toEqual(['changed', 'changed']);
    for (const ticket of tickets) {
      expect(await ada.tickets.get(ticket)).toMatchObject({ step: 'doing', responsible: 'ada' });
      expect((await ada.tickets.stepLog(ticket)).at(-1)).toMatchObject({ via: 'bulk', transition: { id: 'start' } });
      expect((await eventsOf(store, ticket)).at(-1)).toMatchObject({ type: 'ticket.moved', actor: { user: 'ada' } });
    }
    await desk.deliver();
    expect(mails).toEqual([]);
  });

  test('statuses are set in areas of statuses and steps in areas of workflows; the other way is refused ticket by ticket [BLK-08] [BLK-08 refused]', async () => {
    const { ada, make, status } = await office();
    const [ticket, simple] = [await make(), await status()];
    const statuses = await ada.bulk.setStatus([ticket, simple], 'busy');
    expect(statuses.verdicts).toMatchObject([
      { outcome: 'refused', refusal: { code: 'invalid_input', issues: [{ path: ['status'], code: 'no_statuses' }] } },
      { outcome: 'changed' },
    ]);
    const steps = await ada.bulk.setStep([ticket, simple], 'doing');
    expect(steps.verdicts).toMatchObject([
      { outcome: 'changed' },
      { outcome: 'refused', refusal: { code: 'invalid_input', issues: [{ path: ['step'], code: 'no_workflows' }] } },
    ]);
    expect((await ada.tickets.get(simple)).step).toBe('busy');
    expect((await refusalOf(ada.bulk.setStep([ticket], 'nowhere' as never))).issues).toMatchObject([
      { path: ['step'], code: 'not_an_option' },
    ]);
  });

  test('only a permitted transition that leads there moves a ticket; who stands there already is unchanged [BLK-09] [BLK-09 refused]', async () => {
    const { ada, agent, make, started } = await office();
    const [fresh, there, doing] = [await make(), await started(), await started()];
    await ada.tickets.transition(there.id, 'wait', {});
    const moved = await ada.bulk.setStep([fresh, there, doing], 'waiting');
    expect(moved.verdicts.map(said)).toEqual(['transition_unavailable', 'unchanged', 'changed']);
    expect((await ada.tickets.get(fresh)).step).toBe('new');
    expect((await ada.tickets.get(there)).version).toBe(3);
    const reader = await agent('Rita', 'reader').bulk.setStep([doing], 'doing');
    expect(reader.verdicts.map(said)).toEqual(['transition_unavailable']);
  });

  test('what needs a comment takes that of the call, and fails alone without one; where none is taken it is left out with a warning [BLK-09]', async () => {
    const { ada, make, started, status, store } = await office();
    const confirm = { inform: false };
    const [doing, waiting] = [await started(), await started()];
    await ada.tickets.transition(waiting.id, 'wait', {});
    const without = await ada.bulk.setStep([doing, waiting], 'closed', { confirm, comment: '  ' });
    expect(without.verdicts).toMatchObject([
      { outcome: 'refused', refusal: { code: 'invalid_input', issues: [{ path: ['comment'], code: 'required' }] } },
      { outcome: 'refused', refusal: { code: 'invalid_input', issues: [{ path: ['comment'], code: 'required' }] } },
    ]);
    const withComment = await ada.bulk.setStep([doing, await make()], 'closed', { confirm, comment: 'All done' });
    expect(withComment.verdicts.map(said)).toEqual(['changed', 'transition_unavailable']);
    expect((await eventsOf(store, doing)).map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ comment: 'All done', via: 'bulk' }),
    );
    const resumed = await ada.bulk.setStep([waiting], 'doing', { comment: 'Goes on' });
    expect(resumed.verdicts).toMatchObject([{ outcome: 'changed', warnings: [{ code: 'comment_not_taken' }] }]);
    expect(await status()).toBeDefined();
  });

  test('closing is asked about first, with what it would do, and nothing is changed until then [BLK-10]', async () => {
    const { ada, make, started, store, status } = await office();
    const [doing, other, fresh] = [await started(), await started(), await make()];
    const { ticket: mute } = await ada.tickets.create({ area: 'quiet', subject: 'No address', description: 'x' });
    await ada.tickets.transition(mute.id, 'start');
    const spied = watched(store);
    const asked = await refusalOf(
      ada.bulk.setStep([doing, other, fresh, mute, 'unknown'], 'closed', { comment: 'Done' }),
    );
    expect(asked).toMatchObject({
      code: 'confirmation_required',
      issues: [{ path: ['confirm'], code: 'required' }],
      data: { impact: { closing: 3, withoutAddress: 1, unchanged: 0, refused: 2 } },
    });
    expect(spied.commits()).toBe(0);
    expect(await ada.preview.bulk.setStep([doing], 'closed', { comment: 'Done' })).toMatchObject({
      allowed: false,
      needs: ['confirm'],
      refusal: { data: { impact: { closing: 1 } } },
    });
    const simple = await status();
    expect((await refusalOf(ada.bulk.setStatus([simple], 'done'))).code).toBe('confirmation_required');
    expect((await ada.tickets.get(simple)).step).toBe('new');
    const alone = await ada.bulk.setStep([fresh], 'closed', { comment: 'Done' });
    expect(alone.verdicts.map(said)).toEqual(['transition_unavailable']);
  });

  test('a confirmation says whether to inform, or it is none [BLK-10 refused]', async () => {
    const { ada, started } = await office();
    const ticket = await started();
    for (const confirm of [{}, true, { inform: 'yes' }, { inform: true, more: 1 }]) {
      const refused = await refusalOf(ada.bulk.setStep([ticket], 'closed', { comment: 'Done', confirm } as never));
      expect(refused.code).toBe('invalid_input');
      expect(refused.issues[0]?.path[0]).toBe('confirm');
    }
    expect((await ada.tickets.get(ticket)).step).toBe('doing');
  });

  test('closed with informing, each ticket that was closed by it queues one closing mail with its history, and no draft [BLK-11]', async () => {
    const { ada, started, make, mails, desk, clock } = await office({ undoSeconds: 30 });
    const tickets = [await started(), await started()];
    await ada.actions.add(tickets[0]?.id ?? '', { visibility: 'external', description: 'New toner' });
    await ada.actions.add(tickets[0]?.id ?? '', { visibility: 'internal', description: 'Secret' });
    const fresh = await make();
    const done = await ada.bulk.setStep([...tickets, fresh], 'closed', {
      comment: 'Inside',
      confirm: { inform: true },
    });
    expect(done).toMatchObject({ changed: 2, refused: 1, mails: 2 });
    const { items } = await ada.outbox.list();
    expect(items.map(({ state, kind, ticket }) => [state, kind, ticket])).toEqual(
      expect.arrayContaining(tickets.map(({ id }) => ['queued', 'closing', id])),
    );
    expect(items).toHaveLength(2);
    clock.advance({ minutes: 1 });
    await desk.deliver();
    expect(mails).toHaveLength(2);
    const [first] = mails.filter(({ subject }) => subject.includes(tickets[0]?.number ?? '?'));
    expect(first?.text).toContain('New toner');
    expect(first?.text).not.toMatch(/Secret|Inside/);
  });

  test('closed silently, no mail is written and no draft opened [BLK-11] [CLO-03]', async () => {
    const { ada, started, mails, desk } = await office();
    const ticket = await started();
    await ada.bulk.setStep([ticket], 'closed', { comment: 'Done', confirm: { inform: false } });
    expect((await ada.tickets.get(ticket)).status.category).toBe('closed');
    expect((await ada.outbox.list()).items).toEqual([]);
    await desk.deliver();
    expect(mails).toEqual([]);
  });

  test('a ticket without an address is closed, and its verdict says that nobody was told [BLK-11 refused]', async () => {
    const { ada } = await office();
    const { ticket } = await ada.tickets.create({ area: 'quiet', subject: 'No address', description: 'x' });
    await ada.tickets.transition(ticket.id, 'start');
    const done = await ada.bulk.setStep([ticket], 'closed', { comment: 'Done', confirm: { inform: true } });
    expect(done).toMatchObject({ mails: 0, verdicts: [{ outcome: 'changed', warnings: [{ code: 'mail_skipped' }] }] });
  });

  test('closing in bulk asks for the fields that closing needs, ticket by ticket [FLD-03 refused]', async () => {
    const { ada } = await office();
    const make = async (fields: { readonly account?: string }) => {
      const { ticket } = await ada.tickets.create({ area: 'ledger', ...printer, fields });
      return (await ada.tickets.transition(ticket.id, 'start')).ticket;
    };
    const done = await ada.bulk.setStep([await make({}), await make({ account: '4711' })], 'closed', {
      comment: 'Done',
      confirm: { inform: false },
    });
    expect(done.verdicts).toMatchObject([
      {
        outcome: 'refused',
        refusal: { code: 'invalid_input', issues: [{ path: ['fields', 'account'], code: 'required' }] },
      },
      { outcome: 'changed' },
    ]);
  });

  test('closing in bulk books and stops running timers', async () => {
    const { ada, started, clock } = await office();
    const ticket = await started();
    await ada.timers.start(ticket, { visibility: 'external' });
    clock.advance({ minutes: 60 });
    await ada.bulk.setStep([ticket], 'closed', { comment: 'Done', confirm: { inform: false } });
    expect((await ada.timers.current()).running).toBeNull();
    expect((await ada.tickets.get(ticket)).timeSpent.external).toBe(100);
  });

  test('the places that a selection can go to are the union of what each ticket is offered, with counts [BLK-07] [BLK-07 refused]', async () => {
    const { ada, make, started, status } = await office();
    const [fresh, doing, simple] = [await make(), await started(), await status()];
    const { targets, notFound } = await ada.bulk.targets([fresh, doing, simple, 'unknown']);
    expect(notFound).toEqual(['unknown']);
    const short = targets.map(({ kind, id, eligible, ineligible, needComment, closes }) => ({
      at: `${kind} ${id}`,
      eligible,
      ineligible,
      needComment,
      closes,
    }));
    expect(short).toEqual([
      { at: 'step doing', eligible: 1, ineligible: 2, needComment: 0, closes: false },
      { at: 'step waiting', eligible: 1, ineligible: 2, needComment: 0, closes: false },
      { at: 'step closed', eligible: 1, ineligible: 2, needComment: 1, closes: true },
      { at: 'status busy', eligible: 1, ineligible: 2, needComment: 0, closes: false },
      { at: 'status done', eligible: 1, ineligible: 2, needComment: 0, closes: true },
    ]);
    for (const { kind, id, eligible, closes } of targets) {
      const input = { comment: 'x', ...(closes ? { confirm: { inform: false } } : {}) };
      const tickets = [fresh, doing, simple];
      const preview =
        kind === 'step'
          ? await ada.preview.bulk.setStep(tickets, id as 'doing', input)
          : await ada.preview.bulk.setStatus(tickets, id as 'busy', input);
      expect(preview).toMatchObject({ allowed: true, changed: eligible });
    }
  });

  test('the selection is the list of tickets at the moment of the call: one that comes later is not in it [BLK-12]', async () => {
    const { ada, make } = await office();
    const tickets = [await make()];
    const later = make();
    const done = await ada.bulk.setStep(tickets, 'doing');
    expect(done.verdicts.map(({ ticket }) => ticket)).toEqual(tickets.map(({ id }) => id));
    expect((await ada.tickets.get(await later)).step).toBe('new');
  });
});
