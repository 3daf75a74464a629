import type { FieldInput } from '../../area/field.ts';
import type { Workflow } from '../workflow.ts';
import type { WorkflowDocument } from '../workflow-document.ts';
import type { WorkflowSelection } from '../workflow-selection.ts';

/** Another workflow of the same area. */
export interface OtherWorkflow {
  readonly workflow: Workflow | WorkflowDocument;
  /** A retiring one takes no new tickets. Default: `'active'`. */
  readonly status?: 'active' | 'retiring';
}

/** What the checks of a workflow may know beside it. Checks that miss something are not made, and reported as `unchecked`. */
export interface WorkflowCheckOptions {
  /**
   * Role → permission words; `*` stands for every word, `ticket.*` for every word that begins so. `@own` is not a role: what
   * everybody holds on tickets of his own. Default: not known; nothing is said of people.
   */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Active user → his roles. Default: not known; nobody is counted. */
  readonly users?: Readonly<Record<string, readonly string[]>>;
  /** Words that somebody could hold, as in `roles`. Default: not known; no word is called unknown. */
  readonly words?: readonly string[];
  /**
   * Words that the desk itself holds when a timer takes a transition, as in `roles`. Default: not known; it is taken to hold all that
   * its timers need.
   */
  readonly system?: readonly string[];
  /** Custom fields of the area. Default: not known; conditions on them are not checked. */
  readonly fields?: Readonly<Record<string, FieldInput>>;
  /** The other workflows of the area. Default: not known. */
  readonly others?: readonly OtherWorkflow[];
  /** How a workflow is chosen for a new ticket. Default: none. */
  readonly selection?: WorkflowSelection;
  /** Words that may guard the ways out of closed steps. Default: every word that guards nothing else. */
  readonly privileged?: readonly string[];
  /** Does the area have a portal? Default: not known. */
  readonly portal?: boolean;
}
