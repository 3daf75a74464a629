import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, stored } from './stored.ts';

const review = defineWorkflow({
  id: 'review',
  name: 'Review',
  initial: 'draft',
  steps: { draft: { name: 'Draft', category: 'new' }, done: { name: 'Done', category: 'closed' } },
  transitions: {
    note: { name: 'Note', from: ['draft'], to: 'draft', permission: 'work', comment: 'optional', responsible: 'none' },
    hand: { name: 'Hand over', from: ['draft'], to: 'draft', permission: 'work', responsible: 'optional' },
    force: {
      name: 'Force',
      from: ['draft'],
      to: 'draft',
      permission: 'work',
      comment: 'required',
      responsible: 'required',
    },
    done: { name: 'Done', from: ['draft'], to: 'done', permission: 'work' },
    redo: { name: 'Redo', from: ['done'], to: 'draft', permission: 'redo' },
  },
});

describe.each(everyStore)('on $name', ({ open }) => {
  const doing = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    kit.agent('Grace', 'agent');
    const { ticket: made } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    const { ticket } = await ada.tickets.transition(made.id, 'start');
    return { ...kit, ada, ticket: ticket.id, before: await stored(kit.store, made) };
  };
  const openReview = async () => {
    const area = defineArea({ id: 'papers', name: 'Papers', workflows: [review] });
    const words = ['ticket.create', 'ticket.read', 'work'];
    const kit = await createTestDesk({ areas: [area], roles: { clerk: { papers: words } }, store: await open() });
    const ada = kit.agent('Ada', 'clerk');
    const { ticket } = await ada.tickets.create(printer);
    return { ...kit, ada, ticket };
  };

  test('a comment is refused, possible or needed as the transition says, and stands trimmed in the log [TRN-09]', async () => {
    const { ada, ticket } = await doing();
    await ada.tickets.transition(ticket, 'wait');
    await ada.tickets.transition(ticket, 'resume');
    await ada.tickets.transition(ticket, 'wait', { comment: '  Cable ordered.\r\nComes on Friday. \n' });
    await ada.tickets.transition(ticket, 'close', { comment: 'x'.repeat(10_000) });
    const comments = (await ada.tickets.stepLog(ticket)).map(({ transition, comment }) => [transition?.id, comment]);
    expect(comments).toEqual([
      [undefined, null],
      ['start', null],
      ['wait', null],
      ['resume', null],
      ['wait', 'Cable ordered.\nComes on Friday.'],
      ['close', 'x'.repeat(10_000)],
    ]);
  });

  test.each([
    ['missing', undefined],
    ['empty', { comment: '' }],
    ['only white space', { comment: ' \t\r\n\u00a0 ' }],
  ])('a mandatory comment that is %s is refused and changes nothing [TRN-09 refused]', async (_how, input) => {
    const { ada, ticket, store, before } = await doing();
    await expect(ada.tickets.transition(ticket, 'close', input as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['comment'], code: 'required' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('a comment nobody asked for is refused, not dropped; white space alone is no comment [TRN-09 refused]', async () => {
    const { ada, ticket, store } = await openReview();
    const before = await stored(store, ticket);
    await expect(ada.tickets.transition(ticket, 'done', { comment: 'By the way' } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['comment'], code: 'not_allowed' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
    await ada.tickets.transition(ticket, 'done', { comment: '  ' } as never);
    expect((await ada.tickets.stepLog(ticket)).at(-1)?.comment).toBeNull();
  });

  test.each([10_001, 100_001])('a comment of %i characters is too long [TRN-09 refused]', async (length) => {
    const { ada, ticket, store, before } = await doing();
    await expect(ada.tickets.transition(ticket, 'close', { comment: 'x'.repeat(length) })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['comment'], code: 'too_long' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('every problem of the inputs is listed at once', async () => {
    const { ada, ticket, store } = await openReview();
    const before = await stored(store, ticket);
    await expect(ada.tickets.transition(ticket, 'force', {} as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [
        { path: ['comment'], code: 'required' },
        { path: ['responsible'], code: 'required' },
      ],
    });
    await expect(
      ada.tickets.transition(ticket, 'done', { comment: 'x', responsible: 'ada', mood: 'good' } as never),
    ).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: ['mood'], code: 'unknown_field' }] });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('a transition changes the responsible together with the step, by its own permission alone [TRN-10]', async () => {
    const { ada, agent, ticket, store } = await openReview();
    const grace = agent('Grace', 'clerk');
    const linus = agent('Linus', 'clerk');
    await expect(linus.tickets.update(ticket, { subject: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
    const { ticket: handed } = await linus.tickets.transition(ticket, 'force', {
      comment: 'For you',
      responsible: 'grace',
    });
    expect(handed).toMatchObject({ responsible: 'grace', step: 'draft' });
    const { ticket: kept } = await grace.tickets.transition(ticket, 'hand');
    expect(kept.responsible).toBe('grace');
    const { ticket: same } = await grace.tickets.transition(ticket, 'hand', { responsible: 'grace' });
    expect(same.responsible).toBe('grace');
    expect(await eventNames(store, ticket)).toEqual([
      'ticket.created',
      'ticket.moved',
      'ticket.responsible_changed',
      'mail.queued',
      'mail.queued',
      'ticket.moved',
      'ticket.moved',
    ]);
    expect((await ada.tickets.stepLog(ticket)).map(({ responsible }) => responsible)).toEqual([
      null,
      { from: 'ada', to: 'grace' },
      null,
      null,
    ]);
  });

  test('an unknown or inactive user is refused, and the step stays too [TRN-10 refused]', async () => {
    const { ada, ticket, store, before, people } = await doing();
    people.addUser({ id: 'rita', name: 'Rita', email: 'rita@desk.example', active: false });
    for (const responsible of ['rita', 'nobody', 'acme']) {
      await expect(ada.tickets.transition(ticket, 'pass', { responsible })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['responsible'], code: 'user_not_assignable', params: { user: responsible } }],
      });
      await expect(ada.tickets.transition(ticket, 'close', { comment: 'Done', responsible })).rejects.toMatchObject({
        issues: [{ path: ['responsible'], code: 'user_not_assignable' }],
      });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('a responsible where none is asked for, or none where one is needed, is refused [TRN-10 refused]', async () => {
    const { ada, ticket, store, agent } = await openReview();
    agent('Grace', 'clerk');
    const before = await stored(store, ticket);
    for (const transition of ['done', 'note'] as const) {
      await expect(ada.tickets.transition(ticket, transition, { responsible: 'grace' } as never)).rejects.toMatchObject(
        { code: 'invalid_input', issues: [{ path: ['responsible'], code: 'not_allowed' }] },
      );
    }
    for (const responsible of [undefined, '', null, ['grace']]) {
      await expect(
        ada.tickets.transition(ticket, 'force', { comment: 'For you', responsible } as never),
      ).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: ['responsible'] }] });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });
});
