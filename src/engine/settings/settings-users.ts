import type { Issue } from '../../refusal/refusal.ts';
import { isAssignable, type People } from '../../ticket/people.ts';
import type { Configuration } from '../configuration.ts';

/** Users whom the portals of the areas name, with the paths that name them. */
const namedUsers = ({ areas }: Configuration): readonly { readonly user: string; readonly path: Issue['path'] }[] =>
  [...areas.values()].flatMap(({ id, portal }) =>
    portal === null
      ? []
      : [
          ...portal.notify.map((user, index) => ({ user, path: ['areas', id, 'portal', 'notify', index] })),
          { user: portal.defaultResponsible, path: ['areas', id, 'portal', 'defaultResponsible'] },
        ],
  );

export const usersOf = (configuration: Configuration): readonly string[] =>
  namedUsers(configuration).map(({ user }) => user);

/** Users who are named and whom the host does not know, or does not let work. */
export const userProblems = (
  configuration: Configuration,
  people: People,
): readonly { readonly user: string; readonly known: boolean; readonly issue: Issue }[] =>
  namedUsers(configuration).flatMap(({ user, path }) =>
    isAssignable(people, user)
      ? []
      : [
          {
            user,
            known: people.users.has(user),
            issue: { path, code: 'unknown_user', message: `"${user}" is no active user.`, params: { user } },
          },
        ],
  );
