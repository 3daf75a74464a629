import { createDesk, defaultArea, rolePolicy } from 'ticketwerk';
import { openApi } from 'ticketwerk/http';
import { createMemoryStore } from 'ticketwerk/memory';
import { expect, test } from 'vitest';

const desk = createDesk({
  areas: [defaultArea()],
  store: createMemoryStore(),
  authorizer: rolePolicy({ roles: {}, rolesOf: () => [] }),
});

const methodsOf = (surface: object, prefix = ''): readonly string[] =>
  Object.entries(surface).flatMap(([name, value]) =>
    typeof value === 'function' ? [`${prefix}${name}`] : methodsOf(value as object, `${prefix}${name}.`),
  );

const served = (side: string) =>
  Object.values(openApi().paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap((item) => Object.values(item))
    .map(({ operationId }) => operationId)
    .filter((id) => id.startsWith(`${side}.`))
    .map((id) => id.slice(side.length + 1))
    .sort();

test('everything that an agent can do is served, in earnest and as a preview, but for joining a transaction', () => {
  const methods = methodsOf(desk.as({ user: 'ada' })).filter((name) => name !== 'in');
  expect(served('agent')).toEqual([...methods].sort());
});

test('everything that a requester can do is served, but for joining a transaction', () => {
  const methods = methodsOf(desk.asRequester({ contact: 'acme' })).filter((name) => name !== 'in');
  expect(served('portal')).toEqual([...methods].sort());
});
