import type { Actor } from '../ticket/actor.ts';
import { patternsIn, wordsFor } from '../ticket/word-pattern.ts';
import type { AreaGrant, Authorizer, AuthorizerContext, Grants } from './authorizer.ts';
import type { CallContext } from './call-context.ts';
import { ownWords } from './roles-in.ts';

type RolesOf<R> = (
  user: string,
  context: CallContext,
) => Promise<readonly (keyof R & string)[]> | readonly (keyof R & string)[];
type Visible = AreaGrant['visible'];
type AreaWords = Readonly<Record<string, readonly string[]>>;

/** Who has which words where. */
export interface RolePolicyOptions<R extends Readonly<Record<string, AreaWords>>> {
  /** Role → area (`*`: every area) → permission words. `*` is every word, `ticket.*` every word that begins so. */
  readonly roles: R;
  /** The roles of a user; of an unknown user none. */
  readonly rolesOf: RolesOf<R>;
  /**
   * Role → which tickets exist for a user by this role, where it gives `ticket.read`. Who has several roles sees what any of them
   * shows him, and holds the words of all of them there. Default: all.
   */
  readonly visible?: { readonly [K in keyof R]?: (user: string, context: CallContext) => Promise<Visible> | Visible };
  /** Role → words for the desk as a whole, such as `outbox.manage`. Default: none. */
  readonly desk?: { readonly [K in keyof R]?: readonly string[] };
  /** Role → names of mailboxes (`*`: all). Default: none. */
  readonly mailboxes?: { readonly [K in keyof R]?: readonly string[] };
  /** Words that the responsible and the creator hold on their own tickets. Default: `ticket.read` and `ticket.edit`. */
  readonly own?: readonly string[];
  /**
   * Area (`*`: every area) → words that the desk itself holds when it acts, such as those of transitions that timers take. Default:
   * `ticket.read` everywhere.
   */
  readonly system?: AreaWords;
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
export const rolePolicy = <const R extends Readonly<Record<string, AreaWords>>>(
  options: RolePolicyOptions<R>,
): Authorizer => {
  const own = options.own ?? ownWords;
  const system = options.system ?? { '*': ['ticket.read'] };
  return {
    words: joined([...Object.values(options.roles), system, { '*': own }]),
    system,
    grants: async (actor: Actor, context: AuthorizerContext): Promise<Grants> => {
      if ('system' in actor) return { ...nothing, areas: expand([{ words: system, visible: 'all' }], context, []) };
      if (!('user' in actor)) return nothing;
      const roles = (await options.rolesOf(actor.user, context)).filter((role) => Object.hasOwn(options.roles, role));
      if (roles.length === 0) return nothing;
      const held = roles.map(async (role) => ({
        words: options.roles[role] ?? {},
        visible: (await options.visible?.[role]?.(actor.user, context)) ?? 'all',
      }));
      return {
        areas: expand(await Promise.all(held), context, own),
        desk: roles.flatMap((role) => options.desk?.[role] ?? []),
        mailboxes: roles.flatMap((role) => options.mailboxes?.[role] ?? []),
      };
    },
  };
};

interface Held {
  readonly words: AreaWords;
  readonly visible: Visible;
}

/** One entry per known area, every pattern replaced by the words it stands for. */
const expand = (
  roles: readonly Held[],
  { catalogue }: AuthorizerContext,
  own: readonly string[],
): Readonly<Record<string, AreaGrant>> =>
  Object.fromEntries(
    Object.entries(catalogue).map(([area, words]) => {
      const held = roles.map((role) => ({
        visible: role.visible,
        permissions: patternsIn(role.words, area).flatMap((one) => wordsFor(one, words)),
      }));
      const permissions = [...new Set(held.flatMap((role) => role.permissions))];
      const shown = held.filter((role) => role.permissions.includes('ticket.read')).map(({ visible }) => visible);
      return [area, { permissions, visible: anyOf(shown), own }];
    }),
  );

const entry = (role: AreaWords, area: string): readonly string[] =>
  Object.hasOwn(role, area) ? (role[area] ?? []) : [];

const anyOf = (shown: readonly Visible[]): Visible => {
  if (shown.includes('all')) return 'all';
  const conditions = shown.filter((one) => one !== 'all' && one !== 'none');
  return conditions.length > 1 ? { any: conditions } : (conditions[0] ?? 'none');
};

/** What all of them name together, by area. */
const joined = (all: readonly AreaWords[]): AreaWords =>
  Object.fromEntries(
    [...new Set(all.flatMap(Object.keys))].map((area) => [area, [...new Set(all.flatMap((one) => entry(one, area)))]]),
  );
