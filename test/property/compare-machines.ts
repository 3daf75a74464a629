import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Actor } from '../../src/ticket/actor.ts';
import { availableTransitions } from '../../src/workflow/available-transitions.ts';
import { nothingKnown } from '../../src/workflow/check/knowledge.ts';
import { machineOf } from '../../src/workflow/machine.ts';
import { transitionFacts } from '../../src/workflow/transition-facts.ts';
import { readWorkflow } from '../../src/workflow/workflow-document.ts';
import { workflowProblems } from '../../src/workflow/workflow-problems.ts';
import { createRandom, type Random } from '../campaign/random.ts';
import { ticketRow } from '../kit/store-contract/sample-rows.ts';
import {
  elsewhere,
  hostileIds,
  privilegedWords,
  type RandomWorkflow,
  randomWorkflow,
  words,
} from './random-workflows.ts';
import { type TableFacts, tableNext, tableOffer, tableRow } from './workflow-table.ts';

/** What a comparison comes to. */
export interface MachineComparison {
  readonly workflows: number;
  readonly cases: number;
  /** Cases in which a transition was taken. */
  readonly taken: number;
  /** Workflows with a hostile id, each of them refused. */
  readonly refused: number;
  readonly differences: readonly string[];
}

const casesPerWorkflow = 500;

const others = new Map(
  elsewhere.map((id) => [
    id as string,
    readWorkflow({
      id,
      name: id,
      initial: 'end',
      steps: [{ id: 'end', name: 'End', category: 'open' }],
      transitions: [],
    }),
  ]),
);

/** Puts random cases to the compiled machine and to a plain table, and random hostile ids to the check of definitions. */
export const compareMachines = (sizes: { readonly cases: number; readonly seed: number }): MachineComparison => {
  const random = createRandom(sizes.seed);
  const workflows = fc.sample(randomWorkflow({ guarded: false, leaving: true }), {
    seed: sizes.seed,
    numRuns: Math.ceil(sizes.cases / casesPerWorkflow),
  });
  const tally = { cases: 0, taken: 0, refused: 0, differences: [] as string[] };
  for (const workflow of workflows) {
    // A common word that leads out of a closed step is a mistake of whoever gives words, and none that a machine could make.
    const problems = workflowProblems(readWorkflow(workflow), nothingKnown, []).filter(
      ({ params }) => params?.check !== 'E11',
    );
    if (problems.length > 0) tally.differences.push(`refused: ${JSON.stringify({ workflow, problems })}`);
    const wrong = spoiled(workflow, random);
    if (workflowProblems(readWorkflow(wrong), nothingKnown, []).length > 0) tally.refused += 1;
    else tally.differences.push(`not refused: ${JSON.stringify(wrong)}`);
    const definition = readWorkflow(workflow);
    const machine = machineOf(definition);
    const workflows = new Map([...others, [definition.id, definition]]);
    const area = { fields: {}, workflows, workflowVersions: new Map<string, number>() };
    for (let left = Math.min(casesPerWorkflow, sizes.cases - tally.cases); left > 0; left -= 1) {
      const step = anyOf(workflow.steps, random);
      const id = anyOf(workflow.transitions, random);
      const facts = anyFacts(random);
      const known = workflow.steps.find((one) => one.id === step);
      const row = ticketRow('t', {
        workflow: workflow.id,
        step,
        category: known?.category ?? 'open',
        responsible: facts.responsible,
        subject: facts.subject,
        fields: { urgent: facts.urgent },
      });
      const actor: Actor = facts.requester ? { contact: 'acme' } : { user: facts.user ?? '' };
      const actual = {
        configured: machine.transitionsOf(step).map((one) => one.id),
        next: machine.next(step, id, transitionFacts(row, actor, facts.words)),
        offer: availableTransitions(row, definition, { area, actor, permissions: facts.words }).map((one) => [
          one.id,
          one.enabled,
        ]),
      };
      const expected = {
        configured: tableRow(workflow, step).map((one) => one.id),
        next: tableNext(workflow, step, id, facts),
        offer: tableOffer(workflow, step, facts),
      };
      tally.cases += 1;
      if (actual.next !== null) tally.taken += 1;
      if (!isDeepStrictEqual(actual, expected))
        tally.differences.push(
          JSON.stringify({ workflow, step, id, facts: { ...facts, words: [...facts.words] }, actual, expected }),
        );
    }
  }
  return { workflows: workflows.length, ...tally };
};

/** Mostly one that is there; now and then something that a caller with bad intentions would send. */
const anyOf = (all: readonly { readonly id: string }[], random: Random): string =>
  random.below(10) === 0 ? random.oneOf(hostileIds) : (all[random.below(all.length)]?.id ?? '');

const anyFacts = (random: Random): TableFacts => {
  const requester = random.below(8) === 0;
  const held = [...words, ...privilegedWords].filter(() => random.below(2) === 0);
  return {
    requester,
    user: requester ? null : random.oneOf(['ada', 'grace', 'linus']),
    words: new Set(requester ? [] : held),
    responsible: random.oneOf(['ada', 'grace', 'linus']),
    subject: random.oneOf(['Printer', 'Lift', 'Lift x']),
    urgent: random.oneOf([true, false, null]),
  };
};

/** The same workflow with one id, wherever it stands, that nobody may use. */
const spoiled = (workflow: RandomWorkflow, random: Random): RandomWorkflow => {
  const bad = random.oneOf(hostileIds);
  const at = random.below(workflow.steps.length + workflow.transitions.length);
  const step = workflow.steps[at]?.id;
  if (step === undefined) {
    const spoiledAt = at - workflow.steps.length;
    return {
      ...workflow,
      transitions: workflow.transitions.map((one, index) => (index === spoiledAt ? { ...one, id: bad } : one)),
    };
  }
  const renamed = (id: string) => (id === step ? bad : id);
  return {
    ...workflow,
    initial: renamed(workflow.initial),
    steps: workflow.steps.map((one) => ({ ...one, id: renamed(one.id) })),
    transitions: workflow.transitions.map((one) => ({
      ...one,
      from: one.from === '*' ? one.from : one.from.map(renamed),
      to: typeof one.to === 'string' ? renamed(one.to) : one.to,
    })),
  };
};
