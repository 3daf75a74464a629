import { expect, test } from 'vitest';
import { sampleBodies } from './samples.ts';
import { openWorld } from './world.ts';

test.each(['targets', 'actions', 'steps', 'statuses', 'deletions'])(
  'a ticket that an agent does not see is to bulk/%s what never was, in earnest and as a preview',
  async (last) => {
    const world = await openWorld();
    const operation = {
      targets: 'targets',
      actions: 'addAction',
      steps: 'setStep',
      statuses: 'setStatus',
      deletions: 'delete',
    };
    const ask = async (prefix: string, ticket: string) => {
      const sample = sampleBodies(world)[`agent bulk.${operation[last as keyof typeof operation]}`];
      const { status, text } = await world.send('POST', `${prefix}/bulk/${last}`, {
        as: 'eve',
        body: { ...sample, tickets: [ticket] },
      });
      return [status, text.replaceAll(ticket, '(the ticket)')];
    };
    for (const prefix of last === 'targets' ? ['/agent'] : ['/agent', '/agent/preview']) {
      const foreign = await ask(prefix, world.ticket);
      expect(foreign).toEqual(await ask(prefix, 'never-was'));
      expect(foreign[1]).not.toContain('Printer');
    }
  },
);

test('a text block of somebody else cannot be told from one that never was', async () => {
  const { send, ids } = await openWorld();
  const save = (id: string | undefined, prefix: string) =>
    send('POST', `${prefix}/text-blocks`, { as: 'grace', body: { id, name: 'Mine now' } });
  for (const prefix of ['/agent', '/agent/preview']) {
    const [foreign, never] = [await save(ids.textBlock, prefix), await save('never-was', prefix)];
    expect([foreign.status, foreign.text]).toEqual([never.status, never.text]);
    expect(foreign.text).toContain('not_found');
  }
});

test('an activity that the ticket does not have, and an action that is on no ticket, are not found', async () => {
  const { send, ticket } = await openWorld();
  const unlink = await send('DELETE', `/agent/tickets/${ticket}/activities/task/never-was`);
  expect([unlink.status, unlink.json.code]).toEqual([404, 'not_found']);
  const start = await send('POST', `/agent/tickets/${ticket}/timers`, { body: { action: 'never-was' } });
  expect([start.status, start.json.code]).toEqual([404, 'not_found']);
});

test.each([
  ['/agent/persons/bob/exports', 'person'],
  ['/agent/areas/helpdesk/workflows/incident/versions', 'area'],
  ['/agent/areas/helpdesk/workflows/incident/migrations', 'workflow'],
])('what the path of %s says, no field of the body may say otherwise', async (path, field) => {
  const { send } = await openWorld();
  const { status, json } = await send('POST', path, { body: { [field]: 'other' } });
  expect([status, json.issues]).toEqual([422, [expect.objectContaining({ path: [field], code: 'unknown_field' })]]);
});

test('an id that holds whatever a path can hold is one id', async () => {
  const { send } = await openWorld();
  for (const id of ['a/b', '..', '%2e%2e', 'ü?#', '__proto__', 'constructor', '\u0000']) {
    const { status, json } = await send('GET', `/agent/tickets/${encodeURIComponent(id).replaceAll('.', '%2E')}`);
    expect([status, ['not_found', 'no_route'].includes(json.code)], id).toEqual([404, true]);
  }
});
