import type { Issue } from '../refusal/refusal.ts';
import { subjectOf } from './check/check-subject.ts';
import { findingIssues } from './check/finding-issues.ts';
import type { Knowledge } from './check/knowledge.ts';
import { workflowFindings } from './check/workflow-findings.ts';
import type { WorkflowDefinition } from './definition.ts';

/** Everything that makes a definition unusable, all at once: the errors of its checks. */
export const workflowProblems = (
  workflow: WorkflowDefinition,
  known: Knowledge,
  path: Issue['path'],
): readonly Issue[] => findingIssues(workflowFindings(subjectOf(workflow, known)), path);
