import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { actor, type Condition } from '../../src/condition/condition.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const lab = defineArea({
  id: 'lab',
  name: 'Lab',
  statuses: [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'done', name: 'Done', category: 'closed' },
  ],
  fields: {
    machine: { type: 'text' },
    amount: { type: 'number' },
    due: { type: 'date' },
    urgent: { type: 'yes_no' },
    severity: { type: 'choice', of: ['low', 'High'] },
    tags: { type: 'many', of: ['red', 'blue', 'green'] },
  },
});
const samples = {
  ängström: {
    machine: 'Ångström 7',
    amount: 10,
    due: '2026-03-01',
    urgent: true,
    severity: 'High',
    tags: ['red', 'blue'],
  },
  beta: { machine: 'beta', amount: 9, due: '2026-02-28', urgent: false, severity: 'low', tags: ['blue'] },
  astral: { machine: '\u{1F3AB} ticket printer', amount: -3.5 },
  private: { machine: '\uE000', due: '2025-12-31', tags: [] },
  nothing: {},
} as const;

describe.each(everyStore)('on $name', ({ open }) => {
  const openLab = async () => {
    const kit = await createTestDesk({ areas: [lab], roles: { lead: { '*': ['*'] } }, store: await open() });
    const lea = kit.agent('Lea', 'lead');
    for (const [subject, fields] of Object.entries(samples)) {
      await lea.tickets.create({ ...printer, subject, fields });
      kit.clock.advance({ seconds: 1 });
    }
    const subjects = async (query: Parameters<typeof lea.tickets.list>[0]) =>
      (await lea.tickets.list(query)).items.map(({ subject }) => subject);
    return { ...kit, lea, subjects };
  };

  test('lists filter and sort by custom fields, the same on every store [FLD-05]', async () => {
    const { lea, subjects } = await openLab();
    const filtered: readonly [Condition, readonly string[]][] = [
      [{ field: 'fields.machine', is: 'ÅNGSTRÖM 7' }, ['ängström']],
      [{ field: 'fields.machine', contains: 'TICKET' }, ['astral']],
      [{ field: 'fields.machine', startsWith: 'A\u030ang' }, ['ängström']],
      [{ field: 'fields.machine', endsWith: 'A' }, ['beta']],
      [{ field: 'fields.machine', empty: true }, ['nothing']],
      [{ field: 'fields.amount', atLeast: 9 }, ['beta', 'ängström']],
      [{ field: 'fields.amount', atMost: 9 }, ['astral', 'beta']],
      [{ not: { field: 'fields.amount', atLeast: 9 } }, ['nothing', 'private', 'astral']],
      [{ field: 'fields.due', before: '2026-03-01' }, ['private', 'beta']],
      [{ field: 'fields.due', in: ['2026-03-01', '2025-12-31'] }, ['private', 'ängström']],
      [{ field: 'fields.urgent', is: false }, ['beta']],
      [{ field: 'fields.urgent', isNot: true }, ['nothing', 'private', 'astral', 'beta']],
      [{ field: 'fields.severity', is: 'High' }, ['ängström']],
      [{ field: 'fields.severity', notIn: ['High'] }, ['nothing', 'private', 'astral', 'beta']],
      [{ field: 'fields.tags', hasAny: ['red', 'green'] }, ['ängström']],
      [{ field: 'fields.tags', hasAll: ['blue'] }, ['beta', 'ängström']],
      [{ field: 'fields.tags', empty: true }, ['nothing', 'private', 'astral']],
    ];
    for (const [where, expected] of filtered) {
      expect([where, await subjects({ where })]).toEqual([where, [...expected].sort(newestFirst)]);
      expect(await lea.tickets.count({ where })).toEqual({ count: expected.length, capped: false });
    }
    const sorted = {
      'fields.machine': ['nothing', 'beta', 'ängström', 'private', 'astral'],
      'fields.amount': ['private', 'nothing', 'astral', 'beta', 'ängström'],
      'fields.due': ['astral', 'nothing', 'private', 'beta', 'ängström'],
      'fields.urgent': ['astral', 'private', 'nothing', 'beta', 'ängström'],
      'fields.severity': ['astral', 'private', 'nothing', 'ängström', 'beta'],
    } as const;
    for (const [by, expected] of Object.entries(sorted)) {
      const sort = { by: by as keyof typeof sorted };
      expect([by, await subjects({ sort })]).toEqual([by, expected]);
      expect(await subjects({ sort: { ...sort, direction: 'desc' } })).toEqual([...expected].reverse());
      expect(await pages(lea, { sort, limit: 2 })).toEqual([
        expected.slice(0, 2),
        expected.slice(2, 4),
        expected.slice(4),
      ]);
    }
  });

  test('a field that does not exist is refused, in a filter and in an order, with its path [FLD-05 refused]', async () => {
    const { lea } = await openLab();
    const where = { all: [{ field: 'fields.unknown', is: 'x' }, { not: { field: 'version', is: 1 } }] };
    const issues = [
      { path: ['where', 'all', 0, 'field'], code: 'unknown_field' },
      { path: ['where', 'all', 1, 'not', 'field'], code: 'unknown_field' },
    ];
    await expect(lea.tickets.list({ where })).rejects.toMatchObject({ code: 'invalid_input', issues });
    await expect(lea.tickets.count({ where })).rejects.toMatchObject({ code: 'invalid_input', issues });
    // @ts-expect-error no area has this field
    await expect(lea.tickets.list({ sort: { by: 'fields.unknown' } })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['sort', 'by'], code: 'unknown_field' }],
    });
    // @ts-expect-error tickets are not sorted by this
    await expect(lea.tickets.list({ where, sort: { by: 'version' } })).rejects.toMatchObject({
      issues: [...issues, { path: ['sort', 'by'], code: 'unknown_field' }],
    });
    await expect(lea.tickets.list({ sort: { by: 'fields.tags' } })).rejects.toMatchObject({
      issues: [{ path: ['sort', 'by'], code: 'wrong_type' }],
    });
  });

  test('lists filter and sort by what every ticket has', async () => {
    const { agent, clock } = await openHelpdesk(await open());
    const [ada, grace] = [agent('Ada', 'agent'), agent('Grace', 'agent')];
    const made = [];
    for (const [subject, who] of [
      ['Zebra', ada],
      ['äpfel', grace],
      ['Apfel', ada],
    ] as const) {
      const { ticket } = await who.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer, subject });
      made.push(ticket);
      clock.advance({ minutes: 1 });
    }
    await ada.tickets.transition(made[1]!.id, 'start');
    const subjects = async (query: Parameters<typeof ada.tickets.list>[0]) =>
      (await ada.tickets.list(query)).items.map(({ subject }) => subject);
    expect(await subjects({})).toEqual(['Apfel', 'äpfel', 'Zebra']);
    expect(await subjects({ sort: { by: 'updatedAt' } })).toEqual(['äpfel', 'Apfel', 'Zebra']);
    expect(await subjects({ sort: { by: 'lastExternalAt', direction: 'asc' } })).toEqual(['Zebra', 'Apfel', 'äpfel']);
    expect(await subjects({ sort: { by: 'number' } })).toEqual(['Zebra', 'äpfel', 'Apfel']);
    expect(await subjects({ sort: { by: 'subject' } })).toEqual(['Apfel', 'Zebra', 'äpfel']);
    expect(await subjects({ where: { field: 'responsible', is: actor } })).toEqual(['Apfel', 'Zebra']);
    expect(await subjects({ where: { field: 'creator', is: 'grace' } })).toEqual(['äpfel']);
    expect(await subjects({ where: { field: 'startedAt', empty: false } })).toEqual(['äpfel']);
    expect(await subjects({ where: { field: 'createdAt', after: made[0]!.createdAt } })).toEqual(['Apfel', 'äpfel']);
    expect(await subjects({ where: { field: 'number', is: made[0]!.number.toLowerCase() } })).toEqual(['Zebra']);
    const [first] = (await ada.tickets.list({ limit: 1 })).items;
    expect(first).toEqual(await ada.tickets.get(made[2]!.id));
  });

  test('pages neither skip nor repeat a ticket that does not move, whatever comes in between', async () => {
    const { agent, clock } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const create = async (subject: string) => {
      await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer, subject });
      clock.advance({ seconds: subject.startsWith('same') ? 0 : 1 });
    };
    for (const subject of ['a', 'same 1', 'same 2', 'same 3', 'b']) await create(subject);
    const first = await ada.tickets.list({ limit: 2 });
    await create('new');
    await ada.tickets.transition(first.items[1]!.id, 'start');
    const second = await ada.tickets.list({ limit: 2, after: first.next! });
    const third = await ada.tickets.list({ limit: 2, after: second.next! });
    const subjects = [first, second, third].flatMap(({ items }) => items.map(({ subject }) => subject));
    expect(subjects).toEqual(['b', 'same 3', 'same 2', 'same 1', 'a']);
    expect(third.next).toBeNull();
    expect((await ada.tickets.list({ limit: 6 })).next).toBeNull();
    expect(Object.isFrozen(first.items)).toBe(true);
  });

  test('a cursor that is none, or is that of another order, is refused', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    for (const subject of ['a', 'b']) await ada.tickets.create({ area: 'helpdesk', ...printer, subject });
    const { next } = await ada.tickets.list({ limit: 1 });
    const forged = [
      '["createdAt","desc","x","t"]',
      '["createdAt","desc","0000-01-01T00:00:00.000Z","t"]',
      '[]',
      '%',
      '"',
    ];
    const odd = [
      '["createdAt","desc","2026-01-01T00:00:00.000Z","\\u0000"]',
      '["createdAt","desc","2026-01-01T00:00:00.000Z","\\ud800"]',
    ];
    for (const after of ['', 'x', ...forged, ...odd.map(encodeURIComponent)]) {
      expect(await refusalOf(ada.tickets.list({ after })), after).toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['after'], code: 'bad_cursor' }],
      });
    }
    for (const sort of [{ by: 'subject' }, { by: 'createdAt', direction: 'asc' }] as const) {
      await expect(ada.tickets.list({ after: next!, sort })).rejects.toMatchObject({ code: 'invalid_input' });
    }
    await expect(ada.tickets.list({ limit: 201 })).rejects.toMatchObject({ issues: [{ path: ['limit'] }] });
    // @ts-expect-error a key that does not exist
    await expect(ada.tickets.list({ filter: {} })).rejects.toMatchObject({ issues: [{ path: ['filter'] }] });
    expect((await ada.tickets.list({ after: next! })).items).toHaveLength(1);
  });

  test('counting stops at a limit and says so', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    for (let n = 0; n < 3; n += 1) await ada.tickets.create({ area: 'helpdesk', ...printer });
    expect(await ada.tickets.count()).toEqual({ count: 3, capped: false });
    expect(await ada.tickets.count({ upTo: 3 })).toEqual({ count: 3, capped: false });
    expect(await ada.tickets.count({ upTo: 2 })).toEqual({ count: 2, capped: true });
    expect(await ada.tickets.count({ where: { any: [] } })).toEqual({ count: 0, capped: false });
    await expect(ada.tickets.count({ upTo: 0 })).rejects.toMatchObject({ issues: [{ path: ['upTo'] }] });
  });

  test('each ticket of a page carries its transitions where that is asked, the same that are offered for it alone [TRN-03]', async () => {
    const { agent } = await openHelpdesk(await open());
    const [ada, rita, lea] = [agent('Ada', 'agent'), agent('Rita', 'reader'), agent('Lea', 'lead')];
    for (const area of ['helpdesk', 'caretaker'] as const) {
      for (const steps of [0, 1, 2, 3]) {
        const { ticket } = await lea.tickets.create({ area, ...printer });
        const way = area === 'helpdesk' ? (['start', 'wait', 'close'] as const) : (['busy', 'new', 'done'] as const);
        for (const step of way.slice(0, steps)) {
          await lea.tickets.transition(ticket.id, step, (step === 'close' ? { comment: 'Done' } : {}) as never);
        }
      }
    }
    for (const who of [ada, rita, lea]) {
      const page = await who.tickets.list({ transitions: true, sort: { by: 'number' }, limit: 5 });
      const rest = await who.tickets.list({ transitions: true, sort: { by: 'number' }, after: page.next ?? '' });
      const items = [...page.items, ...rest.items];
      expect(items).toHaveLength(8);
      for (const { transitions, ...ticket } of items) {
        expect(transitions).toEqual(await who.tickets.availableTransitions(ticket));
        expect(ticket).toEqual(await who.tickets.get(ticket));
      }
      const brief = await who.tickets.list({ transitions: true, descriptions: false, sort: { by: 'number' } });
      expect(brief.items).toEqual(items.map(({ description: _, ...ticket }) => ticket));
      for (const query of [{}, { transitions: false }]) {
        for (const ticket of (await who.tickets.list(query)).items) expect(ticket).not.toHaveProperty('transitions');
      }
      expect(Object.isFrozen(page.items[0]?.transitions)).toBe(true);
    }
    // Who may not take any sees no button; who closed may not open it again.
    const ids = async (who: typeof ada) =>
      (await who.tickets.list({ transitions: true, sort: { by: 'number' } })).items.map(({ transitions }) =>
        transitions.map(({ id }) => id).join(' '),
      );
    expect(await ids(rita)).toEqual(['', '', '', '', '', '', '', '']);
    expect(await ids(ada)).toEqual([
      ...['busy done', 'new done', 'busy done', ''],
      ...['start', 'pass wait close', 'resume close', ''],
    ]);
    expect((await ids(lea)).filter((list) => list === '')).toEqual([]);
    await expect(ada.tickets.list({ transitions: 'yes' as never })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['transitions'], code: 'wrong_type' }],
    });
  });

  test('lists and counts show what `get` shows, by area and by whose ticket it is', async () => {
    const { agent, desk } = await openHelpdesk(await open());
    const [ada, clerk] = [agent('Ada', 'agent'), agent('Grace', 'clerk')];
    const { ticket: own } = await ada.tickets.create({
      area: 'caretaker',
      ...printer,
      subject: 'Own',
      responsible: 'ada',
    });
    await ada.tickets.create({ area: 'helpdesk', ...printer, subject: 'Seen' });
    await ada.tickets.create({ area: 'caretaker', ...printer, subject: 'Hidden' });
    const subjects = async () =>
      (await clerk.tickets.list({ sort: { by: 'subject' } })).items.map(({ subject }) => subject);
    expect(await subjects()).toEqual(['Seen']);
    await ada.tickets.transition(own, 'busy', { responsible: 'grace' });
    expect(await subjects()).toEqual(['Own', 'Seen']);
    expect(await clerk.tickets.count()).toEqual({ count: 2, capped: false });
    const stranger = desk.as({ user: 'stranger' });
    expect(await stranger.tickets.list()).toEqual({ items: [], next: null });
    expect(await stranger.tickets.count()).toEqual({ count: 0, capped: false });
  });
});

const newestFirst = (a: string, b: string): number => Object.keys(samples).indexOf(b) - Object.keys(samples).indexOf(a);

type Lister = { list(query: never): Promise<{ items: readonly { subject: string }[]; next: string | null }> };

const pages = async (
  { tickets }: { readonly tickets: Lister },
  query: object,
): Promise<readonly (readonly string[])[]> => {
  const found: string[][] = [];
  let after: string | null | undefined;
  do {
    const page = await tickets.list({ ...query, ...(after ? { after } : {}) } as never);
    found.push(page.items.map(({ subject }) => subject));
    after = page.next;
  } while (after !== null);
  return found;
};
