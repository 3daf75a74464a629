import type { Condition } from '../condition/condition.ts';
import type { StepCategory } from '../ticket/ticket-row.ts';

/** How a transition treats an input: refused when given, taken when given, refused when missing. */
export type InputMode = 'none' | 'optional' | 'required';

/** How a transition treats who is responsible. */
export interface ResponsibleRule {
  readonly mode: InputMode;
  /**
   * Who becomes responsible when nobody is named: who is (`keep`), who takes the transition, or who was before. One who is no active
   * user, or whom `among` leaves out, is passed over. Default: `'keep'`.
   */
  readonly default?: 'keep' | 'actor' | 'previous';
  /** Only who holds this word in the area can become responsible by it. Default: every active user. */
  readonly among?: { readonly permission: string };
}

/** A step of another workflow of the area. */
export interface WorkflowEntry {
  readonly workflow: string;
  /** Default: its first step. */
  readonly step?: string;
}

/** Back to the step of another workflow from which the ticket came into this one. */
export interface ReturnTarget {
  readonly return: true;
  /** For tickets that did not come from another workflow, or whose step there is gone. */
  readonly fallback: WorkflowEntry;
}

/** Where a transition leads: to a step of its own workflow, into another one, or back. */
export type TransitionTarget = string | WorkflowEntry | ReturnTarget;

/** What the host keeps with a step or a transition, as JSON; the desk hands it on. */
export type Meta = Readonly<Record<string, unknown>>;

/** What happens by itself to a ticket that stays in a step: after so long the desk takes a transition. */
export interface StepTimer {
  readonly id: string;
  /** ISO 8601 duration, from the moment the ticket came into the step. */
  readonly after: string;
  readonly transition: string;
}

/** A step in the stored form of a workflow. */
export interface StepDefinition {
  readonly id: string;
  readonly name: string;
  readonly category: StepCategory;
  readonly color?: string;
  /** What a requester reads instead of the name. */
  readonly publicLabel?: string;
  /** Ids that the step had before. */
  readonly renamedFrom?: readonly string[];
  readonly description?: string;
  readonly timers?: readonly StepTimer[];
  /** What the host keeps with it. */
  readonly meta?: Meta;
}

/** A transition in the stored form of a workflow, with every default filled in. */
export interface TransitionDefinition {
  readonly id: string;
  readonly name: string;
  readonly from: readonly string[];
  readonly to: TransitionTarget;
  readonly permission: string;
  /** Needed instead of `permission` when the transition leaves a closed step. */
  readonly permissionFromClosed?: string;
  readonly condition?: Condition;
  /** Shown while the condition does not hold. */
  readonly message?: string;
  readonly comment: InputMode;
  readonly responsible: InputMode | ResponsibleRule;
  /** Mail to new and previous responsible when the user changes. */
  readonly inform: boolean;
  readonly closesByDefault: boolean;
  /** A requester may take it in the portal; the permission is for agents. */
  readonly requester: boolean;
  readonly whenForbidden: 'hide' | 'disable';
  readonly whenBlocked: 'hide' | 'disable';
  readonly description?: string;
  /** A screen asks before it is taken. */
  readonly confirm?: boolean;
  /** What the host keeps with it. */
  readonly meta?: Meta;
}

/** The stored form: arrays, because their order is the order of buttons and jsonb does not keep that of keys. */
export interface WorkflowDefinition {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly initial: string;
  readonly steps: readonly StepDefinition[];
  readonly transitions: readonly TransitionDefinition[];
}
