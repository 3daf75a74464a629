import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import type { DeskOptions } from '../../src/desk.ts';
import type { Mailer, OutgoingMail, SendResult } from '../../src/ports/mailer.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, mail, printer } from './helpdesk.ts';
import { eventsOf, stored } from './stored.ts';

const unavailable: SendResult = { outcome: 'unavailable', reason: '451 Try again later' };
const ambiguous: SendResult = { outcome: 'ambiguous', reason: 'The line broke.' };

describe.each(everyStore)('on $name', ({ open }) => {
  const sent = async (delivery: NonNullable<DeskOptions<[]>['delivery']> = {}, mailer?: Mailer) => {
    const kit = await createTestDesk({
      areas: [helpdesk],
      roles: { all: { '*': ['*'] } },
      parser: createMimeParser(),
      options: { delivery, ...(mailer === undefined ? {} : { mailer }) },
      store: await open(),
    });
    const ada = kit.agent('Ada', 'all');
    kit.agent('Grace', 'all');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    await ada.tickets.transition(ticket.id, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Cable replaced' });
    const draft = drafts[0]?.id ?? '';
    await ada.outbox.send(draft);
    const delivery_ = async () => (await ada.outbox.get(draft)).deliveries[0];
    return { ...kit, ada, ticket: ticket.id, draft, delivery: delivery_ };
  };

  test('a server that is not available now is tried again later, each time after a longer pause', async () => {
    const { desk, mailer, mails, clock, delivery } = await sent({ attempts: 4, firstPause: 30 });
    mailer.answerWith(unavailable, unavailable);
    expect(await desk.deliver()).toEqual({ sent: 0, retried: 1, failed: 0, ambiguous: 0 });
    expect(await delivery()).toMatchObject({ state: 'queued', attempts: 1, reason: '451 Try again later' });
    clock.advance({ seconds: 29 });
    expect((await desk.deliver()).retried).toBe(0);
    clock.advance({ seconds: 1 });
    expect((await desk.deliver()).retried).toBe(1);
    clock.advance({ seconds: 59 });
    expect(await desk.deliver()).toEqual({ sent: 0, retried: 0, failed: 0, ambiguous: 0 });
    clock.advance({ seconds: 1 });
    expect((await desk.deliver()).sent).toBe(1);
    expect(mails).toHaveLength(1);
    expect(await delivery()).toMatchObject({ state: 'sent', attempts: 3, reason: null });
  });

  test('a temporary failure that never ends is given up, and the history says so', async () => {
    const { desk, mailer, clock, delivery, ada, draft, ticket, store } = await sent({ attempts: 3, firstPause: 10 });
    mailer.answerWith(unavailable, unavailable, unavailable);
    for (const _ of [1, 2, 3]) {
      await desk.deliver();
      clock.advance({ days: 1 });
    }
    expect(await delivery()).toMatchObject({ state: 'failed', attempts: 3 });
    expect((await ada.outbox.get(draft)).state).toBe('closed');
    expect((await eventsOf(store, ticket)).at(-1)).toMatchObject({ type: 'mail.failed', data: { mail: draft } });
  });

  test('a mail that the server will never take fails at once, with an event, and is not tried again; one that is not available now is [OUT-03 refused]', async () => {
    const { desk, mailer, mails, clock, delivery, ada, draft, ticket, store } = await sent();
    const heard: unknown[] = [];
    desk.on('mail.failed', ({ data }) => heard.push(data.reason));
    mailer.answerWith(unavailable, { outcome: 'refused', reason: '550 No such user' });
    expect(await desk.deliver()).toEqual({ sent: 0, retried: 1, failed: 0, ambiguous: 0 });
    clock.advance({ minutes: 1 });
    expect(await desk.deliver()).toEqual({ sent: 0, retried: 0, failed: 1, ambiguous: 0 });
    clock.advance({ days: 30 });
    expect(await desk.deliver()).toEqual({ sent: 0, retried: 0, failed: 0, ambiguous: 0 });
    expect(mails).toEqual([]);
    expect(await delivery()).toMatchObject({ state: 'failed', attempts: 2, reason: '550 No such user' });
    expect((await ada.outbox.get(draft)).state).toBe('closed');
    expect(heard).toEqual(['550 No such user']);
    expect((await eventsOf(store, ticket)).at(-1)).toMatchObject({
      type: 'mail.failed',
      actor: { system: 'delivery' },
      data: { mail: draft, reason: '550 No such user' },
    });
    expect((await ada.tickets.get(ticket)).indicators.hasMails).toBe(false);
  });

  test('what nobody knows to have arrived is sent again, or held where the host wants that', async () => {
    const again = await sent({ onAmbiguous: 'resend' });
    again.mailer.answerWith(ambiguous);
    expect((await again.desk.deliver()).retried).toBe(1);
    again.clock.advance({ minutes: 1 });
    expect((await again.desk.deliver()).sent).toBe(1);
    const held = await sent({ onAmbiguous: 'hold' });
    held.mailer.answerWith(ambiguous);
    expect((await held.desk.deliver()).ambiguous).toBe(1);
    held.clock.advance({ days: 9 });
    expect(await held.desk.deliver()).toEqual({ sent: 0, retried: 0, failed: 0, ambiguous: 0 });
    expect(await held.delivery()).toMatchObject({ state: 'ambiguous', reason: 'The line broke.' });
    expect(held.mails).toEqual([]);
  });

  test('a letter is closed only when every copy is settled', async () => {
    const { desk, mailer, mails, clock, ada, ticket } = await sent();
    await ada.tickets.transition(ticket, 'reopen');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Again' });
    const second = drafts[0]?.id ?? '';
    await ada.outbox.update(second, { cc: [{ address: 'carol@acme.example' }] });
    await desk.deliver();
    await ada.outbox.send(second);
    mailer.answerWith({ outcome: 'refused', reason: '550 No' }, unavailable);
    await desk.deliver();
    expect(await ada.outbox.get(second)).toMatchObject({ state: 'queued' });
    clock.advance({ minutes: 5 });
    await desk.deliver();
    const closed = await ada.outbox.get(second);
    expect(closed.state).toBe('closed');
    expect(closed.deliveries.map(({ state }) => state).sort()).toEqual(['failed', 'sent']);
    expect(mails).toHaveLength(2);
  });

  test('a process that dies after the server took the mail sends it again when its lease is over, with the same Message-ID, and there is one entry [OUT-03]', async () => {
    const { desk: dead, mails, mailer, clock, store, ada, ticket, draft } = await sent();
    const { commit } = store;
    Object.assign(store, { commit: () => Promise.reject(new Error('The process died.')) });
    await expect(dead.deliver()).rejects.toThrow('The process died.');
    Object.assign(store, { commit } satisfies Partial<Store>);
    const { desk } = await createTestDesk({ areas: [helpdesk], roles: {}, store, options: { clock, mailer } });
    expect(mails).toHaveLength(1);
    clock.advance({ minutes: 14, seconds: 59 });
    expect((await desk.deliver()).sent).toBe(0);
    clock.advance({ seconds: 1 });
    expect((await desk.deliver()).sent).toBe(1);
    expect(mails).toHaveLength(2);
    expect(mails[1]?.messageId).toBe(mails[0]?.messageId);
    expect(mails[0]?.messageId).toMatch(/^<[^<>\s]+@desk\.example>$/);
    clock.advance({ days: 1 });
    expect((await desk.deliver()).sent).toBe(0);
    const events = await eventsOf(store, ticket);
    expect(events.filter(({ type }) => type === 'mail.sent')).toHaveLength(1);
    const [found] = (await stored(store, ticket)).tickets;
    expect(found?.row.mailCount).toBe(1);
    expect(await ada.tickets.mails(ticket)).toMatchObject([{ id: draft, direction: 'out', state: 'closed' }]);
  });

  test('a mailer that throws counts as one of which nobody knows how far it came', async () => {
    const given: OutgoingMail[] = [];
    const mailer: Mailer = {
      from: { name: 'Help-Desk', address: 'support@desk.example' },
      send: async (letter) => {
        given.push(letter);
        if (given.length === 1) throw new Error('Out of memory');
        return { outcome: 'sent', response: '250 OK' };
      },
    };
    const { desk, clock, delivery } = await sent({}, mailer);
    expect((await desk.deliver()).retried).toBe(1);
    expect(await delivery()).toMatchObject({ state: 'queued', reason: 'Out of memory' });
    clock.advance({ minutes: 1 });
    expect((await desk.deliver()).sent).toBe(1);
    expect(given.map(({ messageId }) => messageId)).toEqual([given[0]?.messageId, given[0]?.messageId]);
  });

  test('two passes at once send every copy once', async () => {
    const { desk, mails } = await sent();
    const passes = await Promise.all([desk.deliver(), desk.deliver(), desk.deliver()]);
    expect(passes.reduce((sum, pass) => sum + pass.sent, 0)).toBe(1);
    expect(mails).toHaveLength(1);
  });

  test('an agent who works on meanwhile does not hinder the delivery, nor it him', async () => {
    const held: { release?: () => void } = {};
    const mailer: Mailer = {
      from: { name: 'Help-Desk', address: 'support@desk.example' },
      send: () =>
        new Promise((resolve) => {
          held.release = () => resolve({ outcome: 'sent', response: '250 OK' });
        }),
    };
    const { desk, ada, ticket, draft } = await sent({}, mailer);
    const pass = desk.deliver();
    while (held.release === undefined) await Promise.resolve().then(() => ada.tickets.get(ticket));
    await ada.tickets.transition(ticket, 'reopen');
    held.release();
    expect((await pass).sent).toBe(1);
    expect((await ada.outbox.get(draft)).state).toBe('closed');
    expect(await ada.tickets.get(ticket)).toMatchObject({ step: 'doing', indicators: { hasMails: true } });
  });

  test('mails carry the desk’s header; a notice leaves with the null sender and says that it is automatic, an answer continues the conversation of its source [OUT-05]', async () => {
    const { desk, ada, mails, mailbox } = await sent();
    const raw = mail({ 'Message-ID': '<one@acme.example>', References: '<zero@acme.example>' });
    const { ticket, drafts } = await ada.tickets.create({
      area: 'helpdesk',
      workflow: 'incident',
      from: { mail: mailbox.put(raw) },
    });
    await desk.deliver();
    await ada.tickets.transition(ticket.id, 'start');
    await ada.tickets.transition(ticket.id, 'pass', { responsible: 'grace' });
    await ada.outbox.send(drafts[0]?.id ?? '');
    await desk.deliver();
    const notice = mails.find(({ envelope }) => envelope.to === 'grace@desk.example');
    expect(notice).toMatchObject({
      envelope: { from: '', to: 'grace@desk.example' },
      from: { name: 'Help-Desk', address: 'support@desk.example' },
      headers: { 'X-Ticketwerk': 'notice', 'Auto-Submitted': 'auto-generated' },
      inReplyTo: null,
    });
    const answer = mails.find(({ inReplyTo }) => inReplyTo === '<one@acme.example>');
    expect(answer).toMatchObject({
      envelope: { from: 'support@desk.example', to: 'bob@acme.example' },
      headers: { 'X-Ticketwerk': 'answer' },
    });
    expect(answer?.headers).not.toHaveProperty('Auto-Submitted');
    expect(answer?.references).toEqual([`<t${ticket.id}@desk.example>`, '<zero@acme.example>', '<one@acme.example>']);
    const [closing] = mails;
    expect(closing).toMatchObject({ inReplyTo: null, headers: { 'X-Ticketwerk': 'answer' } });
    expect(closing?.references).toHaveLength(1);
  });
});
