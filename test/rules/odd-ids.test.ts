import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';

const odd = ['', 'a\u0000b', 'a\ud800b', 'a\nb', 'x'.repeat(1001), undefined as never, 7 as never];

describe.each(everyStore)('on $name', ({ open }) => {
  test('an id that no store could hold is answered like an unknown one', async () => {
    const { agent, requester } = await openHelpdesk(await open());
    const ada = agent('Ada', 'lead');
    const bob = requester('Bob', { contact: 'acme' });
    for (const id of odd) {
      await expect(ada.tickets.get(id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(ada.tickets.byNumber(id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(ada.outbox.get(id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(bob.get(id)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('what no store could hold is refused or replaced before it gets there', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'lead');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    await expect(
      ada.actions.add(ticket, { visibility: 'internal', description: 'x' }, { idempotencyKey: 'a\u0000' }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['idempotencyKey'], code: 'control_character' }],
    });
    await ada.actions.add(ticket, { visibility: 'internal', shortDescription: 'a\ud800b' });
    expect((await ada.actions.list(ticket)).map(({ shortDescription }) => shortDescription)).toEqual(['a\ufffdb']);
    await ada.tickets.transition(ticket.id, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'x' });
    const draft = drafts[0]?.id ?? '';
    const { mail } = await ada.outbox.update(draft, {
      subject: 'a\ud800b',
      to: [{ name: 'b\ud800', address: 'b@x.example' }],
    });
    expect([mail.subject, mail.to[0]?.name]).toEqual(['a\ufffdb', 'b\ufffd']);
  });
});
