import { patternsIn } from '../ticket/word-pattern.ts';

/** What `rolePolicy` is told of words. */
interface PolicyWords {
  readonly roles: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly own?: readonly string[];
}

/**
 * The roles of a `rolePolicy` as `checkWorkflow` takes them: the words of each in one area, and under `@own` what the responsible and
 * the creator hold on their own tickets.
 *
 * @example
 * ```ts
 * import { rolesIn } from 'ticketwerk';
 *
 * const policy = { roles: { agent: { helpdesk: ['work'] }, lead: { '*': ['*'] } } };
 * const roles = rolesIn(policy, 'helpdesk');
 * console.log(roles.agent, roles.lead, roles['@own']); // [ 'work' ] [ '*' ] [ 'ticket.read', 'ticket.edit' ]
 * ```
 */
export const rolesIn = (policy: PolicyWords, area: string): Readonly<Record<string, readonly string[]>> => ({
  ...Object.fromEntries(Object.entries(policy.roles).map(([role, words]) => [role, patternsIn(words, area)])),
  '@own': policy.own ?? ownWords,
});

/** What the responsible and the creator hold on their own tickets when nothing else is said. */
export const ownWords: readonly string[] = ['ticket.read', 'ticket.edit'];
