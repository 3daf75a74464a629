import type { StepDefinition, StepTimer } from '../definition.ts';
import { durationProblem } from '../duration.ts';
import { neededPermission } from '../evaluate-transition.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { isTimed, mayBeTimed, neededInputs } from './timed-edges.ts';
import { type Edge, isClosed, reachedFrom } from './workflow-graph.ts';

/** E14 and E15: timers that cannot do what they are there for, and those that never come to an end. */
export const checkTimers = (subject: CheckSubject): readonly Finding[] => [
  ...subject.definition.steps.flatMap((step) => (step.timers ?? []).flatMap((timer) => useless(step, timer, subject))),
  ...endless(subject),
];

const useless = (step: StepDefinition, timer: StepTimer, { definition, known }: CheckSubject): readonly Finding[] => {
  const place = ['steps', step.id, 'timers', timer.id];
  const problem = durationProblem(timer.after);
  return [
    ...(problem === null ? [] : [finding('E14', 'bad_duration', [...place, 'after'], problem, { after: timer.after })]),
    ...untakable(step, timer, [...place, 'transition'], { definition, known }),
  ];
};

const untakable = (
  step: StepDefinition,
  { id, transition: named }: StepTimer,
  place: Place,
  { definition, known }: Pick<CheckSubject, 'definition' | 'known'>,
): readonly Finding[] => {
  const transition = definition.transitions.find((one) => one.id === named);
  if (transition === undefined) {
    const options = definition.transitions.filter(({ from }) => from.includes(step.id)).map((one) => one.id);
    const message = `Timer "${id}" takes a transition "${named}" that does not exist; name one that starts from "${step.id}".`;
    return [finding('E14', 'unknown_transition', place, message, { transition: named, options })];
  }
  if (!transition.from.includes(step.id)) {
    const message = `Timer "${id}" takes "${named}", which does not start from "${step.id}"; let it start there, or name another one.`;
    return [finding('E14', 'not_from_step', place, message, { transition: named, step: step.id })];
  }
  const inputs = neededInputs(transition);
  const word = neededPermission(transition, isClosed(step));
  return [
    ...(inputs.length === 0
      ? []
      : [
          finding(
            'E14',
            'needs_input',
            place,
            `Timer "${id}" takes "${named}", which needs a ${inputs.join(' and a ')} that nobody is there to give; name one that needs none.`,
            { transition: named, inputs },
          ),
        ]),
    ...(word === '' || mayBeTimed({ word }, known)
      ? []
      : [
          finding(
            'E14',
            'not_held',
            place,
            `Timer "${id}" takes "${named}", for which the desk itself needs "${word}"; grant it to the system, or name another one.`,
            { transition: named, word },
          ),
        ]),
  ];
};

/** Each ring of steps from which timers alone lead back into it, once, at the timer where this workflow comes into it. */
const endless = ({ definition, graph }: CheckSubject): readonly Finding[] => {
  const timed = graph.everyEdge.filter(isTimed);
  const told = new Set<string>();
  return definition.steps.flatMap(({ id }) => {
    const ahead = reachedThrough(id, timed);
    if (told.has(id) || !ahead.has(id)) return [];
    const ring = [id, ...[...ahead].filter((other) => other !== id && reachedThrough(other, timed).has(id))];
    for (const step of ring) told.add(step);
    const first = timed.find(({ from, to }) => from.id === id && ring.includes(to.id));
    const timer = first?.from.timers?.find(({ transition }) => transition === first.transition.id);
    const message = `Timers alone lead from step "${id}" back to it${throughOthers(ring)}, for ever; let a person take one of these ways, or end in another step.`;
    return [finding('E15', 'timer_cycle', ['steps', id, 'timers', timer?.id ?? ''], message, { steps: ring })];
  });
};

/** Without the step itself, unless it is come back to. */
const reachedThrough = (step: string, edges: readonly Edge[]): ReadonlySet<string> =>
  reachedFrom(
    edges.filter(({ from }) => from.id === step).map(({ to }) => to.id),
    edges,
  );

const throughOthers = ([, ...others]: readonly string[]): string =>
  others.length === 0 ? '' : `, through ${others.map((step) => `"${step}"`).join(', ')}`;
