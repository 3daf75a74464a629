import assert from 'node:assert/strict';
import type { TicketAdditions } from '../../../src/ports/batch.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { Requester } from '../../../src/ticket/requester.ts';
import type { TicketEvent } from '../../../src/ticket/ticket-event.ts';
import type { TicketRow } from '../../../src/ticket/ticket-row.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { eventRow, mailRow, sourceRow, ticketRow } from './sample-rows.ts';
import { creation, given, tenant } from './store-steps.ts';

const nobody: Requester = { contact: 'acme', person: null, name: '', email: '', phone: '' };
const quiet = { to: [], cc: [], suggestedRecipients: [] } as const;
const zoe = [{ name: 'Z', address: 'Zoe@Example.com' }] as const;

const event = (ticket: string, more: object): TicketEvent =>
  ({ ...eventRow(ticket, 1), actor: { user: 'ada' }, ...more }) as TicketEvent;
const edited = (ticket: string, from: Partial<Requester>): TicketAdditions => ({
  events: [event(ticket, { type: 'ticket.edited', data: { requester: { from: { ...nobody, ...from }, to: nobody } } })],
});

/** One way each to a ticket. */
const ways: Readonly<Record<string, { readonly requester?: Partial<Requester>; readonly add?: TicketAdditions }>> = {
  'a-requester': { requester: { person: 'zoe' } },
  'b-email': { requester: { email: 'ZOE@example.com' } },
  'c-former': { add: edited('c-former', { person: 'zoe' }) },
  'd-former-email': { add: edited('d-former-email', { email: 'zoe@EXAMPLE.com' }) },
  'e-actor': { add: { events: [event('e-actor', { actor: { contact: 'globex', person: 'zoe' } })] } },
  'f-to': { add: { mails: [mailRow('m1', 'f-to', { ...quiet, to: zoe })] } },
  'g-cc': { add: { mails: [mailRow('m2', 'g-cc', { ...quiet, cc: zoe })] } },
  'h-suggested': { add: { mails: [mailRow('m3', 'h-suggested', { ...quiet, suggestedRecipients: zoe })] } },
  'i-sender': {
    add: { sources: [{ source: sourceRow('s1', 'i-sender', { from: 'zoe@example.COM' }), raw: new Uint8Array() }] },
  },
};
const byAddress = ['b-email', 'd-former-email', 'f-to', 'g-cc', 'h-suggested', 'i-sender'];

const plainTicket = (id: string, requester: Partial<Requester> = {}): TicketRow =>
  ticketRow(id, { requester: { ...nobody, ...requester } });

const find = (store: Store, person: string | null, addresses: readonly string[], of = tenant) =>
  store.page('ticketsOfPerson', { tenant: of, query: { person, addresses }, limit: 100 });

export const personCases: readonly ContractCase[] = [
  contractCase('person-found', 'a person is found in whatever way a ticket knows him', async (store) => {
    for (const [id, { requester, add }] of Object.entries(ways)) {
      await given(store, { changes: [creation(plainTicket(id, requester), add)] });
    }
    await given(store, { changes: [creation(plainTicket('z-other', { person: 'zoes', email: 'zoe@example.co' }))] });
    await given(store, { changes: [creation(plainTicket('z-other', { person: 'zoe' }))] }, 'globex');
    const found = await find(store, 'zoe', ['zoe@example.com']);
    for (const id of Object.keys(ways)) assert.ok(found.includes(id), `${id} was not found`);
    assert.ok(!found.includes('z-other'), 'a ticket of somebody else was found');
    for (const id of byAddress) assert.ok((await find(store, null, ['zoe@example.com'])).includes(id), id);
    for (const id of ['a-requester', 'c-former', 'e-actor']) assert.ok((await find(store, 'zoe', [])).includes(id), id);
    assert.deepEqual([await find(store, 'nobody', []), await find(store, null, [])], [[], []]);
    assert.deepEqual(await find(store, 'zoe', [], 'globex'), ['z-other']);
  }),

  contractCase('person-pages', 'the tickets of a person come in pages, in order, each once', async (store) => {
    const ids = ['t3', 't1', 't4', 't2', 't5'];
    for (const id of ids) {
      const twice = { events: [event(id, { actor: { contact: 'acme', person: 'zoe' } })] };
      await given(store, { changes: [creation(plainTicket(id, { person: 'zoe', email: 'zoe@example.com' }), twice)] });
    }
    const pages: (readonly string[])[] = [];
    for (let after: string | undefined; pages.length < 9; after = pages.at(-1)?.at(-1)) {
      const query = { person: 'zoe', addresses: ['zoe@example.com'] };
      pages.push(
        await store.page('ticketsOfPerson', { tenant, query, limit: 2, ...(after === undefined ? {} : { after }) }),
      );
      if (pages.at(-1)?.length === 0) break;
    }
    assert.deepEqual(pages, [['t1', 't2'], ['t3', 't4'], ['t5'], []]);
  }),

  contractCase('person-beyond-ascii', 'an address beyond ASCII is found, however it is written', async (store) => {
    await given(store, {
      changes: [
        creation(plainTicket('t1', { email: 'ZOË@example.com' })),
        creation(plainTicket('t2'), edited('t2', { email: 'Zo\u0065\u0308@example.com' })),
        creation(plainTicket('t3'), {
          mails: [mailRow('m1', 't3', { ...quiet, to: [{ name: '', address: 'ZOË@Example.com' }] })],
        }),
      ],
    });
    const found = await find(store, null, ['zoë@example.com']);
    assert.deepEqual(found, ['t1', 't2', 't3']);
  }),
];
