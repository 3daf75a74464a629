import { checkCondition } from '../../condition/check-condition.ts';
import { conditionTruth, type Truth } from '../../condition/condition-truth.ts';
import type { Issue } from '../../refusal/refusal.ts';
import type { TransitionDefinition, WorkflowDefinition } from '../definition.ts';
import type { Knowledge } from './knowledge.ts';
import { type Reach, reachOf } from './role-reach.ts';
import { type Takers, takersOf } from './takers.ts';
import { graphOf, type WorkflowGraph } from './workflow-graph.ts';

/** A transition with a condition, and what is known of that. */
export interface CheckedCondition {
  readonly transition: TransitionDefinition;
  readonly issues: readonly Issue[];
  /** Null when the condition cannot be used. */
  readonly truth: Truth | null;
}

/** A workflow, and what is known beside it. */
export interface CheckBasis {
  readonly definition: WorkflowDefinition;
  readonly graph: WorkflowGraph;
  readonly known: Knowledge;
  readonly conditions: readonly CheckedCondition[];
}

/** What every check looks at. */
export interface CheckSubject extends CheckBasis {
  readonly takers: Takers;
  readonly reach: Reach;
}

export const subjectOf = (definition: WorkflowDefinition, known: Knowledge): CheckSubject => {
  const graph = graphOf(definition, known.others?.map((other) => other.definition) ?? null);
  const conditions = definition.transitions.flatMap((transition) => {
    if (transition.condition === undefined) return [];
    const issues = conditionIssues(transition.condition, known, ['transitions', transition.id, 'condition']);
    return [{ transition, issues, truth: issues.length > 0 ? null : conditionTruth(transition.condition) }];
  });
  const basis: CheckBasis = { definition, graph, known, conditions };
  const takers = takersOf(basis);
  return { ...basis, takers, reach: reachOf(basis, takers) };
};

/** What makes a condition unusable. Of custom fields that are not known nothing is said. */
export const conditionIssues = (condition: unknown, known: Knowledge, path: Issue['path']): readonly Issue[] =>
  checkCondition(condition, known.fields, path).filter(
    ({ code, params }) => known.customFields || code !== 'unknown_field' || !isCustom(params?.field),
  );

const isCustom = (field: unknown): boolean => typeof field === 'string' && field.startsWith('fields.');
