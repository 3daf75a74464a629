import { describe, expect, test } from 'vitest';
import { openActivities } from './activity-scene.ts';
import { everyStore } from './every-store.ts';
import { mail } from './helpdesk.ts';

const note = { visibility: 'internal', description: 'Looked at it' } as const;
const file = { name: 'Plan.pdf', content: Uint8Array.of(1) };

describe.each(everyStore)('on $name', ({ openWithActivities }) => {
  /** A ticket with something of everything, and a colleague who works on it too. */
  const opened = async () => {
    const scene = await openActivities(await openWithActivities());
    const max = scene.agent('Max', 'agent');
    const { ada, first, clock } = scene;
    const { ticket } = await ada.tickets.create({
      area: 'helpdesk',
      workflow: 'incident',
      from: { mail: scene.mailbox.put(mail()) },
    });
    const { id } = ticket;
    for (const agent of [ada, max]) await agent.actions.add(id, note);
    clock.advance({ minutes: 1 });
    await ada.actions.add(id, { visibility: 'external', description: 'It is the cable', thenInterimDraft: true });
    await max.tickets.draftInterim(id);
    for (const name of ['One.pdf', 'Two.pdf']) await ada.documents.add(id, { ...file, name });
    for (const type of ['note', 'call'] as const) {
      clock.advance({ minutes: 1 });
      await ada.activities.create(id, { type, subject: `A ${type}` });
    }
    await ada.timers.start(id);
    await ada.timers.start(first);
    await max.timers.start(id);
    await ada.tickets.transition(id, 'start');
    await ada.tickets.update(id, { responsible: 'max' });
    await max.tickets.update(id, { responsible: 'ada' });
    await ada.tickets.update(first, { responsible: 'max' });
    await ada.tickets.update(id, { responsible: 'max' });
    scene.calls.length = 0;
    return { ...scene, max, id };
  };

  test('one call gives all that a screen of a ticket shows, as the queries for each part give it', async () => {
    const { ada, id } = await opened();
    const all = await ada.tickets.open(id);
    expect(all.ticket).toEqual(await ada.tickets.get(id));
    expect(all.transitions).toEqual(await ada.tickets.availableTransitions(id));
    expect(all.stepLog).toEqual(await ada.tickets.stepLog(id));
    expect(all.responsibles).toEqual(await ada.tickets.responsibles(id));
    expect(all.feed).toEqual(await ada.tickets.feed(id));
    expect(all.mails).toEqual(await ada.tickets.mails(id));
    expect(all.documents).toEqual(await ada.documents.list(id));
    const types = ['appointment', 'task', 'call', 'note'] as const;
    expect(all.activities).toEqual(await ada.activities.list(id, { types }));
    const counts = [all.stepLog, all.responsibles, all.feed, all.mails, all.documents, all.activities];
    expect(counts.map(({ length }) => length)).toEqual([2, 4, 4, 4, 2, 2]);
  });

  test('timers, questions and drafts are the actor’s own, and those of this ticket alone', async () => {
    const { ada, max, id, first } = await opened();
    const all = await ada.tickets.open(id);
    const { running, paused } = await ada.timers.current();
    expect(running?.ticket).toBe(first);
    expect(all.timers).toEqual(paused);
    expect(all.timers.map(({ ticket }) => ticket)).toEqual([id]);
    const asked = (await ada.questions.list()).items;
    expect(asked.map(({ ticket }) => ticket).toSorted()).toEqual([first, id].toSorted());
    expect(all.questions).toEqual(asked.filter(({ ticket }) => ticket === id));
    const drafts = (await ada.outbox.list()).items;
    expect(drafts.map(({ kind }) => kind)).toEqual(['interim', 'received']);
    expect(all.drafts).toEqual(drafts);
    const his = await max.tickets.open(id);
    expect(his.timers).toMatchObject([{ ticket: id, state: 'running' }]);
    expect(his.questions).toEqual([]);
    expect(his.drafts).toEqual((await max.outbox.list()).items);
    expect(his.drafts).toHaveLength(1);
  });

  test('a timer that was stopped, a question that has expired and a draft that was sent are not there any more', async () => {
    const { ada, id, clock } = await opened();
    for (const { id: timer } of (await ada.tickets.open(id)).timers) await ada.timers.stop(timer);
    for (const { id: draft } of (await ada.tickets.open(id)).drafts) await ada.outbox.send(draft);
    expect(await ada.tickets.open(id)).toMatchObject({ timers: [], drafts: [], questions: [{ state: 'open' }] });
    clock.advance({ days: 7 });
    expect((await ada.tickets.open(id)).questions).toEqual([]);
  });

  test('the host is asked once about all its activities at the ticket, and what it hides is not shown', async () => {
    const { ada, id, second, calls, hidden, held } = await opened();
    const { activities } = await ada.tickets.open(id);
    expect(calls).toEqual(['lookUp']);
    expect(activities).toMatchObject([
      { type: 'call', subject: 'A call', by: 'ada', can: { unlink: true } },
      { type: 'note', subject: 'A note', by: 'ada', can: { unlink: true } },
    ]);
    hidden.add(activities[0]?.id ?? '');
    held.add(activities[1]?.id ?? '');
    expect((await ada.tickets.open(id)).activities).toEqual([{ ...activities[1], can: { unlink: false } }]);
    calls.length = 0;
    expect((await ada.tickets.open(second)).activities).toEqual([]);
    expect(calls).toEqual([]);
  });

  test('the answer is frozen, and JSON as it is', async () => {
    const { ada, id, second } = await opened();
    for (const ticket of [id, second]) {
      const all = await ada.tickets.open(ticket);
      expect(JSON.parse(JSON.stringify(all))).toStrictEqual(all);
      const frozen = (value: unknown): boolean =>
        typeof value !== 'object' ||
        value === null ||
        (Object.isFrozen(value) && Object.values(value).every((one) => frozen(one)));
      expect(frozen(all)).toBe(true);
    }
  });
});
