import { canonicalJson } from '../../text/canonical-json.ts';
import type { StepPlan } from '../compare/compare-options.ts';
import type { WorkflowDefinition } from '../definition.ts';
import { stepsAfter } from './steps-after.ts';
import { structureOf } from './structure-of.ts';
import { newestVersion, type PublishedVersion, type WorkflowVersions } from './workflow-versions.ts';

/** What becomes the newest definition of a workflow. */
interface Publication extends Pick<PublishedVersion, 'revision' | 'at' | 'by'> {
  /** The definition so far; null: it is a new workflow, or nobody knows any more what it said. */
  readonly before: WorkflowDefinition | null;
  readonly after: WorkflowDefinition;
  /** Where tickets go whose step is gone. */
  readonly plan?: StepPlan | undefined;
  /** The revision that holds the definition so far, where no version was ever kept of it. */
  readonly revisionBefore: number;
}

/** The versions of a workflow once a definition is published: one more if it makes something else of tickets than the newest. */
export const publishVersion = (known: WorkflowVersions, publication: Publication): WorkflowVersions => {
  const { before, after, plan, revision, revisionBefore, at, by } = publication;
  const entry = { at, by, reason: null, archived: false, steps: null };
  if (before === null && known.versions.length === 0)
    return { versions: [{ ...entry, version: 1, revision }], retired: false };
  const kept = known.versions.length > 0 ? known.versions : [{ ...entry, version: 1, revision: revisionBefore }];
  if (before !== null && canonicalJson(before) === canonicalJson(after)) return { versions: kept, retired: false };
  if (before !== null && structureOf(before) === structureOf(after)) {
    // It is called otherwise from now on, for every ticket in it.
    return { versions: [...kept.slice(0, -1), ...kept.slice(-1).map((one) => ({ ...one, revision }))], retired: false };
  }
  const next: PublishedVersion = {
    ...entry,
    version: newestVersion({ versions: kept, retired: false }) + 1,
    revision,
    steps: before === null ? {} : stepsAfter(before, after, plan),
    reason: plan?.reason ?? null,
  };
  return { versions: [...kept, next], retired: false };
};
