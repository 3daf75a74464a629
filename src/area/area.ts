import type { Language } from '../text/language.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { WorkflowSelection } from '../workflow/workflow-selection.ts';
import type { LockableSetting } from './area-settings-document.ts';
import type { ClosedInput } from './closed-input.ts';
import type { DocumentSettings } from './document-settings.ts';
import type { FieldInput } from './field.ts';
import type { HandOverMode } from './hand-over-mode.ts';
import type { NumberReset } from './number-format.ts';
import type { TemplateKind, TemplateTexts } from './template-texts.ts';

/** What an area may require beside the subject, which every area requires. */
export type RequiredField = 'description' | 'requester.name' | 'requester.email' | 'requester.phone';

/** The requester's side of an area. */
export interface PortalInput {
  /** Agents who hear of every new portal ticket; at least one. */
  readonly notify: readonly string[];
  /** Responsible for tickets that no agent makes. */
  readonly defaultResponsible: string;
  /** Whose tickets a requester sees: all of his contact, or his own as a person. Default: `'contact'`. */
  readonly scope?: 'contact' | 'requester';
  /** The folder whose documents the requester sees, and into which he uploads; compared without case. Default: `Upload`. */
  readonly exchangeFolder?: string;
}

/** How the tickets of an area are numbered. */
export interface NumberingInput {
  /** Literals, `{areaKey}`, `{yyyy}`, `{yy}`, `{mm}`, `{dd}` and one `{count:digits}`. Default: `{areaKey}-{yyyy}-{count:5}`. */
  readonly format?: string;
  /** The first count. Default: 1. */
  readonly start?: number;
  /** When counting starts anew. Default: `'year'`. */
  readonly reset?: NumberReset;
  /** How many numbers a process draws at once: faster, but several processes number out of order. Default: 1. */
  readonly block?: number;
  /**
   * Leaves no number out. The counter is then written together with the ticket, so that creations of one area wait for each
   * other, inside a host transaction until it ends. Default: false; numbers are never used twice, but some may be missing.
   */
  readonly gapless?: boolean;
}

/** Everything about an area but its workflows. */
export interface AreaSettings<F> {
  readonly name: string;
  /** Stands for `{areaKey}` in the number format. Default: the id in upper case. */
  readonly key?: string;
  /** Inactive areas take no new tickets. Default: true. */
  readonly active?: boolean;
  /** How tickets are numbered. Default: see {@link NumberingInput}. */
  readonly number?: NumberingInput;
  /** How the number stands in subjects; `#{number}` is replaced. Default: `[#{number}]`. */
  readonly subjectMarker?: string;
  /** Custom fields by id. Default: none. */
  readonly fields?: F;
  /** Default: description, requester name and requester e-mail. */
  readonly required?: readonly RequiredField[];
  /** IANA zone that decides number periods and the times in mails. Default: the desk's. */
  readonly timeZone?: string;
  /** Language of mails to people whose own is not known. Default: the desk's. */
  readonly language?: Language;
  /** Default: no portal. */
  readonly portal?: PortalInput;
  /** Which files become documents. Default: every type but programs, up to 25 MiB. */
  readonly documents?: DocumentSettings;
  /** Does closing one ticket draft a mail to the requester? Default: `'draft'`. */
  readonly closeMail?: 'draft' | 'off';
  /**
   * Does interim information tell all external actions, or only those that no interim or closing mail that was sent off has
   * told? Default: `{ onlyUncommunicated: false }`, all of them.
   */
  readonly interim?: { readonly onlyUncommunicated?: boolean };
  /**
   * Who hears when an edit makes somebody else responsible: the actor is asked, the new and the previous one do by themselves, or
   * nobody does. Default: `'ask'`.
   */
  readonly handOver?: HandOverMode;
  /** Are closed tickets locked for everyone without `ticket.edit_closed`? Default: true. */
  readonly lockClosed?: boolean;
  /** What becomes of what a requester adds to closed tickets. Default: `{ portal: 'refuse' }`. */
  readonly closed?: ClosedInput;
  /** How far in the future an action may lie, in hours. Default: 24. */
  readonly futureHours?: number;
  /**
   * Do users whom an action concerns get a notice of it? Whoever may not read the ticket gets one without its text. Asks the
   * authorizer about each of them. Default: false.
   */
  readonly notifyConcerned?: boolean;
  /** Hours after which a timer that nobody stopped is paused. Default: 12. */
  readonly maxTimerHours?: number;
  /** Default: `{ stripReplyPrefixes: false }`. */
  readonly mail?: { readonly stripReplyPrefixes?: boolean };
  /** Own texts instead of the shipped ones. Default: the shipped ones, in German and English. */
  readonly templates?: Partial<Readonly<Record<TemplateKind, Partial<Readonly<Record<Language, TemplateTexts>>>>>>;
  /** What nobody may set at run time, whatever the store holds; `'all'` is everything. Default: nothing. */
  readonly locked?: readonly LockableSetting[] | 'all';
}

/** A ticket area; its type remembers its id, its workflows and its fields. */
export interface Area<
  Id extends string = string,
  W extends Workflow = Workflow,
  F = Readonly<Record<string, FieldInput>>,
> {
  readonly id: Id;
  readonly mode: 'workflow' | 'status';
  readonly settings: AreaSettings<Readonly<Record<string, FieldInput>>>;
  readonly workflows: readonly Workflow[];
  /** Chooses the workflow of tickets that name none. */
  readonly workflowSelection: WorkflowSelection;
  /** Only for types. */
  readonly '~workflow'?: W;
  /** Only for types. */
  readonly '~fields'?: F;
}
