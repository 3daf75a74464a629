export type { ActionRevision } from './actions/revisions.ts';
export type { TextBlock } from './actions/text-block.ts';
export type { TicketAction } from './actions/ticket-action.ts';
export type { TicketCost } from './actions/ticket-cost.ts';
export type { Timer } from './actions/timer.ts';
export type { TimerView } from './actions/timer-view.ts';
export type { Area, AreaSettings, NumberingInput, PortalInput, RequiredField } from './area/area.ts';
export type { AreaDocument } from './area/area-document.ts';
export type { AreaSettingsDocument, LockableSetting } from './area/area-settings-document.ts';
export type { AreaSettingsValues, StepNames } from './area/area-settings-values.ts';
export type { ClosedInput, ClosedMode } from './area/closed-input.ts';
export { defaultArea } from './area/default-area.ts';
export { defineArea } from './area/define-area.ts';
export type { DocumentSettings } from './area/document-settings.ts';
export type { FieldInput, PortalAccess, ValueOf } from './area/field.ts';
export type { HandOverMode } from './area/hand-over-mode.ts';
export type { NumberReset } from './area/number-format.ts';
export type { SettingsChanges, SettingsDocument } from './area/settings-document.ts';
export type { TemplateKind, TemplateTexts } from './area/template-texts.ts';
export { actor, type Comparison, type Condition, type Operand, type Operator } from './condition/condition.ts';
export { type ConditionFacts, conditionHolds, type Fact } from './condition/evaluate-condition.ts';
export type { Comparable, ResolvedCondition, ResolvedTest } from './condition/resolved-condition.ts';
export { createDesk, type Desk, type DeskOptions, type DynamicDesk, type TenantDesk } from './desk.ts';
export type { TicketDocument } from './documents/document-view.ts';
export type {
  ActivitiesQuery,
  ActivitiesSurface,
  ActivityCommands,
  ActivityOutcome,
  ActivityTargets,
  NewActivity,
  TicketWithActivities,
} from './engine/activity-surface.ts';
export type {
  Agent,
  AgentSurface,
  Answered,
  Commands,
  NewTicket,
  RequesterValues,
  TicketChanges,
  TicketCommands,
  TicketOrigin,
  TicketReference,
  Tickets,
  Unit,
  UpdateOptions,
} from './engine/agent.ts';
export type {
  ActionChanges,
  ActionCommands,
  ActionOutcome,
  ActionReference,
  Actions,
  NewAction,
} from './engine/agent-actions.ts';
export type { Bulk, BulkAction, BulkCommands, BulkMove, HandOverAll } from './engine/agent-bulk.ts';
export type { DocumentCommands, DocumentReference, Documents, NewDocument } from './engine/agent-documents.ts';
export type { AddressInput, DraftChanges, Outbox, OutboxCommands, OutboxOutcome } from './engine/agent-outbox.ts';
export type {
  NewTimer,
  StoppedTimer,
  TimerCommands,
  TimerOutcome,
  TimerReference,
  Timers,
} from './engine/agent-timers.ts';
export type { Outcome } from './engine/answer.ts';
export type { BookedTimers } from './engine/book-timers.ts';
export type { BulkOptions, BulkProgress } from './engine/bulk/bulk-options.ts';
export type { BulkForecast, BulkOutcome, BulkPreview, BulkVerdict } from './engine/bulk/bulk-verdict.ts';
export type { BulkTargets } from './engine/bulk/targets.ts';
export type { ClearedFolders } from './engine/clear-folders.ts';
export type { CommandOptions } from './engine/command-options.ts';
export type { CreationOption } from './engine/creation-options.ts';
export type { DeletionOutcome } from './engine/deletion-answer.ts';
export type { Delivered } from './engine/deliver.ts';
export type { Deployed } from './engine/deployments/deploy.ts';
export type { DeployInput, DeploymentPlan } from './engine/deployments/deploy-input.ts';
export type { DeskEvents, RefusedCall } from './engine/desk-events.ts';
export type { MailboxOptions } from './engine/engine.ts';
export type { ExpiredDrafts } from './engine/expire-drafts.ts';
export type { FileContent } from './engine/file-content.ts';
export type { TicketOf } from './engine/inference.ts';
export type { MailCan } from './engine/mail-can.ts';
export type { OutboxMail } from './engine/mail-view.ts';
export type { Mode } from './engine/mode.ts';
export type { ErasureCounts } from './engine/persons/erasure-counts.ts';
export type { ExportedMail, ExportedTicket, PersonExport } from './engine/persons/person-export.ts';
export type {
  EraseOptions,
  ErasurePreview,
  ErasureProgress,
  PersonCommands,
  PersonErasure,
  PersonReference,
  Persons,
} from './engine/persons/persons-surface.ts';
export type {
  NewPortalTicket,
  Portal,
  PortalFile,
  PortalOptions,
  PortalSurface,
  PortalUnit,
} from './engine/portal.ts';
export type { Preview, PreviewedMail } from './engine/preview-command.ts';
export type { Changes, ChangesQuery, TenantEvent } from './engine/queries/changes.ts';
export type { ConcerningPage, ConcerningQuery } from './engine/queries/concerning.ts';
export type { CountQuery, TicketCount } from './engine/queries/count-tickets.ts';
export type { CurrentTimers } from './engine/queries/current-timers.ts';
export type { DocumentsQuery, OpenedDocument } from './engine/queries/documents.ts';
export type { FeedEntry, FeedQuery } from './engine/queries/feed.ts';
export type { LinkedActivity } from './engine/queries/linked-activities.ts';
export type { ActionsQuery } from './engine/queries/list-actions.ts';
export type { ListedMail, MailsQuery } from './engine/queries/list-mails.ts';
export type { QuestionsPage, QuestionsQuery } from './engine/queries/list-questions.ts';
export type { PortalQuery, RequesterPage } from './engine/queries/list-requester-tickets.ts';
export type {
  Listed,
  TicketsPage,
  TicketsQuery,
  WithoutDescription,
  WithTransitions,
} from './engine/queries/list-tickets.ts';
export type { OpenedTicket } from './engine/queries/open-ticket.ts';
export type { OutboxPage, OutboxQuery } from './engine/queries/outbox.ts';
export type { Prepared } from './engine/queries/prepare.ts';
export type { SeenAction } from './engine/queries/seen-actions.ts';
export type { TicketActivity } from './engine/queries/ticket-activities.ts';
export type { TicketMail } from './engine/queries/ticket-mails.ts';
export type { WhatIf, WhatIfQuery } from './engine/queries/what-if.ts';
export type { QuestionView } from './engine/question-view.ts';
export type { QuestionCommands, QuestionOutcome, Questions } from './engine/questions.ts';
export type { RunOptions } from './engine/run-desk.ts';
export type { SettingsPreview } from './engine/settings/preview-settings.ts';
export type { SettingsHistory, SettingsHistoryQuery } from './engine/settings/read-settings.ts';
export type { SettingsCommands, SettingsSurface } from './engine/settings/settings-surface.ts';
export type { Settings } from './engine/settings/settings-view.ts';
export type { SettingsOutcome } from './engine/settings/update-settings.ts';
export type { SweptBlobs } from './engine/sweep-blobs.ts';
export type { TakenTimedTransitions } from './engine/take-timed-transitions.ts';
export type { TextBlockOutcome } from './engine/text-blocks/change-text-block.ts';
export type { TextBlockPreview } from './engine/text-blocks/preview-text-block.ts';
export type { TextBlocksPage, TextBlocksQuery } from './engine/text-blocks/read-text-blocks.ts';
export type { TextBlockView } from './engine/text-blocks/text-block-view.ts';
export type { TextBlockCommands, TextBlockInput, TextBlocks } from './engine/text-blocks/text-blocks-surface.ts';
export type { TicketCan } from './engine/ticket-can.ts';
export type { Ticket } from './engine/ticket-view.ts';
export type { WorkflowVersion } from './engine/workflows/list-versions.ts';
export type { MigrationOptions, MigrationOutcome } from './engine/workflows/migrate-tickets.ts';
export type { PublishedWorkflow } from './engine/workflows/publish-workflow.ts';
export type { SavedDraft } from './engine/workflows/workflow-drafts.ts';
export type {
  DraftInput,
  MigrateInput,
  PublishInput,
  WorkflowReference,
  Workflows,
} from './engine/workflows/workflows-surface.ts';
export { checkMailRules, type MailRuleSurroundings } from './mail-rules/check-mail-rules.ts';
export { defineMailRule } from './mail-rules/define-mail-rule.ts';
export type { MailComparison, MailCondition, MailEffect, MailRule, ReplyValue } from './mail-rules/mail-rule.ts';
export type { DecidingLeaf, RuleTrace } from './mail-rules/rule-trace.ts';
export type { Delivery, DeliveryState, Mail, MailKind, MailState } from './notifications/mail.ts';
export type { HandOverCandidate, Question } from './notifications/question.ts';
export type { KnownPerson } from './persons/known-person.ts';
export type { PortalArea } from './portal/portal-area.ts';
export type { RequesterDocument } from './portal/requester-document.ts';
export type { RequesterAction, RequesterListItem, RequesterTicket } from './portal/requester-ticket.ts';
export type {
  Activities,
  ActivityContext,
  ActivityCreation,
  ActivityDraft,
  HostActivity,
} from './ports/activities.ts';
export type { AreaGrant, Authorizer, AuthorizerContext, Grants } from './ports/authorizer.ts';
export type { ActivityLinkChange, Batch, Change, CommitResult, TicketAdditions, UniqueKey } from './ports/batch.ts';
export type {
  BlobReference,
  BlobStore,
  NewBlob,
  PutResult,
  StoredBlob,
  TransactionalBlobStore,
} from './ports/blob-store.ts';
export type { CallContext } from './ports/call-context.ts';
export type { Clock, StopSignal } from './ports/clock.ts';
export type { Contact, Directory, Person, Project, User } from './ports/directory.ts';
export type { DocumentScanner, ScannedFile, ScanVerdict } from './ports/document-scanner.ts';
export { createHmacSigner, type HmacSignerOptions, type SigningKey } from './ports/hmac-signer.ts';
export type { IdSource } from './ports/id-source.ts';
export type { Links } from './ports/links.ts';
export type { Logger } from './ports/logger.ts';
export type { MailHeader, MailParser, ParsedAttachment, ParsedMail } from './ports/mail-parser.ts';
export type { FetchedMail, MailListing, MailSource } from './ports/mail-source.ts';
export type { Mailer, OutgoingMail, SendResult } from './ports/mailer.ts';
export type { DrawRequest, SeriesRequest } from './ports/number-series.ts';
export type { Opening } from './ports/opening.ts';
export { randomIds } from './ports/random-ids.ts';
export type { HourlyRate, RateRequest, Rates } from './ports/rates.ts';
export { type RolePolicyOptions, rolePolicy } from './ports/role-policy.ts';
export { rolesIn } from './ports/roles-in.ts';
export type { SettingsRevision } from './ports/settings-revision.ts';
export type { SignedPurpose, Signer } from './ports/signer.ts';
export type {
  Claimable,
  ClaimRequest,
  CountRequest,
  Loaded,
  LoadedMail,
  LoadedQuestion,
  LoadRequest,
  MailWithDeliveries,
  PageRequest,
  Pages,
  Store,
  StoredTicket,
  TicketDetail,
  TicketDetails,
} from './ports/store.ts';
export type { ChangesRequest, StoredChange } from './ports/stored-change.ts';
export type { StoredResult } from './ports/stored-result.ts';
export { systemClock } from './ports/system-clock.ts';
export type { HandleOf, TransactionalStore } from './ports/transactional-store.ts';
export type { Issue, Refusal } from './refusal/refusal.ts';
export { type RefusalCode, refusalCodes } from './refusal/refusal-codes.ts';
export { isRefused, RefusedError } from './refusal/refused-error.ts';
export type { MailAddress } from './text/email-address.ts';
export type { Difference } from './text/json-differences.ts';
export type { Language } from './text/language.ts';
export type { Action } from './ticket/action.ts';
export type { ActivityLink, ActivityRef, ActivityType, LinkedActivityType } from './ticket/activity-link.ts';
export { type Actor, personKey } from './ticket/actor.ts';
export type { Deleted } from './ticket/deletion.ts';
export type { Document } from './ticket/document.ts';
export { formatTimeSpent } from './ticket/format-time-spent.ts';
export type { Instant } from './ticket/instant.ts';
export type { Dated } from './ticket/newest-first.ts';
export { parseTimeSpent } from './ticket/parse-time-spent.ts';
export type { RequesterCandidate } from './ticket/prefill.ts';
export type { Requester } from './ticket/requester.ts';
export type { Responsibility } from './ticket/responsibles.ts';
export type { MailRef, SourceMail } from './ticket/source-mail.ts';
export type { EventType, TicketEvent } from './ticket/ticket-event.ts';
export { ticketFacts } from './ticket/ticket-facts.ts';
export { type TicketIndex, ticketIndex } from './ticket/ticket-index.ts';
export type { Origin, StepCategory, TicketRow } from './ticket/ticket-row.ts';
export {
  comparePositions,
  type SortField,
  type SortPosition,
  sortValue,
  type TicketSort,
} from './ticket/ticket-sort.ts';
export { hours, minutes } from './ticket/time-spent.ts';
export type { Warning } from './ticket/warning.ts';
export type { OfferedTransition } from './workflow/available-transitions.ts';
export { canonicalWorkflow } from './workflow/canonical-workflow.ts';
export { type CheckCode, checkCodes, type Severity } from './workflow/check/check-codes.ts';
export type { OtherWorkflow, WorkflowCheckOptions } from './workflow/check/check-options.ts';
export { checkWorkflow, type WorkflowReport } from './workflow/check/check-workflow.ts';
export type { Coalitions, StepCoalitions } from './workflow/check/coalitions.ts';
export type { Finding, Place } from './workflow/check/finding.ts';
export type { RoleReach } from './workflow/check/role-reach.ts';
export type { Unchecked } from './workflow/check/unchecked.ts';
export type { StepPlan, WorkflowComparisonOptions } from './workflow/compare/compare-options.ts';
export { compareWorkflows, type WorkflowComparison } from './workflow/compare/compare-workflows.ts';
export type { DefinitionChanges, ListChanges } from './workflow/compare/definition-changes.ts';
export type { StepFate } from './workflow/compare/step-fates.ts';
export { defineWorkflow } from './workflow/define-workflow.ts';
export type {
  InputMode,
  Meta,
  ResponsibleRule,
  ReturnTarget,
  StepDefinition,
  StepTimer,
  TransitionDefinition,
  TransitionTarget,
  WorkflowDefinition,
  WorkflowEntry,
} from './workflow/definition.ts';
export type { MoveTarget } from './workflow/move-targets.ts';
export type { StatusInput } from './workflow/statuses-workflow.ts';
export type { StepLogEntry } from './workflow/step-log.ts';
export type { TicketStep } from './workflow/ticket-steps.ts';
export type { TimedTransition } from './workflow/timed-transition.ts';
export type { TimedTransitionView } from './workflow/timed-transition-view.ts';
export type { StepInput, StepTimerInput, TransitionInput, Workflow } from './workflow/workflow.ts';
export { workflowDefinition } from './workflow/workflow-definition.ts';
export type { TransitionDocument, WorkflowDocument } from './workflow/workflow-document.ts';
export { workflowJsonSchema } from './workflow/workflow-json-schema.ts';
export type { SelectionRule, WorkflowSelection } from './workflow/workflow-selection.ts';
