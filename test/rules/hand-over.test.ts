import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import type { HandOverMode } from '../../src/area/hand-over-mode.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, printer } from './helpdesk.ts';
import { eventNames, refusalOf, stored } from './stored.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;

describe.each(everyStore)('on $name', ({ open }) => {
  const office = async (handOver?: HandOverMode) => {
    const store = await open();
    const kit = await createTestDesk({
      areas: [
        defineArea({
          id: 'office',
          name: 'Office',
          workflows: [incident],
          ...(handOver === undefined ? {} : { handOver }),
        }),
      ],
      roles: {
        agent: { office: ['ticket.create', 'ticket.read', 'ticket.edit', 'work'] },
        dispatcher: { office: ['ticket.read', 'ticket.assign'] },
        reader: { office: ['ticket.read'] },
      },
      store,
    });
    const people = ['Ada', 'Grace', 'Linus', 'Ken'].map((name) => kit.agent(name, 'agent'));
    const [ada, grace, linus, ken] = people as [
      (typeof people)[0],
      (typeof people)[0],
      (typeof people)[0],
      (typeof people)[0],
    ];
    const { ticket } = await ada.tickets.create({ area: 'office', ...printer });
    const told = async () => {
      await kit.desk.deliver();
      return kit.mails.map(({ envelope }) => envelope.to).sort();
    };
    return { ...kit, ada, grace, linus, ken, dora: kit.agent('Dora', 'dispatcher'), ticket: ticket.id, told };
  };

  test('an editor hands a ticket over as often as he likes, also to somebody who could not read it before [HOF-01]', async () => {
    const { ada, linus, people, desk, ticket } = await office();
    for (const user of ['linus', 'grace', 'linus']) {
      const { ticket: now } = await ada.tickets.update(ticket, { responsible: user });
      expect(now.responsible).toBe(user);
    }
    people.addUser({ id: 'otto', name: 'Otto', email: 'otto@desk.example' });
    const otto = desk.as({ user: 'otto' });
    await expect(otto.tickets.get(ticket)).rejects.toMatchObject({ code: 'not_found' });
    await linus.tickets.update(ticket, { responsible: 'grace' });
    expect((await linus.tickets.get(ticket)).responsible).toBe('grace');
  });

  test('being responsible lets one read and edit the ticket [HOF-01]', async () => {
    const { ada, agent, ticket } = await office();
    const rita = agent('Rita', 'reader');
    await expect(rita.tickets.update(ticket, { subject: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
    await ada.tickets.update(ticket, { responsible: 'rita' });
    expect((await rita.tickets.update(ticket, { subject: 'Mine' })).ticket.subject).toBe('Mine');
    expect((await rita.tickets.update(ticket, { responsible: 'ada' })).ticket.responsible).toBe('ada');
  });

  test.each([
    ['an unknown user', 'nobody', 'user_not_assignable'],
    ['an inactive user', 'gone', 'user_not_assignable'],
    ['nobody', null, 'wrong_type'],
  ])('a hand-over to %s is refused and nothing else of the edit is kept [HOF-01 refused]', async (_who, user, code) => {
    const { ada, people, store, ticket } = await office();
    people.addUser({ id: 'gone', name: 'Gone', active: false });
    const before = await stored(store, ticket);
    const changes = { responsible: user as string, subject: 'Kept?' };
    const refused = await refusalOf(ada.tickets.update(ticket, changes));
    expect(refused).toMatchObject({ code: 'invalid_input', issues: [{ path: ['responsible'], code }] });
    expect(await ada.preview.tickets.update(ticket, changes)).toMatchObject({ allowed: false, refusal: refused });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('several responsibles, or a group, are refused [HOF-03 refused]', async () => {
    const { ada, ticket } = await office();
    for (const responsible of [['grace', 'linus'], { group: 'technicians' }]) {
      await expect(ada.tickets.update(ticket, { responsible: responsible as never })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['responsible'], code: 'wrong_type' }],
      });
    }
  });

  test('a ticket has exactly one responsible, from the first moment on [HOF-03]', async () => {
    const { ada, linus, ticket } = await office();
    expect((await ada.tickets.get(ticket)).responsible).toBe('ada');
    await ada.tickets.update(ticket, { responsible: 'linus' });
    const { items } = await linus.tickets.list({ where: { field: 'responsible', is: 'linus' } });
    expect(items.map(({ responsible }) => responsible)).toEqual(['linus']);
    expect((await linus.tickets.list({ where: { field: 'responsible', is: 'ada' } })).items).toEqual([]);
  });

  test('the chain of responsibles can be read: who, from when, until when, by whom [HOF-02]', async () => {
    const { ada, linus, clock, ticket } = await office();
    const { createdAt } = await ada.tickets.get(ticket);
    clock.set('2026-05-01T08:00:00Z');
    await ada.tickets.update(ticket, { responsible: 'linus' });
    clock.set('2026-05-02T08:00:00Z');
    await linus.tickets.transition(ticket, 'start');
    await linus.tickets.transition(ticket, 'pass', { responsible: 'grace' });
    await linus.tickets.update(ticket, { responsible: 'grace', subject: 'The same one' });
    expect(await ada.tickets.responsibles(ticket)).toEqual([
      { user: 'ada', from: createdAt, until: '2026-05-01T08:00:00.000Z', by: { user: 'ada' } },
      { user: 'linus', from: '2026-05-01T08:00:00.000Z', until: '2026-05-02T08:00:00.000Z', by: { user: 'ada' } },
      { user: 'grace', from: '2026-05-02T08:00:00.000Z', until: null, by: { user: 'linus' } },
    ]);
  });

  test('a saved hand-over asks whom to inform, keeps the change and sends nothing yet [HOF-04]', async () => {
    const { linus, grace, store, clock, ticket, told } = await office();
    clock.set('2026-05-01T08:00:00Z');
    const preview = await linus.preview.tickets.update(ticket, { responsible: 'grace' });
    const { ticket: now, questions, drafts } = await linus.tickets.update(ticket, { responsible: 'grace' });
    expect(now.responsible).toBe('grace');
    expect(drafts).toEqual([]);
    expect(questions).toEqual([
      {
        id: expect.any(String),
        kind: 'hand_over',
        ticket,
        number: now.number,
        candidates: [
          { user: 'grace', relation: 'new', preselected: true },
          { user: 'ada', relation: 'previous', preselected: false },
        ],
        state: 'open',
        askedAt: '2026-05-01T08:00:00.000Z',
        expiresAt: '2026-05-08T08:00:00.000Z',
        version: 1,
      },
    ]);
    const { id: _id, ...asked } = questions[0] ?? { id: '' };
    expect(preview).toMatchObject({ allowed: true, questions: [asked], mails: [] });
    expect((await linus.questions.list()).items).toEqual(questions);
    expect((await grace.questions.list()).items).toEqual([]);
    expect(await told()).toEqual([]);
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.responsible_changed']);
  });

  test('nobody is asked when nobody is concerned, when nothing changed, or when the desk itself acts [HOF-04]', async () => {
    const { ada, people, desk, ticket, told } = await office();
    expect((await ada.tickets.update(ticket, { responsible: 'ada' })).questions).toEqual([]);
    expect((await ada.tickets.update(ticket, { subject: 'Other' })).questions).toEqual([]);
    await ada.tickets.update(ticket, { responsible: 'grace' });
    people.addUser({ id: 'grace', name: 'Grace', active: false });
    expect((await ada.tickets.update(ticket, { responsible: 'ada' })).questions).toEqual([]);
    await expect(desk.asSystem('night').tickets.update(ticket, { responsible: 'linus' })).rejects.toBeDefined();
    expect(await told()).toEqual([]);
  });

  test('the marked persons get exactly one mail each with a link, the others none [HOF-07]', async () => {
    const { linus, ticket, mails, told } = await office();
    const { questions } = await linus.tickets.update(ticket, { responsible: 'grace' });
    const id = questions[0]?.id ?? '';
    const preview = await linus.preview.questions.answer(id, { inform: ['grace', 'grace'] });
    expect(preview).toMatchObject({
      allowed: true,
      mails: [{ mode: 'queued', to: [{ address: 'grace@desk.example' }] }],
    });
    const { question } = await linus.questions.answer(id, { inform: ['grace', 'grace'] });
    expect(question).toMatchObject({ id, state: 'answered', version: 2 });
    expect(await told()).toEqual(['grace@desk.example']);
    expect(mails[0]?.text).toContain('Linus has handed ticket');
    expect(mails[0]?.text).toContain('from Ada to Grace');
    expect(mails[0]?.text).toContain(`https://crm.example/agent/tickets/${ticket}`);
    expect((await linus.questions.list()).items).toEqual([]);
  });

  test('both may be informed, or one: the user chooses [HOF-06]', async () => {
    const { linus, ticket, told } = await office();
    const first = await linus.tickets.update(ticket, { responsible: 'grace' });
    await linus.questions.answer(first.questions[0]?.id ?? '', { inform: ['grace', 'ada'] });
    expect(await told()).toEqual(['ada@desk.example', 'grace@desk.example']);
  });

  test('who knows the answer gives it with the edit, and is not asked [HOF-06]', async () => {
    const { linus, ticket, told } = await office();
    const { questions } = await linus.tickets.update(ticket, { responsible: 'grace' }, { inform: ['ada'] });
    expect(questions).toEqual([]);
    expect(await told()).toEqual(['ada@desk.example']);
    expect((await linus.tickets.update(ticket, { responsible: 'ken' }, { inform: [] })).questions).toEqual([]);
    expect(await told()).toHaveLength(1);
  });

  test('who declines, or never answers, sends nothing, and the change stays [HOF-08]', async () => {
    const { linus, clock, ticket, told } = await office();
    const first = await linus.tickets.update(ticket, { responsible: 'grace' });
    await linus.questions.answer(first.questions[0]?.id ?? '', { inform: [] });
    await linus.tickets.update(ticket, { responsible: 'ken' });
    clock.advance({ days: 8 });
    expect(await told()).toEqual([]);
    expect((await linus.tickets.get(ticket)).responsible).toBe('ken');
    expect((await linus.questions.list()).items).toEqual([]);
  });

  test('an answer for somebody else, a second, a late and an overtaken one are refused, and a foreign question does not exist [HOF-04 refused]', async () => {
    const { ada, linus, grace, clock, ticket, told } = await office();
    const ask = async (user: string) =>
      (await linus.tickets.update(ticket, { responsible: user })).questions[0]?.id ?? '';
    const first = await ask('grace');
    await expect(linus.questions.answer(first, { inform: ['grace', 'ken'] })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['inform', 1], code: 'not_a_candidate', params: { options: ['grace', 'ada'] } }],
    });
    await expect(linus.tickets.update(ticket, { responsible: 'ken' }, { inform: ['ada'] })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['inform', 0], code: 'not_a_candidate' }],
    });
    await linus.questions.answer(first, { inform: [] });
    const done = (state: string) => ({ code: 'already_done', data: { state } });
    await expect(linus.questions.answer(first, { inform: ['grace'] })).rejects.toMatchObject(done('answered'));
    const second = await ask('ken');
    const third = await ask('grace');
    await expect(linus.questions.answer(second, { inform: ['ken'] })).rejects.toMatchObject(done('superseded'));
    const foreign = await refusalOf(grace.questions.answer(third, { inform: [] }));
    expect(foreign).toMatchObject({ code: 'not_found', data: { what: 'question' } });
    expect(await refusalOf(ada.questions.answer('unknown', { inform: [] }))).toEqual(foreign);
    clock.advance({ days: 7 });
    await expect(linus.questions.answer(third, { inform: ['grace'] })).rejects.toMatchObject(done('expired'));
    expect(await told()).toEqual([]);
  });

  test('a transition that changes the user overtakes the question and mails by itself', async () => {
    const { ada, ticket, told } = await office();
    await ada.tickets.transition(ticket, 'start');
    const { questions } = await ada.tickets.update(ticket, { responsible: 'linus' });
    await ada.tickets.transition(ticket, 'pass', { responsible: 'ken' });
    await expect(ada.questions.answer(questions[0]?.id ?? '', { inform: ['linus'] })).rejects.toMatchObject({
      code: 'already_done',
    });
    expect(await told()).toEqual(['ken@desk.example', 'linus@desk.example']);
  });

  test('closing a ticket, or setting its status, with another responsible overtakes the question as well', async () => {
    const { ada, ticket } = await office();
    await ada.tickets.transition(ticket, 'start');
    const { questions } = await ada.tickets.update(ticket, { responsible: 'linus' });
    await ada.tickets.close(ticket, { comment: 'Done', responsible: 'ken' });
    await expect(ada.questions.answer(questions[0]?.id ?? '', { inform: [] })).rejects.toMatchObject({
      code: 'already_done',
      data: { state: 'superseded' },
    });
    const kit = await createTestDesk({
      areas: [defineArea({ id: 'list', name: 'List', statuses })],
      roles: { agent: { '*': ['*'] } },
      store: await open(),
    });
    const lea = kit.agent('Lea', 'agent');
    kit.agent('Max', 'agent');
    const made = await lea.tickets.create(printer);
    const asked = await lea.tickets.update(made.ticket, { responsible: 'max' });
    await lea.tickets.setStatus(made.ticket, 'done', { responsible: 'lea' });
    await expect(lea.questions.answer(asked.questions[0]?.id ?? '', { inform: [] })).rejects.toMatchObject({
      code: 'already_done',
    });
  });

  test('where it is automatic, the new and the previous one are informed without a question, but not who did it [HOF-05]', async () => {
    const { ada, linus, ticket, told } = await office('automatic');
    expect((await linus.tickets.update(ticket, { responsible: 'grace' })).questions).toEqual([]);
    expect(await told()).toEqual(['ada@desk.example', 'grace@desk.example']);
    await ada.tickets.update(ticket, { responsible: 'ada' });
    expect(await told()).toEqual(['ada@desk.example', 'grace@desk.example', 'grace@desk.example']);
  });

  test('where nobody is to hear, nobody hears; and an answer nobody asked for is refused [HOF-05]', async () => {
    for (const mode of ['never', 'automatic'] as const) {
      const { linus, ticket, told } = await office(mode);
      await expect(linus.tickets.update(ticket, { responsible: 'grace' }, { inform: ['grace'] })).rejects.toMatchObject(
        { code: 'invalid_input', issues: [{ path: ['inform'], code: 'not_allowed' }] },
      );
      if (mode === 'automatic') continue;
      expect((await linus.tickets.update(ticket, { responsible: 'grace' }, { inform: [] })).questions).toEqual([]);
      expect(await told()).toEqual([]);
    }
  });

  test('an unknown mode is refused with the configuration [HOF-05 refused]', async () => {
    await expect(office('sometimes' as never)).rejects.toMatchObject({
      code: 'config_invalid',
      issues: [{ path: ['areas', 0, 'handOver'], code: 'not_an_option' }],
    });
  });

  test('who may edit may hand over, and so may a dispatcher who edits nothing [HOF-09]', async () => {
    const { dora, linus, ticket } = await office();
    expect((await dora.tickets.get(ticket)).can).toMatchObject({ edit: false, handOver: true });
    expect((await dora.tickets.update(ticket, { responsible: 'linus' })).ticket.responsible).toBe('linus');
    await expect(dora.tickets.update(ticket, { responsible: 'grace', subject: 'Edited' })).rejects.toMatchObject({
      code: 'forbidden',
      data: { permission: 'ticket.edit' },
    });
    expect((await linus.tickets.update(ticket, { responsible: 'grace' })).ticket.responsible).toBe('grace');
  });

  test('who may neither edit nor assign may not hand over [HOF-09 refused]', async () => {
    const { agent, ticket, ada } = await office();
    const rita = agent('Rita', 'reader');
    await expect(rita.tickets.update(ticket, { responsible: 'rita' })).rejects.toMatchObject({
      code: 'forbidden',
      data: { permission: 'ticket.assign' },
    });
    expect((await rita.tickets.get(ticket)).can).toMatchObject({ handOver: false });
    expect((await ada.tickets.get(ticket)).responsible).toBe('ada');
  });

  test('who cannot be reached leaves a trace in the history, and the hand-over stands', async () => {
    const { linus, people, store, ticket, told } = await office('automatic');
    people.addUser({ id: 'otto', name: 'Otto' });
    await linus.tickets.update(ticket, { responsible: 'otto' });
    expect(await told()).toEqual(['ada@desk.example']);
    expect(await eventNames(store, ticket)).toEqual([
      'ticket.created',
      'ticket.responsible_changed',
      'mail.queued',
      'notification.undeliverable',
      'mail.sent',
    ]);
  });

  test('an answer repeated with its key is given once, and an outdated version of the question is refused', async () => {
    const { linus, ticket, told } = await office();
    const { questions } = await linus.tickets.update(ticket, { responsible: 'grace' }, { idempotencyKey: 'h' });
    const again = await linus.tickets.update(ticket, { responsible: 'grace' }, { idempotencyKey: 'h' });
    expect([again.replayed, again.questions]).toEqual([true, questions]);
    const id = questions[0]?.id ?? '';
    await expect(linus.questions.answer(id, { inform: [] }, { expectedVersion: 2 })).rejects.toMatchObject({
      code: 'conflict',
    });
    const key = { idempotencyKey: 'a' };
    const first = await linus.questions.answer(id, { inform: ['grace'] }, key);
    const second = await linus.questions.answer(id, { inform: ['grace'] }, key);
    expect([first.replayed, second.replayed, second.question]).toEqual([false, true, first.question]);
    expect(await told()).toEqual(['grace@desk.example']);
  });

  test('of several answers at once one is given', async () => {
    const { linus, ticket, told } = await office();
    const { questions } = await linus.tickets.update(ticket, { responsible: 'grace' });
    const answers = await Promise.allSettled(
      [1, 2, 3, 4].map(() => linus.questions.answer(questions[0]?.id ?? '', { inform: ['grace'] })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await told()).toEqual(['grace@desk.example']);
  });

  test('an answer is given also while others write at the ticket', async () => {
    const { ada, linus, ticket, told } = await office();
    const { questions } = await linus.tickets.update(ticket, { responsible: 'grace' });
    const note = { visibility: 'internal', description: 'A note' } as const;
    await Promise.all([
      ada.actions.add(ticket, note),
      linus.questions.answer(questions[0]?.id ?? '', { inform: ['grace'] }),
      ada.actions.add(ticket, note),
    ]);
    expect(await told()).toEqual(['grace@desk.example']);
    expect(await ada.actions.list(ticket)).toHaveLength(2);
  });
});
