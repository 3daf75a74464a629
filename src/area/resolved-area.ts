import type { Language } from '../text/language.ts';
import type { WorkflowDefinition } from '../workflow/definition.ts';
import type { WorkflowVersions } from '../workflow/versions/workflow-versions.ts';
import type { WorkflowSelection } from '../workflow/workflow-selection.ts';
import type { PortalInput, RequiredField } from './area.ts';
import type { ClosedMode } from './closed-input.ts';
import type { ResolvedDocumentSettings } from './document-settings.ts';
import type { FieldInput } from './field.ts';
import type { HandOverMode } from './hand-over-mode.ts';
import type { NumberFormat } from './number-format.ts';
import type { TemplateKind, TemplateTexts } from './template-texts.ts';

/** An area with every default filled in: what decisions read. */
export interface ResolvedArea {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly mode: 'workflow' | 'status';
  readonly number: NumberFormat;
  readonly subjectMarker: string;
  readonly fields: Readonly<Record<string, FieldInput>>;
  readonly required: readonly RequiredField[];
  readonly timeZone: string;
  readonly language: Language;
  readonly portal: Required<PortalInput> | null;
  readonly documents: ResolvedDocumentSettings;
  readonly closeMail: 'draft' | 'off';
  readonly onlyUncommunicated: boolean;
  readonly handOver: HandOverMode;
  readonly lockClosed: boolean;
  readonly closed: {
    readonly portal: ClosedMode;
    readonly reopenBy: string | null;
    readonly reopenDays: number | null;
  };
  readonly futureHours: number;
  readonly notifyConcerned: boolean;
  readonly maxTimerHours: number;
  readonly stripReplyPrefixes: boolean;
  readonly workflows: ReadonlyMap<string, WorkflowDefinition>;
  /** Workflow → which of its versions that definition is. */
  readonly workflowVersions: ReadonlyMap<string, number>;
  /** Workflow → the versions that were published of it, also of those that take no tickets any more. */
  readonly published: ReadonlyMap<string, WorkflowVersions>;
  /** Definitions of former versions that tickets run through, by `formerKey`. */
  readonly former: ReadonlyMap<string, WorkflowDefinition>;
  readonly workflowSelection: WorkflowSelection;
  readonly templates: Readonly<Record<TemplateKind, Readonly<Record<Language, TemplateTexts>>>>;
}
