import type { Condition } from '../condition/condition.ts';
import type { Actor } from '../ticket/actor.ts';
import type { CallContext } from './call-context.ts';

/** What an actor may do in one area. */
export interface AreaGrant {
  /** Permission words. Nothing is expanded here: `*` is a word of `rolePolicy` only. */
  readonly permissions: readonly string[];
  /** Which tickets exist for the actor. */
  readonly visible: 'all' | 'none' | Condition;
  /** Words held in addition on tickets whose responsible or creator the actor is; naming any makes those visible. Default: none. */
  readonly own?: readonly string[];
}

/** Everything an actor may do. `*` as an area id holds in every area, in addition to what the area's own entry says. */
export interface Grants {
  readonly areas: Readonly<Record<string, AreaGrant>>;
  /** Words for the desk as a whole, such as `outbox.manage`. */
  readonly desk: readonly string[];
  /** Names of mailboxes, or `*`. */
  readonly mailboxes: readonly string[];
}

/** What an authorizer is told about the call. */
export interface AuthorizerContext extends CallContext {
  /** Every permission word that means something in an area, by area id. */
  readonly catalogue: Readonly<Record<string, readonly string[]>>;
}

/**
 * Says what an actor may do. Asked once a command.
 *
 * Implementations MUST grant nothing to an actor they do not know. Throwing is safe: the command is refused.
 */
export interface Authorizer {
  /**
   * Every word that somebody may hold, by area id; `*` as an area is every area, `*` as a word every word, `ticket.*` every word
   * that begins so. Then `createDesk` refuses transitions whose word nobody can hold, and words that mean nothing in any area.
   * Default: not known, and not checked.
   */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /**
   * Of these the words that the desk itself holds when it acts, in the same form. Then `createDesk` refuses timers that take a
   * transition whose word it does not hold. Default: not known, and not checked.
   */
  readonly system?: Readonly<Record<string, readonly string[]>>;
  grants(actor: Actor, context: AuthorizerContext): Promise<Grants> | Grants;
}
