import { describe, expect, test } from 'vitest';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { StepInput } from '../../src/workflow/workflow.ts';
import { everyStore } from './every-store.ts';
import { incident, openHelpdesk, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

/** The workflow without the step `waiting`. */
const shorter = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' } as StepInput<'start' | 'close'>,
    doing: { name: 'In progress', category: 'open' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work' },
    close: { name: 'Close', from: ['doing'], to: 'closed', permission: 'approve' },
  },
});

describe.each(everyStore)('on $name', ({ open }) => {
  const office = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'administrator');
    const make = async (...way: readonly ('start' | 'wait')[]) => {
      const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
      for (const transition of way) await ada.tickets.transition(ticket.id, transition);
      return ticket;
    };
    return { ...kit, ada, make };
  };

  test('an administrator learns how many tickets a new workflow would strand, and who could still close them, before it is published', async () => {
    const { ada, make } = await office();
    await make();
    await make('start');
    await make('start', 'wait');
    await make('start', 'wait');
    const query = { area: 'helpdesk', workflow: shorter, roles: { agent: ['work'], lead: ['work', 'approve'] } };
    const { steps, tickets, findings, changes } = await ada.workflows.whatIf(query);
    expect(tickets).toEqual({ all: 4, fewer: 2, nobody: 0, unmapped: 2 });
    expect(steps.find(({ step }) => step === 'waiting')).toMatchObject({ tickets: 2, to: null, outlook: 'unmapped' });
    expect(findings).toMatchObject([{ code: 'E16' }, ...findings.slice(1)]);
    expect(JSON.stringify(changes)).toContain('waiting');
    const mapped = await ada.workflows.whatIf({ ...query, plan: { steps: { waiting: 'doing' } } });
    expect(mapped.tickets).toEqual({ all: 4, fewer: 4, nobody: 0, unmapped: 0 });
    const same = await ada.workflows.whatIf({ area: 'helpdesk', workflow: incident });
    expect(same.tickets).toEqual({ all: 4, fewer: 0, nobody: 0, unmapped: 0 });
  });

  test('what is wrong with the new workflow by itself is told with it', async () => {
    const { ada } = await office();
    const broken = { ...shorter.definition, transitions: shorter.definition.transitions.slice(0, 1) };
    const { problems } = await ada.workflows.whatIf({ area: 'helpdesk', workflow: broken });
    expect(problems.map(({ code }) => code)).toContain('E05');
    // The other workflows of the area are known.
    const [start, ...others] = shorter.definition.transitions;
    const away = { ...start, id: 'away', to: { workflow: 'gone' } } as typeof start & object;
    const leaving = { ...shorter.definition, transitions: [start as typeof away, ...others, away] };
    const told = await ada.workflows.whatIf({ area: 'helpdesk', workflow: leaving });
    expect(told.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'E12', reason: 'unknown_workflow', place: ['transitions', 'away', 'to', 'workflow'] },
    ]);
  });

  test('only who may change the configuration asks, about areas and workflows that there are, with documents that can be read', async () => {
    const { ada, agent } = await office();
    const clerk = agent('Clara', 'agent');
    expect(await refusalOf(clerk.workflows.whatIf({ area: 'helpdesk', workflow: incident }))).toMatchObject({
      code: 'forbidden',
      data: { permission: 'config.admin' },
    });
    const wrong = async (query: object) =>
      (await refusalOf(ada.workflows.whatIf(query as never))).issues.map(({ path }) => path.join('.'));
    expect(await wrong({ area: 'nowhere', workflow: incident })).toEqual(['area']);
    expect(await wrong({ area: 'caretaker', workflow: incident })).toEqual(['workflow.id']);
    expect(await wrong({ area: 'helpdesk', workflow: 'incident' })).toEqual(['workflow']);
    expect(await wrong({ area: 'helpdesk', workflow: { id: 'incident', name: 'x' } })).toContain('steps');
    expect(await wrong({ area: 'helpdesk', workflow: incident, plan: { steps: 7 } })).toEqual(['plan.steps']);
  });
});
