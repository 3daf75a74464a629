import type { Condition } from '../condition/condition.ts';
import type { StepCategory } from '../ticket/ticket-row.ts';
import type {
  InputMode,
  Meta,
  ResponsibleRule,
  ReturnTarget,
  WorkflowDefinition,
  WorkflowEntry,
} from './definition.ts';

/** What happens by itself to a ticket that stays in a step; `T` are the ids of the transitions. */
export interface StepTimerInput<T extends string = string> {
  /**
   * How long the ticket must have stayed, as an ISO 8601 duration in whole numbers, at most 10 years: `P3D`, `P1W`, `P1M`, `PT4H30M`.
   * Days, weeks, months and years are those of the calendar in the area's time zone, hours, minutes and seconds are exact.
   */
  readonly after: string;
  /** The transition that the desk takes then, by the rules for everybody: it must start here and ask for nothing. */
  readonly transition: T;
}

/** A step as it is written in code; `T` are the ids of the transitions. */
export interface StepInput<T extends string = string> {
  readonly name: string;
  /** Tickets in a `closed` step are locked until a transition leads out of it. */
  readonly category: StepCategory;
  /** Default: none. */
  readonly color?: string;
  /** What a requester reads. Default: the name. */
  readonly publicLabel?: string;
  /** Ids that the step had in earlier definitions: `compareWorkflows` takes it for the same step. Default: none. */
  readonly renamedFrom?: readonly string[];
  /** What an agent reads about it. Default: nothing. */
  readonly description?: string;
  /** Transitions that the desk takes by itself when a ticket has stayed here for so long, by id. Default: none. */
  readonly timers?: Readonly<Record<string, StepTimerInput<T>>>;
  /** JSON that your application keeps with it. Default: none. */
  readonly meta?: Meta;
}

/** A transition as it is written in code; `S` are the ids of the steps. */
export interface TransitionInput<S extends string> {
  readonly name: string;
  /** Steps it starts from; `'*'` is every step that is not closed and is not the target. */
  readonly from: readonly NoInfer<S>[] | '*';
  /**
   * A step of this workflow; `{ workflow, step? }` for one of another workflow of the area; `{ return: true, fallback }` for the step of
   * another workflow from which the ticket came into this one.
   */
  readonly to: NoInfer<S> | WorkflowEntry | ReturnTarget;
  /** The word an actor must hold. `'ticket.edit'` is the open one. */
  readonly permission: string;
  /**
   * The word needed instead when the transition leaves a closed step: one that guards nothing but ways out of closed steps.
   * Default: `permission`, which then has to be such a word.
   */
  readonly permissionFromClosed?: string;
  /** Must hold for the transition to be taken. Default: always. */
  readonly condition?: Condition;
  /** Shown while the condition does not hold. Default: a sentence with the transition's name. */
  readonly message?: string;
  /** Default: `'none'`: a comment is refused. */
  readonly comment?: InputMode;
  /**
   * May it name a new responsible, who becomes it when nobody is named, and who can? Default: `'optional'` where a comment is asked,
   * else `'none'`.
   */
  readonly responsible?: InputMode | ResponsibleRule;
  /** Mail to the new and the previous responsible when the user changes. Default: true. */
  readonly inform?: boolean;
  /** May a requester take it in the portal? Default: false. */
  readonly requester?: boolean;
  /** What `tickets.close` takes when several transitions lead to a closed step. Default: false. */
  readonly closesByDefault?: boolean;
  /** What a list shows to an actor without the permission. Default: `'hide'`. */
  readonly whenForbidden?: 'hide' | 'disable';
  /** What a list shows while the condition does not hold. Default: `'disable'`. */
  readonly whenBlocked?: 'hide' | 'disable';
  /** What an agent reads about it. Default: nothing. */
  readonly description?: string;
  /** Should a screen ask before it is taken? Default: false. */
  readonly confirm?: boolean;
  /** JSON that your application keeps with it. Default: none. */
  readonly meta?: Meta;
}

/** A workflow; its type remembers the ids of steps and transitions and what each transition asks for. */
export interface Workflow<
  Id extends string = string,
  S extends string = string,
  T = Record<string, TransitionInput<string>>,
> {
  readonly id: Id;
  readonly definition: WorkflowDefinition;
  /** Only for types. */
  readonly '~steps'?: S;
  /** Only for types. */
  readonly '~transitions'?: T;
}
