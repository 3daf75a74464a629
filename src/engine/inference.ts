import type { Area } from '../area/area.ts';
import type { ValueOf } from '../area/field.ts';
import type { InputMode } from '../workflow/definition.ts';
import type { StatusTransitions } from '../workflow/statuses-workflow.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { CommandOptions } from './command-options.ts';
import type { Ticket } from './ticket-view.ts';

// biome-ignore-start lint/suspicious/noExplicitAny: inference positions, only `any` matches every shape there
/** The ids of the areas. */
export type AreaIds<A> = A extends Area<infer I, any, any> ? I : never;
/** The areas with these ids; an area whose id is only known at run time may be any of them. */
export type AreaOf<A, I> = A extends Area<infer K, any, any> ? (K extends I ? A : I extends K ? A : never) : never;
/** The workflows of the areas. */
export type WorkflowsOf<A> = A extends Area<any, infer W, any> ? W : never;
/** Values of the areas' custom fields. */
export type FieldsOf<A> =
  A extends Area<any, any, infer F> ? { readonly [K in keyof F]?: ValueOf<F[K]> | null } : never;
/** The ids of the areas' custom fields. */
export type FieldIds<A> = A extends Area<any, any, infer F> ? keyof F & string : never;
/** The ids of the areas' workflows. */
export type WorkflowIds<A> = WorkflowsOf<A> extends Workflow<infer I, any, any> ? I : never;
/** The transitions of the workflow with this id, by id. */
export type TransitionsOf<W, Id> = W extends Workflow<infer I, any, infer T> ? (I extends Id ? T : never) : never;
// biome-ignore-end lint/suspicious/noExplicitAny: end of the inference positions

/** The ids of the steps of every workflow in a union. */
export type StepIds<W> = W extends Workflow<infer _I, infer S, infer _T> ? S : never;

/** The ids of the workflows that are status lists; one that is only known at run time may be one. */
export type StatusListIds<W> =
  W extends Workflow<infer I, infer S, infer T>
    ? string extends S
      ? I
      : T extends StatusTransitions<S>
        ? I
        : never
    : never;

/** The ids of the transitions of every workflow in a union. */
export type TransitionIds<T> = T extends unknown ? keyof T & string : never;
type DefinitionOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/** A definition that is known only at run time may ask for anything: then the input is possible, and checked there. */
type ModeOf<D, N extends 'comment' | 'responsible', Fallback extends InputMode> = D extends {
  readonly [P in N]: infer M;
}
  ? M extends { readonly mode: infer R }
    ? R
    : M
  : N extends keyof D
    ? 'optional'
    : Fallback;
type Part<N extends string, M, V> = M extends 'required'
  ? { readonly [P in N]: V }
  : M extends 'none'
    ? { readonly [P in N]?: never }
    : { readonly [P in N]?: V };
type CommentOf<D> = ModeOf<D, 'comment', 'none'>;
type InputOfOne<D> = Part<'comment', CommentOf<D>, string> &
  Part<'responsible', ModeOf<D, 'responsible', CommentOf<D> extends 'none' ? 'none' : 'optional'>, string>;
/** Union to intersection: what satisfies every workflow that owns the transition. */
type Strictest<U> = (U extends unknown ? (input: U) => void : never) extends (input: infer I) => void ? I : never;

/** What a transition must be given: the strictest of all workflows in question that own it. */
export type TransitionInputOf<W, K> = Strictest<
  DefinitionOf<W, K> extends infer D ? (D extends unknown ? InputOfOne<D> : never) : never
>;

/** The input may be left out where nothing in it is required; a preview asks for none. */
export type InputArguments<M extends 'run' | 'preview', I> = M extends 'preview'
  ? [input?: Partial<I>, options?: CommandOptions]
  : Record<never, never> extends I
    ? [input?: I, options?: CommandOptions]
    : [input: I, options?: CommandOptions];

/** A ticket of any of the areas: narrows by `ticket.workflow`. */
export type TicketOf<A> = A extends unknown ? TicketIn<WorkflowIds<A>, FieldsOf<A>> : never;
type TicketIn<W, F> = W extends string ? Ticket<W, F> : never;
