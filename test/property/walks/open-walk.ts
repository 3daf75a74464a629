import { defineArea } from '../../../src/area/define-area.ts';
import type { Store } from '../../../src/ports/store.ts';
import { readWorkflow } from '../../../src/workflow/workflow-document.ts';
import { createTestDesk } from '../../kit/create-test-desk.ts';
import type { TestClock } from '../../kit/test-clock.ts';
import { type RandomWalk, users } from './random-walk.ts';

/** A desk with the workflows and people of a walk, and the surfaces of a tenant. */
export const openWalk = async (
  { workflows, held }: Pick<RandomWalk, 'workflows' | 'held'>,
  store: Store,
  tenant: string,
  shared?: TestClock,
) => {
  const area = defineArea({
    id: 'desk',
    name: 'Desk',
    workflows: workflows.map((workflow) => ({ id: workflow.id, definition: readWorkflow(workflow) })),
    fields: { urgent: { type: 'yes_no' } },
  });
  const words = new Map<string, readonly string[]>(Object.entries(held));
  const kit = await createTestDesk({
    areas: [area],
    roles: {},
    store,
    options: {
      ...(shared === undefined ? {} : { clock: shared }),
      authorizer: {
        grants: (actor) => {
          const permissions = [...(words.get('user' in actor ? actor.user : 'system') ?? [])];
          return { areas: { desk: { permissions, visible: 'all' } }, desk: [], mailboxes: [] };
        },
      },
    },
  });
  const { desk, people, clock } = kit;
  for (const id of users) people.addUser({ id, name: id, email: `${id}@desk.example` });
  people.addContact({ id: 'acme', name: 'Acme' });
  const own = desk.dynamic.forTenant(tenant);
  return {
    desk,
    clock: shared ?? clock,
    agent: (who: string) => (who === 'system' ? own.asSystem('walk') : own.as({ user: who })),
    requester: own.asRequester({ contact: 'acme' }),
  };
};
