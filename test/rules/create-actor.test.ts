import { describe, expect, test } from 'vitest';
import type { Authorizer } from '../../src/ports/authorizer.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk } from './helpdesk.ts';

const broken = (name: string) =>
  new Proxy(
    {},
    {
      get: (_target, verb) => {
        throw new Error(`${name}.${String(verb)} was touched`);
      },
    },
  ) as never;

describe.each(everyStore)('on $name', ({ open }) => {
  test('without an actor nothing begins: no port is touched [GEN-01 refused]', async () => {
    const { desk } = await createTestDesk({
      areas: [helpdesk],
      roles: {},
      store: await open(),
      options: {
        store: broken('store'),
        authorizer: { grants: (actor, context) => (broken('authorizer') as Authorizer).grants(actor, context) },
        directory: broken('directory'),
      },
    });
    const required = (path: readonly string[]) => ({
      code: 'invalid_input',
      issues: [expect.objectContaining({ path, code: 'required' })],
    });
    const refusals: readonly [call: () => unknown, path: readonly string[]][] = [
      [() => desk.as(undefined as never), []],
      [() => desk.as({} as never), ['user']],
      [() => desk.as({ user: '' }), ['user']],
      [() => desk.as({ user: '   ' }), ['user']],
      [() => desk.asSystem(''), []],
      [() => desk.asSystem(undefined as never), []],
      [() => desk.asRequester({} as never), ['contact']],
      [() => desk.asRequester({ contact: '' }), ['contact']],
      [() => desk.asRequester({ contact: 'acme', person: '' }), ['person']],
      [() => desk.forTenant('acme').as({} as never), ['user']],
    ];
    for (const [call, path] of refusals) expect(call).toThrow(expect.objectContaining(required(path)));
    expect(() => desk.as({ user: 'ada', role: 'lead' } as never)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        issues: [expect.objectContaining({ path: ['role'], code: 'unknown_field' })],
      }),
    );
  });
});
