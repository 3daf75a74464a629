import { isHeld } from '../../ticket/word-pattern.ts';
import type { TransitionDefinition } from '../definition.ts';
import { responsibleRule } from '../responsible-rule.ts';
import type { Knowledge } from './knowledge.ts';
import type { Edge } from './workflow-graph.ts';

/** Does a timer of the step take this way? */
export const isTimed = ({ from, transition }: Edge): boolean =>
  from.timers?.some((timer) => timer.transition === transition.id) ?? false;

/** Inputs that a transition cannot be taken without; nobody is there to give a timer one. */
export const neededInputs = (transition: TransitionDefinition): readonly ('comment' | 'responsible')[] => [
  ...(transition.comment === 'required' ? (['comment'] as const) : []),
  ...(responsibleRule(transition).mode === 'required' ? (['responsible'] as const) : []),
];

/** May the desk itself take this way, as far as is known? */
export const mayBeTimed = ({ word }: Pick<Edge, 'word'>, { system }: Knowledge): boolean =>
  system === null || isHeld(system, word);
