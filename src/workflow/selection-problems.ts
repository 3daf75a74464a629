import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Issue } from '../refusal/refusal.ts';
import { checkSelection } from './check/check-selection.ts';
import { findingIssues } from './check/finding-issues.ts';
import type { Knowledge } from './check/knowledge.ts';

/** Everything that keeps an area from choosing a workflow for every new ticket: what its check finds. */
export const selectionProblems = (
  { id, mode, workflows, workflowSelection }: ResolvedArea,
  known: Knowledge,
  path: Issue['path'],
): readonly Issue[] => {
  if (workflows.size === 0) return [];
  if (mode === 'status') {
    return workflowSelection.rules.length === 0 && workflowSelection.fallback === id
      ? []
      : [{ path, code: 'no_workflows', message: `Area "${id}" has statuses; there is no workflow to choose.` }];
  }
  const { findings } = checkSelection({ ...known, selection: workflowSelection });
  // The path names the setting in the place of `selection`.
  return findingIssues(
    findings.map((one) => ({ ...one, place: one.place.slice(1) })),
    path,
  );
};
