import type { Actor } from '../../ticket/actor.ts';
import { openCall } from '../open-call.ts';
import { whatIf } from '../queries/what-if.ts';
import type { Scope } from '../scope.ts';
import { listVersions } from './list-versions.ts';
import { migrateTickets } from './migrate-tickets.ts';
import { publishWorkflow } from './publish-workflow.ts';
import { retireWorkflow } from './retire-workflow.ts';
import { discardDraft, saveDraft } from './workflow-drafts.ts';
import type { Workflows } from './workflows-surface.ts';

/** The workflows of a tenant, for whoever may change them. */
export const workflowsOf = (scope: Scope, actor: Actor): Workflows => {
  const surface: Workflows = {
    whatIf: (query) => openCall(scope, actor, 'workflows.whatIf', (call) => whatIf(query, call), 'desk'),
    versions: (workflow) =>
      openCall(scope, actor, 'workflows.versions', (call) => listVersions(workflow, call), 'desk'),
    saveDraft: (draft, options) =>
      openCall(scope, actor, 'workflows.saveDraft', (call) => saveDraft(draft, options, call), 'desk'),
    discardDraft: (workflow, options) =>
      openCall(scope, actor, 'workflows.discardDraft', (call) => discardDraft(workflow, options, call), 'desk'),
    publish: (input, options) =>
      openCall(scope, actor, 'workflows.publish', (call) => publishWorkflow(input, options, call), 'desk'),
    retire: (workflow, options) =>
      openCall(scope, actor, 'workflows.retire', (call) => retireWorkflow(workflow, options, call), 'desk'),
    migrate: (input, options) => migrateTickets(input, options, { scope, actor }),
  };
  return Object.freeze(surface);
};
