import { createDesk, defineArea, rolePolicy } from 'ticketwerk';
import { createHttpClient } from 'ticketwerk/client';
import { createHttpHandler } from 'ticketwerk/http';
import { createMemoryStore } from 'ticketwerk/memory';
import { expectTypeOf, test } from 'vitest';
import { incident } from '../rules/helpdesk.ts';

const desk = createDesk({
  areas: [
    defineArea({
      id: 'helpdesk',
      name: 'Help-Desk',
      workflows: [incident],
      fields: { severity: { type: 'choice', of: ['low', 'high'] } },
    }),
  ],
  store: createMemoryStore(),
  authorizer: rolePolicy({ roles: {}, rolesOf: () => [] }),
});
const { agent, portal } = createHttpClient<typeof desk>({ url: '' });

test('any desk can be served', () => {
  createHttpHandler({ desk, authenticate: () => null });
  createHttpHandler({ desk, authenticate: async () => ({ contact: 'acme', tenant: 'emea' }) });
  // @ts-expect-error A user is no requester.
  createHttpHandler({ desk, authenticate: () => ({ person: 'bob' }) });
});

test('a client knows the areas, transitions and fields of the desk, and what each transition asks for', () => {
  void agent.tickets.create({ area: 'helpdesk', subject: 'x', fields: { severity: 'high' } });
  // @ts-expect-error There is no such area.
  void agent.tickets.create({ area: 'nowhere' });
  // @ts-expect-error There is no such option.
  void agent.tickets.create({ area: 'helpdesk', fields: { severity: 'odd' } });
  void agent.tickets.transition('t', 'close', { comment: 'Done' });
  // @ts-expect-error A comment is required.
  void agent.tickets.transition('t', 'close');
  void agent.preview.tickets.transition('t', 'close');
  // @ts-expect-error There is no such transition.
  void agent.tickets.transition('t', 'vanish');
  void portal.create({ subject: 'x', description: 'y', name: 'Bob', email: 'b@acme.example' });
});

test('what needs the process of the desk is not there', () => {
  expectTypeOf<'in'>().not.toExtend<keyof typeof agent>();
  expectTypeOf<'in'>().not.toExtend<keyof typeof portal>();
  expectTypeOf<'changes'>().toExtend<keyof typeof agent>();
});
