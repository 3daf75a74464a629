import type { StepPlan } from '../../workflow/compare/compare-options.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import type { WorkflowDocument } from '../../workflow/workflow-document.ts';
import type { CommandOptions } from '../command-options.ts';
import type { WhatIf, WhatIfQuery } from '../queries/what-if.ts';
import type { WorkflowVersion } from './list-versions.ts';
import type { MigrationOptions, MigrationOutcome } from './migrate-tickets.ts';
import type { PublishedWorkflow } from './publish-workflow.ts';
import type { SavedDraft } from './workflow-drafts.ts';

/** A workflow of an area. */
export interface WorkflowReference {
  readonly area: string;
  readonly workflow: string;
}

/** A workflow that somebody works on. */
export interface DraftInput {
  readonly area: string;
  /** It replaces the one of the same id, or is a new one. */
  readonly workflow: Workflow | WorkflowDocument;
}

/** What becomes the newest version of a workflow. */
export interface PublishInput extends WorkflowReference {
  /** What it becomes. Default: its draft. */
  readonly definition?: Workflow | WorkflowDocument;
  /** Where tickets go whose step is gone. Default: nowhere; then no ticket may stand there. */
  readonly plan?: StepPlan;
}

/** Whose tickets are brought into the newest version. */
export interface MigrateInput extends WorkflowReference {
  /** Closed ones too, now. Default: false, each is brought there with its next change, and is shown so until then. */
  readonly closed?: boolean;
}

/**
 * The workflows of the tenant and their versions, for whoever holds `config.admin`. What code defines is published by `desk.deploy`
 * and refused here as `owned_by_code`; its tickets are migrated here as well. `expectedVersion` is the revision of the settings.
 */
export interface Workflows {
  /**
   * Says what a change of a workflow would do to the tickets there are, before it is published: where they would stand nowhere, where
   * fewer people or nobody could close them. Counts all tickets of the tenant.
   */
  whatIf(query: WhatIfQuery): Promise<WhatIf>;
  /** Every version with its status and how many tickets run through it, newest first; the draft before them. Counts all tickets of the workflow. */
  versions(workflow: WorkflowReference): Promise<readonly WorkflowVersion[]>;
  /** Keeps what a workflow is to become, and says what is still wrong with it. No ticket is touched. */
  saveDraft(draft: DraftInput, options?: CommandOptions): Promise<SavedDraft>;
  /** Throws the draft away. */
  discardDraft(workflow: WorkflowReference, options?: CommandOptions): Promise<void>;
  /**
   * Makes a version of it that takes new tickets from now on. Those in flight go on by theirs until they are migrated. Refused as
   * `config_invalid` while something is wrong with it, or while tickets would have no step to go to.
   */
  publish(input: PublishInput, options?: CommandOptions): Promise<PublishedWorkflow>;
  /** Lets the workflow take no tickets any more; those in it go on. Publishing it anew brings it back. */
  retire(workflow: WorkflowReference, options?: CommandOptions): Promise<void>;
  /**
   * Brings open tickets into the newest version by the plans of the publications, 100 at a time, and notes it in the log of each. Safe
   * to stop and to call again. Former versions that no ticket needs any more are archived with it.
   */
  migrate(input: MigrateInput, options?: MigrationOptions): Promise<MigrationOutcome>;
}
