import type { Issue } from '../refusal/refusal.ts';
import { subjectOf } from './check/check-subject.ts';
import type { Knowledge } from './check/knowledge.ts';
import { workflowFindings } from './check/workflow-findings.ts';
import type { WorkflowDefinition } from './definition.ts';

/** Everything that makes a definition unusable, all at once: the errors of its checks. */
export const workflowProblems = (
  workflow: WorkflowDefinition,
  known: Knowledge,
  path: Issue['path'],
): readonly Issue[] =>
  workflowFindings(subjectOf(workflow, known)).flatMap(({ severity, reason, place, message, params, code }) =>
    severity === 'error'
      ? [{ path: [...path, ...place], code: reason, message, params: { ...params, check: code } }]
      : [],
  );
