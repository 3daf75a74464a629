import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createDesk } from '../../src/desk.ts';
import type { CallContext } from '../../src/ports/call-context.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, printer } from './helpdesk.ts';

const agentWords = ['ticket.create', 'ticket.read', 'ticket.edit', 'work', 'reopen'];
const roles = {
  agent: { helpdesk: agentWords },
  reader: { helpdesk: ['ticket.read'] },
  starter: { helpdesk: ['ticket.create'] },
  keeper: { caretaker: ['ticket.read'] },
  lead: { '*': ['*'] },
} as const;
type Role = keyof typeof roles;
const groups: Readonly<Record<string, readonly string[]>> = {
  ada: ['berlin', 'vip'],
  grace: ['bonn'],
  kim: ['berlin'],
};
const rolesOfUsers: Readonly<Record<string, readonly Role[]>> = {
  ada: ['agent'],
  grace: ['agent'],
  tom: ['agent'],
  rita: ['agent', 'reader'],
  sam: ['agent', 'starter'],
  kim: ['agent', 'keeper'],
  lena: ['lead'],
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('a role shows the tickets of one’s groups: two lines of the host', async () => {
    const store = await open();
    await store.migrate();
    const asked: CallContext[] = [];
    const groupsOf = async (user: string, context: CallContext) => {
      asked.push(context);
      return groups[user] ?? [];
    };
    const desk = createDesk({
      areas: [helpdesk, caretaker],
      store,
      authorizer: rolePolicy({
        roles,
        rolesOf: (user) => rolesOfUsers[user] ?? [],
        visible: {
          agent: async (user, context) => ({ field: 'audience', hasAny: await groupsOf(user, context) }),
          keeper: () => 'none',
        },
      }),
    });
    const lena = desk.as({ user: 'lena' });
    const made = async (audience: readonly string[], more = {}) =>
      (await lena.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer, audience, ...more })).ticket.id;
    const berlin = await made(['berlin']);
    const bonn = await made(['bonn', 'berlin-mitte']);
    const nobodys = await made([]);
    const ofTom = await made(['bonn'], { responsible: 'tom' });
    const elsewhere = (await lena.tickets.create({ area: 'caretaker', ...printer, audience: ['berlin'] })).ticket.id;

    const everything = [berlin, bonn, nobodys, ofTom];
    const seen = {
      ada: [berlin],
      grace: [bonn, ofTom],
      // Without a group nobody is in an audience; what is one’s own stays visible.
      tom: [ofTom],
      // A second role that shows everything does so, one that gives no `ticket.read` shows nothing.
      rita: everything,
      sam: [],
      // Each role counts where it gives words.
      kim: [berlin],
      lena: [...everything, elsewhere],
      stranger: [],
    };
    for (const [user, ids] of Object.entries(seen)) {
      const { tickets } = desk.as({ user });
      expect((await tickets.list()).items.map(({ id }) => id).sort(), user).toEqual([...ids].sort());
      for (const id of [...everything, elsewhere]) {
        const answer = await tickets.get(id).then(
          () => true,
          () => false,
        );
        expect(answer, user).toBe(ids.some((one) => one === id));
      }
    }
    const ada = desk.forTenant('acme').as({ user: 'ada' });
    await ada.tickets.count();
    expect(asked.at(-1)).toMatchObject({ tenant: 'acme' });
    await expect(desk.as({ user: 'ada' }).tickets.transition(bonn, 'start')).rejects.toMatchObject({
      code: 'not_found',
    });
    await desk.as({ user: 'ada' }).tickets.transition(berlin, 'start');
  });
});

test('a function that throws, or gives what is no condition, shows nothing', async () => {
  const visible = { agent: (user: string) => ({ field: 'audience', hasAny: groups[user] }) as never };
  const failing = {
    agent: () => {
      throw new Error('The directory is down.');
    },
  };
  for (const [given, code] of [
    [visible, 'config_invalid'],
    [failing, 'forbidden'],
  ] as const) {
    const desk = createDesk({
      areas: [helpdesk],
      store: createMemoryStore(),
      authorizer: rolePolicy({ roles, rolesOf: () => ['agent'], visible: given }),
    });
    await expect(desk.as({ user: 'tom' }).tickets.list()).rejects.toMatchObject({ code });
  }
});
