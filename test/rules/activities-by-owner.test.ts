import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openActivities } from './activity-scene.ts';
import { everyStore } from './every-store.ts';
import { mail, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const requester = { ...printer.requester, contact: 'acme' };

/** Counts what a call reads. */
const counting = (store: Store) => {
  const reads: string[] = [];
  const counted: Store = {
    ...store,
    load: (request) => {
      reads.push('load');
      return store.load(request);
    },
    page: (kind, request) => {
      reads.push('page');
      return store.page(kind, request);
    },
  };
  return { counted, reads };
};

describe.each(everyStore)('on $name', ({ openWithActivities }) => {
  const opened = async () => {
    const { store, activities } = await openWithActivities();
    const { counted, reads } = counting(store);
    return { ...(await openActivities({ store: counted, activities })), reads };
  };

  test('a contact and a project show their tickets, each with all its activities, none of which is linked to them; and only tickets one may read [LNK-07]', async () => {
    const { ada, agent, make, elsewhere, mailbox, clock, hidden } = await opened();
    const clara = agent('Clara', 'clerk');
    const both = await make({ requester, project: 'move' });
    clock.advance({ minutes: 1 });
    const ofContact = await make({ requester });
    clock.advance({ minutes: 1 });
    const ofProject = await make({ project: 'move' });
    const caretaken = (await ada.tickets.create({ area: 'caretaker', ...printer, requester, project: 'move' })).ticket
      .id;
    const from = { mail: mailbox.put(mail()) };
    const mailed = (await ada.tickets.create({ area: 'helpdesk', requester: { contact: 'acme' }, from })).ticket.id;
    for (const ticket of [both, ofContact, ofProject]) {
      clock.advance({ minutes: 1 });
      await ada.actions.add(ticket, { visibility: 'internal', description: `Noted at ${ticket}` });
      await ada.activities.create(ticket, { type: 'note', subject: `Note at ${ticket}` });
      await ada.activities.link(ticket, await elsewhere('task', `Task at ${ticket}`), { contacts: ['globex'] });
    }
    const shown = async (who: typeof ada, name: 'byContact' | 'byProject', id: string) => {
      const { items, next } = await who.activities[name](id);
      expect(next).toBeNull();
      for (const { ticket, activities } of items) {
        expect(ticket).toEqual(await who.tickets.get(ticket));
        expect(activities).toEqual(await who.activities.list(ticket));
      }
      return items.map(({ ticket, activities }) => [ticket.id, activities.length]);
    };
    expect(await shown(ada, 'byContact', 'acme')).toEqual([
      [mailed, 2],
      [caretaken, 0],
      [ofContact, 3],
      [both, 3],
    ]);
    expect(await shown(ada, 'byProject', 'move')).toEqual([
      [caretaken, 0],
      [ofProject, 3],
      [both, 3],
    ]);
    // What is linked to a contact or project does not bring its ticket there.
    expect(await shown(ada, 'byContact', 'globex')).toEqual([]);
    expect(await shown(ada, 'byProject', 'new-office')).toEqual([]);
    expect(await shown(ada, 'byContact', 'nobody')).toEqual([]);
    expect((await shown(clara as never, 'byContact', 'acme')).map(([id]) => id)).toEqual([mailed, ofContact, both]);
    expect((await shown(clara as never, 'byProject', 'move')).map(([id]) => id)).toEqual([ofProject, both]);
    expect(await shown(agent('Mallory', 'nobody') as never, 'byContact', 'acme')).toEqual([]);
    const note = (await ada.activities.list(both)).find(({ type }) => type === 'note');
    hidden.add(note?.id ?? '');
    expect((await shown(ada, 'byProject', 'move')).at(-1)).toEqual([both, 2]);
  });

  test('it costs the same for one ticket and for many, and comes page by page, filtered and sorted as a list [LNK-07]', async () => {
    const { ada, make, reads, calls, clock } = await opened();
    const cost = async (query: Parameters<typeof ada.activities.byContact>[1]) => {
      reads.length = 0;
      calls.length = 0;
      const page = await ada.activities.byContact('acme', query);
      return { page, cost: [...reads, ...calls] };
    };
    const tickets: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      clock.advance({ minutes: 1 });
      tickets.unshift(await make({ requester, project: 'move', subject: `Ticket ${index % 3}` }));
      await ada.activities.create(tickets[0] ?? '', { type: 'call', subject: `Call ${index}` });
    }
    expect((await cost({ limit: 1 })).cost).toEqual(['page', 'load', 'lookUp']);
    const all = await cost({});
    expect(all.cost).toEqual(['page', 'load', 'lookUp']);
    expect(all.page.items.map(({ ticket }) => ticket.id)).toEqual(tickets);
    for (const { activities } of all.page.items) expect(activities).toHaveLength(1);

    const paged: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await ada.activities.byProject('move', { limit: 5, ...(after === undefined ? {} : { after }) });
      paged.push(...page.items.map(({ ticket }) => ticket.id));
      after = page.next;
    }
    expect(paged).toEqual(tickets);
    const where = { field: 'subject', is: 'ticket 1' } as const;
    const query = { where, sort: { by: 'createdAt', direction: 'asc' } } as const;
    const { items } = await ada.activities.byContact('acme', query);
    expect(items.map(({ ticket }) => ticket.id)).toEqual((await ada.tickets.list(query)).items.map(({ id }) => id));
    expect(items).toHaveLength(4);
  });

  test('without descriptions its tickets are those of such a list', async () => {
    const { ada, make } = await opened();
    await make({ requester, project: 'move' });
    const brief = { descriptions: false } as const;
    const where = { field: 'project', is: 'move' } as const;
    const tickets = (await ada.tickets.list({ ...brief, where })).items;
    expect(tickets).toHaveLength(1);
    for (const page of [await ada.activities.byContact('acme', brief), await ada.activities.byProject('move', brief)]) {
      expect(page.items.map(({ ticket }) => ticket)).toEqual(tickets);
      expect(page.items[0]?.ticket).not.toHaveProperty('description');
      expect(page.items[0]?.ticket.indicators.hasDescription).toBe(true);
    }
  });

  test('what is no id, or no query of a list, is refused', async () => {
    const { ada } = await opened();
    for (const name of ['byContact', 'byProject'] as const) {
      const path = [name === 'byContact' ? 'contact' : 'project'];
      for (const [id, code] of [
        ['', 'required'],
        [undefined, 'required'],
        [7, 'wrong_type'],
        ['a\nb', 'control_character'],
        ['x'.repeat(256), 'too_long'],
      ] as const) {
        const refused = await refusalOf(ada.activities[name](id as string));
        expect(refused, name).toMatchObject({ code: 'invalid_input', issues: [{ path, code }] });
      }
      const list = ada.activities[name];
      expect(await refusalOf(list('acme', { limit: 201 }))).toMatchObject({ issues: [{ path: ['limit'] }] });
      expect(await refusalOf(list('acme', { after: 'x' }))).toMatchObject({ issues: [{ code: 'bad_cursor' }] });
      expect(await refusalOf(list('acme', { where: { field: 'nothing', is: 1 } as never }))).toMatchObject({
        issues: [{ path: ['where', 'field'], code: 'unknown_field' }],
      });
    }
  });
});
