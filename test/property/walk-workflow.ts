import { isHeld } from '../../src/ticket/word-pattern.ts';
import type { WorkflowDefinition } from '../../src/workflow/definition.ts';
import { machineOf } from '../../src/workflow/machine.ts';
import { matching, words } from './workflow-arbitraries.ts';

/** Who walks: holders of these patterns, taking turns; `requester` takes what is marked for requesters. */
export type Crew = readonly (readonly string[] | 'requester')[];

/** Steps that a crew comes to from one by transitions that the engine itself lets them take. */
export const walked = (definition: WorkflowDefinition, start: string, crew: Crew): ReadonlySet<string> => {
  const machine = machineOf(definition);
  const closed = new Set(definition.steps.filter(({ category }) => category === 'closed').map(({ id }) => id));
  const reached = new Set([start]);
  for (const step of reached) {
    for (const { id } of machine.transitionsOf(step)) {
      for (const walker of crew) {
        const next = machine.next(step, id, {
          requester: walker === 'requester',
          permissions: new Set(walker === 'requester' ? [] : words.filter((word) => isHeld(walker, word))),
          fromClosed: closed.has(step),
          user: 'ada',
          fact: matching,
        });
        if (typeof next === 'string') reached.add(next);
      }
    }
  }
  return reached;
};

/** Every subset, smallest first. */
export const subsets = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_one, index) => (bits & (1 << index)) !== 0)).sort(
    (a, b) => a.length - b.length,
  );

/** The smallest subsets that can do it. */
export const smallest = <T>(all: readonly T[], can: (set: readonly T[]) => boolean): readonly (readonly T[])[] => {
  const found: (readonly T[])[] = [];
  for (const set of subsets(all)) {
    if (!found.some((known) => known.every((one) => set.includes(one))) && can(set)) found.push(set);
  }
  return found;
};
