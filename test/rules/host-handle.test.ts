import { describe, expect, test } from 'vitest';
import type { AuthorizerContext } from '../../src/ports/authorizer.ts';
import type { CallContext } from '../../src/ports/call-context.ts';
import type { Contact, Directory } from '../../src/ports/directory.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { helpdesk, printer } from './helpdesk.ts';
import { everyHost, type HostWorld, sqlHosts } from './host-worlds.ts';
import { refusalOf } from './stored.ts';

/** What a host passes as a handle, as its own code sees it. */
interface Client {
  query(config: unknown, params?: unknown): Promise<{ readonly rows: readonly unknown[] }>;
}

const grants = {
  areas: { helpdesk: { permissions: ['ticket.create', 'ticket.read', 'ticket.edit', 'work'], visible: 'all' } },
  desk: [],
  mailboxes: [],
} as const;

const openDesk = async (
  world: HostWorld,
  directory: Directory,
  asked: (context: AuthorizerContext) => void = () => {},
) => {
  const authorizer = {
    grants: (_actor: unknown, context: AuthorizerContext) => {
      asked(context);
      return grants;
    },
  };
  const { desk } = await createTestDesk({
    areas: [helpdesk],
    roles: {},
    store: world.store,
    options: { directory, authorizer },
  });
  return desk.as({ user: 'ada' });
};

describe.each(everyHost)('on $name', ({ open }) => {
  test('authorizer and directory are told of the handle, and outside of none', async () => {
    const world = await open();
    const seen: unknown[] = [];
    const note =
      <T>(found: readonly T[]) =>
      (_ids: readonly string[], context: CallContext) => {
        seen.push(context.handle);
        return found;
      };
    const directory: Directory = {
      users: note([{ id: 'ada', name: 'Ada' }]),
      persons: note([{ id: 'bob', name: 'Bob', contacts: ['acme'] }]),
      contacts: note([{ id: 'acme', name: 'Acme' }]),
    };
    const ada = await openDesk(world, directory, ({ handle }) => seen.push(handle));
    const ticket = {
      area: 'helpdesk',
      ...printer,
      requester: { ...printer.requester, contact: 'acme', person: 'bob' },
    } as const;
    const tx = await world.begin();
    await ada.in(tx.handle).tickets.create(ticket);
    await tx.commit();
    expect(seen).toHaveLength(4);
    expect(seen.every((handle) => handle === tx.handle)).toBe(true);
    seen.length = 0;
    await ada.tickets.create(ticket);
    expect(seen).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe.each(sqlHosts)('on $name', ({ name, open }) => {
  test('a contact that was inserted in the same transaction is found; from outside it is not', async () => {
    const world = await open();
    const { contacts, query, begin } = world;
    const find = async (ids: readonly string[], { handle }: CallContext): Promise<readonly Contact[]> => {
      const text = `select id, name from ${contacts} where id = '${ids[0]}'`;
      if (handle === undefined) return (await query(text)) as unknown as readonly Contact[];
      const client = handle as Client;
      const { rows } = await (name === 'PGlite' ? client.query(text, []) : client.query({ text, values: [] }));
      return rows as readonly Contact[];
    };
    const users: Directory['users'] = (ids) => ids.map((id) => ({ id, name: id }));
    const ada = await openDesk(world, { users, contacts: find });
    const ticket = { area: 'helpdesk', ...printer, requester: { ...printer.requester, contact: 'acme' } } as const;

    const tx = await begin();
    await tx.query(`insert into ${contacts} values ('acme', 'Acme')`);
    const made = await ada.in(tx.handle).tickets.create(ticket);
    expect(made.ticket.requester).toMatchObject({ contact: 'acme' });
    await tx.rollback();
    expect(await refusalOf(ada.tickets.create(ticket))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['requester', 'contact'] }],
    });
  });
});
