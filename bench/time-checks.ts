import { checkWorkflow, compareWorkflows } from 'ticketwerk';
import { busFactorOf } from '../src/workflow/check/bus-factor.ts';
import { subjectOf } from '../src/workflow/check/check-subject.ts';
import { coalitionsOf } from '../src/workflow/check/coalitions.ts';
import { readDefinition } from '../src/workflow/check/read-definition.ts';
import { readOptions } from '../src/workflow/check/read-options.ts';
import { reachOf } from '../src/workflow/check/role-reach.ts';
import { workflowFindings } from '../src/workflow/check/workflow-findings.ts';
import { graphOf } from '../src/workflow/check/workflow-graph.ts';
import { median } from './median.ts';
import { sampleWorkflow, type WorkflowSize } from './sample-workflow.ts';

/** What one part of a check takes. */
export interface CheckTime {
  readonly part: string;
  readonly milliseconds: number;
}

/** Milliseconds for each part of a check, and for the whole; the parts take turns. */
export const timeChecks = (size: WorkflowSize, rounds: number): readonly CheckTime[] => {
  const { workflow, options } = sampleWorkflow(size);
  const [definition, known] = [readDefinition(workflow), readOptions(options)];
  if (!definition.ok || !known.ok) throw new Error('The sample cannot be read.');
  const subject = subjectOf(definition.value, known.value);
  const changed = { ...workflow, transitions: workflow.transitions.slice(1) };
  const comparison = { roles: options.roles ?? {}, histogram: { s0: 1 } };
  const parts: Readonly<Record<string, () => unknown>> = {
    'reading the document': () => readDefinition(workflow),
    graph: () => graphOf(definition.value, null),
    'graph, conditions, who may take what': () => subjectOf(definition.value, known.value),
    'all checks': () => workflowFindings(subject),
    'matrix role × step': () => reachOf(subject, subject.takers),
    coalitions: () => coalitionsOf(subject),
    'bus factor': () => busFactorOf(subject),
    '**checkWorkflow**': () => checkWorkflow(workflow, options),
    '**compareWorkflows**': () => compareWorkflows(workflow, changed, comparison),
  };
  const samples = new Map(Object.keys(parts).map((part) => [part, [] as number[]]));
  for (let round = -3; round < rounds; round += 1) {
    for (const [part, run] of Object.entries(parts)) {
      const start = performance.now();
      let times = 0;
      // Long enough for the clock, and once at least.
      do {
        run();
        times += 1;
      } while (performance.now() - start < 5);
      if (round >= 0) samples.get(part)?.push((performance.now() - start) / times);
    }
  }
  return [...samples].map(([part, all]) => ({ part, milliseconds: median(all) }));
};
