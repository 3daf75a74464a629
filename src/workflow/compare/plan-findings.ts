import type { CheckSubject } from '../check/check-subject.ts';
import { type Finding, finding } from '../check/finding.ts';
import { isClosed } from '../check/workflow-graph.ts';
import type { ComparisonBasis } from './compare-options.ts';
import type { StepFate } from './step-fates.ts';

/** E16: tickets that would be left in no step, steps that a plan makes up, and tickets that are closed or opened without a reason. */
export const planFindings = (
  before: CheckSubject,
  after: CheckSubject,
  fates: readonly StepFate[],
  { plan }: ComparisonBasis,
): readonly Finding[] => [
  ...[...plan.steps].flatMap(([from, to]) => [
    ...(fates.some(({ step }) => step === from) ? [] : [unknownStep(from, from)]),
    ...(after.graph.steps.has(to) ? [] : [unknownStep(from, to)]),
  ]),
  ...fates.flatMap(({ step, to, tickets }) => {
    const planned = plan.steps.get(step);
    if (to === null) return planned === undefined && (tickets ?? 0) > 0 ? [unmapped(step, tickets ?? 0)] : [];
    const [was, is] = [before.graph.steps.get(step), after.graph.steps.get(to)];
    const turns = was !== undefined && is !== undefined && isClosed(was) !== isClosed(is);
    return turns && plan.reason === null && tickets !== 0 ? [withoutReason(step, to, isClosed(is), tickets)] : [];
  }),
];

const unknownStep = (from: string, step: string): Finding =>
  finding('E16', 'unknown_step', ['plan', 'steps', from], `There is no step "${step}"; correct the plan.`, { step });

const unmapped = (step: string, tickets: number): Finding =>
  finding(
    'E16',
    'unmapped',
    ['plan', 'steps', step],
    `${tickets} tickets stand in step "${step}", which is gone; say in the plan which step they go to.`,
    { step, tickets },
  );

const withoutReason = (step: string, to: string, closes: boolean, tickets: number | null): Finding =>
  finding(
    'E16',
    'other_openness',
    ['plan', 'reason'],
    `Tickets of step "${step}" would be ${closes ? 'closed' : 'opened'} by going to step "${to}"; give the reason in the plan.`,
    { step, to, tickets },
  );
