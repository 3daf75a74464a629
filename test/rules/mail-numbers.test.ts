import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, mail, printer } from './helpdesk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  /** Two areas, of which Grace sees one, with two tickets each: 2026-0001 and 2026-0002, and A1000 and A1001. */
  const opened = async () => {
    const kit = await createTestDesk({
      areas: [
        defineArea({ id: 'desk', name: 'Desk', workflows: [incident], number: { format: '{yyyy}-{count:4}' } }),
        defineArea({
          id: 'other',
          name: 'Other',
          workflows: [incident],
          number: { format: 'A{count:4}', start: 1000, reset: 'never' },
        }),
      ],
      roles: { agent: { '*': ['*'] }, half: { desk: ['ticket.create', 'ticket.read'] } },
      store: await open(),
    });
    kit.agent('Ada', 'agent');
    kit.agent('Grace', 'half');
    const [ada, grace] = ['ada', 'grace'].map((user) => kit.desk.dynamic.as({ user }));
    if (ada === undefined || grace === undefined) throw new Error('Nobody is there.');
    for (const area of ['desk', 'desk', 'other', 'other']) await ada.tickets.create({ area, ...printer });
    const numbersIn = async (subject: string, who = ada) => {
      const ref = kit.mailbox.put(mail({ Subject: subject }));
      const listed = await who.mailbox.list({ mailbox: 'support' });
      return listed.find((one) => one.ref.uid === ref.uid)?.tickets.map(({ number }) => number);
    };
    return { numbersIn, grace };
  };

  test('a number that stands anywhere in the subject of any mail, without a marker, is recognised [NOT-05]', async () => {
    const { numbersIn, grace } = await opened();
    for (const subject of [
      '2026-0001',
      'Re: about 2026-0001, again',
      'AW: WG: (2026-0001)',
      'yours:2026-0001!',
      '#2026-0001',
    ]) {
      expect(await numbersIn(subject), subject).toEqual(['2026-0001']);
    }
    expect(await numbersIn('your a1000')).toEqual(['A1000']);
    expect(await numbersIn('A1001 and then 2026-0002, 2026-9999, A1001, 2026-0001')).toEqual([
      'A1001',
      '2026-0002',
      '2026-0001',
    ]);
    expect(await numbersIn('A1001 and then 2026-0002', grace)).toEqual(['2026-0002']);
  });

  test('what only looks like a number, or is that of no ticket, is none [NOT-05 refused]', async () => {
    const { numbersIn } = await opened();
    const others = [
      '2026-00012',
      'INV2026-0001',
      'INV-2026-0001',
      '12026-0001',
      '2026-0001x',
      'A10000',
      '2026-0009',
      'no number',
      '',
    ];
    for (const subject of others) expect(await numbersIn(subject), subject).toEqual([]);
    expect(await numbersIn(`${'2026-'.repeat(50_000)}0001`)).toEqual([]);
    expect(await numbersIn(`${'x '.repeat(1500)}2026-0001`)).toEqual([]);
  });
});
