import type { DrawnStep, DrawnTransition, WorkflowGraph } from '../../src/workflow/draw/index.ts';

/** The picture in words, for those who do not see it. */
export const describeGraph = (graph: WorkflowGraph): string => {
  const names = new Map(graph.steps.map(({ key, name }) => [key, name]));
  const told = graph.transitions.map((transition) => describeTransition(transition, names));
  return [
    `Steps: ${graph.steps.map(describeStep).join('; ')}.`,
    `Tickets start in ${names.get(graph.initial)}.`,
    ...(told.length === 0 ? [] : [`Transitions: ${told.join('; ')}.`]),
  ].join(' ');
};

/** A step in words. */
export const describeStep = ({ name, category, outside, mark }: DrawnStep): string => {
  const marked = { current: ', the ticket is here', visited: ', the ticket was here', none: '' }[mark ?? 'none'];
  const what = { workflow: 'another workflow', return: 'where the ticket came from', none: 'there is no such step' };
  return `${name} (${category ?? what[outside ?? 'none']}${marked})`;
};

/** A transition in words. */
export const describeTransition = (
  { name, from, to, permission, after, taken }: DrawnTransition,
  names: ReadonlyMap<string, string>,
): string =>
  `${name}, from ${names.get(from)} to ${names.get(to)}, with ${permission}${after === null ? '' : `, or by itself after ${after}`}${taken ? ', taken by the ticket' : ''}`;
