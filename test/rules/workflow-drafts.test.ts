import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const open = async (store: Store) => {
  const kit = await createTestDesk({
    areas: [helpdesk],
    roles: { administrator: { '*': ['*'] } },
    desk: { administrator: ['config.admin'] },
    store,
  });
  kit.agent('Root', 'administrator');
  return kit.desk.dynamic.as({ user: 'root' });
};
type Root = Awaited<ReturnType<typeof open>>;

const step = (id: string, category: 'new' | 'open' | 'closed', name = id) => ({ id, name, category });
const way = (id: string, from: string, to: string) => ({ id, name: id, from: [from], to, permission: 'work' });
/** A workflow as an administration screen would write it. */
const demand = {
  id: 'demand',
  name: 'Demand',
  initial: 'asked',
  steps: [step('asked', 'new'), step('court', 'open'), step('paid', 'closed')],
  transitions: [way('sue', 'asked', 'court'), way('pay', 'court', 'paid')],
};
/** The same without the court. */
const mild = {
  ...demand,
  steps: [step('asked', 'new'), step('called', 'open'), step('paid', 'closed')],
  transitions: [way('call', 'asked', 'called'), way('pay', 'called', 'paid')],
};
const letter = {
  id: 'letter',
  name: 'Letter',
  initial: 'written',
  steps: [step('written', 'new'), step('sent', 'closed')],
  transitions: [way('send', 'written', 'sent')],
};
const workflow = { area: 'collection', workflow: 'demand' };

const define = async (root: Root, workflows: readonly object[] = [demand]) => {
  await root.settings.update({ areas: { collection: { name: 'Collection', key: 'COL', workflows } } } as never);
};
const created = async (root: Root, named = 'demand') =>
  (await root.tickets.create({ area: 'collection', ...printer, workflow: named })).ticket.id;
const statuses = async (root: Root, of = workflow) =>
  (await root.workflows.versions(of)).map(({ version, status, tickets }) => `${version} ${status} ${tickets.open}`);

