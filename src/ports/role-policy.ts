import type { Actor } from '../ticket/actor.ts';
import type { AreaGrant, Authorizer, AuthorizerContext, Grants } from './authorizer.ts';

type RolesOf<R> = (
  user: string,
  context: { readonly tenant: string; readonly handle?: unknown },
) => Promise<readonly (keyof R & string)[]> | readonly (keyof R & string)[];

/** Who has which words where. */
export interface RolePolicyOptions<R extends Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>> {
  /** Role → area (`*`: every area) → permission words. `*` is every word, `ticket.*` every word that begins so. */
  readonly roles: R;
  /** The roles of a user; of an unknown user none. */
  readonly rolesOf: RolesOf<R>;
  /** Role → words for the desk as a whole, such as `outbox.manage`. Default: none. */
  readonly desk?: { readonly [K in keyof R]?: readonly string[] };
  /** Role → names of mailboxes (`*`: all). Default: none. */
  readonly mailboxes?: { readonly [K in keyof R]?: readonly string[] };
  /** Words that the responsible and the creator hold on their own tickets. Default: `ticket.read` and `ticket.edit`. */
  readonly own?: readonly string[];
  /** Area (`*`: every area) → words that the desk itself holds when it acts. Default: `ticket.read` everywhere. */
  readonly system?: Readonly<Record<string, readonly string[]>>;
}

const nothing: Grants = { areas: {}, desk: [], mailboxes: [] };

/**
 * The shipped authorizer: permission words by role and area. A user without a role is granted nothing, not even his own tickets.
 *
 * @example
 * ```ts
 * import { rolePolicy } from 'ticketwerk';
 *
 * const authorizer = rolePolicy({
 *   roles: {
 *     agent: { helpdesk: ['ticket.create', 'ticket.read', 'ticket.edit', 'work'] },
 *     lead: { '*': ['*'] },
 *   },
 *   rolesOf: (user) => (user === 'grace' ? ['lead'] : ['agent']),
 * });
 * ```
 */
export const rolePolicy = <const R extends Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>(
  options: RolePolicyOptions<R>,
): Authorizer => {
  const own = options.own ?? ['ticket.read', 'ticket.edit'];
  return {
    grants: async (actor: Actor, context: AuthorizerContext): Promise<Grants> => {
      if ('system' in actor)
        return { ...nothing, areas: expand([options.system ?? { '*': ['ticket.read'] }], context, []) };
      if (!('user' in actor)) return nothing;
      const roles = (await options.rolesOf(actor.user, context)).filter((role) => Object.hasOwn(options.roles, role));
      if (roles.length === 0) return nothing;
      return {
        areas: expand(
          roles.map((role) => options.roles[role] ?? {}),
          context,
          own,
        ),
        desk: roles.flatMap((role) => options.desk?.[role] ?? []),
        mailboxes: roles.flatMap((role) => options.mailboxes?.[role] ?? []),
      };
    },
  };
};

/** One entry per known area, every pattern replaced by the words it stands for. */
const expand = (
  roles: readonly Readonly<Record<string, readonly string[]>>[],
  { catalogue }: AuthorizerContext,
  own: readonly string[],
): Readonly<Record<string, AreaGrant>> =>
  Object.fromEntries(
    Object.entries(catalogue).map(([area, words]) => {
      const patterns = roles.flatMap((role) => [...ownEntry(role, area), ...ownEntry(role, '*')]);
      const permissions = [...new Set(patterns.flatMap((pattern) => wordsFor(pattern, words)))];
      return [area, { permissions, visible: permissions.includes('ticket.read') ? 'all' : 'none', own }];
    }),
  );

const ownEntry = (role: Readonly<Record<string, readonly string[]>>, area: string): readonly string[] =>
  Object.hasOwn(role, area) ? (role[area] ?? []) : [];

const wordsFor = (pattern: string, words: readonly string[]): readonly string[] => {
  if (pattern === '*') return words;
  return pattern.endsWith('.*') ? words.filter((word) => word.startsWith(pattern.slice(0, -1))) : [pattern];
};