describe.each(everyStore)('on $name', ({ open: openStore }) => {
  test('a draft touches no ticket, says what is wrong with it, and is published once it is right [ADM-02]', async () => {
    const root = await open(await openStore());
    await define(root);
    const running = await created(root);
    const trap = { ...mild, transitions: [way('call', 'asked', 'called')] };
    const saved = await root.workflows.saveDraft({ area: 'collection', workflow: trap });
    expect(saved.findings.map(({ code, place }) => `${code} ${place.join('.')}`)).toEqual([
      'E05 ',
      'E06 steps.called',
      'W01 steps.paid',
    ]);
    expect(await statuses(root)).toEqual(['null draft 0', '1 active 1']);
    const refused = await refusalOf(root.workflows.publish(workflow));
    expect([refused.code, ...refused.issues.map(({ code, path }) => `${code} ${path.join('.')}`)]).toEqual([
      'config_invalid',
      'no_way_to_close areas.collection.workflows.demand',
      'dead_end areas.collection.workflows.demand.steps.called',
    ]);
    expect((await root.tickets.availableTransitions(running)).map(({ id }) => id)).toEqual(['sue']);
    await root.workflows.saveDraft({ area: 'collection', workflow: mild });
    expect(await root.workflows.publish(workflow)).toMatchObject({
      version: 2,
      changed: true,
      comparison: { tickets: { all: 1, unmapped: 0 } },
    });
    expect(await statuses(root)).toEqual(['2 active 0', '1 retiring 1']);
    expect((await root.tickets.availableTransitions(running)).map(({ id }) => id)).toEqual(['sue']);
    expect((await root.tickets.availableTransitions(await created(root))).map(({ id }) => id)).toEqual(['call']);
    await expect(root.workflows.publish(workflow)).rejects.toMatchObject({
      issues: [{ path: ['definition'], code: 'required' }],
    });
  });

  test('a version without a step in which tickets stand is published only with a plan for them, and by it they are migrated [ADM-02 refused]', async () => {
    const root = await open(await openStore());
    await define(root);
    const running = await created(root);
    await root.tickets.transition(running, 'sue');
    const refused = await refusalOf(root.workflows.publish({ ...workflow, definition: mild }));
    expect(refused).toMatchObject({
      code: 'config_invalid',
      issues: [{ path: ['plan', 'steps', 'court'], code: 'unmapped', params: { tickets: 1 } }],
    });
    const closing = { steps: { court: 'paid' } };
    await expect(root.workflows.publish({ ...workflow, definition: mild, plan: closing })).rejects.toMatchObject({
      issues: [{ path: ['plan', 'reason'], code: 'other_openness' }],
    });
    expect(await statuses(root)).toEqual(['1 active 1']);
    const plan = { ...closing, reason: 'The court is closed.' };
    expect(await root.workflows.publish({ ...workflow, definition: mild, plan })).toMatchObject({ version: 2 });
    // A further change is thought through from where the plan leads its tickets.
    const { steps } = await root.workflows.whatIf({ area: 'collection', workflow: mild });
    expect(steps.map(({ step: id, tickets }) => `${id} ${tickets}`)).toEqual(['asked 0', 'called 0', 'paid 1']);
    expect(await root.workflows.migrate(workflow)).toEqual({
      migrated: 1,
      refused: { count: 0, first: [] },
      stopped: false,
      archived: [1],
    });
    expect(await root.tickets.get(running)).toMatchObject({ step: 'paid', closedBy: { user: 'root' } });
    expect((await root.workflows.migrate(workflow)).archived).toEqual([]);
    expect(await statuses(root)).toEqual(['2 active 0', '1 archived 0']);
  });

  test('plans lead through several versions; where one has no place for a step, its tickets stay and are named', async () => {
    const root = await open(await openStore());
    await define(root);
    const asked = await created(root);
    await root.workflows.publish({ ...workflow, definition: mild });
    // Whoever is asked for his version goes on in it, also into a step that the next one does not have.
    const late = await created(root);
    expect((await root.tickets.get(late)).workflowVersion).toBe(2);
    const third = { ...mild, steps: [step('waiting', 'new'), ...mild.steps.slice(1)], initial: 'waiting' };
    const renamed = { ...third, transitions: [way('call', 'waiting', 'called'), way('pay', 'called', 'paid')] };
    await root.workflows.publish({ ...workflow, definition: renamed, plan: { steps: { asked: 'waiting' } } });
    await root.tickets.transition(asked, 'sue');
    expect(await root.workflows.migrate(workflow)).toMatchObject({
      migrated: 1,
      refused: {
        count: 1,
        first: [{ ticket: asked, refusal: { code: 'wrong_state', data: { step: 'court', version: 1 } } }],
      },
      archived: [2],
    });
    expect(await root.tickets.get(late)).toMatchObject({ step: 'waiting', workflowVersion: 3 });
    expect((await root.tickets.transition(asked, 'pay')).ticket.status).toMatchObject({ label: 'paid' });
  });

  test('a workflow that is retired takes no tickets, those in it go on, and it can be brought back', async () => {
    const root = await open(await openStore());
    await define(root, [demand, letter]);
    const running = await created(root, 'letter');
    const reference = { area: 'collection', workflow: 'letter' };
    await root.workflows.retire(reference);
    await expect(root.workflows.retire(reference)).rejects.toMatchObject({ code: 'already_done' });
    await expect(created(root, 'letter')).rejects.toMatchObject({ issues: [{ code: 'not_selectable' }] });
    expect((await root.tickets.availableTransitions(running)).map(({ id }) => id)).toEqual(['send']);
    expect(await statuses(root, reference)).toEqual(['1 retiring 1']);
    await expect(root.workflows.retire(workflow)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await root.workflows.publish({ ...reference, definition: letter })).toMatchObject({ version: 1 });
    expect((await root.tickets.get(await created(root, 'letter'))).workflowVersion).toBe(1);
  });

  test('what cannot be meant is refused with its place: workflows of code, other areas and ids, settings that changed', async () => {
    const root = await open(await openStore());
    await define(root);
    const paths = async (call: Promise<unknown>) =>
      (await refusalOf(call)).issues.map(({ path, code }) => `${path.join('.')} ${code}`);
    const ofCode = { area: 'helpdesk', workflow: 'incident' };
    expect(await paths(root.workflows.publish(ofCode))).toEqual(['area owned_by_code']);
    expect(await paths(root.workflows.saveDraft({ area: 'helpdesk', workflow: demand }))).toEqual([
      'area owned_by_code',
    ]);
    expect(await paths(root.workflows.retire(ofCode))).toEqual(['area owned_by_code']);
    expect(await paths(root.workflows.versions({ area: 'nowhere', workflow: 'demand' }))).toEqual([
      'area not_an_option',
    ]);
    expect(await paths(root.workflows.migrate({ area: 'collection', workflow: 'none' }))).toEqual([
      'workflow not_an_option',
    ]);
    expect(await paths(root.workflows.publish({ ...workflow, definition: letter }))).toEqual([
      'definition.id not_an_option',
    ]);
    expect(await paths(root.workflows.saveDraft({ area: 'collection', workflow: { id: 'x' } as never }))).toEqual(
      expect.arrayContaining(['workflow.steps required']),
    );
    await expect(root.workflows.discardDraft(workflow)).rejects.toMatchObject({ code: 'not_found' });
    const { revision } = await root.settings.get();
    await root.workflows.saveDraft({ area: 'collection', workflow: mild }, { expectedVersion: revision });
    await expect(root.workflows.publish(workflow, { expectedVersion: revision })).rejects.toMatchObject({
      code: 'conflict',
    });
    await root.workflows.discardDraft(workflow);
    expect(await statuses(root)).toEqual(['1 active 0']);
    const key = { idempotencyKey: 'once' };
    expect(await root.workflows.publish({ ...workflow, definition: mild }, key)).toMatchObject({
      version: 2,
      changed: true,
    });
    expect(await root.workflows.publish({ ...workflow, definition: mild }, key)).toMatchObject({
      version: 2,
      changed: false,
    });
  });
});
